"""Marks that a proof shows where a page is not right yet: overset and missing lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layout.compose.lines import set_line
from layout.compose.style import ParagraphStyle, StyledRun
from layout.compose.text import prepare
from layout.geometry import Point, Rect
from layout.makeup.grid import PageGrid
from layout.makeup.lettering import ALERT, baseline, letter
from layout.makeup.typeface import Typefaces
from layout.model import Box, Color, ColorSpace, Item, Role, Rule, Source
from layout.spec.page_spec import Align

_PAPER = Color(ColorSpace.GRAY, (1.0,))


def overset_mark(
    column: Rect, text: str, grid: PageGrid, typefaces: Typefaces, name: str
) -> list[Item]:
    """A red edge at the foot of the last column and a label that says how much is over."""
    foot = Rule(
        Point(column.x, column.bottom),
        Point(column.right, column.bottom),
        1.5,
        ALERT,
        name=f"{name}.overset",
    )
    top = column.bottom + 0.75
    below = Rect(column.x, top, column.width, grid.scale.line)
    return [foot, *_label(below, text, typefaces, name)]


def underfull_mark(
    columns: Sequence[Rect], used: int, text: str, grid: PageGrid, typefaces: Typefaces, name: str
) -> list[Item]:
    """Dashed red frames round the lines that stay empty, with a label in the first."""
    items: list[Item] = []
    line = grid.scale.line
    for column in columns:
        count = grid.rows(column.height)
        taken, used = min(used, count), max(0, used - count)
        if taken == count:
            continue
        rect = Rect(column.x, column.y + taken * line, column.width, (count - taken) * line)
        corners = (
            Point(rect.x, rect.y),
            Point(rect.right, rect.y),
            Point(rect.right, rect.bottom),
            Point(rect.x, rect.bottom),
        )
        for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
            items.append(Rule(start, end, 0.75, ALERT, (3.0, 2.0), f"{name}.underfull"))
        if text:
            items.extend(_label(Rect(rect.x, rect.y, rect.width, line), text, typefaces, name))
            text = ""
    return items


def _label(rect: Rect, text: str, typefaces: Typefaces, name: str) -> list[Item]:
    base = typefaces.styles["furniture"]
    size = min(base.size, rect.height * 0.7)
    style = replace(typefaces.text(base, size=size), color=ALERT)
    prepared = prepare([StyledRun(text, style)], ParagraphStyle(align=Align.RIGHT))
    line = set_line(prepared, 0, len(prepared.clusters), rect.width, last=True)
    start = rect.right - line.natural - 2
    back = Box(
        Rect(start, rect.y + 0.5, line.natural + 2, rect.height - 1),
        _PAPER,
        ALERT,
        0.5,
        name=f"{name}.proof",
    )
    y = baseline(rect.y, rect.height, size)
    return [back, *letter(line, rect.x - 1, y, Source(name, Role.PROOF))]
