"""The page's grid: from places on it to rectangles in points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from layout.errors import EditorError, Mark
from layout.geometry import Rect
from layout.spec.page_spec import Page
from layout.spec.units import Length, Scale

GIANT = 14400.0
"""Longest side that a PDF page may have, in points (ISO 32000-1, annex C)."""


@dataclass(frozen=True, slots=True)
class PageGrid:
    """The type area in columns and baseline rows; lengths in points.

    ``scale`` is what ``em``, ``lines`` and ``cols`` mean on this page.
    """

    width: float
    height: float
    bleed: float
    area: Rect
    columns: int
    lines: int
    gutter: float
    scale: Scale

    @property
    def sheet(self) -> Rect:
        """The trim with its bleed, in points."""
        bleed = self.bleed
        return Rect(-bleed, -bleed, self.width + 2 * bleed, self.height + 2 * bleed)

    def x(self, length: Length) -> float:
        """A horizontal position or extent on the grid, in points from the area's left."""
        if length.unit == "grid":
            return length.value * self.scale.col
        return length.pt(self.scale)

    def place(self, place: Sequence[Length]) -> Rect:
        """The rectangle of ``[column, row, columns, rows]``, in points on the page."""
        column, row, columns, rows = place
        width = self.x(columns) - (self.gutter if columns.unit == "grid" else 0.0)
        return Rect(
            self.area.x + self.x(column),
            self.area.y + self.y(row),
            width,
            self.y(rows),
        )

    def y(self, length: Length) -> float:
        """A vertical position or extent on the grid, in points."""
        if length.unit == "grid":
            return length.value * self.scale.line
        return length.pt(self.scale)

    def rows(self, height: float) -> int:
        """How many whole grid lines fit into ``height`` points."""
        return math.floor(height / self.scale.line + 1e-6)


def page_grid(page: Page, mark: Mark) -> PageGrid:
    """Divide a page's type area.

    Raises :class:`EditorError` for a trim that no PDF page can have and for
    margins or grid lines that leave no room.
    """
    em = page.size.pt(Scale(9.0, 13.0))
    line = page.leading.pt(Scale(em, em))
    loose = Scale(em, line)
    width, height = (side.pt(loose) for side in page.trim)
    bleed = page.bleed.pt(loose)
    if not (3 <= width + 2 * bleed <= GIANT and 3 <= height + 2 * bleed <= GIANT):
        raise EditorError(
            f"trim {page.trim[0]} × {page.trim[1]} cannot be a PDF page",
            mark=mark,
            expected="sides between 3pt and 14400pt (5080mm)",
            suggestion="a Chinese broadsheet is 390mm × 545mm",
        )
    margins = page.margins
    left, right = margins.left.pt(loose), margins.right.pt(loose)
    top, bottom = margins.top.pt(loose), margins.bottom.pt(loose)
    area_width = width - left - right
    lines = page.grid.lines or math.floor((height - top - bottom) / line + 1e-6)
    if area_width <= em or line <= 0 or lines < 1:
        raise EditorError(
            "the margins leave no type area",
            mark=mark,
            expected=f"margins smaller than the trim ({page.trim[0]} × {page.trim[1]})",
        )
    if top + lines * line > height + 0.01:
        room = math.floor((height - top - bottom) / line + 1e-6)
        raise EditorError(
            f"a grid of {lines} lines does not fit the page",
            mark=mark,
            expected=f"at most {room} lines between the margins",
            suggestion="take fewer lines, or smaller margins or leading",
        )
    gutter = page.grid.gutter.pt(loose)
    columns = page.grid.columns
    column = (area_width - gutter * (columns - 1)) / columns
    if column <= 0:
        raise EditorError(
            f"{columns} columns with gutters of {page.grid.gutter} do not fit the type area",
            mark=mark,
            expected="fewer columns or narrower gutters",
        )
    scale = Scale(em, line, column + gutter, gutter)
    area = Rect(left, top, area_width, lines * line)
    return PageGrid(width, height, bleed, area, columns, lines, gutter, scale)
