"""Inferring how an old page was set: the settings under which the engine breaks its lines.

Under one hypothesis about the style, a paragraph's printed breaks bound its
*effective measure* from both sides: every line fitted, and no line could have
taken the next piece. A story has one measure, so what is left over between its
paragraphs is their tracking. Hypotheses are compared by how many lines they
explain; the search widens only as long as lines stay unexplained, and it always
ends. No line break is ever stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from layout.compose.breaking import fill
from layout.compose.style import ParagraphStyle, StyledRun, TextStyle
from layout.compose.text import PreparedText, prepare
from layout.compose.witness import PrintedLine, Witness
from layout.spec.page_spec import Adjustment, Prohibition, PunctuationStyle

MEASURE_STEP = 0.0125
"""Measures are written in steps of so many em: 0.1 pt at 9 pt."""

TRACKING_STEP = 0.0005
"""Trackings are written in steps of so many em."""

WIDEST_TRACKING = 0.06
"""Editors tracked paragraphs by up to 4 %; beyond this many em it is no explanation."""


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
    han_space: float = 0.375


MAKES = tuple(
    {"punctuation": punctuation, "adjustment": adjustment, "hang": hang, "indent": indent}
    for indent, hang, adjustment, punctuation in product(
        (2.0, 0.0),
        (False, True),
        (Adjustment.PUSH_OUT, Adjustment.PUSH_IN, Adjustment.LEAST),
        (
            PunctuationStyle.KAIMING,
            PunctuationStyle.FULL,
            PunctuationStyle.LINE_END_HALF,
            PunctuationStyle.HALF,
        ),
    )
)
"""How a house sets type: tried as a whole, since these act on the same lines."""

WIDTHS = tuple(
    {"latin_scale": scale, "han_latin_gap": gap}
    for scale, gap in product(
        (1.0, 1.05, 1.095, 0.95, 0.9, 1.15), (0.0, 0.0625, 0.125, 0.1875, 0.25)
    )
)
"""Widths of Latin letters and digits and of the gap beside them, which trade off."""

SPACES = tuple({"han_space": space} for space in (0.375, 0.25, 0.5, 0.75, 1.0))
PROHIBITIONS = tuple({"prohibition": level} for level in Prohibition)

TOGETHER = tuple({**widths, **prohibition} for prohibition in PROHIBITIONS[1:] for widths in WIDTHS)
"""The last resort: both at once, for printings in which neither alone is any better."""

ROUNDS = (MAKES, SPACES, WIDTHS, PROHIBITIONS, SPACES, WIDTHS, PROHIBITIONS, TOGETHER)
"""What is varied, in turn, until a hypothesis explains every line."""

BEAM = 8
"""So many house styles go from one round into the next, each at its best."""

PROMISING = 0.75
"""A hypothesis that explains this share of the lines untracked is looked at with tracking."""

Maker = Callable[[Hypothesis], Sequence[PreparedText]]
"""Prepares a story's paragraphs under a hypothesis."""


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
    """A paragraph under one hypothesis; ``offsets`` count characters without blanks."""

    witness: Witness
    text: PreparedText
    offsets: tuple[int, ...]
    size: float

    def explained(self, measure: float, tracking: float = 0.0) -> tuple[bool, ...]:
        """Which printed lines come out, at ``measure`` and ``tracking`` in em."""
        ends = {self.offsets[end] for end in fill(self.text, [measure * self.size], tracking)}
        starts = ends | {0}
        printed = (0, *(line.end for line in self.witness.lines))
        return tuple(a in starts and b in ends for a, b in pairwise(printed))


def maker_of(paragraphs: Sequence[str], style: TextStyle) -> Maker:
    """A maker for plain paragraphs in one style; ``style`` gives the faces and the size."""

    def make(guess: Hypothesis) -> list[PreparedText]:
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
        return [prepare([StyledRun(text, bound)], rules) for text in paragraphs]

    return make


def match(
    make: Maker,
    witnesses: Sequence[Witness],
    size: float,
    *,
    start: Hypothesis | None = None,
    fixed: bool = False,
    measure: float | None = None,
) -> Match:
    """Explain a printing.

    ``make`` prepares the paragraphs in type of ``size`` points. ``start`` is the
    first hypothesis; ``fixed`` keeps to it, so that only measure and trackings
    are inferred, and ``measure`` (em) fixes that as well. The best explanation
    is returned with all lines that it leaves unexplained.
    """
    first = start or Hypothesis()
    search = _Search(make, witnesses, size, measure)
    search.consider([first])
    if not fixed:
        for variants in ROUNDS:
            if search.complete:
                break
            search.consider(
                replace(guess, **variant) for guess in search.best() for variant in variants
            )
    return search.result()


class _Search:
    """Hypotheses tried so far; those that may explain everything are worked out at once."""

    def __init__(
        self, make: Maker, witnesses: Sequence[Witness], size: float, measure: float | None
    ) -> None:
        self.make, self.witnesses, self.size, self.measure = make, witnesses, size, measure
        lines = [line for witness in witnesses for line in witness.lines]
        self.total = len(lines)
        self.sound = sum(not line.noisy for line in lines)
        self.potential: dict[Hypothesis, int] = {}
        self.matches: dict[Hypothesis, Match] = {}
        self.complete = False

    def consider(self, guesses: Iterable[Hypothesis]) -> None:
        """Try hypotheses until one explains as many lines as read like the article."""
        for guess in guesses:
            if self.complete or guess in self.potential:
                continue
            trials = _trials(guess, self.make, self.witnesses, self.size)
            counts = [_at_best(trial) for trial in trials]
            if sum(counts) >= PROMISING * self.total:
                counts = [
                    _at_best_tracked(trial, count)
                    for trial, count in zip(trials, counts, strict=True)
                ]
            self.potential[guess] = sum(counts)
            if self.potential[guess] >= self.sound:
                found = self.matches[guess] = _explain(guess, trials, self.measure)
                self.complete = found.explained >= self.sound

    def best(self) -> list[Hypothesis]:
        """The likeliest hypotheses so far, one a house style, the first tried before equals."""
        ranked = sorted(self.potential, key=lambda guess: -self.potential[guess])
        chosen: dict[tuple[object, ...], Hypothesis] = {}
        for guess in ranked:
            house = (guess.punctuation, guess.adjustment, guess.hang, guess.indent)
            chosen.setdefault(house, guess)
        return list(chosen.values())[:BEAM]

    def result(self) -> Match:
        """The best explanation of all that was tried."""
        if not self.complete:
            for guess in self.best():
                if guess not in self.matches:
                    trials = _trials(guess, self.make, self.witnesses, self.size)
                    self.matches[guess] = _explain(guess, trials, self.measure)
        return max(self.matches.values(), key=_score)


def _score(result: Match) -> tuple[int, float]:
    spread = sum(abs(paragraph.tracking) for paragraph in result.paragraphs)
    return (result.explained, -round(spread, 4))


def _trials(
    guess: Hypothesis, make: Maker, witnesses: Sequence[Witness], size: float
) -> list[_Trial]:
    trials = []
    for text, witness in zip(make(guess), witnesses, strict=True):
        offsets = [0]
        for cluster in text.clusters:
            offsets.append(offsets[-1] + len("".join(cluster.text.split())))
        trials.append(_Trial(witness, text, tuple(offsets), size))
    return trials


def _at_best(trial: _Trial) -> int:
    """Lines that come out at the paragraph's likeliest measures, coarsely and then finely."""
    low, high = _effective(trial)
    middle = (low + min(high, low + 0.5)) / 2
    best, place = sum(trial.explained(middle)), middle
    for reach, step in ((0.8, 0.05), (0.05, 0.0125)):
        if best == len(trial.witness.lines):
            break
        centre = place
        for number in range(1, round(reach / step) + 1):
            for measure in (centre + number * step, centre - number * step):
                count = sum(trial.explained(measure))
                if count > best:
                    best, place = count, measure
    return best


def _at_best_tracked(trial: _Trial, count: int) -> int:
    """As :func:`_at_best`, but with tracking.

    Indents and line ends do not grow with it, so that a tracked paragraph may
    have no untracked measure that explains all of its lines.
    """
    if count == len(trial.witness.lines):
        return count
    low, high = _effective(trial)
    middle = (low + min(high, low + 0.5)) / 2
    for tracking in (0.02, -0.02, 0.04, -0.04):
        for step in range(-10, 11):
            measure = middle * (1 + tracking) + step * 0.05
            count = max(count, sum(trial.explained(measure, tracking)))
        if count == len(trial.witness.lines):
            break
    return count


def _effective(trial: _Trial) -> tuple[float, float]:
    """The range of measures, in em, within which most lines hold that were pushed out.

    Each printed line is a pair of inequalities: it fitted, the next piece did not.
    """
    text, size = trial.text, trial.size
    index = {offset: i for i, offset in enumerate(trial.offsets)}
    bounds: list[tuple[float, float]] = []
    for before, after in pairwise((0, *(line.end for line in trial.witness.lines))):
        first, end = index.get(before), index.get(after)
        if first is None or end is None or end <= first:
            continue
        lead = text.sums[first] + (text.line_start[first] if first else -text.style.indent)
        low = (text.sums[end] - text.line_end[end] - lead) / size
        following = next((b for b in text.breaks if b > end), None)
        if following is None or end == len(text.clusters):
            bounds.append((low, 1e9))
        else:
            bounds.append((low, (text.sums[following] - text.line_end[following] - lead) / size))
    return _deepest([(low, high, 1) for low, high in bounds if low < high])


def _deepest(bounds: Sequence[tuple[float, float, int]]) -> tuple[float, float]:
    """The interval that the heaviest set of ``(low, high, weight)`` has in common."""
    best, chosen = 0, (10.0, 11.0)
    for start, _, _ in bounds:
        holding = [bound for bound in bounds if bound[0] <= start < bound[1]]
        weight = sum(bound[2] for bound in holding)
        if weight > best:
            best = weight
            chosen = (max(b[0] for b in holding), min(b[1] for b in holding))
    return chosen


def _explain(guess: Hypothesis, trials: Sequence[_Trial], measure: float | None) -> Match:
    """The measure and the trackings under which a hypothesis explains most lines."""
    total = sum(len(trial.witness.lines) for trial in trials)
    best: Match | None = None
    for value in [measure] if measure is not None else _measures(trials):
        found = Match(guess, value, tuple(_matched(trial, value) for trial in trials))
        if best is None or _score(found) > _score(best):
            best = found
        if best.explained == total:
            break
    assert best is not None
    return best


def _measures(trials: Sequence[_Trial]) -> list[float]:
    """Measures to try: the one most lines agree on, each paragraph's own, and those about."""
    ranges = [(*_effective(trial), len(trial.witness.lines)) for trial in trials]
    agreed = _deepest(ranges)
    own = [(low, high) for low, high, _ in sorted(ranges, key=lambda r: -r[2])[:6]]
    middles = [(low + min(high, low + 0.5)) / 2 for low, high in (agreed, *own)]
    about = [middles[0] + sign * step * 0.15 for step in range(1, 6) for sign in (1, -1)]
    rounded = (round(round(m / MEASURE_STEP) * MEASURE_STEP, 4) for m in (*middles, *about))
    return list(dict.fromkeys(rounded))


def _matched(trial: _Trial, measure: float) -> MatchedParagraph:
    """The least tracking under which most of a paragraph's lines come out."""
    steps = round(WIDEST_TRACKING / TRACKING_STEP)
    results = {step: trial.explained(measure, step * TRACKING_STEP) for step in (0,)}
    if not all(results[0]):
        for step in range(-steps, steps + 1):
            results[step] = trial.explained(measure, step * TRACKING_STEP)
    best = max(results, key=lambda step: (sum(results[step]), -abs(step)))
    count = sum(results[best])
    if best:
        best = _centred(best, lambda step: _count(trial, measure, step) == count)
    result = trial.explained(measure, best * TRACKING_STEP)
    missed = tuple(line for line, hit in zip(trial.witness.lines, result, strict=True) if not hit)
    return MatchedParagraph(round(best * TRACKING_STEP, 6), count, missed)


def _count(trial: _Trial, measure: float, step: int) -> int:
    return sum(trial.explained(measure, step * TRACKING_STEP))


def _centred(step: int, holds: Callable[[int], bool]) -> int:
    """Step off the edge of the range that explains the lines: robust to rounding."""
    low = high = step
    while high - step < 8 and holds(high + 1):
        high += 1
    while step - low < 8 and holds(low - 1):
        low -= 1
    return (low + high) // 2
