"""The bench's own arithmetic; what it measures is for `python -m bench`."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bench.measure import BenchError, environment, run_cold
from bench.stage import Stage, vary
from bench.table import MEASURES, markdown, medians, ratios

TEXT = "---\nkicker: 梁山县驻村第一书记和工作队梁山县驻村第一书记和工作队梁山县驻村第一书记\n---\n"
BODY = "坚持组团帮扶，凝聚工作合力。" * 20 + "\n" + "创新工作机制，共6个分盟。" * 20 + "\n"


@pytest.mark.parametrize("turn", [1, 2, 31, 400])
def test_varied_text_is_as_long_and_as_punctuated(turn: int) -> None:
    varied = vary(TEXT + BODY, turn)
    assert varied.startswith(TEXT)
    assert varied != TEXT + BODY
    assert len(varied) == len(TEXT + BODY)
    kept = [(i, c) for i, c in enumerate(TEXT + BODY) if not "\u4e00" <= c <= "\u9fff"]
    assert [(i, varied[i]) for i, _ in kept] == kept


def test_every_paragraph_changes_and_every_turn_differs() -> None:
    turns = [vary(BODY, turn).splitlines() for turn in range(1, 20)]
    for before, after in pairwise(turns):
        assert all(one != other for one, other in zip(before, after, strict=True))


def test_the_stage_changes_its_own_copy_only(tmp_path: Path, repository: Path) -> None:
    article = Path("articles") / "liangshan.txt"
    printed = (repository / article).read_text(encoding="utf-8")
    stage = Stage(tmp_path / "page")
    stage.turn(3)
    assert (stage.root / article).read_text(encoding="utf-8") != printed
    stage.turn(0)
    assert (stage.root / article).read_text(encoding="utf-8") == printed
    assert (repository / article).read_text(encoding="utf-8") == printed


def test_ratios_are_of_medians() -> None:
    samples = {
        "ours": {name: [1.0, 9.0, 3.0] for name in MEASURES},
        "typst": {name: [2.0, 2.0, 50.0] for name in MEASURES},
    }
    middle = medians(samples)
    assert ratios(middle) == dict.fromkeys(MEASURES, 1.5)
    assert markdown(middle).splitlines()[2].endswith("| 3.0 | 2.0 | 1.50 × |")


def test_one_engine_alone_has_no_ratio() -> None:
    middle = {"typst": dict.fromkeys(MEASURES, 2.0)}
    assert ratios(middle) == {}
    assert "ours" not in markdown(middle)


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    env = environment(tmp_path / "bytecode")
    with pytest.raises(BenchError, match=r"(?s)ended with 3:.*no such page"):
        run_cold(["sh", "-c", "echo no such page; exit 3"], tmp_path / "x.pdf", env)


def test_a_command_without_a_pdf_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="ended with 0"):
        run_cold(["true"], tmp_path / "x.pdf", environment(tmp_path))
