"""Glyphs that carry no text of their own, drawn as paths.

A glyph whose text is "" only completes its neighbour. No way of *showing* it leaves a
reader without a character: an unmapped code comes back as U+FFFD or a control, ActualText
breaks lines in PDFium and is unknown to older MuPDF. A filled path is no text anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from layout.fonts.face import open_face
from layout.geometry import Point
from layout.model import Color, Direction, FaceRef, GlyphRun, Item
from layout.output.pdf.objects import numbers


@dataclass(frozen=True, slots=True)
class DrawnGlyph:
    """A glyph to be filled; ``origin`` is its horizontal origin, lengths are points."""

    face: FaceRef
    gid: int
    origin: Point
    width_scale: float
    size: float
    color: Color


def draw_mute_glyphs(items: Iterable[Item]) -> Iterator[Item | DrawnGlyph]:
    """Pass items on, with glyphs that have no text taken out of their runs to be drawn."""
    for item in items:
        if isinstance(item, GlyphRun) and "" in item.texts:
            yield _spoken(item)
            yield from _mute(item)
        else:
            yield item


def _spoken(run: GlyphRun) -> GlyphRun:
    kept = [at for at, text in enumerate(run.texts) if text]
    return replace(
        run,
        gids=tuple(run.gids[at] for at in kept),
        offsets=tuple(run.offsets[at] for at in kept),
        texts=tuple(run.texts[at] for at in kept),
        rises=tuple(run.rises[at] for at in kept) if run.rises else (),
    )


def _mute(run: GlyphRun) -> Iterator[DrawnGlyph]:
    face = open_face(run.face)
    for at, (gid, text) in enumerate(zip(run.gids, run.texts, strict=True)):
        if text:
            continue
        rise = run.rises[at] if run.rises else 0.0
        if run.direction is Direction.VERTICAL:
            x = run.origin.x + rise - face.advance(gid) / 2 * run.size
            y = run.origin.y + run.offsets[at] + face.ascent * run.size * run.scale
            yield DrawnGlyph(
                run.face, gid, Point(x, y), 1 / run.scale, run.size * run.scale, run.color
            )
        else:
            x, y = run.origin.x + run.offsets[at], run.origin.y - rise
            yield DrawnGlyph(run.face, gid, Point(x, y), run.scale, run.size, run.color)


def glyph_path(glyph: DrawnGlyph, left: float, top: float) -> str:
    """Path operators of a glyph's outline; empty for one without ink.

    ``left`` and ``top`` are the trim's top left corner in the page's default space.
    """
    face = open_face(glyph.face)
    unit = glyph.size / face.upem
    pen = _Path(unit * glyph.width_scale, unit, left + glyph.origin.x, top - glyph.origin.y)
    face.hb_font.draw_glyph_with_pen(glyph.gid, pen)
    return " ".join(pen.parts)


class _Path:
    """A pen, in fontTools' protocol, that writes path operators."""

    def __init__(self, x_scale: float, y_scale: float, x: float, y: float) -> None:
        self.parts: list[str] = []
        self._scale = (x_scale, y_scale)
        self._origin = (x, y)
        self._at = (0.0, 0.0)

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        (x_scale, y_scale), (left, foot) = self._scale, self._origin
        flat = [value for x, y in points for value in (left + x * x_scale, foot + y * y_scale)]
        self.parts.append(f"{numbers(*flat)} {operator}")
        self._at = points[-1]

    def moveTo(self, point: tuple[float, float]) -> None:
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._add("c", *points)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        """A quadratic curve, raised to a cubic."""
        first, second = (
            tuple(
                edge + 2 / 3 * (middle - edge) for edge, middle in zip(ends, control, strict=True)
            )
            for ends in (self._at, end)
        )
        self._add("c", (first[0], first[1]), (second[0], second[1]), end)

    def closePath(self) -> None:
        self.parts.append("h")

    endPath = closePath
