"""Where glyphs land and how the text reads: positions to the thousandth, no stray spaces."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.fonts.face import open_face
from layout.geometry import Point
from layout.model import FaceRef, GlyphRun, PlacedPage, Role, Rule, Source
from layout.output.pdf import write_pdf

Maker = Callable[..., GlyphRun]
Pages = Callable[..., PlacedPage]

HALF = {"，": 0.0, "”": 0.0, "“": -0.5}


def kaiming(
    text: str, size: float, tracking: float, advance: Callable[[str], float]
) -> list[float]:
    """Offsets of a line with half-width marks: the full glyph moved back by half an em."""
    offsets, at = [], 0.0
    for char in text:
        offsets.append(at + HALF.get(char, 0.0) * size)
        at += (0.5 if char in HALF else advance(char)) * size + tracking * size
    return offsets


def placed(data: bytes) -> list[tuple[float, float]]:
    """Every glyph's place, in the page's default space, as a reader computes it."""
    with pikepdf.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        widths: dict[str, dict[int, float]] = {}
        defaults: dict[str, float] = {}
        for key, font in page.Resources.Font.items():
            descendant = font.DescendantFonts[0]
            defaults[key] = float(descendant.DW)
            entries = list(descendant.W)
            widths[key] = {
                int(first) + index: float(width)
                for first, run in zip(entries[::2], entries[1::2], strict=True)
                for index, width in enumerate(run)
            }
        found = []
        font, size, spacing, x, y, stretch = "", 0.0, 0.0, 0.0, 0.0, 1.0
        for instruction in pikepdf.parse_content_stream(page):
            operands, operator = instruction.operands, str(instruction.operator)
            if operator == "Tf":
                font, size = str(operands[0]), float(operands[1])
            elif operator == "Tc":
                spacing = float(operands[0])
            elif operator == "Tm":
                stretch, _, _, _, x, y = (float(value) for value in operands)
            elif operator in ("TJ", "Tj"):
                parts = operands[0] if operator == "TJ" else [operands[0]]
                for part in parts:
                    if not isinstance(part, pikepdf.String):
                        x -= float(part) / 1000 * size * stretch
                        continue
                    raw = bytes(part)
                    for at in range(0, len(raw), 2):
                        found.append((x, y))
                        cid = int.from_bytes(raw[at : at + 2], "big")
                        width = widths[font].get(cid, defaults[font])
                        x += (width / 1000 * size + spacing) * stretch
        return found


@settings(max_examples=60, deadline=None)
@given(
    size=st.floats(4, 120),
    scale=st.sampled_from([1.0, 0.8, 1.3]),
    bleed=st.sampled_from([0.0, 8.504]),
    gaps=st.lists(st.floats(-0.2, 1.5), min_size=1, max_size=60),
)
def test_every_glyph_lands_where_it_was_placed(
    fonts: dict[str, FaceRef], size: float, scale: float, bleed: float, gaps: list[float]
) -> None:
    offsets, at = [], 0.0
    for gap in gaps:
        offsets.append(at)
        at += gap * size
    count = len(gaps)
    gids = ((5, 2, 6) * count)[:count]
    texts = (("中", "A", "文") * count)[:count]
    run = GlyphRun(
        fonts["glyf"],
        size,
        Point(20.3337, 100.1234),
        gids,
        tuple(offsets),
        texts,
        Source("s", Role.BODY),
        scale=scale,
    )
    data = write_pdf(PlacedPage("p", 300, 400, bleed, (run,)))
    found = placed(data)
    assert len(found) == count
    for (x, y), offset in zip(found, offsets, strict=True):
        assert abs(x - (bleed + run.origin.x + offset)) <= 0.001 * size * scale + 0.001
        assert abs(y - (bleed + 400 - run.origin.y)) <= 0.001


def test_a_copy_with_another_box_leaves_the_ink_in_place(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    """“ at half width: ink 0.6 to 0.9 em of its glyph, drawn half an em back."""
    line = run(fonts["glyf"], "“中", offsets=(-50.0, 50.0), size=100.0, x=60.0, y=200.0)
    image = pypdfium2.PdfDocument(write_pdf(page(line)))[0].render(scale=1).to_pil().convert("L")
    row = [image.getpixel((x, 190)) < 128 for x in range(300)]
    first = row.index(True)
    assert first == pytest.approx(60 - 50 + 60, abs=1)
    assert row.index(False, first) == pytest.approx(60 - 50 + 90, abs=1)


def test_numbers_have_no_exponent_and_few_places(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    tiny = Rule(Point(1e-7, 1e-9), Point(100 / 3, 1e-5), 1 / 3)
    with pikepdf.open(io.BytesIO(write_pdf(page(tiny)))) as document:
        content = document.pages[0].Contents.read_bytes().decode()
    assert content == "q 0 G 0.333 w 0 400 m 33.333 400 l S Q"


def test_a_line_is_one_showing_operator(fonts: dict[str, FaceRef], run: Maker, page: Pages) -> None:
    opened = open_face(fonts["glyf"])
    text = "中文字中，文“中”A文字"
    offsets = kaiming(text, 9, 0.03, lambda char: opened.advance(opened.glyph(char)))
    with pikepdf.open(
        io.BytesIO(write_pdf(page(run(fonts["glyf"], text, size=9.0, offsets=offsets))))
    ) as document:
        operators = [str(one.operator) for one in pikepdf.parse_content_stream(document.pages[0])]
    assert operators == ["g", "BT", "Tf", "Tm", "Tc", "Tj", "ET"]


# Reading back

COLUMN = ("中文，中“文”，“字”字", "“字中”文，字文中中，", "中—文·字“文”中—中")


def _columns(face: FaceRef, run: Maker, page: Pages, tracking: float, spread: float) -> PlacedPage:
    """Two columns of three lines, drawn one after the other."""
    opened = open_face(face)

    def advance(char: str) -> float:
        return 1.0 if char in "—·" else opened.advance(opened.glyph(char))

    lines = []
    for column in range(2):
        for index, text in enumerate(COLUMN):
            offsets = kaiming(text, 9, tracking, advance)
            offsets = [offset + at * spread * 9 for at, offset in enumerate(offsets)]
            lines.append(
                run(
                    face,
                    text,
                    size=9.0,
                    x=30 + 130.0 * column,
                    y=50 + 13.0 * index,
                    offsets=offsets,
                )
            )
    return page(*lines)


SPACINGS = [(0.0, 0.0), (-0.05, 0.0), (0.05, 0.0), (0.0, 0.12), (0.05, 0.15), (0.0, -0.04)]


@pytest.mark.parametrize(("tracking", "spread"), SPACINGS)
def test_pdfium_reads_lines_without_added_spaces(
    tracking: float, spread: float, fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    data = write_pdf(_columns(fonts["glyf"], run, page, tracking, spread))
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert text.split("\r\n") == [*COLUMN, *COLUMN]


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.mark.parametrize(("tracking", "spread"), SPACINGS)
@pytest.mark.parametrize(
    "command", [("pdftotext", "-raw"), ("pdftotext",), ("pdftotext", "-layout"), ("mutool",)]
)
def test_command_line_readers_read_lines_without_added_spaces(
    command: tuple[str, ...],
    tracking: float,
    spread: float,
    fonts: dict[str, FaceRef],
    run: Maker,
    page: Pages,
    tmp_path: Path,
) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(write_pdf(_columns(fonts["glyf"], run, page, tracking, spread)))
    if command[0] == "mutool":
        call = [_tool("mutool"), "draw", "-q", "-F", "txt", str(path)]
    else:
        call = [_tool("pdftotext"), *command[1:], str(path), "-"]
    text = subprocess.run(call, capture_output=True, check=True, timeout=60).stdout.decode()
    lines = [line.strip() for line in text.replace("\f", "").splitlines() if line.strip()]
    if "-layout" in command:
        lines = [part for line in lines for part in line.split()]
        assert sorted(lines) == sorted([*COLUMN, *COLUMN])
    else:
        assert lines == [*COLUMN, *COLUMN]


def test_spaces_that_are_written_are_read(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    text = "中 文 A B"
    data = write_pdf(page(run(fonts["glyf"], text, size=9.0)))
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() == text


def test_full_width_marks_keep_their_whole_box(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    text = "中，文“中”字"
    data = write_pdf(page(run(fonts["glyf"], text, size=10.0)))
    with pikepdf.open(io.BytesIO(data)) as document:
        (font,) = dict(document.pages[0].Resources.Font).values()
        widths = [float(one) for run_of in list(font.DescendantFonts[0].W)[1::2] for one in run_of]
    assert 500.0 not in widths
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() == text


def test_a_run_over_two_faces_reads_on(fonts: dict[str, FaceRef], run: Maker, page: Pages) -> None:
    first = run(fonts["glyf"], "中文“", size=10.0, offsets=(0.0, 10.0, 15.0))
    second = run(fonts["cff"], "A中”", size=10.0, x=65.0, offsets=(0.0, 6.0, 16.0))
    third = run(fonts["glyf"], "，文", size=10.0, x=86.0, offsets=(0.0, 5.0))
    data = write_pdf(page(first, second, third))
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert text == "中文“A中”，文"


def test_rises_move_glyphs_across_the_line(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    data = write_pdf(page(run(fonts["glyf"], "中文字", rises=(0.0, 4.0, -2.5))))
    assert [y for _, y in placed(data)] == [340.0, 344.0, 337.5]
