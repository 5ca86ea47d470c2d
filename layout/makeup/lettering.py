"""Placing set lines on the page: from inline offsets to glyph runs."""

from __future__ import annotations

from layout.compose.lines import Line
from layout.geometry import Point
from layout.model import Color, ColorSpace, GlyphRun, Source

ALERT = Color(ColorSpace.RGB, (0.85, 0.05, 0.1))
"""Colour of what a proof points out: missing glyphs, overset text, missing pictures."""

ASCENT = 0.88
"""Top of the em box over the baseline, in em: what Han faces are drawn on (BASE ``ideo``)."""


def baseline(top: float, leading: float, size: float) -> float:
    """The baseline of type of ``size`` centred in a line slot that begins at ``top``; points."""
    return top + (leading - size) / 2 + ASCENT * size


def letter(line: Line, x: float, y: float, source: Source) -> list[GlyphRun]:
    """Glyph runs of ``line`` with its measure starting at ``x`` on baseline ``y``; points."""
    return [
        GlyphRun(
            face=run.face,
            size=run.style.size,
            origin=Point(x, y),
            gids=run.gids,
            offsets=run.offsets,
            texts=run.texts,
            source=source,
            color=ALERT if run.missing else run.style.color,
            direction=run.style.direction,
            scale=run.scale,
            rises=run.rises,
        )
        for run in line.runs
    ]
