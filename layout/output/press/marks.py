"""Printer's marks: crop and registration marks, colour bar and slug line, outside the bleed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.fonts.face import open_face
from layout.geometry import MM, Point, Rect
from layout.model import (
    Box,
    Color,
    ColorSpace,
    GlyphRun,
    Item,
    PlacedPage,
    Role,
    Rule,
    Source,
)
from layout.output.press.settings import PressSettings

REGISTRATION = Color(ColorSpace.SPOT, (1.0,), "All", (1.0, 1.0, 1.0, 1.0))
"""Every ink there is (ISO 32000-1 8.6.6.4)."""

_NAME = "press.marks"
_CLEAR = 3 * MM
"""The least distance from the trim to a mark."""

_LENGTH = 5 * MM
_ROOM = 8 * MM
_PATCH = 5 * MM
_RADIUS = 1.8 * MM
_HAIR = 0.25
_SIZE = 6.0
_BAR_AT = 15 * MM

_SOLIDS = ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))
_OVERPRINTS = ((0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0))
_TONE = 0.4
"""The tone value at which ISO 12647-3 gives the tone value increase."""


def sheet_margin(page: PlacedPage) -> float:
    """Points beyond the trim that marks need, on all sides."""
    return _clear(page) + _ROOM


def press_marks(
    page: PlacedPage, settings: PressSettings, spots: Sequence[Color]
) -> tuple[Item, ...]:
    """All marks of a page; they keep clear of the bleed and of 3 mm around the trim."""
    ink = _black(1) if settings.gray else REGISTRATION
    return (
        *_crops(page, ink),
        *_targets(page, ink),
        *_bar(page, settings, spots),
        *_slug_line(page, settings, spots),
    )


def _clear(page: PlacedPage) -> float:
    return max(page.bleed, _CLEAR)


def _black(ink: float) -> Color:
    return Color(ColorSpace.CMYK, (0.0, 0.0, 0.0, float(ink)))


def _line(x0: float, y0: float, x1: float, y1: float, color: Color) -> Rule:
    return Rule(Point(x0, y0), Point(x1, y1), _HAIR, color, (), _NAME)


def _crops(page: PlacedPage, color: Color) -> Iterator[Rule]:
    near = _clear(page)
    far = near + _LENGTH
    for x, out in ((0.0, -1), (page.width, 1)):
        for y, away in ((0.0, -1), (page.height, 1)):
            yield _line(x + out * far, y, x + out * near, y, color)
            yield _line(x, y + away * far, x, y + away * near, color)


def _targets(page: PlacedPage, color: Color) -> Iterator[Item]:
    """A circle with a cross in the middle of each side."""
    out = _clear(page) + _ROOM / 2
    middle, centre = page.width / 2, page.height / 2
    reach = _ROOM / 2
    for x, y in (
        (middle, -out),
        (middle, page.height + out),
        (-out, centre),
        (page.width + out, centre),
    ):
        rect = Rect(x - _RADIUS, y - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
        yield Box(rect, None, color, _HAIR, _RADIUS, _NAME)
        yield _line(x - reach, y, x + reach, y, color)
        yield _line(x, y - reach, x, y + reach, color)


def _bar(page: PlacedPage, settings: PressSettings, spots: Sequence[Color]) -> Iterator[Box]:
    """Patches at the foot, from the left: solids, tints and overprints of the inks used."""
    if settings.gray:
        patches = [_black(tone / 5) for tone in range(5, 0, -1)]
    else:
        patches = [
            Color(ColorSpace.CMYK, tuple(float(ink) * share for ink in inks))
            for inks, share in (
                *((inks, 1.0) for inks in _SOLIDS),
                *((inks, _TONE) for inks in _SOLIDS),
                *((inks, 1.0) for inks in _OVERPRINTS),
            )
        ]
        patches += spots
    y = page.height + _clear(page) + (_ROOM - _PATCH) / 2
    room = page.width / 2 - _ROOM - _BAR_AT
    for number, color in enumerate(patches[: max(0, int(room / _PATCH))]):
        yield Box(Rect(_BAR_AT + number * _PATCH, y, _PATCH, _PATCH), color, name=_NAME)


def slug_text(page: PlacedPage, settings: PressSettings, spots: Sequence[Color]) -> str:
    """What the slug line says: nothing that changes between two runs over the same page."""
    inks = "K" if settings.gray else " ".join(["C M Y K", *(spot.name for spot in spots)])
    parts = (
        page.name,
        page.title if page.title != page.name else "",
        f"{page.width / MM:g} x {page.height / MM:g} mm",
        inks,
        f"{settings.ink_limit:.0%}",
        settings.profile.description,
    )
    return "  ".join(part for part in parts if part)


def _slug_line(
    page: PlacedPage, settings: PressSettings, spots: Sequence[Color]
) -> Iterator[GlyphRun]:
    """Set the slug line in the face of the page that covers most of it; none without text."""
    text = slug_text(page, settings, spots)
    faces = dict.fromkeys(item.face for item in page.items if isinstance(item, GlyphRun))
    if not faces:
        return
    ref = max(faces, key=lambda ref: sum(open_face(ref).has(char) for char in text))
    face = open_face(ref)
    start = page.width / 2 + _ROOM
    gids: list[int] = []
    offsets: list[float] = []
    texts: list[str] = []
    pen = 0.0
    for char in text:
        gid = face.glyph(char)
        if not gid:
            continue
        advance = face.advance(gid) * _SIZE
        if start + pen + advance > page.width:
            break
        gids.append(gid)
        offsets.append(pen)
        texts.append(char)
        pen += advance
    if gids:
        yield GlyphRun(
            ref,
            _SIZE,
            Point(start, page.height + _clear(page) + _ROOM / 2 + _SIZE / 3),
            tuple(gids),
            tuple(offsets),
            tuple(texts),
            Source(_NAME, Role.FURNITURE),
            _black(1),
        )
