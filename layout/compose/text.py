"""A paragraph prepared for line breaking: clusters, spaces between them, sums.

Everything that does not depend on the measure is worked out once here, so
that filling lines again at another measure or tracking (which copyfitting
does many times) is only a matter of looking up sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from layout.compose.adjustment import line_end_give, shrink_sums
from layout.compose.classes import FULL_WIDTH_MARKS, WESTERN
from layout.compose.classes import CharClass as C
from layout.compose.rules import (
    FIXED_SPACES,
    TIGHT_AFTER,
    break_table,
    hangs,
    line_end_classes,
)
from layout.compose.shaping import Cluster, shaper_for
from layout.compose.style import ParagraphStyle, StyledRun

_NONE, _GAP, _SQUEEZE = 0, 1, 2


def _between() -> tuple[tuple[int, ...], ...]:
    """What stands between two classes: nothing, a Han–Latin gap or a squeeze."""
    table = [[_NONE] * len(C) for _ in C]
    for western in (C.LATIN, C.DIGIT):
        table[C.HAN][western] = table[western][C.HAN] = _GAP
    table[C.SUFFIX][C.HAN] = table[C.HAN][C.PREFIX] = _GAP
    marks = (*TIGHT_AFTER, C.OPEN, C.MIDDOT)
    for before in marks:
        for after in marks:
            if before in TIGHT_AFTER or after is C.OPEN:
                table[before][after] = _SQUEEZE
    return tuple(tuple(row) for row in table)


_BETWEEN = _between()


@dataclass(frozen=True, slots=True)
class PreparedText:
    """Clusters of one paragraph and what line breaking asks of them; points.

    With n clusters: ``before[i]`` is the space that stands before cluster i
    inside a line (negative where neighbouring marks are squeezed);
    ``sums[i]`` the natural width of clusters 0..i-1 with those spaces,
    ``ems[i]`` what they gain from one em of tracking. ``breaks`` are the
    indices a line may end before (the last is n). ``line_start[i]`` is taken
    off a line that starts with cluster i, ``line_end[i]`` off one that ends
    before i (it is negative where a hyphen is added). For the k-th break
    ``ends[k]`` is where a line that ends there reaches to, and ``end_ems[k]``
    what that gains from one em of tracking. ``hyphens`` has the hyphen that a
    line takes on which ends before the index.
    """

    clusters: tuple[Cluster, ...]
    before: tuple[float, ...]
    sums: tuple[float, ...]
    ems: tuple[float, ...]
    breaks: tuple[int, ...]
    line_start: tuple[float, ...]
    line_end: tuple[float, ...]
    style: ParagraphStyle
    ends: tuple[float, ...]
    end_ems: tuple[float, ...]
    hyphens: Mapping[int, Cluster] = field(default_factory=dict)
    _shrink: list[float] = field(default_factory=list, repr=False, compare=False)

    @property
    def shrink(self) -> Sequence[float]:
        """What clusters 0..i-1 can give when a line is tightened (CLREQ 挤压处理), summed up.

        Worked out when it is first asked for: push-out never does.
        """
        if not self._shrink:
            self._shrink.extend(shrink_sums(self.clusters, self.before))
        return self._shrink

    def can_give(self, start: int, end: int) -> float:
        """How far a line of clusters ``start``..``end`` can be tightened, in points."""
        last = self.body_end(start, end) - 1
        return self.shrink[last] - self.shrink[start] + line_end_give(self.clusters[last])

    def body_end(self, start: int, end: int) -> int:
        """The index after what must fit a line: no trailing space, no mark that may hang."""
        shown = visible_end(self.clusters, end, start)
        if self.style.hang and shown > start + 1 and hanging(self.clusters, shown):
            return shown - 1
        return shown

    @property
    def text(self) -> str:
        """The paragraph as read."""
        return "".join(cluster.text for cluster in self.clusters)

    @property
    def missing(self) -> tuple[str, ...]:
        """Texts that no face of the chain has, in order."""
        return tuple(cluster.text for cluster in self.clusters if cluster.missing)


def prepare(runs: Sequence[StyledRun], style: ParagraphStyle) -> PreparedText:
    """Shape, class and space a paragraph; no character is lost or added.

    Raises:
        EditorError: the style hyphenates and the library for it is missing.
    """
    clusters: list[Cluster] = []
    for run in runs:
        clusters.extend(shaper_for(run.style).clusters(run.text))
    _set_spaces(clusters)
    return _measured(clusters, style, _hyphens(clusters) if style.hyphenate else {})


_FIXED_SPACES = frozenset(char for char, _, _ in FIXED_SPACES)
_WORDS = WESTERN | {C.SPACE, C.PREFIX, C.SUFFIX, C.OPERATOR}


def _set_spaces(clusters: list[Cluster]) -> None:
    """Give a word space its width: ``han_space`` where it stands beside a Han character.

    A space before a mark that narrows its own cell adds nothing: the mark
    brings its blank along (a stray space in an article must not open a hole).
    """
    last = len(clusters) - 1
    for i, cluster in enumerate(clusters):
        if cluster.cls is not C.SPACE or cluster.text in _FIXED_SPACES:
            continue
        before = clusters[i - 1].cls if i else C.SPACE
        after = clusters[i + 1].cls if i < last else C.SPACE
        if after in TIGHT_AFTER or before is C.OPEN:
            clusters[i] = cluster._replace(advance=0.0, em=0.0)
        elif before not in _WORDS or after not in _WORDS:
            style = cluster.style
            clusters[i] = cluster._replace(
                advance=(style.han_space * style.scale + style.tracking) * style.size
            )


def _hyphens(clusters: Sequence[Cluster]) -> dict[int, Cluster | None]:
    """Where a Latin word may break: before which cluster, and with what hyphen added."""
    from layout.compose.hyphenation import points

    starts: dict[int, int] = {}
    length = 0
    for i, cluster in enumerate(clusters):
        starts[length] = i
        length += len(cluster.text)
    text = "".join(cluster.text for cluster in clusters)
    found: dict[int, Cluster | None] = {}
    language = clusters[0].style.language if clusters else ""
    for offset, added in points(text, language):
        at = starts.get(offset)
        if at is None or _in_address(clusters, at):
            continue
        hyphen = next(shaper_for(clusters[at - 1].style).clusters("-"))
        found[at] = hyphen._replace(text="") if added else None
    return found


def _in_address(clusters: Sequence[Cluster], at: int) -> bool:
    """Tell whether the word that ``at`` stands in holds a separator of an address."""
    for step in (-1, 1):
        i = at if step > 0 else at - 1
        while 0 <= i < len(clusters) and clusters[i].cls in WESTERN:
            if clusters[i].cls is C.ADDRESS:
                return True
            i += step
    return False


def _measured(
    clusters: list[Cluster], style: ParagraphStyle, hyphens: Mapping[int, Cluster | None]
) -> PreparedText:
    count = len(clusters)
    before = [0.0] * count
    sums, ems = [0.0], [0.0]
    line_start, line_end = [0.0] * (count + 1), [0.0] * (count + 1)
    breaks: list[int] = []
    ends: list[float] = []
    end_ems: list[float] = []
    table = break_table(style.prohibition)
    no_ends = line_end_classes(style.prohibition)
    total = em_total = shown_ems = 0.0
    prior: Cluster | None = None
    prior_cls = anchor = C.SPACE
    for i, cluster in enumerate(clusters):
        cls = cluster.cls
        if prior is not None:
            kind = _BETWEEN[prior_cls][cls]
            if kind == _GAP:
                before[i] = cluster.style.han_latin_gap * cluster.style.size
            elif kind == _SQUEEZE:
                before[i] = -_overlap(prior, cluster)
            if prior_cls is not C.HAN:
                slow = style.hang or prior_cls is C.SPACE
                line_end[i] = _end_loss(clusters, i, style.hang) if slow else prior.line_end
            if table[prior_cls][cls] and not (prior_cls is C.SPACE and anchor in no_ends):
                breaks.append(i)
                ends.append(total - line_end[i])
                end_ems.append(shown_ems)
            elif i in hyphens:
                hyphen = hyphens[i]
                if hyphen:
                    line_end[i] = -hyphen.advance
                breaks.append(i)
                ends.append(total - line_end[i])
                end_ems.append(shown_ems)
            line_start[i] = before[i] + cluster.lead if cls is C.OPEN else before[i]
        elif cls is C.OPEN:
            # CLREQ #id101: an indented first line starts with the mark's ink, not its blank.
            before[i] = -cluster.lead
        if cls is not C.SPACE:
            anchor = cls
            shown_ems = em_total
        total += before[i] + cluster.advance
        em_total += cluster.em
        sums.append(total)
        ems.append(em_total)
        prior, prior_cls = cluster, cls
    breaks.append(count)
    if count:
        line_end[count] = _end_loss(clusters, count, style.hang)
    ends.append(total - line_end[count])
    end_ems.append(shown_ems)
    return PreparedText(
        tuple(clusters),
        tuple(before),
        tuple(sums),
        tuple(ems),
        tuple(breaks),
        tuple(line_start),
        tuple(line_end),
        style,
        tuple(ends),
        tuple(end_ems),
        {i: hyphen for i, hyphen in hyphens.items() if hyphen and line_end[i] < 0},
    )


def _overlap(prior: Cluster, cluster: Cluster) -> float:
    """Blank taken out between two neighbouring marks (CLREQ 连续标点符号的调整).

    Two marks whose blanks meet keep at most half an em between them; a mark
    that is followed by a closing one keeps none.
    """
    blank = prior.trail + cluster.lead
    if cluster.cls is C.OPEN and prior.cls in TIGHT_AFTER:
        return max(0.0, blank - 0.5 * cluster.style.size * cluster.style.scale)
    if cluster.cls is C.OPEN:
        return cluster.lead
    return prior.trail


def visible_end(clusters: Sequence[Cluster], end: int, start: int = 0) -> int:
    """The index after the last cluster of ``start``..``end`` that is not a trailing space."""
    while end > start + 1 and clusters[end - 1].cls is C.SPACE:
        end -= 1
    return end


def hanging(clusters: Sequence[Cluster], end: int) -> bool:
    """Tell whether the mark before ``end`` may hang: one alone, never one of several.

    CLREQ #hanging_punctuation_marks_at_line_end.
    """
    return hangs(clusters[end - 1].cls) and not (
        end > 1 and clusters[end - 2].cls in FULL_WIDTH_MARKS
    )


def _end_loss(clusters: Sequence[Cluster], end: int, hang: bool) -> float:
    """What a line that ends before cluster ``end`` need not find room for."""
    cluster = clusters[end - 1]
    if cluster.cls is not C.SPACE:
        return cluster.advance if hang and hanging(clusters, end) else cluster.line_end
    shown = visible_end(clusters, end)
    loss = sum(space.advance for space in clusters[shown:end])
    if shown and clusters[shown - 1].cls is not C.SPACE:
        loss += _end_loss(clusters, shown, hang)
    return loss
