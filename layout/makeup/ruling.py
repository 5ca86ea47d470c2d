"""Lines and boxes: column rules, frames, multiple rules (双线, 文武线)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from layout.geometry import Point, Rect
from layout.makeup.grid import PageGrid
from layout.model import Box, Color, Item, Rule
from layout.spec.colors import parse_color
from layout.spec.page_spec import BoxSpec, Line, RuleSpec


def column_rules(
    columns: Sequence[Rect], rule: RuleSpec | bool, grid: PageGrid, name: str
) -> list[Item]:
    """Rules in the middle of the gutters, as high as the type of the shorter column."""
    if rule is False:
        return []
    spec = RuleSpec() if rule is True else rule
    air = (grid.scale.line - grid.scale.em) / 2
    made: list[Item] = []
    for i, (left, right) in enumerate(pairwise(columns)):
        if right.x <= left.right:
            continue
        x = (left.right + right.x) / 2
        top, bottom = max(left.y, right.y) + air, min(left.bottom, right.bottom) - air
        made.append(
            Rule(
                Point(x, top),
                Point(x, bottom),
                spec.weight.pt(grid.scale),
                parse_color(spec.color),
                tuple(dash.pt(grid.scale) for dash in spec.dash),
                f"{name}.rule.{i + 1}",
            )
        )
    return made


def story_box(box: BoxSpec | None, rect: Rect, grid: PageGrid, name: str) -> list[Item]:
    """The frame round a story; its stroke lies inside ``rect``."""
    if box is None:
        return []
    weight = box.weight.pt(grid.scale)
    half = weight / 2
    return [
        Box(
            rect.inset(half, half, half, half),
            parse_color(box.fill) if box.fill is not None else None,
            parse_color(box.color) if weight else None,
            weight,
            box.radius.pt(grid.scale),
            f"{name}.box",
        )
    ]


def parallel_rules(
    rect: Rect, weights: Sequence[float], gap: float, color: Color, dash: Sequence[float], name: str
) -> list[Item]:
    """Rules side by side along the longer side of ``rect``, centred on the shorter."""
    total = sum(weights) + gap * (len(weights) - 1)
    upright = rect.height > rect.width
    at = (rect.x + rect.width / 2 if upright else rect.y + rect.height / 2) - total / 2
    made: list[Item] = []
    for i, weight in enumerate(weights):
        middle = at + weight / 2
        if upright:
            start, end = Point(middle, rect.y), Point(middle, rect.bottom)
        else:
            start, end = Point(rect.x, middle), Point(rect.right, middle)
        made.append(Rule(start, end, weight, color, tuple(dash), f"{name}.{i + 1}"))
        at += weight + gap
    return made


def furniture_rule(spec: Line, rect: Rect, grid: PageGrid, name: str) -> list[Item]:
    """A rule of furniture, as many lines as it has weights."""
    return parallel_rules(
        rect,
        [weight.pt(grid.scale) for weight in spec.weights],
        spec.gap.pt(grid.scale),
        parse_color(spec.color),
        [dash.pt(grid.scale) for dash in spec.dash],
        name,
    )
