"""Inferring how an old page was set: the settings under which the engine breaks its lines.

For one hypothesis about the style, a paragraph's printed breaks bound its
*effective measure* from both sides: every line fitted, and no line could have
taken the next piece. A story has one measure, so what is left over is each
paragraph's tracking. Hypotheses are compared by how many lines they explain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from layout.compose.breaking import fill
from layout.compose.style import ParagraphStyle, StyledRun, TextStyle
from layout.compose.text import PreparedText, prepare
from layout.compose.witness import PrintedLine, Witness
from layout.spec.page_spec import Adjustment, Prohibition, PunctuationStyle

MEASURE_STEP = 0.0125
"""Measures are looked for on a grid of so many em: 0.1 pt at 9 pt."""

TRACKING_STEP = 0.0005
"""Trackings are written in steps of so many em."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A guess at a printing's style; lengths in em of its text size."""

    punctuation: PunctuationStyle = PunctuationStyle.KAIMING
    prohibition: Prohibition = Prohibition.GB
    adjustment: Adjustment = Adjustment.PUSH_OUT
    hang: bool = False
    indent: float = 2.0
    latin_scale: float = 1.0
    han_latin_gap: float = 0.0
    han_space: float = 0.5


ALTERNATIVES: Mapping[str, tuple[object, ...]] = {
    "punctuation": tuple(PunctuationStyle),
    "indent": (2.0, 0.0),
    "hang": (False, True),
    "adjustment": tuple(Adjustment),
    "prohibition": (Prohibition.GB, Prohibition.STRICT, Prohibition.BASIC, Prohibition.NONE),
    "latin_scale": (1.0, 0.9, 1.05, 1.095, 1.15),
    "han_latin_gap": (0.0, 0.0625, 0.07, 0.125, 0.25),
    "han_space": (0.25, 0.5, 0.75, 1.0),
}
"""What is tried for each field, one field at a time, the likeliest values first."""


@dataclass(frozen=True, slots=True)
class MatchedParagraph:
    """What explains a paragraph: its tracking in em and the lines that it leaves unexplained."""

    tracking: float
    explained: int
    unexplained: tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A printing explained: the style, the measure in em, and every paragraph."""

    hypothesis: Hypothesis
    measure: float
    paragraphs: tuple[MatchedParagraph, ...]

    @property
    def explained(self) -> int:
        """Lines that the engine breaks as printed."""
        return sum(paragraph.explained for paragraph in self.paragraphs)

    @property
    def unexplained(self) -> tuple[PrintedLine, ...]:
        """Lines that it does not."""
        return tuple(line for paragraph in self.paragraphs for line in paragraph.unexplained)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A paragraph under one hypothesis: prepared text and, per cluster, its unspaced offset."""

    witness: Witness
    text: PreparedText
    offsets: tuple[int, ...]
    size: float

    def explained(self, measure: float, tracking: float = 0.0) -> tuple[bool, ...]:
        """Which printed lines come out, at ``measure`` and ``tracking`` in em."""
        ends = {self.offsets[end] for end in fill(self.text, [measure * self.size], tracking)}
        starts = ends | {0}
        printed = [0, *(line.end for line in self.witness.lines)]
        return tuple(
            before in starts and after in ends
            for before, after in zip(printed, printed[1:], strict=False)
        )


def match(
    paragraphs: Sequence[str], witnesses: Sequence[Witness], style: TextStyle
) -> Match:
    """Explain a printing; ``style`` gives the faces and the size (any size will do).

    Always ends: every field of the hypothesis is varied at most three times,
    and the best of what was tried is returned, with all lines that it leaves
    unexplained.
    """
    best = Hypothesis()
    found = _explain(best, paragraphs, witnesses, style)
    for _ in range(3):
        before = best
        for name in (field.name for field in fields(Hypothesis)):
            for value in ALTERNATIVES[name]:
                if value == getattr(best, name):
                    continue
                other = replace(best, **{name: value})
                result = _explain(other, paragraphs, witnesses, style)
                if _score(result) > _score(found):
                    best, found = other, result
        if best == before:
            break
    return found


def _score(result: Match) -> tuple[int, float]:
    spread = sum(abs(paragraph.tracking) for paragraph in result.paragraphs)
    return (result.explained, -round(spread, 4))


def _explain(
    hypothesis: Hypothesis,
    paragraphs: Sequence[str],
    witnesses: Sequence[Witness],
    style: TextStyle,
) -> Match:
    trials = [
        _trial(text, witness, hypothesis, style)
        for text, witness in zip(paragraphs, witnesses, strict=True)
    ]
    ranges = [_effective(trial) for trial in trials]
    measure = _common_measure(ranges, [len(w.lines) for w in witnesses])
    matched = [
        _matched(trial, measure, effective)
        for trial, effective in zip(trials, ranges, strict=True)
    ]
    return Match(hypothesis, measure, tuple(matched))


def _trial(text: str, witness: Witness, guess: Hypothesis, style: TextStyle) -> _Trial:
    bound = replace(
        style,
        punctuation=guess.punctuation,
        latin_scale=guess.latin_scale,
        han_latin_gap=guess.han_latin_gap,
        han_space=guess.han_space,
    )
    rules = ParagraphStyle(
        indent=guess.indent * style.size,
        prohibition=guess.prohibition,
        adjustment=guess.adjustment,
        hang=guess.hang,
    )
    prepared = prepare([StyledRun(text, bound)], rules)
    offsets = [0]
    for cluster in prepared.clusters:
        offsets.append(offsets[-1] + len("".join(cluster.text.split())))
    return _Trial(witness, prepared, tuple(offsets), style.size)


def _effective(trial: _Trial) -> tuple[float, float]:
    """The range of measures, in em, that explains most lines of a paragraph untracked.

    Each printed line is a pair of inequalities; the range is where most hold.
    """
    text, size = trial.text, trial.size
    index = {offset: i for i, offset in enumerate(trial.offsets)}
    bounds: list[tuple[float, float]] = []
    start = 0
    for line in trial.witness.lines:
        end = index.get(line.end)
        first, start_of_next = start, end
        start = end if end is not None else start
        if end is None or start_of_next is None or end <= first:
            continue
        indent = text.style.indent if first == 0 else 0.0
        lead = text.sums[first] + (text.line_start[first] if first else 0.0) - indent
        low = (text.sums[end] - text.line_end[end] - lead) / size
        following = next((b for b in text.breaks if b > end), None)
        high = 1e9
        if following is not None:
            high = (text.sums[following] - text.line_end[following] - lead) / size
        if end == len(text.clusters):
            high = 1e9
        if low < high:
            bounds.append((low, high))
    return _deepest(bounds)


def _deepest(bounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The interval that the most of ``bounds`` have in common."""
    if not bounds:
        return (1.0, 1e9)
    best, best_range = -1, (1.0, 1e9)
    for low, _ in bounds:
        holding = [(a, b) for a, b in bounds if a <= low < b]
        if len(holding) > best:
            best = len(holding)
            best_range = (max(a for a, _ in holding), min(b for _, b in holding))
    return best_range


def _common_measure(ranges: Sequence[tuple[float, float]], weights: Sequence[int]) -> float:
    """The measure that most lines' paragraphs can have untracked, middle of its range."""
    best, chosen = -1.0, 1.0
    for low, _ in ranges:
        holding = [
            (a, b, w) for (a, b), w in zip(ranges, weights, strict=True) if a <= low < b
        ]
        weight = float(sum(w for _, _, w in holding))
        if weight > best:
            best = weight
            top = min(b for _, b, _ in holding)
            bottom = max(a for a, _, _ in holding)
            chosen = (bottom + min(top, bottom + 1.0)) / 2
    return round(chosen / MEASURE_STEP) * MEASURE_STEP


def _matched(trial: _Trial, measure: float, effective: tuple[float, float]) -> MatchedParagraph:
    """The least tracking under which most lines come out."""
    best = trial.explained(measure)
    tracking = 0.0
    if not all(best):
        low, high = effective
        guesses = [measure / max(edge, 1.0) - 1 for edge in (low, (low + min(high, low + 1)) / 2)]
        tried = _around(guesses)
        for guess in tried:
            result = trial.explained(measure, guess)
            if (sum(result), -abs(guess)) > (sum(best), -abs(tracking)):
                best, tracking = result, guess
        tracking = _centred(tracking, lambda t: sum(trial.explained(measure, t)) == sum(best))
    missed = tuple(
        line for line, hit in zip(trial.witness.lines, best, strict=True) if not hit
    )
    return MatchedParagraph(round(tracking, 6), sum(best), missed)


def _around(guesses: Sequence[float]) -> list[float]:
    """Trackings on the grid near the guesses and, coarsely, over the whole plausible range."""
    steps = {round(guess / TRACKING_STEP) + k for guess in guesses for k in range(-12, 13)}
    steps |= set(range(-120, 121, 4))
    return [step * TRACKING_STEP for step in sorted(steps, key=lambda s: (abs(s), s))]


def _centred(tracking: float, holds: Callable[[float], bool]) -> float:
    """Step off the edge of the range that explains the lines: robust to rounding."""
    if not tracking:
        return tracking
    low = high = tracking
    while high - tracking < 0.004 and holds(high + TRACKING_STEP):
        high += TRACKING_STEP
    while tracking - low < 0.004 and holds(low - TRACKING_STEP):
        low -= TRACKING_STEP
    return round((low + high) / 2 / TRACKING_STEP) * TRACKING_STEP
