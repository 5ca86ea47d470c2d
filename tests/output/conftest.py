"""Fonts made on the spot, one of each kind, and runs set in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.ttLib.ttCollection import TTCollection

from layout.fonts.face import open_face
from layout.geometry import Point
from layout.model import FaceRef, GlyphRun, PlacedPage, Role, Source

# name → (characters, advance, ink from x to x); every ink is a rectangle of its own height
GLYPHS: dict[str, tuple[str, int, tuple[int, int] | None]] = {
    ".notdef": ("", 1000, (50, 950)),
    "space": (" \u00a0", 250, None),
    "A": ("A", 600, (20, 580)),
    "B": ("B", 620, (40, 570)),
    "f_i": ("", 555, (30, 500)),
    "zhong": ("中", 1000, (60, 940)),
    "wen": ("文", 1000, (70, 930)),
    "zi": ("字", 1000, (80, 920)),
    "dot": ("·\u2022", 1000, (440, 560)),
    "comma": ("，", 1000, (80, 260)),
    "open": ("“", 1000, (600, 900)),
    "close": ("”", 1000, (100, 400)),
    "dash": ("—", 800, (0, 800)),
}
GID = {name: gid for gid, name in enumerate(GLYPHS)}
KINDS = ("glyf", "cff", "cid", "ttc", "gvar", "cff2")


def _top(gid: int) -> int:
    return 300 + 40 * gid


def _rectangle(pen: object, left: int, right: int, top: int) -> None:
    pen.moveTo((left, 0))  # type: ignore[attr-defined]
    for point in ((left, top), (right, top), (right, 0)):
        pen.lineTo(point)  # type: ignore[attr-defined]
    pen.closePath()  # type: ignore[attr-defined]


def _builder(truetype: bool, name: str) -> FontBuilder:
    builder = FontBuilder(1000, isTTF=truetype)
    builder.setupGlyphOrder(list(GLYPHS))
    builder.setupCharacterMap(
        {ord(char): glyph for glyph, (chars, _, _) in GLYPHS.items() for char in chars}
    )
    glyphs = {}
    for gid, (glyph, (_, advance, ink)) in enumerate(GLYPHS.items()):
        pen = TTGlyphPen(None) if truetype else T2CharStringPen(advance, None)
        if ink:
            _rectangle(pen, *ink, _top(gid))
        glyphs[glyph] = pen.glyph() if truetype else pen.getCharString()
    if truetype:
        builder.setupGlyf(glyphs)
    else:
        builder.setupCFF(name, {"FullName": name}, glyphs, {})
    builder.setupHorizontalMetrics(
        {glyph: (advance, ink[0] if ink else 0) for glyph, (_, advance, ink) in GLYPHS.items()}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, sCapHeight=700, usWeightClass=400)
    builder.setupPost()
    return builder


def _cid_keyed(path: Path) -> None:
    """The CFF font with CIDs that are not its glyph ids, as CJK fonts have."""
    builder = _builder(False, "Cidtest")
    font = builder.font
    top = font["CFF "].cff.topDictIndex[0]
    names = [".notdef", *(f"cid{500 + 7 * gid:05d}" for gid in range(1, len(GLYPHS)))]
    renamed = dict(zip(GLYPHS, names, strict=True))
    charstrings = top.CharStrings
    charstrings.charStrings = {
        renamed[glyph]: string for glyph, string in charstrings.charStrings.items()
    }
    top.charset = names
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = 1000
    private = top.Private
    del top.Private
    fonts = FDArrayIndex()
    fonts.strings = None
    fonts.GlobalSubrs = top.GlobalSubrs
    inner = FontDict()
    inner.Private = private
    inner.FontName = "Cidtest-0"
    fonts.append(inner)
    select = FDSelect()
    select.format = 3
    select.gidArray = [0] * len(names)
    top.FDArray, top.FDSelect = fonts, select
    charstrings.fdArray, charstrings.fdSelect = fonts, select
    for table in ("hmtx",):
        font[table].metrics = {renamed[key]: value for key, value in font[table].metrics.items()}
    for table in font["cmap"].tables:
        table.cmap = {code: renamed[glyph] for code, glyph in table.cmap.items()}
    font.setGlyphOrder(names)
    font.save(path)


def _variable(path: Path, truetype: bool) -> None:
    """A weight axis that makes every ink 100 units wider and every advance 60."""
    builder = _builder(truetype, "Vartest")
    builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    if truetype:
        variations = {}
        for glyph, (_, _, ink) in GLYPHS.items():
            deltas = [(0, 0), (0, 0), (100, 0), (100, 0)] if ink else []
            deltas += [(0, 0), (60, 0), (0, 0), (0, 0)]
            variations[glyph] = [TupleVariation({"wght": (0.0, 1.0, 1.0)}, deltas)]
        builder.setupGvar(variations)
    else:
        _cff2(builder)
    builder.save(path)


def _cff2(builder: FontBuilder) -> None:
    from fontTools.misc.psCharStrings import T2CharString

    strings = {}
    for gid, (glyph, (_, _, ink)) in enumerate(GLYPHS.items()):
        program: list[object] = []
        if ink:
            left, right = ink
            width = right - left
            program = [left, 0, "rmoveto", _top(gid), "vlineto"]
            program += [width, 100, 1, "blend", "hlineto", -_top(gid), "vlineto"]
        strings[glyph] = T2CharString(program=program)
    del builder.font["CFF "]
    builder.setupCFF2(strings, [{}], regions=[{"wght": (0.0, 1.0, 1.0)}])


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FaceRef]:
    """A face of each kind in :data:`KINDS`."""
    folder = tmp_path_factory.mktemp("fonts")
    _builder(True, "Glyftest").save(folder / "glyf.ttf")
    _builder(False, "Cfftest").save(folder / "cff.otf")
    _cid_keyed(folder / "cid.otf")
    collection = TTCollection()
    collection.fonts = [TTFont(folder / "cff.otf"), TTFont(folder / "glyf.ttf")]
    collection.save(folder / "both.ttc")
    _variable(folder / "gvar.ttf", True)
    _variable(folder / "cff2.otf", False)
    bold = (("wght", 900.0),)
    return {
        "glyf": FaceRef(str(folder / "glyf.ttf")),
        "cff": FaceRef(str(folder / "cff.otf")),
        "cid": FaceRef(str(folder / "cid.otf")),
        "ttc": FaceRef(str(folder / "both.ttc"), 1),
        "gvar": FaceRef(str(folder / "gvar.ttf"), 0, bold),
        "cff2": FaceRef(str(folder / "cff2.otf"), 0, bold),
    }


RunMaker = Callable[..., GlyphRun]


@pytest.fixture(scope="session")
def run() -> RunMaker:
    """``run(face, "text", x=, y=, size=, gids=, offsets=, texts=, …)``, natural offsets if none."""

    def make(
        face: FaceRef,
        text: str,
        *,
        x: float = 40.0,
        y: float = 60.0,
        size: float = 10.0,
        gids: Sequence[int] | None = None,
        offsets: Sequence[float] | None = None,
        texts: Sequence[str] | None = None,
        story: str = "s",
        **more: object,
    ) -> GlyphRun:
        opened = open_face(face)
        gids = tuple(gids) if gids is not None else tuple(opened.glyph(char) for char in text)
        if offsets is None:
            places, at = [], 0.0
            for gid in gids:
                places.append(at)
                at += opened.advance(gid) * size
            offsets = places
        return GlyphRun(
            face,
            size,
            Point(x, y),
            gids,
            tuple(offsets),
            tuple(texts if texts is not None else text),
            Source(story, Role.BODY),
            **more,  # type: ignore[arg-type]
        )

    return make


@pytest.fixture(scope="session")
def page() -> Callable[..., PlacedPage]:
    """``page(*items, …)``: a page of 300 by 400 points."""

    def make(*items: object, **more: object) -> PlacedPage:
        values: dict[str, object] = {"name": "p", "width": 300.0, "height": 400.0, "bleed": 0.0}
        return PlacedPage(items=items, **{**values, **more})  # type: ignore[arg-type]

    return make
