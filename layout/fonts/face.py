"""One opened font face: coverage, metrics and shaping, all by HarfBuzz.

Faces are opened once a process (:func:`open_face`); the file is mapped, not
read, so opening a 15 MB Chinese font costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from layout.errors import EditorError, Mark
from layout.model import Direction, FaceRef


class ShapedGlyph(NamedTuple):
    """One glyph as shaped; lengths in em of the face, ``cluster`` an index into the text.

    For vertical shaping ``advance`` is positive downwards and ``dx``, ``dy``
    place the glyph's horizontal origin relative to the vertical pen position.
    """

    gid: int
    cluster: int
    advance: float
    dx: float
    dy: float


class Face:
    """A face and the measures that composition needs, all in em unless said otherwise.

    ``ascent`` and ``descent`` (positive downwards) are those of the ideographic
    em box: top and bottom of the square that a Han glyph is designed in,
    relative to the Latin baseline.
    """

    def __init__(self, ref: FaceRef) -> None:
        self.ref = ref
        blob = hb.Blob.from_file_path(ref.path)
        self.hb_face = hb.Face(blob, ref.index)
        if not self.hb_face.glyph_count:
            raise EditorError(
                f"'{ref.path}' holds no font face {ref.index} that can be read",
                mark=Mark(ref.path),
                expected="a TrueType, OpenType (CFF) or TTC font file",
            )
        self.hb_font = hb.Font(self.hb_face)
        if ref.variations:
            self.hb_font.set_variations(dict(ref.variations))
        self.upem: int = self.hb_face.upem
        self.ascent, self.descent = self._em_box()
        self._nominal: dict[int, int] = {}

    def _em_box(self) -> tuple[float, float]:
        """The ideographic em box as ascent and descent, in em.

        BASE's ``ideo`` where the face has it, else 0.88/0.12, the proportion
        that nearly every Han face is drawn on (OpenType BASE, ``ideo``).
        """
        low = self.hb_font.get_layout_baseline("ideo", "LTR", "hani", "")
        descent = -low / self.upem if low is not None and low < 0 else 0.12
        return 1.0 - descent, descent

    def glyph(self, char: str) -> int:
        """The glyph id that the face maps ``char`` to; 0 where it has none."""
        code = ord(char)
        gid = self._nominal.get(code)
        if gid is None:
            gid = self.hb_font.get_nominal_glyph(code) or 0
            self._nominal[code] = gid
        return gid

    def has(self, text: str) -> bool:
        """Tell whether the face covers every character of ``text``."""
        return all(self.glyph(char) for char in text)

    def advance(self, gid: int) -> float:
        """Horizontal advance of a glyph, in em."""
        return float(self.hb_font.get_glyph_h_advance(gid)) / self.upem

    def ink(self, gid: int) -> tuple[float, float, float, float]:
        """Ink box of a glyph as ``(left, bottom, right, top)`` in em; zeros when blank."""
        extents = self.hb_font.get_glyph_extents(gid)
        if extents is None:
            return (0.0, 0.0, 0.0, 0.0)
        left = extents.x_bearing / self.upem
        top = extents.y_bearing / self.upem
        return (
            left,
            top + extents.height / self.upem,
            left + extents.width / self.upem,
            top,
        )

    def shape(
        self,
        text: str,
        features: Mapping[str, bool] | None = None,
        direction: Direction = Direction.HORIZONTAL,
        language: str = "zh-Hans",
    ) -> list[ShapedGlyph]:
        """Shape ``text`` as one run; returns glyphs in visual order with advances in em.

        Clusters are character indices (level "characters are not merged unless
        they ligate"). Raises nothing: an uncovered character gives glyph 0.
        """
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if buffer.script in (None, "", "Zyyy", "Zinh"):
            # Marks alone have no script, but `locl` gives them their Chinese forms by one.
            buffer.script = "Hani"
        buffer.direction = "ttb" if direction is Direction.VERTICAL else "ltr"
        buffer.language = language
        hb.shape(self.hb_font, buffer, dict(features) if features else {})
        upem = self.upem
        if direction is Direction.VERTICAL:
            return [
                ShapedGlyph(
                    info.codepoint,
                    info.cluster,
                    -position.y_advance / upem,
                    position.x_offset / upem,
                    position.y_offset / upem,
                )
                for info, position in zip(
                    buffer.glyph_infos, buffer.glyph_positions or (), strict=True
                )
            ]
        return [
            ShapedGlyph(
                info.codepoint,
                info.cluster,
                position.x_advance / upem,
                position.x_offset / upem,
                position.y_offset / upem,
            )
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
        ]


@lru_cache(maxsize=256)
def open_face(ref: FaceRef) -> Face:
    """Open a face once a process.

    Raises :class:`EditorError` when the file is missing or holds no such face.
    """
    try:
        return Face(ref)
    except (OSError, ValueError, hb.HarfBuzzError) as problem:
        if isinstance(problem, EditorError):
            raise
        raise EditorError(
            f"font file '{ref.path}' cannot be opened",
            mark=Mark(ref.path),
            expected="a readable TrueType, OpenType or TTC file",
        ) from problem
