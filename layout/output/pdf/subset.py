"""Subsets of font faces, by HarfBuzz: just the glyphs and tables that a PDF reads."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from layout.errors import EditorError, Mark
from layout.fonts.face import Face, open_face
from layout.model import FaceRef
from layout.output.pdf.boxes import Box
from layout.output.pdf.copies import GlyphCopy, with_copies
from layout.output.pdf.streams import deflate

_KEPT = ("CFF ", "CFF2", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
"""ISO 32000-1 table 126: what a CIDFontType2 program holds; all others are dropped."""

_FLAGS = (
    hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    # Shared subroutines cost more bytes than they save once the stream is deflated.
    | hb.SubsetFlags.DESUBROUTINIZE
    # PDF knows no CFF2; a pinned instance can be said in CFF.
    | hb.SubsetFlags.DOWNGRADE_CFF2
    # ISO 32000-1 9.7.4.2: a CID-keyed program finds glyphs through its charset, a name-keyed
    # one by glyph index. With an identity charset both read a CID as the subset's glyph id.
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
)


@dataclass(frozen=True, slots=True)
class Subset:
    """The part of a face that one document uses.

    ``program`` is the font file to embed, deflated, ``length`` its size before that: an
    sfnt with ``glyf`` outlines or, where ``cff``, the bare CFF table. ``gids`` maps glyph
    ids of the face to those of the subset, ``boxes`` maps ``(glyph id of the face, box)`` to
    the copy that has that box, ``widths`` holds the advance of every glyph of the subset
    in 1/1000 em, ``tag`` is the six letters that mark a subset's name (ISO 32000-1 9.6.4).
    """

    program: bytes
    length: int
    cff: bool
    gids: Mapping[int, int]
    widths: tuple[float, ...]
    tag: str
    boxes: Mapping[tuple[int, Box], int]


def subset_face(
    ref: FaceRef, gids: frozenset[int], boxes: frozenset[tuple[int, Box]] = frozenset()
) -> Subset:
    """Cut a face down to some glyphs (and what they are composed of), variations pinned.

    ``boxes`` names glyphs of which a copy with another box is wanted; a face with CFF
    outlines gets none. Glyph 0 is always kept. Raises :class:`EditorError` when the face
    has no scalable outlines or HarfBuzz cannot subset it.
    """
    return _subset(ref, tuple(sorted(gids)), tuple(sorted(boxes)))


@lru_cache(maxsize=64)
def _subset(ref: FaceRef, gids: tuple[int, ...], boxes: tuple[tuple[int, Box], ...]) -> Subset:
    face = open_face(ref)
    tags = frozenset(face.hb_face.table_tags)
    if not tags & {"glyf", "CFF ", "CFF2"}:
        raise EditorError(
            f"font '{ref.path}' has no scalable outlines",
            mark=Mark(ref.path),
            expected="a font with TrueType (glyf) or PostScript (CFF) outlines",
            suggestion="choose another font; bitmap and SVG fonts cannot be embedded",
        )
    made = hb.SubsetInput()
    made.flags = _FLAGS
    made.glyph_set.update(gids)
    made.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in tags if tag not in _KEPT
    )
    _pin(made, face)
    try:
        plan = hb.SubsetPlan(face.hb_face, made)
        mapping = plan.old_to_new_glyph_mapping
        result = plan.execute()
    except (RuntimeError, ValueError) as problem:
        raise _refusal(ref) from problem
    kept = set(result.table_tags)
    cff = "CFF " in kept
    if not cff and "glyf" not in kept:
        raise _refusal(ref)
    widths = _widths(result)
    copies: list[GlyphCopy] = []
    if cff:
        program = bytes(result.reference_table("CFF ").data)
    elif boxes:
        scale = face.upem / 1000
        copies = [
            GlyphCopy(mapping[gid], -round(box[0] * scale), round((box[1] - box[0]) * scale))
            for gid, box in boxes
        ]
        tables = {tag: bytes(result.reference_table(tag).data) for tag in result.table_tags}
        program = with_copies(tables, copies)
    else:
        program = bytes(result.blob.data)
    return Subset(
        deflate(program),
        len(program),
        cff,
        {gid: mapping[gid] for gid in gids},
        widths + tuple(round(copy.width * 1000 / face.upem, 3) for copy in copies),
        _tag(face, gids, boxes),
        {wanted: len(widths) + index for index, wanted in enumerate(boxes)} if copies else {},
    )


def _pin(made: hb.SubsetInput, face: Face) -> None:
    """Fix every axis of a variable font: where ``variations`` say, else at its default."""
    if not face.hb_face.has_var_data:
        return
    made.pin_all_axes_to_default(face.hb_face)
    for tag, value in face.ref.variations:
        made.pin_axis_location(face.hb_face, tag, value)


def _widths(subset: hb.Face) -> tuple[float, ...]:
    font = hb.Font(subset)
    scale = 1000 / subset.upem
    return tuple(
        round(font.get_glyph_h_advance(gid) * scale, 3) for gid in range(subset.glyph_count)
    )


def _tag(face: Face, gids: tuple[int, ...], boxes: tuple[tuple[int, Box], ...]) -> str:
    """Six capital letters that depend on the glyphs and the instance, not on where files lie."""
    plain = (face.ref.index, face.ref.variations, gids, boxes)
    value = int.from_bytes(hashlib.sha256(repr(plain).encode()).digest()[:8], "big")
    letters = []
    for _ in range(6):
        value, letter = divmod(value, 26)
        letters.append(chr(65 + letter))
    return "".join(letters)


def _refusal(ref: FaceRef) -> EditorError:
    return EditorError(
        f"font '{ref.path}' cannot be subset for embedding",
        mark=Mark(ref.path),
        expected="a sound TrueType or OpenType font",
        suggestion="check the file with a font tool, or choose another font",
    )
