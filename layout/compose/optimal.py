"""Total fit: the breaks of a whole paragraph chosen together.

Where greedy filling makes each line as full as it can be, this looks for the
breaks whose lines need the least opening and tightening taken together, and
keeps a last line from holding one character (CLREQ 孤字). The breaks themselves
are the same legal ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from layout.compose.breaking import TOLERANCE, fill
from layout.compose.classes import CharClass
from layout.compose.text import PreparedText
from layout.spec.page_spec import Adjustment

LOOSEST = 2.0
"""A line is opened by so many em at most, unless nothing shorter is legal."""

TIGHT = 3.0
"""Tightening a line costs so many times as much as opening it by as much."""

LONELY = 0.02
"""What a last line of one character costs: as much as a line opened by a seventh of its room."""

_LETTERS = frozenset((CharClass.HAN, CharClass.LATIN, CharClass.DIGIT))


def fill_optimally(
    text: PreparedText, measures: Sequence[float], tracking: float = 0.0
) -> list[int]:
    """Break a paragraph as a whole; arguments and result are those of :func:`fill`.

    Falls back on greedy filling where a piece is wider than its line.
    """
    greedy = fill(text, measures, tracking)
    legal = set(text.breaks)
    if len(greedy) < 2 or any(end not in legal for end in greedy):
        return greedy
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    finished: tuple[float, tuple[int, ...]] | None = None
    last = len(measures) - 1
    count = len(text.clusters)
    while best:
        node = min(best)
        cost, ends = best.pop(node)
        start, line = node
        for end, extra, room in _lines(text, start, measures[min(line, last)], tracking):
            total = cost + _looseness(text, start, end, extra, room)
            if end == count:
                if finished is None or total < finished[0] - 1e-12:
                    finished = (total, (*ends, end))
                continue
            following = (end, min(line + 1, last + 1))
            known = best.get(following)
            if known is None or total < known[0] - 1e-12:
                best[following] = (total, (*ends, end))
    return list(finished[1]) if finished is not None else greedy


def _lines(
    text: PreparedText, start: int, measure: float, tracking: float
) -> Iterator[tuple[int, float, float]]:
    """Lines that may begin at ``start``: their end, what is left over and their room."""
    room = measure - (text.style.indent if start == 0 else 0.0)
    lead = text.sums[start] + tracking * text.ems[start]
    if start:
        lead += text.line_start[start]
    breaks = text.breaks
    first = bisect_right(breaks, start)
    fullest = first - 1
    most = first
    size = text.clusters[start].style.size
    tighten = text.style.adjustment is not Adjustment.PUSH_OUT
    for at in range(first, len(breaks)):
        extra = room - (text.ends[at] + tracking * text.end_ems[at] - lead)
        if extra >= -TOLERANCE:
            fullest = at
        elif not (tighten and -extra <= text.can_give(start, breaks[at])):
            break
        most = at
    if fullest < first:
        return
    for at in range(most, first - 1, -1):
        extra = room - (text.ends[at] + tracking * text.end_ems[at] - lead)
        if at != fullest and extra > LOOSEST * size:
            return
        yield breaks[at], extra, room


def _looseness(text: PreparedText, start: int, end: int, extra: float, room: float) -> float:
    """What a line costs: the square of its opening or tightening, as a share of its room."""
    if end == len(text.clusters):
        cost = 0.0 if extra >= 0 else TIGHT * (extra / room) ** 2
        letters = sum(cluster.cls in _LETTERS for cluster in text.clusters[start:end])
        return cost + (LONELY if start and letters < 2 else 0.0)
    share = extra / room
    return share * share * (TIGHT if extra < 0 else 1.0)
