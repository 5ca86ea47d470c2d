"""Line adjustment (行内调整): what on a line may give or take, in which order, how far.

CLREQ #line_adjustment. Clusters and the spaces before them come in, additions
after each cluster go out; nothing here knows a paragraph or a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from layout.compose.classes import WESTERN
from layout.compose.classes import CharClass as C
from layout.compose.rules import inseparable_pairs
from layout.compose.shaping import Cluster
from layout.spec.page_spec import PunctuationStyle


class Give(IntEnum):
    """What is squeezed when a line is too long, in CLREQ's order."""

    LINE_END = 0
    WORD_SPACE = 1
    MIDDOT = 2
    BRACKET = 3
    COMMA = 4
    GAP = 5
    STOP = 6


REDUCTION: tuple[tuple[Give, float, str], ...] = (
    (
        Give.LINE_END,
        0.5,
        "CLREQ #procedures_for_inter-character_spacing_reduction a 位于行末的标点",
    ),
    (Give.WORD_SPACE, 0.25, "CLREQ, the same, b 西文词距"),
    (Give.MIDDOT, 0.5, "CLREQ, the same, c 间隔号"),
    (Give.BRACKET, 0.5, "CLREQ, the same, d 夹注符号"),
    (Give.COMMA, 0.5, "CLREQ, the same, e 逗号、顿号、分号 (and the colon, which it leaves out)"),
    (Give.GAP, 0.125, "CLREQ, the same, f 中西间距"),
    (Give.STOP, 0.5, "CLREQ, the same, g 句号、问号、感叹号"),
)
"""Step, what is left of the space (or of the mark's cell) in em at least, source."""

FIXED: tuple[tuple[PunctuationStyle, tuple[C, ...], str], ...] = (
    (
        PunctuationStyle.KAIMING,
        (C.STOP, C.EXCLAIM),
        "CLREQ, the same, g, note: styles that keep 句号、问号、感叹号 at one em",
    ),
)
"""Styles whose marks of a class are not squeezed within a line."""

WORD_SPACE_MOST = 0.5
"""A word space grows to so many em (CLREQ #procedures_for_inter-character_space_expansion a)."""

GAP_MOST = 1 / 3
"""A Han–Latin gap grows to so many em: CLREQ, the same, b, allows 1/2, its note 1/3."""

GAP_GROWTH = 0.125
"""And by no more than so many em, so that many numbers on a line make no rivers."""

AVOIDED = frozenset((C.CONNECTOR, C.HYPHEN, C.SOLIDUS, C.SLASH))
"""Marks round which nothing is added where it can be helped (CLREQ, the same, exception b)."""

_SMALLEST = {step: least for step, least, _ in REDUCTION}
_FIXED = frozenset((style, cls) for style, classes, _ in FIXED for cls in classes)


def _slot(prior: Cluster, following: Cluster, between: float) -> tuple[Give, float]:
    """What the place after ``prior`` can give, in points, and at which step."""
    size = prior.style.size
    if prior.cls is C.SPACE:
        return Give.WORD_SPACE, max(0.0, prior.advance - _SMALLEST[Give.WORD_SPACE] * size)
    if between > 0:
        return Give.GAP, max(0.0, between - _SMALLEST[Give.GAP] * size)
    blank = prior.trail + following.lead + between
    if blank > 0 and (prior.style.punctuation, prior.cls) in _FIXED:
        blank -= prior.trail
    if blank <= 0:
        return Give.LINE_END, 0.0
    if prior.cls is C.CLOSE or following.cls is C.OPEN:
        return Give.BRACKET, blank
    if prior.cls is C.MIDDOT or following.cls is C.MIDDOT:
        return Give.MIDDOT, blank
    return (Give.COMMA if prior.cls is C.PAUSE else Give.STOP), blank


def shrink_sums(clusters: Sequence[Cluster], before: Sequence[float]) -> Iterator[float]:
    """What the places after clusters 0..i-1 can give together, for every i."""
    total = 0.0
    yield total
    for i in range(len(clusters) - 1):
        total += _slot(clusters[i], clusters[i + 1], before[i + 1])[1]
        yield total
    if clusters:
        yield total


def line_end_give(last: Cluster) -> float:
    """What the last visible cluster of a line can give, in points."""
    return max(0.0, last.trail - last.line_end)


def tighten(
    clusters: Sequence[Cluster], before: Sequence[float], start: int, end: int, excess: float
) -> list[float]:
    """What to add (negative) after clusters ``start``..``end-1`` to lose ``excess`` points.

    Steps beyond CLREQ's: what is still left is taken evenly from between the
    characters, since a line must not pass its measure.
    """
    additions = [0.0] * (end - start)
    steps: dict[Give, list[tuple[int, float]]] = {step: [] for step in Give}
    steps[Give.LINE_END].append((end - 1, line_end_give(clusters[end - 1])))
    for i in range(start, end - 1):
        step, room = _slot(clusters[i], clusters[i + 1], before[i + 1])
        if room:
            steps[step].append((i, room))
    for step in Give:
        available = sum(room for _, room in steps[step])
        if available > 0 and excess > 0:
            share = min(1.0, excess / available)
            for i, room in steps[step]:
                additions[i - start] -= room * share
            excess -= available * share
    return _spread(clusters, start, end, -excess, additions)


def stretch(
    clusters: Sequence[Cluster], before: Sequence[float], start: int, end: int, extra: float
) -> list[float]:
    """What to add after clusters ``start``..``end-1`` so that the line gains ``extra`` points.

    Word spaces first, Han–Latin gaps next, both within limits, then evenly
    between all characters that may be parted.
    """
    additions = [0.0] * (end - start)
    spaces: list[tuple[int, float]] = []
    gaps: list[tuple[int, float]] = []
    for i in range(start, end - 1):
        cluster = clusters[i]
        size = cluster.style.size
        if cluster.cls is C.SPACE:
            if cluster.advance and i > start:
                spaces.append((i, max(0.0, WORD_SPACE_MOST * size - cluster.advance)))
        elif before[i + 1] > 0:
            room = min(GAP_GROWTH * size, GAP_MOST * size - before[i + 1])
            gaps.append((i, max(0.0, room)))
    for rooms in (spaces, gaps):
        available = sum(room for _, room in rooms)
        if available > 0 and extra > 0:
            share = min(1.0, extra / available)
            for i, room in rooms:
                additions[i - start] += room * share
            extra -= available * share
    return _spread(clusters, start, end, extra, additions)


def _spread(
    clusters: Sequence[Cluster], start: int, end: int, amount: float, additions: list[float]
) -> list[float]:
    """Share ``amount`` evenly between the characters that may be parted."""
    if abs(amount) <= 1e-9:
        return additions
    slots = _slots(clusters, start, end)
    for i in slots:
        additions[i - start] += amount / len(slots)
    return additions


def _slots(clusters: Sequence[Cluster], start: int, end: int) -> list[int]:
    """Places after which space may be added: the best kind that the line has any of.

    Not within words, numbers and other unbreakable marks (CLREQ, exception
    a), not round connectors (exception b), and word spaces only on lines that
    have nothing else (CLREQ #id116).
    """
    glued = inseparable_pairs()
    free, spaces, avoided, last_resort = [], [], [], []
    for i in range(start, end - 1):
        one, two = clusters[i].cls, clusters[i + 1].cls
        if two is C.MARK:
            continue
        if (one, two) in glued:
            last_resort.append(i)
        elif one in AVOIDED or two in AVOIDED:
            avoided.append(i)
        elif one is C.SPACE and i > start and two in WESTERN and clusters[i - 1].cls in WESTERN:
            spaces.append(i)
        else:
            free.append(i)
    return free or spaces or avoided or last_resort
