"""Type 0 fonts: one CIDFont a face, and the codes that its glyphs are shown by.

A code is a CID (Identity-H and Identity-V), so a code that must read as another
text needs a CID of its own. A TrueType program gets one through a CIDToGIDMap
stream. A CFF program has no such map; there, a further Type 0 font over the
same CIDFont carries the other text in its ToUnicode (a *layer*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import uharfbuzz as hb

from layout.fonts.face import Face, open_face
from layout.model import Direction, FaceRef
from layout.output.pdf.boxes import Use
from layout.output.pdf.objects import Document, array, dictionary, name, text_string
from layout.output.pdf.streams import deflated, flate_stream
from layout.output.pdf.subset import Subset, subset_face
from layout.output.pdf.tounicode import cmap

_SERIF, _SYMBOLIC, _ITALIC = 1 << 1, 1 << 2, 1 << 6
_ENCODING = {Direction.HORIZONTAL: "Identity-H", Direction.VERTICAL: "Identity-V"}


class Code(NamedTuple):
    """How a use is shown: four hex digits, advance and origin in 1/1000 em, the layer.

    ``start`` is where the shown glyph begins, measured from where the face's does.
    """

    digits: str
    width: float
    start: int
    layer: int


@dataclass(frozen=True, slots=True)
class PdfFont:
    """A face as embedded: ``codes`` for every use and the texts of each layer's codes."""

    ref: FaceRef
    subset: Subset
    codes: dict[Use, Code]
    layers: tuple[dict[int, str], ...]
    glyph_of: tuple[int, ...]
    """Glyph of the subset by CID; as long as there are CIDs."""


def prepare_font(ref: FaceRef, uses: Iterable[Use]) -> PdfFont:
    """Subset a face for ``uses`` (in order of first appearance) and give each a code.

    Raises :class:`EditorError` as :func:`subset_face` does.
    """
    uses = tuple(uses)
    subset = subset_face(
        ref,
        frozenset(gid for gid, _, _ in uses),
        frozenset((gid, box) for gid, _, box in uses if box),
    )
    glyph_of = list(range(len(subset.widths)))
    layers: list[dict[int, str]] = [{}]
    codes: dict[Use, Code] = {}
    for use in uses:
        gid, text, box = use
        copy = subset.boxes.get((gid, box)) if box else None
        glyph = cid = subset.gids[gid] if copy is None else copy
        layer = 0
        if subset.cff:
            while cid in layers[layer]:
                layer += 1
                if layer == len(layers):
                    layers.append({})
        elif cid in layers[0]:
            cid = len(glyph_of)
            glyph_of.append(glyph)
        layers[layer][cid] = text
        start = 0 if box is None or copy is None else box[0]
        codes[use] = Code(f"{cid:04X}", subset.widths[glyph], start, layer)
    return PdfFont(ref, subset, codes, tuple(layers), tuple(glyph_of))


def add_font(document: Document, font: PdfFont, key: str) -> bytes:
    """Add a face's CIDFont with its program and descriptor; returns the CIDFont's reference.

    ``key`` is any name that no other font of the document has.
    """
    face = open_face(font.ref)
    base = font.subset.tag + "+" + _base_name(face)
    cff = font.subset.cff
    entries: dict[str, object] = {"Subtype": name("CIDFontType0C")} if cff else {}
    if not cff:
        entries["Length1"] = font.subset.length
    program = document.add(flate_stream(entries, font.subset.program), key + ".program")
    descriptor = document.add(
        dictionary(
            {
                "Type": name("FontDescriptor"),
                "FontName": name(base),
                "FontFile3" if cff else "FontFile2": program,
                **_measures(face),
            }
        ),
        key + ".descriptor",
    )
    default, widths = _width_array([font.subset.widths[glyph] for glyph in font.glyph_of])
    identity = len(font.glyph_of) == len(font.subset.widths)
    cid_font = {
        "Type": name("Font"),
        "Subtype": name("CIDFontType0" if cff else "CIDFontType2"),
        "BaseFont": name(base),
        "CIDSystemInfo": dictionary(
            {
                "Registry": text_string("Adobe"),
                "Ordering": text_string("Identity"),
                "Supplement": 0,
            }
        ),
        "FontDescriptor": descriptor,
        "DW": default,
        "W": widths,
        # A vertical glyph's origin is the middle of the top of its em box.
        "DW2": array((round(face.ascent * 1000), -1000)),
    }
    if not cff:
        cid_font["CIDToGIDMap"] = (
            name("Identity")
            if identity
            else document.add(
                deflated({}, b"".join(glyph.to_bytes(2, "big") for glyph in font.glyph_of)),
                key + ".cidtogid",
            )
        )
    return document.add(dictionary(cid_font), key + ".cidfont")


def add_encoding(
    document: Document, font: PdfFont, key: str, cid_font: bytes, layer: int, direction: Direction
) -> bytes:
    """Add a Type 0 font over a CIDFont for one layer and direction; returns its reference."""
    face = open_face(font.ref)
    base = font.subset.tag + "+" + _base_name(face)
    encoding = _ENCODING[direction]
    unicode_key = f"{key}.tounicode.{layer}"
    if unicode_key not in document.idToObject:
        document.add(deflated({}, cmap(font.layers[layer])), unicode_key)
    entries = {
        "Type": name("Font"),
        "Subtype": name("Type0"),
        # ISO 32000-1 table 121: a CIDFontType0's font is named with its encoding too.
        "BaseFont": name(f"{base}-{encoding}" if font.subset.cff else base),
        "Encoding": name(encoding),
        "DescendantFonts": array((cid_font,)),
        "ToUnicode": document.reference(unicode_key),
    }
    return document.add(dictionary(entries), f"{key}.{encoding}.{layer}")


def _base_name(face: Face) -> str:
    """The face's PostScript name, made safe for a PDF name, with its instance's place."""
    given = face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
    plain = re.sub(r"[^A-Za-z0-9._-]", "", given) or "Font"
    place = "".join(f"-{tag.strip()}{value:g}" for tag, value in face.ref.variations)
    return (plain + re.sub(r"[^A-Za-z0-9._-]", "", place))[:100]


def _measures(face: Face) -> dict[str, object]:
    """The descriptor's measures, in 1/1000 em (ISO 32000-1 table 122)."""
    font = face.hb_font
    scale = 1000 / face.upem
    metric = font.get_metric_position_with_fallback
    tags = hb.OTMetricsTag
    slant = float(font.get_style_value(hb.StyleTag.SLANT_ANGLE))
    weight = float(font.get_style_value(hb.StyleTag.WEIGHT))
    plain = _base_name(face).lower()
    serif = "serif" in plain and "sans" not in plain
    head = face.hb_face.reference_table("head").data
    box = [int.from_bytes(head[at : at + 2], "big", signed=True) * scale for at in (36, 38, 40, 42)]
    return {
        "Flags": _SYMBOLIC | (_SERIF if serif else 0) | (_ITALIC if slant else 0),
        "FontBBox": array(round(edge) for edge in box),
        "ItalicAngle": slant,
        "Ascent": round(metric(tags.HORIZONTAL_ASCENDER) * scale),
        "Descent": round(metric(tags.HORIZONTAL_DESCENDER) * scale),
        "CapHeight": round(metric(tags.CAP_HEIGHT) * scale),
        # No table of a font tells its stem; this line fits common text faces.
        "StemV": round(10 + 220 * max(0.0, weight - 50) / 900),
    }


def _width_array(widths: list[float]) -> tuple[float, bytes]:
    """``DW`` and ``W`` (ISO 32000-1 9.7.4.3): the commonest width and the runs of others."""
    counts: dict[float, int] = {}
    for width in widths:
        counts[width] = counts.get(width, 0) + 1
    default = max(counts, key=lambda width: (counts[width], width))
    parts: list[object] = []
    run: list[float] = []
    for cid, width in enumerate([*widths, default]):
        if width != default:
            run.append(width)
        elif run:
            parts += [cid - len(run), array(run)]
            run = []
    return default, array(parts)
