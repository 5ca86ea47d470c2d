"""Furniture: what stands on a page beside stories and pictures — folio, texts, rules, panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.compose.lines import set_line
from layout.compose.style import ParagraphStyle, StyledRun
from layout.compose.text import prepare
from layout.errors import Diagnostic
from layout.geometry import Rect
from layout.makeup.grid import PageGrid
from layout.makeup.headline import missing_glyphs
from layout.makeup.lettering import baseline, letter
from layout.makeup.ruling import furniture_rule, parallel_rules
from layout.makeup.typeface import Typefaces
from layout.model import BLACK, Box, Item, Region, Role, Source
from layout.spec.colors import parse_color
from layout.spec.page_spec import Align, Folio, Line, Panel, Text
from layout.spec.styles import ResolvedStyle


@dataclass(frozen=True, slots=True)
class PlacedFurniture:
    """Items, named regions and findings of pieces of furniture."""

    items: tuple[Item, ...] = ()
    regions: tuple[Region, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def _lettering(
    lines: Sequence[str],
    rect: Rect,
    align: Align,
    valign: float,
    style: ResolvedStyle,
    typefaces: Typefaces,
    name: str,
) -> tuple[list[Item], list[Diagnostic]]:
    """Lines of one style in ``rect``; a line wider than it is tightened to fit."""
    rules = ParagraphStyle(align=align)
    items: list[Item] = []
    found: list[Diagnostic] = []
    height = style.leading * (len(lines) - 1) + style.size
    top = rect.y + (rect.height - height) * valign - (style.leading - style.size) / 2
    for i, text in enumerate(lines):
        prepared = prepare([StyledRun(text, typefaces.text(style))], rules)
        if not prepared.clusters:
            continue
        line = set_line(prepared, 0, len(prepared.clusters), rect.width, last=True)
        y = baseline(top + i * style.leading, style.leading, style.size)
        items.extend(letter(line, rect.x, y, Source(name, Role.FURNITURE, 0, 0, i)))
        found.extend(missing_glyphs(prepared.missing, name))
    return items, found


def place_furniture(
    name: str, spec: Text | Line | Panel, grid: PageGrid, typefaces: Typefaces
) -> PlacedFurniture:
    """Place one piece of furniture at its place on the grid."""
    rect = grid.place(spec.at)
    region = (Region(name, rect),)
    if isinstance(spec, Line):
        return PlacedFurniture(tuple(furniture_rule(spec, rect, grid, name)), region)
    if isinstance(spec, Panel):
        weight = spec.weight.pt(grid.scale)
        box = Box(
            rect,
            parse_color(spec.fill) if spec.fill is not None else None,
            parse_color(spec.color) if weight else None,
            weight,
            spec.radius.pt(grid.scale),
            name,
        )
        return PlacedFurniture((box,), region)
    style = typefaces.styles[spec.style]
    lines = [spec.text] if isinstance(spec.text, str) else spec.text
    align = spec.align or (Align.LEFT if style.align is Align.JUSTIFY else style.align)
    items, found = _lettering(lines, rect, align, spec.valign, style, typefaces, name)
    return PlacedFurniture(tuple(items), region, tuple(found))


def place_folio(folio: Folio, grid: PageGrid, typefaces: Typefaces) -> PlacedFurniture:
    """The folio over the type area: three fields on one line, rules under them."""
    style = typefaces.styles[folio.style]
    weights = [weight.pt(grid.scale) for weight in folio.rule]
    gap = folio.rule_gap.pt(grid.scale)
    rule_height = sum(weights) + gap * max(0, len(weights) - 1)
    foot = grid.area.y - folio.distance.pt(grid.scale)
    rules = parallel_rules(
        Rect(grid.area.x, foot - rule_height, grid.area.width, rule_height),
        weights,
        gap,
        BLACK,
        (),
        "folio.rule",
    )
    field = Rect(
        grid.area.x,
        foot - rule_height - style.leading,
        grid.area.width,
        style.leading - (style.leading - style.size) / 2,
    )
    items: list[Item] = []
    found: list[Diagnostic] = []
    for text, align in (
        (folio.left, Align.LEFT),
        (folio.center, Align.CENTER),
        (folio.right, Align.RIGHT),
    ):
        if text:
            made, missing = _lettering([text], field, align, 1.0, style, typefaces, "folio")
            items.extend(made)
            found.extend(missing)
    region = Region("folio", Rect(field.x, field.y, field.width, foot - field.y))
    return PlacedFurniture((*items, *rules), (region,), tuple(found))
