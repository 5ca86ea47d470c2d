"""A placed page made ready for the press: inks, overprint, bleed, marks; page in, page out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from layout.errors import Diagnostic, Severity
from layout.geometry import Rect
from layout.model import Box, Color, ColorSpace, GlyphRun, Item, Picture, PlacedPage, Rule
from layout.output.press.marks import press_marks, sheet_margin
from layout.output.press.separation import Separator, separator
from layout.output.press.settings import PressSettings

_EDGE = 0.01
"""Points by which an edge may miss the trim and still lie on it."""


def for_press(page: PlacedPage, settings: PressSettings) -> PlacedPage:
    """Return ``page`` in inks alone.

    Colours become CMYK (black ink alone where they have no hue) and keep within the ink
    limit; letters, rules and frames in solid black overprint, so that no white rim shows
    when the sheets are out of register; tints and pictures that reach the trim go on into
    the bleed; marks are added when asked for. Pictures are separated by the backend
    (:func:`layout.output.press.pictures.press_picture`). Links go: PDF/X-4 has no annotation
    within the bleed (ISO 15930-7), and a plate none to click on. A colour that had too much ink is
    a ``total-ink`` finding.
    """
    work = separator(settings.profile, settings.ink_limit, settings.gray)
    items = tuple(_separated(_bled(item, page), work) for item in page.items)
    spots = () if settings.gray else spot_colors(items)
    made = replace(
        page,
        items=items,
        links=(),
        diagnostics=(*page.diagnostics, *_too_much(page.items, settings)),
    )
    if not settings.marks:
        return made
    return replace(
        made,
        slug=sheet_margin(page),
        items=(*items, *press_marks(made, settings, spots)),
    )


def spot_colors(items: Iterable[Item]) -> tuple[Color, ...]:
    """The spot inks of a display list at full tint, in order of appearance, each once."""
    found: dict[str, Color] = {}
    for item in items:
        for color in colors_of(item):
            if color.space is ColorSpace.SPOT and color.name not in found:
                found[color.name] = replace(color, values=(1.0,), overprint=False)
    return tuple(found.values())


def colors_of(item: Item) -> tuple[Color, ...]:
    """The colours that an item is drawn in; a picture has none of its own."""
    if isinstance(item, Picture):
        return ()
    if isinstance(item, Box):
        stroke = item.stroke if item.weight > 0 else None
        return tuple(color for color in (item.fill, stroke) if color is not None)
    return (item.color,)


def ink_of(color: Color) -> float:
    """The total of a separated colour's inks (1 is one full ink); a spot ink counts as one."""
    return sum(color.values)


def _separated(item: Item, work: Separator) -> Item:
    if isinstance(item, GlyphRun | Rule):
        return replace(item, color=_overprinting(work.color(item.color, lettering=True)))
    if isinstance(item, Box):
        fill = work.color(item.fill) if item.fill is not None else None
        stroke = work.color(item.stroke, lettering=True) if item.stroke is not None else None
        return replace(
            item, fill=fill, stroke=_overprinting(stroke) if stroke is not None else None
        )
    return item


def _overprinting(color: Color) -> Color:
    """Let solid black overprint; a tint of black would mix with what lies beneath."""
    if color.space is ColorSpace.CMYK and color.values == (0.0, 0.0, 0.0, 1.0):
        return replace(color, overprint=True)
    return color


def _bled(item: Item, page: PlacedPage) -> Item:
    """Extend what is filled up to the trim into the bleed."""
    if not page.bleed:
        return item
    if isinstance(item, Box) and item.fill is not None and not item.radius:
        return replace(item, rect=_extended(item.rect, page))
    if isinstance(item, Picture):
        whole, clip = item.place, _extended(item.rect, page)
        left, top = max(clip.x, whole.x), max(clip.y, whole.y)
        right, bottom = min(clip.right, whole.right), min(clip.bottom, whole.bottom)
        return replace(item, rect=Rect(left, top, right - left, bottom - top))
    return item


def _extended(rect: Rect, page: PlacedPage) -> Rect:
    bleed = page.bleed
    left = bleed if -bleed < rect.x <= _EDGE else 0.0
    top = bleed if -bleed < rect.y <= _EDGE else 0.0
    right = bleed if page.width - _EDGE <= rect.right < page.width + bleed else 0.0
    bottom = bleed if page.height - _EDGE <= rect.bottom < page.height + bleed else 0.0
    return rect.inset(-left, -top, -right, -bottom)


def _too_much(items: Iterable[Item], settings: PressSettings) -> list[Diagnostic]:
    found: dict[tuple[float, ...], Diagnostic] = {}
    for item in items:
        for color in colors_of(item):
            inks = color.process if color.space is ColorSpace.SPOT else color.values
            if color.space in (ColorSpace.GRAY, ColorSpace.RGB) or settings.gray:
                continue
            if sum(inks) > settings.ink_limit + 1e-9:
                found[inks] = Diagnostic(
                    Severity.WARNING,
                    "total-ink",
                    f"cmyk {' '.join(f'{ink * 100:g}' for ink in inks)} is {sum(inks):.0%} of ink; "
                    f"it is printed with {settings.ink_limit:.0%}",
                    item_name(item),
                )
    return list(found.values())


def item_name(item: Item) -> str:
    """The name of the story, picture or piece of furniture that an item belongs to."""
    return item.source.story if isinstance(item, GlyphRun) else item.name
