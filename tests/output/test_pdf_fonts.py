"""Every kind of font face as it is embedded, read back with pikepdf, fontTools and PDFium."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import lru_cache

import pikepdf
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from layout.errors import EditorError
from layout.model import FaceRef, GlyphRun, PlacedPage
from layout.output.pdf import write_pdf

Maker = Callable[..., GlyphRun]
Pages = Callable[..., PlacedPage]

TEXT = "A中B文，字"
GIDS = (2, 5, 3, 6, 9, 7)
TOPS = [300 + 40 * gid for gid in GIDS]

KINDS = ("glyf", "cff", "cid", "ttc", "gvar", "cff2")
OUTLINES = {
    "glyf": "glyf",
    "ttc": "glyf",
    "gvar": "glyf",
    "cff": "CFF",
    "cid": "CFF",
    "cff2": "CFF",
}


@lru_cache(maxsize=4)
def _open(data: bytes) -> pikepdf.Pdf:
    """Objects live no longer than their file, so the last few are kept."""
    return pikepdf.open(io.BytesIO(data))


def _font(data: bytes) -> pikepdf.Object:
    (font,) = dict(_open(data).pages[0].Resources.Font).values()
    return font


def _program(font: pikepdf.Object) -> bytes:
    descriptor = font.DescendantFonts[0].FontDescriptor
    return (descriptor.get("/FontFile2") or descriptor.get("/FontFile3")).read_bytes()


def _shown_cids(data: bytes) -> list[int]:
    page = _open(data).pages[0]
    cids = []
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) in ("Tj", "TJ"):
            operand = instruction.operands[0]
            strings = operand if isinstance(operand, pikepdf.Array) else [operand]
            for string in strings:
                if isinstance(string, pikepdf.String):
                    raw = bytes(string)
                    cids += [
                        int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)
                    ]
    return cids


def _bounds(font: pikepdf.Object, cid: int) -> tuple[float, float, float, float]:
    """The ink of a CID, found as ISO 32000-1 9.7.4.2 says a reader finds it."""
    program = _program(font)
    if font.DescendantFonts[0].Subtype == "/CIDFontType2":
        glyphs = TTFont(io.BytesIO(program)).getGlyphSet()
        pen = BoundsPen(glyphs)
        mapping = font.DescendantFonts[0].CIDToGIDMap
        gid = cid
        if isinstance(mapping, pikepdf.Stream):
            gid = int.from_bytes(mapping.read_bytes()[2 * cid : 2 * cid + 2], "big")
        order = TTFont(io.BytesIO(program)).getGlyphOrder()
        glyphs[order[gid]].draw(pen)
    else:
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(program), None)
        top = fonts.topDictIndex[0]
        cid_keyed = hasattr(top, "ROS")
        order = top.charset
        name = f"cid{cid:05d}" if cid_keyed and cid else order[cid]
        pen = BoundsPen(None)
        top.CharStrings[name].draw(pen)
    assert pen.bounds is not None
    return pen.bounds


@pytest.mark.parametrize("kind", KINDS)
def test_the_embedded_glyphs_are_those_of_the_face(
    kind: str, fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    data = write_pdf(page(run(fonts[kind], TEXT)))
    font = _font(data)
    tops = [_bounds(font, cid)[3] for cid in _shown_cids(data)]
    assert tops == TOPS


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_comes_back(kind: str, fonts: dict[str, FaceRef], run: Maker, page: Pages) -> None:
    data = write_pdf(page(run(fonts[kind], TEXT)))
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() == TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_the_font_objects_say_what_the_program_is(
    kind: str, fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    font = _font(write_pdf(page(run(fonts[kind], TEXT))))
    descendant = font.DescendantFonts[0]
    descriptor = descendant.FontDescriptor
    assert (font.Subtype, font.Encoding) == ("/Type0", "/Identity-H")
    info = descendant.CIDSystemInfo
    assert (bytes(info.Registry), bytes(info.Ordering), info.Supplement) == (
        b"Adobe",
        b"Identity",
        0,
    )
    assert re.fullmatch(r"/[A-Z]{6}\+[A-Za-z0-9-]+test[A-Za-z0-9-]*", str(descendant.BaseFont))
    assert descriptor.FontName == descendant.BaseFont
    if OUTLINES[kind] == "CFF":
        assert descendant.Subtype == "/CIDFontType0"
        assert descriptor.FontFile3.Subtype == "/CIDFontType0C"
        assert "/CIDToGIDMap" not in descendant
        assert descriptor.FontFile3.read_bytes()[:2] == b"\1\0"
    else:
        assert descendant.Subtype == "/CIDFontType2"
        program = descriptor.FontFile2
        assert program.Length1 == len(program.read_bytes())
    assert (descriptor.Ascent, descriptor.Descent, descriptor.CapHeight) == (880, -120, 700)
    assert descriptor.Flags & 4
    assert descriptor.StemV > 0
    assert len(descriptor.FontBBox) == 4


@pytest.mark.parametrize("kind", KINDS)
def test_widths_are_the_advances(
    kind: str, fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    data = write_pdf(page(run(fonts[kind], "A中B", gids=(2, 5, 3))))
    descendant = _font(data).DescendantFonts[0]
    widths = {}
    entries = list(descendant.W)
    for first, run_of in zip(entries[::2], entries[1::2], strict=True):
        for index, width in enumerate(run_of):
            widths[int(first) + index] = float(width)
    wider = 60 if kind == "gvar" else 0  # the CFF2 font has no HVAR table: its advances stay
    found = [widths.get(cid, float(descendant.DW)) for cid in _shown_cids(data)]
    assert found == [600 + wider, 1000 + wider, 620 + wider]


@pytest.mark.parametrize("kind", ("gvar", "cff2"))
def test_a_variable_font_is_pinned_where_the_face_says(
    kind: str, fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    data = write_pdf(page(run(fonts[kind], "中")))
    (cid,) = _shown_cids(data)
    assert _bounds(_font(data), cid)[2] == 940 + 100
    light = FaceRef(fonts[kind].path)
    data = write_pdf(page(run(light, "中")))
    (cid,) = _shown_cids(data)
    assert _bounds(_font(data), cid)[2] == 940


@pytest.mark.parametrize("kind", KINDS)
def test_one_glyph_can_stand_for_two_texts(
    kind: str, fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    """The subset's glyph ids serve as CIDs; a second text needs another code or font."""
    text = "中·文\u2022字·"
    data = write_pdf(page(run(fonts[kind], text)))
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() == text
    resources = dict(_open(data).pages[0].Resources.Font)
    assert len(resources) == (2 if OUTLINES[kind] == "CFF" else 1)
    programs = {font.DescendantFonts[0].objgen for font in resources.values()}
    assert len(programs) == 1


def test_space_and_no_break_space_stay_what_they_are(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    font = _font(write_pdf(page(run(fonts["glyf"], "A B\u00a0A"))))
    cmap = font.ToUnicode.read_bytes().decode()
    assert re.search(r"<[0-9A-F]{4}> <0020>", cmap)
    assert re.search(r"<[0-9A-F]{4}> <00A0>", cmap)


def test_a_ligature_gives_all_its_characters(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    ligature = run(fonts["glyf"], "AfiB", gids=(2, 4, 3), texts=("A", "fi", "B"))
    data = write_pdf(page(ligature))
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() == "AfiB"


def test_characters_beyond_the_first_plane_are_surrogates(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    data = write_pdf(page(run(fonts["glyf"], "𠮷", gids=(5,))))
    assert "<D842DFB7>" in _font(data).ToUnicode.read_bytes().decode()
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range() == "𠮷"


@pytest.mark.parametrize("kind", ("glyf", "cff"))
def test_a_glyph_without_text_is_drawn_but_not_read(
    kind: str, fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    pair = run(fonts[kind], "", gids=(5, 6), texts=("中", ""), size=100.0, y=200.0)
    data = write_pdf(page(pair))
    document = pypdfium2.PdfDocument(data)
    assert document[0].get_textpage().get_text_range() == "中"
    image = document[0].render(scale=1).to_pil().convert("L")
    # The second glyph's rectangle: 7 to 93 pt right of its origin, 54 pt high.
    assert image.getpixel((40 + 100 + 50, 200 - 30)) == 0
    assert image.getpixel((40 + 100 + 50, 200 - 60)) == 255


def test_vertical_runs_are_set_downwards_from_the_middle_of_the_em(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    from layout.model import Direction

    column = run(
        fonts["glyf"], "中文", offsets=(0.0, 60.0), size=50.0, x=100.0, y=50.0,
        direction=Direction.VERTICAL,
    )  # fmt: skip
    data = write_pdf(page(column))
    assert _font(data).Encoding == "/Identity-V"
    image = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
    # 中's ink: 3 to 47 pt from the em's left edge (75), from 44 - 25 down to 44 pt below the top.
    assert image.getpixel((100, 50 + 40)) == 0
    assert image.getpixel((80, 50 + 40)) == 0
    assert image.getpixel((76, 50 + 40)) == 255
    assert image.getpixel((100, 50 + 47)) == 255
    assert image.getpixel((100, 50 + 60 + 40)) == 0


def test_one_face_at_two_sizes_is_embedded_once(
    fonts: dict[str, FaceRef], run: Maker, page: Pages
) -> None:
    data = write_pdf([page(run(fonts["glyf"], "中")), page(run(fonts["glyf"], "文", size=30.0))])
    assert data.count(b"/FontFile2") == 1


def test_a_font_without_outlines_is_refused(
    fonts: dict[str, FaceRef], run: Maker, page: Pages, tmp_path: object
) -> None:
    font = TTFont(fonts["glyf"].path)
    del font["glyf"], font["loca"]
    path = f"{tmp_path}/none.ttf"
    font.save(path)
    with pytest.raises(EditorError, match="has no scalable outlines") as caught:
        write_pdf(page(run(FaceRef(path), "中", gids=(5,), offsets=(0.0,))))
    assert path in str(caught.value)
    assert "expected: a font with TrueType" in str(caught.value)
