"""Filling lines greedily, as a compositor does: full, then back to a legal break.

A prohibited break is resolved by push-out (推出: the character before goes to
the next line), push-in (推入: the line is tightened to take the mark in) or by
whichever of the two changes the line less.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from layout.compose.classes import CharClass
from layout.compose.text import PreparedText
from layout.spec.page_spec import Adjustment

TOLERANCE = 1e-6
"""Points by which rounding may let a line pass its measure."""


def fill(
    text: PreparedText, measures: Sequence[float], tracking: float = 0.0, limit: int = 1_000_000
) -> list[int]:
    """Break a paragraph; returns the cluster index that each line ends before.

    ``measures[k]`` is the width of the paragraph's line k in points, the last
    holding for all that follow; the first-line indent is taken off here.
    ``tracking`` is in em, over the style's own. Filling stops after ``limit``
    lines. A piece wider than its line (a long word) is broken where it must.
    """
    breaks, sums, ems = text.breaks, text.sums, text.ems
    line_start = text.line_start
    count = len(text.clusters)
    if not count:
        return []
    keys: Sequence[float] = text.ends
    if tracking:
        keys = [end + tracking * em for end, em in zip(keys, text.end_ems, strict=True)]
    push_in = text.style.adjustment is not Adjustment.PUSH_OUT
    indent = text.style.indent
    last = len(measures) - 1
    ends: list[int] = []
    start, at = 0, 0
    while start < count and len(ends) < limit:
        line = len(ends)
        measure = measures[line if line < last else last]
        lead = sums[start] + line_start[start] + tracking * ems[start]
        if not line:
            measure -= indent
            lead = sums[start]
        found = bisect_right(keys, measure + lead + TOLERANCE, at) - 1
        if found < at:
            end = _forced(text, start, measure, tracking)
        else:
            if push_in and found + 1 < len(breaks):
                found = _pushed_in(text, keys, start, found, measure + lead)
            end = breaks[found]
            at = found + 1
        ends.append(end)
        start = end
        while at < len(breaks) and breaks[at] <= start:
            at += 1
    return ends


def _pushed_in(
    text: PreparedText, keys: Sequence[float], start: int, found: int, room: float
) -> int:
    """The break to take when a line may be tightened: ``found`` or the one after it.

    Only a prohibition makes the choice: where the very next cluster may end the
    line too, the line is simply full.
    """
    following = text.breaks[found + 1]
    if following - text.breaks[found] <= 1:
        return found
    excess = keys[found + 1] - room
    if excess > text.can_give(start, following):
        return found
    if text.style.adjustment is Adjustment.PUSH_IN:
        return found + 1
    return found + 1 if excess <= room - keys[found] else found


def _forced(text: PreparedText, start: int, measure: float, tracking: float) -> int:
    """Break inside an unbreakable piece: as much as fits, one character with its marks at least."""
    clusters = text.clusters
    least = start + 1
    while least < len(clusters) and clusters[least].cls is CharClass.MARK:
        least += 1
    lead = text.sums[start] + text.line_start[start]
    end = least
    while end < len(clusters):
        width = text.sums[end + 1] - lead + tracking * (text.ems[end] - text.ems[start])
        if width > measure + TOLERANCE:
            break
        end += 1
    while least < end < len(clusters) and clusters[end].cls is CharClass.MARK:
        end -= 1
    return end
