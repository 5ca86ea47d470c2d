"""The placed page: a flat display list that every backend reads.

All lengths are points, all places are measured from the top left corner of
the trim box with y down (see :mod:`layout.geometry`). Items stand in reading
order: a story's headline, then its body line by line, then the next story.
A backend draws them in that order and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from layout.errors import Diagnostic
from layout.geometry import Point, Rect


class ColorSpace(StrEnum):
    """The colour spaces that an editor can write a colour in."""

    GRAY = "gray"
    RGB = "rgb"
    CMYK = "cmyk"
    SPOT = "spot"


@dataclass(frozen=True, slots=True)
class Color:
    """A process or spot colour; ``values`` are 0–1, one per component.

    In ``GRAY`` 0 is black (as in PDF's DeviceGray); in ``CMYK`` 1 is full ink. A ``SPOT``
    colour has one value, its tint (1 is full ink), the ink's ``name`` and in ``process``
    the CMYK that stands for its full tint where the ink is not printed. ``overprint``
    leaves the other inks beneath as they are (ISO 32000-1 8.6.7).
    """

    space: ColorSpace
    values: tuple[float, ...]
    name: str = ""
    process: tuple[float, ...] = ()
    overprint: bool = False


BLACK = Color(ColorSpace.GRAY, (0.0,))


@dataclass(frozen=True, slots=True)
class FaceRef:
    """Which font face: a file and the face's index in it.

    For a variable font, ``variations`` is the place in its design space as
    ``(axis tag, value)`` pairs in tag order.
    """

    path: str
    index: int = 0
    variations: tuple[tuple[str, float], ...] = ()


class Role(StrEnum):
    """What a piece of text is on the page."""

    BODY = "body"
    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    CAPTION = "caption"
    FURNITURE = "furniture"
    PROOF = "proof"
    """Marks that a proof shows and the printed page would not: overset, missing picture."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a piece of the page came from.

    ``story`` is the id in the page spec (of a story, a picture or a piece of
    furniture). ``paragraph`` counts the article's paragraphs, ``column`` the
    frames of the thread, ``line`` the lines *within that column*; all 0-based.
    """

    story: str
    role: Role
    paragraph: int = 0
    column: int = 0
    line: int = 0


class Direction(StrEnum):
    """The inline axis of a glyph run."""

    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face, size and colour on one line.

    ``gids`` are glyph ids of the face; ``offsets[i]`` is the place of glyph
    i's origin along the inline axis, in points from ``origin``, which lies on
    the baseline (horizontal) or on the line's centre (vertical).
    ``texts[i]`` is the text that glyph i stands for: their concatenation is the
    run's text as read. A glyph that only completes its neighbour has "".
    ``rises`` are shifts across the inline axis in points, up (or right) being
    positive; empty when all are zero. ``scale`` stretches glyphs along the
    inline axis (1 is natural width); offsets are already final.
    """

    face: FaceRef
    size: float
    origin: Point
    gids: tuple[int, ...]
    offsets: tuple[float, ...]
    texts: tuple[str, ...]
    source: Source
    color: Color = BLACK
    direction: Direction = Direction.HORIZONTAL
    scale: float = 1.0
    rises: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of ``weight`` points; ``dash`` as in PDF's ``d`` operator, in points."""

    start: Point
    end: Point
    weight: float
    color: Color = BLACK
    dash: tuple[float, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled, stroked (centred on its edge) or both; ``radius`` rounds its corners."""

    rect: Rect
    fill: Color | None = None
    stroke: Color | None = None
    weight: float = 0.0
    radius: float = 0.0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file drawn into ``place`` and clipped to ``rect``.

    ``place`` is where the whole image (after EXIF orientation) lands; it
    reaches beyond ``rect`` where the crop cuts it. ``path`` is absolute.
    """

    path: str
    rect: Rect
    place: Rect
    alt: str
    name: str


Item = GlyphRun | Rule | Box | Picture


@dataclass(frozen=True, slots=True)
class Region:
    """A named place: every story, column, headline, picture and piece of furniture has one."""

    name: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class StoryInfo:
    """A story's plain data for outlines and tagging: id and headline as read.

    ``continued`` tells that it is the further part of a story on another page.
    """

    id: str
    title: str
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the page that leads to a story on another: the page's label, the story's id.

    ``text`` says where it leads, for those who do not see it.
    """

    rect: Rect
    page: str
    story: str
    text: str


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One finished page: trim size, bleed and the display list, in points.

    ``slug`` is how far beyond the trim the sheet reaches when it carries printer's marks.
    """

    name: str
    width: float
    height: float
    bleed: float
    items: tuple[Item, ...]
    regions: tuple[Region, ...] = ()
    stories: tuple[StoryInfo, ...] = ()
    title: str = ""
    language: str = "zh-CN"
    label: str = ""
    section: str = ""
    links: tuple[Link, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    slug: float = 0.0

    @property
    def margin(self) -> float:
        """Points from the trim to the edge of the sheet, on all sides."""
        return max(self.bleed, self.slug)


@dataclass(frozen=True, slots=True)
class PlacedIssue:
    """The finished pages of an issue, in order; no two have the same label."""

    name: str
    title: str
    pages: tuple[PlacedPage, ...]
