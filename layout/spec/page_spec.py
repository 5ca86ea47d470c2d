"""The page spec: what an editor writes in one YAML file, as frozen, typed data.

Keys in YAML are these field names with ``-`` for ``_``. Every field has a
default that a good mainland daily would choose. Nothing here reads files or
knows how a page is made up.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct, field

from layout.spec.units import Length


class GridLength(Length):
    """A :class:`Length` that may also be a bare number, meaning grid columns or lines."""

    __slots__ = ()


class ColorText(str):
    """A colour as written; :func:`layout.spec.colors.parse_color` knows the ways to write one."""

    __slots__ = ()


def _pt(value: float) -> Length:
    return Length(value, "pt")


def _mm(value: float) -> Length:
    return Length(value, "mm")


def _em(value: float) -> Length:
    return Length(value, "em")


class Align(StrEnum):
    """How lines stand in their measure (CLREQ 6.2.5 paragraph adjustment)."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    FORCE = "force"
    """Every line is spread to the full measure, the last included."""


class PunctuationStyle(StrEnum):
    """Widths of punctuation marks (CLREQ, punctuation adjustment)."""

    FULL = "quanjiao"
    KAIMING = "kaiming"
    LINE_END_HALF = "line-end-half"
    HALF = "banjiao"


class Prohibition(StrEnum):
    """How strict line-start and line-end prohibition is (CLREQ, 避头尾)."""

    NONE = "none"
    BASIC = "basic"
    GB = "gb"
    STRICT = "strict"


class Adjustment(StrEnum):
    """What a prohibited break does: the line before it gives or takes (推出, 推入)."""

    PUSH_OUT = "push-out"
    PUSH_IN = "push-in"
    LEAST = "least"


class Filling(StrEnum):
    """How the lines of a paragraph are filled."""

    GREEDY = "greedy"
    """Each as full as it can be, as printed newspapers are."""
    OPTIMAL = "optimal"
    """Together, so that all are as even as can be (total fit)."""


class Fitting(StrEnum):
    """Whether a story is copyfitted to its frames."""

    AUTO = "auto"
    NONE = "none"


class Crop(StrEnum):
    """How a picture fills its frame."""

    COVER = "cover"
    CONTAIN = "contain"


class _Spec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """Base of all spec records: frozen, kebab-case keys, unknown keys are errors."""


Place = tuple[GridLength, GridLength, GridLength, GridLength]
"""``[column, row, columns, rows]`` on the grid, 0-based; a length with a unit may stand for any."""


class Margins(_Spec, frozen=True):
    """White space between the trim and the type area."""

    top: Length = _mm(36)
    bottom: Length = _mm(20)
    left: Length = _mm(23.5)
    right: Length = _mm(23.5)


class Grid(_Spec, frozen=True):
    """The type area divided into ``columns`` (with ``gutter`` between them) and ``lines``."""

    columns: Annotated[int, Meta(ge=1, le=1000)] = 8
    lines: Annotated[int, Meta(ge=1, le=1000)] | None = None
    """``None``: as many baselines as fit between the margins."""
    gutter: Length = _em(2)


class Page(_Spec, frozen=True):
    """Trim, margins and grid; ``size`` and ``leading`` define ``em`` and ``lines`` page-wide."""

    trim: tuple[Length, Length] = (_mm(390), _mm(545))
    margins: Margins = Margins()
    bleed: Length = _mm(0)
    grid: Grid = Grid()
    size: Length = _pt(9)
    leading: Length = _pt(13)
    title: str = ""
    number: Annotated[int, Meta(ge=1, le=9999)] | None = None
    """What ``{page}`` prints; in an issue it is the page's place in it."""
    label: str | None = None
    """What readers call the page, such as A1 or 04; none means its number."""
    section: str = ""
    """The part of the paper that the page belongs to (要闻, 副刊)."""
    date: str | None = None
    """Day of publication: 2024-11-08."""
    language: str = "zh-CN"
    background: ColorText | None = None


class Style(_Spec, frozen=True):
    """A named style; a field left out comes from ``inherit`` (and at last from ``body``)."""

    inherit: str | None = None
    font: str | None = None
    """Family, alias, role or path of a font file."""
    latin_font: str | None = None
    """Family for Latin letters and digits; none means the same as ``font``."""
    weight: Annotated[int, Meta(ge=1, le=1000)] | None = None
    size: Length | None = None
    leading: Length | None = None
    color: ColorText | None = None
    align: Align | None = None
    indent: Length | None = None
    """First-line indent of a paragraph (CLREQ: 2 em)."""
    tracking: Length | None = None
    """Added to every character's advance."""
    scale: Annotated[float, Meta(ge=0.3, le=3.0)] | None = None
    """Width of characters relative to their height (长体 < 1 < 扁体)."""
    punctuation: PunctuationStyle | None = None
    prohibition: Prohibition | None = None
    adjustment: Adjustment | None = None
    filling: Filling | None = None
    hang: bool | None = None
    """Let closing marks hang in the margin (悬挂)."""
    hyphenate: bool | None = None
    """Let Latin words of six letters and more break at a hyphen."""
    cells: dict[str, tuple[float, float]] | None = None
    """What is taken off a mark's one-em cell before and after its ink, in em, by mark or class."""
    han_latin_gap: Length | None = None
    """Space between a Han character and a Latin letter or digit beside it."""
    han_space: Length | None = None
    """Width of a plain space that stands between Han characters."""
    latin_scale: Annotated[float, Meta(ge=0.3, le=3.0)] | None = None
    """Width of Latin letters and digits relative to their design (after ``scale``)."""
    latin_tracking: Length | None = None
    """Added to the advance of every Latin letter and digit, before ``tracking``."""


class Headline(_Spec, frozen=True):
    """A headline block; parts left out come from the article's front matter."""

    kicker: str | list[str] | None = None
    main: str | list[str] | None = None
    deck: str | list[str] | None = None
    lines: Annotated[float, Meta(ge=0)] | None = None
    """Height of the whole block in grid lines; none means as high as needed, rounded up."""
    align: Align | None = None
    """None: as the styles of the parts say."""
    kicker_style: str = "kicker"
    main_style: str = "headline"
    deck_style: str = "deck"
    gap: Length = Length(0.5, "em")
    """Between the parts, in em of the page."""
    fill: ColorText | None = None
    """A tint behind the block."""


class RuleSpec(_Spec, frozen=True):
    """A line: between columns, round a box or on its own."""

    weight: Length = _pt(0.35)
    color: ColorText = ColorText("black")
    dash: list[Length] = field(default_factory=list)


class BoxSpec(_Spec, frozen=True):
    """A frame round a story: stroke, tint and the distance kept from the text."""

    weight: Length = _pt(0.5)
    color: ColorText = ColorText("black")
    fill: ColorText | None = None
    radius: Length = _pt(0)
    inset: tuple[Length, Length] = (Length(0.5, "lines"), _em(1))
    """Vertical and horizontal distance from the frame to the text."""


class FitSpec(_Spec, frozen=True):
    """Limits of copyfitting (``fit: auto`` is this with its defaults)."""

    tracking: tuple[Length, Length] = (_em(-0.045), _em(0.045))
    """Bounds of a paragraph's tracking, in em of its text size."""
    space: tuple[float, float] = (1.0, 1.0)
    """Bounds of word spaces and Han–Latin gaps, as factors of the style's own."""
    scale: tuple[float, float] = (1.0, 1.0)
    """Bounds of the characters' width, as factors of the style's own."""
    leading: tuple[Length, Length] | None = None
    """Bounds of the leading; the story then leaves the page's baseline grid."""


class Continues(_Spec, frozen=True):
    """Where a story goes on that jumps to another page of its issue (下转)."""

    page: str
    """Label of the other page."""
    story: str
    """Id of the story there, which says ``continued: true``."""


class Story(_Spec, frozen=True):
    """One article placed on the page."""

    at: Place | None = None
    frames: list[Place] = field(default_factory=list)
    """The body's frames in reading order, in place of ``at`` with ``columns``."""
    article: str | None = None
    """Path from the page's root; none means ``articles/ID.txt``."""
    columns: Annotated[int, Meta(ge=1, le=40)] = 1
    gutter: Length | None = None
    """Between the story's columns; none means 1.5 em."""
    measure: Length | None = None
    """Width of one column; the gutters share what is left."""
    rule: RuleSpec | bool = False
    """Column rules between the story's columns."""
    headline: Headline | bool = Headline()
    """``false`` sets the story without a headline."""
    style: str = "body"
    byline_style: str = "byline"
    box: BoxSpec | bool = False
    fit: Fitting | FitSpec = Fitting.AUTO
    tracking: dict[int, Length] = field(default_factory=dict)
    """Pinned tracking by paragraph number (1-based)."""
    continues: Continues | None = None
    """Its text goes on in a story on another page of the issue."""
    continued: bool = False
    """Its text comes from the story that continues here."""


class Caption(_Spec, frozen=True):
    """The text under a picture, given here or in an article file."""

    text: str | None = None
    article: str | None = None
    style: str = "caption"
    gap: Length = Length(0.5, "em")
    """Between picture and caption, in em of the page."""
    tracking: Length = _em(0)
    lines: Annotated[int, Meta(ge=1, le=50)] | None = None
    """Fit the caption into so many lines."""


class PictureSpec(_Spec, frozen=True):
    """A picture placed on the page; with its caption it fills ``at``."""

    at: Place
    file: str
    alt: str = ""
    crop: Crop = Crop.COVER
    focus: tuple[float, float] = (0.5, 0.5)
    """What stays in view when the picture is cropped: 0–1 from the left, 0–1 from the top."""
    caption: Caption | str | None = None
    credit: str = ""
    keyline: RuleSpec | bool = False
    min_dpi: float = 150.0


class Text(_Spec, frozen=True, tag="text", tag_field="kind"):
    """A line (or lines) of furniture text."""

    text: str | list[str]
    at: Place
    style: str = "furniture"
    align: Align | None = None
    valign: Annotated[float, Meta(ge=0, le=1)] = 0.5
    """0 stands at the top of ``at``, 1 at its foot."""


class Line(_Spec, frozen=True, tag="rule", tag_field="kind"):
    """A rule of furniture; weights and gaps of several lines make 双线 and 文武线."""

    at: Place
    """Its bounding place; the longer side gives the direction, it runs along the centre."""
    weights: list[Length] = field(default_factory=lambda: [_pt(0.35)])
    gap: Length = _pt(1.2)
    color: ColorText = ColorText("black")
    dash: list[Length] = field(default_factory=list)


class Panel(_Spec, frozen=True, tag="panel", tag_field="kind"):
    """A box of furniture: frame, tint or both."""

    at: Place
    weight: Length = _pt(0)
    color: ColorText = ColorText("black")
    fill: ColorText | None = None
    radius: Length = _pt(0)


class Folio(_Spec, frozen=True):
    """The folio (报眉): three fields over a rule, in the margin over the type area."""

    left: str = ""
    center: str = ""
    right: str = ""
    style: str = "folio"
    rule: list[Length] = field(default_factory=lambda: [_pt(1.5), _pt(0.35)])
    """Weights of the lines under it, top to bottom (文武线)."""
    rule_gap: Length = _pt(1.5)
    distance: Length = Length(1.0, "lines")
    """From the rule down to the type area."""


class FontFace(_Spec, frozen=True):
    """One face of a family: a font file, from the page's root."""

    file: str
    # No Meta bounds here: beside a fixed tuple in a union they crash msgspec 0.22 (in its GC).
    weight: int | tuple[int, int] | None = None
    """1–1000; ``[200, 900]`` is a variable font's range; none means what the file itself says."""
    index: Annotated[int, Meta(ge=0)] = 0
    """Which face of a collection (TTC), 0-based."""


class FontFamily(_Spec, frozen=True):
    """A family that a page brings along."""

    faces: list[FontFace]
    aliases: list[str] = field(default_factory=list)


class FontConfig(_Spec, frozen=True):
    """Font families that are not a page's: those shipped, or those of a user's configuration."""

    families: dict[str, FontFamily] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    """What a role (``song``, ``hei``, ``kai``, ``fangsong``) means: a family's name."""
    fallback: list[str] = field(default_factory=list)
    """Families tried in this order for a character that a face lacks."""
    folders: list[str] = field(default_factory=list)
    """Folders whose fonts are found by their family names."""


class PageSpec(_Spec, frozen=True):
    """One page, whole: the root of the YAML file."""

    page: Page = Page()
    fonts: dict[str, FontFamily] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    folio: Folio | None = None
    stories: dict[str, Story] = field(default_factory=dict)
    pictures: dict[str, PictureSpec] = field(default_factory=dict)
    furniture: dict[str, Text | Line | Panel] = field(default_factory=dict)
