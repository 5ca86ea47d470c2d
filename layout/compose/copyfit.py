"""Copyfitting: the tracking of each paragraph by which a story fills its frames.

What an editor does by hand, done exactly: every paragraph can be set in a few
line counts, each with the least tracking that reaches it; dynamic programming
over the paragraphs picks the counts that fill the thread to its last line at
the least total distortion. Column breaks that leave a single line of a
paragraph behind (widow, orphan) and last lines of one character (孤字) cost
extra.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from layout.compose.classes import CharClass
from layout.compose.filling import break_lines
from layout.compose.text import PreparedText

STEP = 0.0005
"""Tracking is looked for on a grid of so many em: 0.0045 pt at 9 pt, finer than print."""

RUNT_COST = 4.0
WIDOW_COST = 1.0
ORPHAN_COST = 0.5
"""Costs against 1.0 for a paragraph of 100 characters tracked to its limit."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The lines that a story can run through: ``columns[i]`` lines of ``widths[i]`` points."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]

    @property
    def lines(self) -> int:
        """Lines in all columns together."""
        return sum(self.columns)

    @property
    def uniform(self) -> bool:
        """Tell whether all columns are equally wide."""
        return len(set(self.widths)) <= 1

    def measures(self, start: int = 0) -> list[float]:
        """Width of every line from line ``start`` on, the last column's for overset text."""
        if self.uniform:
            return [self.widths[0]]
        every = [w for n, w in zip(self.columns, self.widths, strict=True) for _ in range(n)]
        return every[start:] or [self.widths[-1]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of copyfitting; ``tracking`` in em of the text size, tightest and loosest."""

    tracking: tuple[float, float] = (-0.045, 0.045)


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to set a paragraph: tracking in em, the break indices, and what it costs."""

    tracking: float
    ends: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Fit:
    """A story fitted to its thread.

    ``lines`` counts all lines, ``over`` those that find no room, ``short``
    those that are left empty; ``natural`` is the line count without tracking.
    """

    settings: tuple[Setting, ...]
    lines: int
    over: int
    short: int
    natural: int

    @property
    def exact(self) -> bool:
        """Tell whether the thread is filled to its last line and no further."""
        return not self.over and not self.short


@dataclass(slots=True)
class _Paragraph:
    """The settings of one paragraph by its first line, worked out when asked for."""

    text: PreparedText
    limits: Limits
    pinned: float | None
    known: dict[int, dict[int, Setting]] = field(default_factory=dict)

    def settings(self, start: int, measures: Sequence[float]) -> dict[int, Setting]:
        """Line count → the least distorted setting that takes so many lines."""
        found = self.known.get(start)
        if found is None:
            found = self.known[start] = self._find(measures)
        return found

    def _find(self, measures: Sequence[float]) -> dict[int, Setting]:
        if self.pinned is not None:
            setting = self._setting(self.pinned, measures, free=False)
            return {len(setting.ends): setting}
        low, high = (round(bound / STEP) for bound in self.limits.tracking)
        low, high = min(low, 0), max(high, 0)

        def count(step: int) -> int:
            return len(break_lines(self.text, measures, step * STEP))

        natural = count(0)
        found = {natural: self._best(0, 1 if high else -1, natural, low, high, measures)}
        for fewer in range(natural - 1, count(low) - 1, -1):
            step = _first(lambda s, n=fewer: count(-s) <= n, 1, -low)  # type: ignore[misc]
            if count(-step) == fewer:
                found[fewer] = self._best(-step, -1, fewer, low, high, measures)
        for more in range(natural + 1, count(high) + 1):
            step = _first(lambda s, n=more: count(s) >= n, 1, high)  # type: ignore[misc]
            if count(step) == more:
                found[more] = self._best(step, 1, more, low, high, measures)
        return found

    def _best(
        self, step: int, way: int, lines: int, low: int, high: int, measures: Sequence[float]
    ) -> Setting:
        """The setting at ``step``, or a few steps on where that avoids a lonely character."""
        best = self._setting(step * STEP, measures)
        if not _is_runt(self.text, best.ends):
            return best
        for further in (6, 12, 18, 24):
            for direction in (way, -way):
                moved = step + direction * further
                if low <= moved <= high:
                    other = self._setting(moved * STEP, measures)
                    if len(other.ends) == lines and other.cost < best.cost:
                        return other
        return best

    def _setting(self, tracking: float, measures: Sequence[float], *, free: bool = True) -> Setting:
        ends = tuple(break_lines(self.text, measures, tracking))
        low, high = self.limits.tracking
        bound = (high if tracking > 0 else -low) or 1.0
        weight = len(self.text.clusters) / 100
        cost = weight * (tracking / bound) ** 2 if free else 0.0
        if _is_runt(self.text, ends):
            cost += RUNT_COST
        return Setting(round(tracking, 6), ends, cost)


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The smallest number in ``low``..``high`` that holds, by bisection; ``high`` if none."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _is_runt(text: PreparedText, ends: Sequence[int]) -> bool:
    """Tell whether the last line of several holds only one character (CLREQ 孤字)."""
    if len(ends) < 2:
        return False
    tail = text.clusters[ends[-2] : ends[-1]]
    letters = sum(1 for c in tail if c.cls in (CharClass.HAN, CharClass.LATIN, CharClass.DIGIT))
    return letters < 2


def copyfit(
    paragraphs: Sequence[PreparedText],
    thread: Thread,
    limits: Limits = Limits(),
    pinned: Mapping[int, float] | None = None,
) -> Fit:
    """Find the tracking of each paragraph that fills ``thread`` exactly.

    ``pinned`` fixes the tracking (em) of paragraphs by index. Where no choice
    within the limits fills the thread, the nearest line count is taken when it
    is at most two lines off, and the natural setting otherwise.
    """
    pins = pinned or {}
    options = [_Paragraph(text, limits, pins.get(i)) for i, text in enumerate(paragraphs)]
    ends_of_columns = frozenset(accumulate(thread.columns))
    natural = _set_naturally(options, thread)
    states: dict[int, tuple[float, tuple[Setting, ...]]] = {0: (0.0, ())}
    for option in options:
        following: dict[int, tuple[float, tuple[Setting, ...]]] = {}
        for used, (cost, chosen) in states.items():
            start = 0 if thread.uniform else min(used, thread.lines)
            for lines, setting in option.settings(start, thread.measures(start)).items():
                total = cost + setting.cost + _break_cost(used, lines, ends_of_columns)
                known = following.get(used + lines)
                if known is None or total < known[0] - 1e-12:
                    following[used + lines] = (total, (*chosen, setting))
        states = following
    target = thread.lines
    count = min(states, key=lambda lines: (abs(lines - target), states[lines][0]))
    natural_count = sum(len(setting.ends) for setting in natural)
    settings = states[count][1]
    if abs(count - target) > 2:
        count, settings = natural_count, natural
    return Fit(settings, count, max(0, count - target), max(0, target - count), natural_count)


def _set_naturally(options: Sequence[_Paragraph], thread: Thread) -> tuple[Setting, ...]:
    """Every paragraph at its pinned tracking or none."""
    settings: list[Setting] = []
    used = 0
    for option in options:
        start = 0 if thread.uniform else min(used, thread.lines)
        setting = option._setting(option.pinned or 0.0, thread.measures(start))
        settings.append(setting)
        used += len(setting.ends)
    return tuple(settings)


def _break_cost(start: int, lines: int, ends_of_columns: frozenset[int]) -> float:
    """What it costs that a paragraph of ``lines`` from line ``start`` on is split as it is."""
    cost = 0.0
    if lines > 1:
        if start + 1 in ends_of_columns:
            cost += ORPHAN_COST
        if start + lines - 1 in ends_of_columns:
            cost += WIDOW_COST
    return cost


def set_unfitted(
    paragraphs: Sequence[PreparedText], thread: Thread, pinned: Mapping[int, float] | None = None
) -> Fit:
    """Set a story at its pinned trackings only; says how many lines it is over or short."""
    pins = pinned or {}
    options = [_Paragraph(t, Limits(), pins.get(i)) for i, t in enumerate(paragraphs)]
    settings = _set_naturally(options, thread)
    count = sum(len(setting.ends) for setting in settings)
    target = thread.lines
    return Fit(settings, count, max(0, count - target), max(0, target - count), count)
