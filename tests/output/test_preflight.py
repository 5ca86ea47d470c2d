"""Preflight: what it lists, what it finds, how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from layout.cli import main
from layout.errors import Severity
from layout.geometry import Point, Rect
from layout.model import (
    BLACK,
    Box,
    Color,
    ColorSpace,
    FaceRef,
    GlyphRun,
    Item,
    Picture,
    PlacedPage,
    Rule,
)
from layout.output.press import PressSettings
from layout.output.press.preflight import Limits, Preflight, preflight

Maker = Callable[..., GlyphRun]
Pages = Callable[..., PlacedPage]

RED = Color(ColorSpace.RGB, (0.8, 0.0, 0.0))
INKS = Color(ColorSpace.CMYK, (0.0, 1.0, 1.0, 0.0))
HEAVY = Color(ColorSpace.CMYK, (1.0, 1.0, 1.0, 1.0))
SPOT = Color(ColorSpace.SPOT, (1.0,), "套红", (0.0, 0.95, 0.85, 0.0))


def _check(page: PlacedPage, limits: Limits | None = None, **more: object) -> Preflight:
    return preflight(page, PressSettings(**more), limits)  # type: ignore[arg-type]


def _codes(found: Preflight) -> list[tuple[str, str]]:
    return [(str(finding.severity), finding.code) for finding in found.findings]


def test_a_sound_page_passes(page: Pages, run: Maker, fonts: dict[str, FaceRef]) -> None:
    found = _check(page(run(fonts["glyf"], "AB"), Rule(Point(9, 9), Point(99, 9), 0.35)))
    assert found.findings == () == found.violations
    assert [(font.glyphs, font.embedded, font.subset) for font in found.fonts] == [(2, True, True)]
    assert (found.finest_line, found.most_ink) == (0.35, 1.0)
    assert found.boxes["trim"] == (0, 0, 300, 400)
    (color,) = found.colors
    assert (color.written, color.printed, color.items) == ("gray 0%", "k 100%", 2)


HAIR = Rule(Point(9, 9), Point(99, 9), 0.1, BLACK, (), "r")
EDGE = Box(Rect(0, 10, 20, 20), BLACK, name="b")


@pytest.mark.parametrize(
    ("items", "bleed", "codes"),
    [
        ([HAIR], 0.0, [("warning", "hairline")]),
        ([Box(Rect(9, 9, 9, 9), None, BLACK, 0.2)], 0.0, [("warning", "hairline")]),
        ([EDGE], 0.0, [("warning", "bleed")]),
        ([EDGE], 8.5, []),
        ([Box(Rect(9, 9, 9, 9), HEAVY)], 0.0, [("warning", "total-ink")]),
        ([Box(Rect(9, 9, 9, 9), RED)], 0.0, [("note", "rgb")]),
        ([Box(Rect(9, 9, 9, 9), SPOT)], 0.0, [("note", "spot-color")]),
    ],
)
def test_what_is_found(
    page: Pages, items: list[Item], bleed: float, codes: list[tuple[str, str]]
) -> None:
    assert _codes(_check(page(*items, bleed=bleed))) == codes


@pytest.mark.parametrize(
    ("size", "color", "codes"),
    [
        (9.0, INKS, [("warning", "colored-text")]),
        (12.0, INKS, []),
        (9.0, SPOT, [("note", "spot-color")]),
        (9.0, BLACK, []),
    ],
)
def test_small_letters_in_several_inks(
    page: Pages,
    run: Maker,
    fonts: dict[str, FaceRef],
    size: float,
    color: Color,
    codes: list[tuple[str, str]],
) -> None:
    assert _codes(_check(page(run(fonts["glyf"], "A", size=size, color=color)))) == codes


def test_text_beyond_the_trim(page: Pages, run: Maker, fonts: dict[str, FaceRef]) -> None:
    found = _check(page(run(fonts["glyf"], "A", x=-5.0)))
    assert _codes(found) == [("error", "outside")]


def test_a_gray_page_has_no_spot_inks(page: Pages) -> None:
    found = _check(page(Box(Rect(9, 9, 9, 9), SPOT)), gray=True)
    assert found.spots == () and found.findings == ()


@pytest.mark.parametrize(
    ("mode", "size", "codes", "printed"),
    [
        ("RGB", 60, [("error", "low-resolution"), ("note", "rgb")], "CMYK"),
        ("RGB", 300, [("note", "rgb")], "CMYK"),
        ("L", 300, [], "K"),
        ("CMYK", 300, [], "CMYK"),
    ],
)
def test_pictures_are_measured(
    page: Pages,
    tmp_path: Path,
    mode: str,
    size: int,
    codes: list[tuple[str, str]],
    printed: str,
) -> None:
    Image.new("RGB", (size, size), (200, 30, 60)).convert(mode).save(tmp_path / "p.tif")
    place = Rect(20, 20, 72, 72)
    found = _check(page(Picture(str(tmp_path / "p.tif"), place, place, "", "p")))
    assert _codes(found) == codes
    (picture,) = found.pictures
    assert (picture.pixels, picture.dpi) == ((size, size), size)
    assert picture.written_dpi == min(size, 200)
    assert picture.printed == printed
    assert 0 < picture.ink <= 2.4


@pytest.mark.parametrize(("flags", "what"), [(0x0002, "embedded"), (0x0100, "subset")])
def test_fonts_that_must_not_go_into_a_file(
    page: Pages, run: Maker, fonts: dict[str, FaceRef], tmp_path: Path, flags: int, what: str
) -> None:
    font = TTFont(fonts["glyf"].path)
    font["OS/2"].fsType = flags
    font.save(tmp_path / "shy.ttf")
    found = _check(page(run(FaceRef(str(tmp_path / "shy.ttf")), "A")))
    assert _codes(found) == [("error", "font-embedding")]
    assert f"must not be {what}" in found.findings[0].message


def test_limits_can_be_moved(page: Pages) -> None:
    assert _codes(_check(page(HAIR), Limits(hairline=0.1))) == []


# The command

SPEC = """
page: {trim: [100mm, 100mm], margins: {top: 20mm, bottom: 10mm, left: 10mm, right: 10mm}}
furniture:
  line: {kind: rule, at: [0, 3, 8, 1], weights: [%s], color: spot 套红 cmyk 0 95 85 0}
  panel: {kind: panel, at: [0, 5, 8, 2], fill: "#c00"}
"""


def _spec(folder: Path, weight: str) -> str:
    (folder / "p.yaml").write_text(SPEC % weight, encoding="utf-8")
    return str(folder / "p.yaml")


def test_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", _spec(tmp_path, "0.5pt")]) == 0
    out = capsys.readouterr().out
    for line in ("spot ink 套红", "finest line 0.5 pt", "note: rgb [panel]", "passed"):
        assert line in out


def test_violations_end_with_1_and_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preflight", _spec(tmp_path, "0.1pt")]) == 1
    out = capsys.readouterr().out
    assert "warning: hairline [line.1]: a line of 0.1 pt is finer than 0.25 pt" in out
    assert out.endswith("1 violation\n")
    assert main(["preflight", _spec(tmp_path, "0.1pt"), "--hairline", "0.1"]) == 0


def test_the_report_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", _spec(tmp_path, "0.1pt"), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is False
    assert report["spots"] == ["套红"]
    assert {f["code"] for f in report["findings"]} == {"hairline", "rgb", "spot-color"}
    assert set(report) == {
        "page", "boxes", "pictures", "fonts", "colors", "spots",
        "finest_line", "most_ink", "findings", "ok",
    }  # fmt: skip


def test_a_pdf_is_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preflight", "page.pdf"]) == 2
    assert "'page.pdf' is a PDF" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--marks"], "--marks is for a press file"),
        (["--gray"], "--gray is for a press file"),
        (["--output-intent", "x.icc"], "--output-intent is for a press file"),
        (["--ink-limit", "240"], "--ink-limit is for a press file"),
        (["--press", "--ink-limit", "40"], "an ink limit of 40 % cannot be kept"),
        (["--press", "--output-intent", "none.icc"], "profile 'none.icc' cannot be read"),
    ],
)
def test_options_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], problem: str
) -> None:
    assert main([_spec(tmp_path, "0.5pt"), "-o", str(tmp_path / "p.pdf"), *options]) == 2
    assert problem in capsys.readouterr().err
    assert not (tmp_path / "p.pdf").exists()


def test_a_press_file_from_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "p.pdf"
    assert main([_spec(tmp_path, "0.5pt"), "-o", str(out), "--press", "--marks"]) == 0
    assert b"PDF/X-4" in out.read_bytes()


def test_an_ordinary_render_imports_nothing_of_the_press(repository: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from layout.cli import main; main(sys.argv[1:]);"
        "print([n for n in sys.modules if 'output.press' in n or n == 'PIL.ImageCms'])"
    )
    spec = _spec(tmp_path, "0.5pt")
    done = subprocess.run(
        [sys.executable, "-c", code, spec, "-o", str(tmp_path / "p.pdf")],
        capture_output=True,
        text=True,
        cwd=repository,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_severities_are_those_of_the_engine(page: Pages) -> None:
    (finding,) = _check(page(HAIR)).violations
    assert finding.severity is Severity.WARNING
