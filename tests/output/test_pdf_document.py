"""The file around the pages: boxes, information, outline, and the same bytes each time."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from layout import __version__
from layout.errors import EditorError
from layout.geometry import Point, Rect
from layout.model import (
    BLACK,
    Box,
    Color,
    ColorSpace,
    FaceRef,
    GlyphRun,
    PlacedPage,
    Region,
    Rule,
    StoryInfo,
)
from layout.output.pdf import write_pdf

Maker = Callable[..., GlyphRun]
Pages = Callable[..., PlacedPage]

RED = Color(ColorSpace.RGB, (1.0, 0.0, 0.0))


@pytest.fixture
def read() -> Iterator[Callable[[bytes], pikepdf.Pdf]]:
    opened: list[pikepdf.Pdf] = []

    def open_bytes(data: bytes) -> pikepdf.Pdf:
        opened.append(pikepdf.open(io.BytesIO(data)))
        return opened[-1]

    yield open_bytes
    for document in opened:
        document.close()


Read = Callable[[bytes], pikepdf.Pdf]


def test_the_boxes_of_a_page_with_bleed(page: Pages, read: Read) -> None:
    (found,) = read(write_pdf(page(bleed=8.5))).pages
    assert [float(edge) for edge in found.MediaBox] == [0, 0, 317, 417]
    assert [float(edge) for edge in found.BleedBox] == [0, 0, 317, 417]
    assert [float(edge) for edge in found.TrimBox] == [8.5, 8.5, 308.5, 408.5]


def test_information_and_catalog(page: Pages, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    document = read(write_pdf(page(title="济宁 (一)", language="zh-CN"), creator="desk"))
    assert document.pdf_version == "1.7"
    info = document.docinfo
    assert str(info.Title) == "济宁 (一)"
    assert str(info.Producer) == f"layout {__version__}"
    assert str(info.Creator) == "desk"
    assert str(info.CreationDate) == str(info.ModDate) == "D:20231114221320Z"
    assert str(document.Root.Lang) == "zh-CN"
    assert document.Root.ViewerPreferences.DisplayDocTitle is True
    first, second = (bytes(one) for one in document.trailer.ID)
    assert len(first) == 16
    assert first == second


def test_a_title_given_wins(page: Pages, read: Read) -> None:
    assert str(read(write_pdf(page(title="a"), title="b\\()")).docinfo.Title) == "b\\()"


def test_the_outline_leads_to_each_story(page: Pages, read: Read) -> None:
    placed = page(
        bleed=10.0,
        regions=(Region("one", Rect(20, 30, 100, 100)), Region("one.headline", Rect(0, 0, 1, 1))),
        stories=(StoryInfo("one", "梁山县"), StoryInfo("two", "")),
    )
    document = read(write_pdf([placed, placed]))
    with document.open_outline() as outline:
        items = [story for on_page in outline.root for story in on_page.children]
        assert [item.title for item in items] == ["梁山县", "two", "梁山县", "two"]
        kind = [str(part) for part in items[0].destination[1:2]]
        assert kind == ["/XYZ"]
        assert [float(part) for part in items[0].destination[2:4]] == [30, 380]
        assert items[0].destination[0].objgen == document.pages[0].objgen
        assert [float(part) for part in items[1].destination[2:4]] == [10, 410]
        assert items[2].destination[0].objgen == document.pages[1].objgen


def test_no_page_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        write_pdf([])


def test_an_empty_page_is_a_page(page: Pages) -> None:
    assert len(pypdfium2.PdfDocument(write_pdf(page()))) == 1


def _pixels(placed: PlacedPage) -> Callable[[int, int], tuple[int, int, int]]:
    image = pypdfium2.PdfDocument(write_pdf(placed))[0].render(scale=1).to_pil().convert("RGB")
    return lambda x, y: image.getpixel((x, y))


def test_rules_and_boxes_are_drawn_where_they_are_placed(page: Pages) -> None:
    at = _pixels(
        page(
            Box(Rect(20, 20, 100, 60), fill=Color(ColorSpace.CMYK, (0, 0, 1, 0))),
            Box(Rect(20, 120, 100, 60), stroke=RED, weight=6),
            Box(Rect(20, 220, 100, 60), fill=RED, radius=30),
            Box(Rect(150, 20, 50, 50)),
            Rule(Point(200, 100), Point(200, 300), 4),
            Rule(Point(250, 100), Point(250, 300), 4, dash=(20.0, 20.0)),
            Rule(Point(280, 100), Point(280, 300), 0),
        )
    )
    white, black, red = (255, 255, 255), (0, 0, 0), (255, 0, 0)
    assert at(70, 50)[2] < 80 and at(70, 50)[0] > 200
    assert (at(18, 150), at(22, 150), at(70, 150)) == (red, red, white)
    assert (at(22, 222), at(70, 250), at(22, 250)) == (white, red, red)
    assert at(175, 45) == white
    assert (at(200, 150), at(196, 150), at(200, 98)) == (black, white, white)
    assert (at(250, 110), at(250, 130), at(250, 150)) == (black, white, black)
    assert at(280, 200) == white


COLORS = [
    (BLACK, "0 g"),
    (Color(ColorSpace.GRAY, (0.25,)), "0.25 g"),
    (RED, "1 0 0 rg"),
    (Color(ColorSpace.CMYK, (0.0, 0.1, 1 / 3, 1.0)), "0 0.1 0.3333 1 k"),
]


@pytest.mark.parametrize(("color", "operator"), COLORS)
def test_colours_stay_in_their_space(
    color: Color, operator: str, page: Pages, read: Read, fonts: dict[str, FaceRef], run: Maker
) -> None:
    document = read(write_pdf(page(run(fonts["glyf"], "中", color=color))))
    assert document.pages[0].Contents.read_bytes().decode().splitlines()[0] == operator


@pytest.mark.parametrize("color", [Color(ColorSpace.RGB, (1.0,)), Color(ColorSpace.GRAY, (1.5,))])
def test_an_impossible_colour_is_an_error(color: Color, page: Pages) -> None:
    with pytest.raises(EditorError, match=r"is not a (rgb|gray) colour") as caught:
        write_pdf(page(Box(Rect(0, 0, 1, 1), fill=color)))
    assert "between 0 and 1" in str(caught.value)


@pytest.mark.parametrize("value", ["yesterday", "1.5", "9" * 30])
def test_an_impossible_date_is_an_error(
    value: str, page: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(EditorError, match=f"SOURCE_DATE_EPOCH is '{value}'"):
        write_pdf(page())


def test_qpdf_finds_nothing_wrong(
    page: Pages, fonts: dict[str, FaceRef], run: Maker, tmp_path: Path
) -> None:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "page.pdf"
    lines = [run(face, "中文，“A", y=50.0 + 20 * row) for row, face in enumerate(fonts.values())]
    path.write_bytes(write_pdf(page(*lines, stories=(StoryInfo("s", "t"),), title="t")))
    checked = subprocess.run([qpdf, "--check", str(path)], capture_output=True, timeout=60)
    assert checked.returncode == 0, checked.stdout + checked.stderr


SCRIPT = """
import hashlib, sys
from layout.geometry import Point, Rect
from layout.model import *
from layout.output.pdf import write_pdf
gids = tuple(range(1, 13))
runs = [
    GlyphRun(FaceRef(path), 9.0, Point(20, 40 + 20 * row), gids,
             tuple(9.3 * at for at in range(12)), tuple(" ABf中文字·，“”—"),
             Source("s", Role.BODY))
    for row, path in enumerate(sys.argv[1:])
]
page = PlacedPage("p", 300, 400, 3, tuple(runs), (Region("s", Rect(0, 0, 9, 9)),),
                  (StoryInfo("s", "题"),), "名")
print(hashlib.sha256(write_pdf(page)).hexdigest())
"""


def test_equal_input_gives_equal_bytes(
    fonts: dict[str, FaceRef], repository: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    copies = [shutil.copy(fonts[kind].path, moved) for kind in ("glyf", "cff", "cid")]
    originals = [fonts[kind].path for kind in ("glyf", "cff", "cid")]
    digests = set()
    for seed, folder, paths in (
        ("1", repository, originals),
        ("2", tmp_path, originals),
        ("3", tmp_path, copies),
    ):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(repository)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, *map(str, paths)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_other_input_gives_another_identifier(page: Pages, read: Read) -> None:
    one = read(write_pdf(page(title="a")))
    two = read(write_pdf(page(title="b")))
    assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])
