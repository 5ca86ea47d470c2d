"""Points and rectangles on a page.

Every length inside the engine is a PDF point (1/72 inch). The page's origin is
the top left corner of the trim box, x grows to the right and y grows *down*;
only an output backend turns that into its own axes.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72.0 / 25.4
"""Points in one millimetre."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the page, in points from the trim's top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle, in points; ``x``, ``y`` is its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge, in points."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge, in points."""
        return self.y + self.height

    def inset(self, left: float, top: float, right: float, bottom: float) -> Rect:
        """Return the rectangle with each edge moved inwards by so many points."""
        return Rect(
            self.x + left, self.y + top, self.width - left - right, self.height - top - bottom
        )

    def overlaps(self, other: Rect, tolerance: float = 0.0) -> bool:
        """Tell whether both cover a common area deeper than ``tolerance`` points."""
        return (
            self.x + tolerance < other.right
            and other.x + tolerance < self.right
            and self.y + tolerance < other.bottom
            and other.y + tolerance < self.bottom
        )

    def contains(self, other: Rect, tolerance: float = 0.0) -> bool:
        """Tell whether ``other`` lies within this one, give or take ``tolerance`` points."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )
