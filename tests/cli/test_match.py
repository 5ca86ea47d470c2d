"""``match``: measure, style and trackings from the line breaks of an old printing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from layout.cli import main
from layout.spec.load import load_page
from layout.spec.yaml_source import parse_yaml

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "pages" / "changgou.yaml"
ARTICLES = ROOT / "articles"
PRINTED = ROOT / "tests" / "data" / "printed-lines"

LINES = {"liangshan": 88, "yanzhou": 36, "jiaxiang": 51, "photo-caption": 3}


@pytest.mark.parametrize("name", LINES)
def test_every_printed_line_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(ARTICLES / f"{name}.txt"), str(PRINTED / f"{name}.txt")]
    assert main(["match", *arguments]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"# {LINES[name]} of {LINES[name]} printed lines are explained\n")
    assert err == ""
    found = parse_yaml(out, "match").data
    assert found["styles"]["body"]["punctuation"] == "kaiming"
    assert set(found["stories"][name]) <= {"measure", "tracking"}


@pytest.mark.parametrize("name", ["liangshan", "yanzhou", "jiaxiang"])
def test_the_sample_page_carries_what_match_finds(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(ARTICLES / f"{name}.txt"), str(PRINTED / f"{name}.txt"), "--page", str(PAGE)]
    assert main(["match", *arguments]) == 0
    found = parse_yaml(capsys.readouterr().out, "match").data["stories"][name]
    story = load_page(PAGE).spec.stories[name]
    assert found["measure"] == str(story.measure)
    assert found["tracking"] == {str(n): str(length) for n, length in story.tracking.items()}


def noisy(text: str, rng: random.Random, share: float) -> tuple[str, set[int]]:
    """A printing with wrong, lost and doubled characters; and the numbers of spoilt lines."""
    lines = text.split("\n")
    spoilt = set()
    for number, line in enumerate(lines, 1):
        made = ""
        for char in line:
            if rng.random() >= share:
                made += char
                continue
            spoilt.add(number)
            made += rng.choice(("", char + "口", "囗"))
        lines[number - 1] = made
    return "\n".join(lines), spoilt


@pytest.mark.parametrize("seed", range(3))
def test_noisy_lines_are_named_and_most_others_explained(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (PRINTED / "jiaxiang.txt").read_text(encoding="utf-8")
    spoilt_text, spoilt = noisy(text, random.Random(seed), 0.02)
    (tmp_path / "ocr.txt").write_text(spoilt_text, encoding="utf-8")
    code = main(["match", str(ARTICLES / "jiaxiang.txt"), str(tmp_path / "ocr.txt")])
    out, err = capsys.readouterr()
    named = {int(line.split(":")[1]) for line in err.splitlines() if ": note: " in line}
    missed = {int(line.split(":")[1]) for line in err.splitlines() if ": warning: " in line}
    assert spoilt <= named
    assert len(named - spoilt) <= 2
    assert code == (1 if missed else 0)
    explained = int(out.split()[1])
    assert explained == 51 - len(missed)
    assert explained >= 51 - len(spoilt) - 2


REFUSED = [
    (["none.txt", "lines.txt"], "none.txt", "cannot"),
    (["a.txt", "none.txt"], "none.txt", "cannot"),
    (["a.txt", "blank.txt"], "blank.txt", "no lines"),
    (["a.txt"], "", "PRINTED-LINES"),
    (["a.txt", "lines.txt", "--font", "sung"], "", "sung"),
]


@pytest.mark.parametrize(("arguments", "where", "problem"), REFUSED)
def test_input_that_cannot_be_used(
    arguments: list[str],
    where: str,
    problem: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", "长沟镇"), ("lines.txt", "长沟\n镇"), ("blank.txt", "\n\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["match", *arguments]) == 2
    message = capsys.readouterr().err
    assert message.startswith(where)
    assert problem in message
    assert message.count("error:") == 1
