"""Boxes of glyphs on their line, for whoever reads the text back out of the file.

Readers tell words, spaces and characters printed twice by the boxes of glyphs, origin to
advance, not by ink. A full-width mark that is set at half width lays its blank half over
its neighbour's box; a dash or a digit that is given more room than its advance leaves
a gap. Such glyphs are shown by copies whose boxes fill just the room they have. Which
those are is read from the placed glyphs alone; see docs/pdf.md for the readers' limits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from layout.fonts.face import Face, open_face
from layout.model import Direction, FaceRef, GlyphRun

Box = tuple[int, int]
"""Where a copy's box begins and ends, in 1/1000 em from the face's glyph origin."""

Use = tuple[int, str, Box | None]
"""A glyph id of the face, the text that it stands for and its box when not its own."""

_FULL = 0.9
"""Em of advance from which a glyph counts as full-width."""

_SLACK = 0.05
_DOUBT = 0.25
"""Half of the half em that tells full width from half width."""

_GAP = 0.08
"""Em between boxes that no reader takes for a space (MuPDF 0.15, poppler 0.1 to 0.15)."""

_REACH = 2.0
"""Em over which two glyphs still belong together."""

_STEP = 50
"""Boxes are widened in steps, in 1/1000 em, so that few copies serve many lines."""


class _Half(IntEnum):
    """Which half of a full-width glyph's box holds all its ink."""

    NONE = 0
    LEFT = 1
    RIGHT = 2
    MIDDLE = 3


_HALF_BOX = {
    _Half.LEFT: (0, 500),
    _Half.RIGHT: (500, 1000),
    _Half.MIDDLE: (250, 750),
}

_Fact = tuple[float, _Half]
"""Advance in em, and the half for a mark."""


class _Facts(dict[tuple[int, str], _Fact]):
    """What is to be known of a face's glyphs, found out once."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, key: tuple[int, str]) -> _Fact:
        gid, text = key
        advance = self._face.advance(gid)
        mark = len(text) == 1 and unicodedata.category(text)[0] in "PS" and advance >= _FULL
        fact = self[key] = (advance, self._half(gid) if mark else _Half.NONE)
        return fact

    def _half(self, gid: int) -> _Half:
        left, _, right, _ = self._face.ink(gid)
        if left == right:
            return _Half.NONE
        if right <= 0.5 + _SLACK:
            return _Half.LEFT
        if left >= 0.5 - _SLACK:
            return _Half.RIGHT
        if left >= 0.25 - _SLACK and right <= 0.75 + _SLACK:
            return _Half.MIDDLE
        return _Half.NONE


@lru_cache(maxsize=256)
def _facts_of(ref: FaceRef) -> _Facts:
    return _Facts(open_face(ref))


def run_uses(runs: Sequence[GlyphRun]) -> list[list[Use]]:
    """What each run shows, glyph by glyph; runs of one line must follow one another."""
    shown: list[list[Use]] = []
    before: float | None = None
    for index, run in enumerate(runs):
        pairs = list(zip(run.gids, run.texts, strict=True))
        if run.direction is Direction.VERTICAL or not pairs:
            shown.append([(gid, text, None) for gid, text in pairs])
            before = None
            continue
        facts = _facts_of(run.face)
        line = _Line(run, [facts[pair] for pair in pairs])
        following = runs[index + 1] if index + 1 < len(runs) else None
        after, after_text = _start_of(run, following)
        line.halve(before, after)
        line.widen(after, after_text)
        shown.append([(gid, text, box) for (gid, text), box in zip(pairs, line.boxes, strict=True)])
        before = line.end(len(pairs) - 1) if after is not None else None
    return shown


def _start_of(run: GlyphRun, following: GlyphRun | None) -> tuple[float | None, str]:
    """Where the ink-holding box of the next run begins, when that goes on with the line."""
    if (
        following is None
        or not following.gids
        or following.direction is not run.direction
        or following.origin.y != run.origin.y
    ):
        return None, ""
    first = following.origin.x + following.offsets[0]
    _, half = _facts_of(following.face)[following.gids[0], following.texts[0]]
    if half is _Half.RIGHT:
        first += 0.5 * following.size * following.scale
    last = run.origin.x + run.offsets[-1]
    reach = _REACH * run.size
    if not last - reach < first < last + 2 * reach:
        return None, ""
    return first, following.texts[0]


class _Line:
    """One run while its boxes are settled; places are points along the line."""

    def __init__(self, run: GlyphRun, facts: Sequence[_Fact]) -> None:
        self.boxes: list[Box | None] = [None] * len(facts)
        self._facts = facts
        self._texts = run.texts
        self._em = run.size * run.scale
        self._starts = [run.origin.x + offset for offset in run.offsets]

    def end(self, at: int) -> float:
        """Where the box of glyph ``at`` ends."""
        box = self.boxes[at]
        return self._starts[at] + (box[1] / 1000 if box else self._facts[at][0]) * self._em

    def _start(self, at: int) -> float:
        box = self.boxes[at]
        return self._starts[at] + (box[0] / 1000 * self._em if box else 0.0)

    def halve(self, before: float | None, after: float | None) -> None:
        """Give marks that share their blank half with a neighbour the other half only.

        ``before`` and ``after`` are the neighbours' near edges beyond the run, if any.
        """
        halves = [(at, fact[1]) for at, fact in enumerate(self._facts) if fact[1]]
        if not halves:
            return
        last = len(self.boxes) - 1
        em = self._em
        for at, half in halves:
            self.boxes[at] = _HALF_BOX[half]
        # An opening mark is judged by what stands before it, a closing one by what
        # follows: that neighbour must be settled first.
        for at, half in halves:
            if half is _Half.LEFT:
                continue
            left = self._starts[at]
            ahead = self.end(at - 1) if at else before
            behind = self._starts[at + 1] if at < last else after
            if half is _Half.RIGHT:
                whole = ahead is not None and ahead <= left + _DOUBT * em
            else:
                whole = not (
                    (ahead is not None and ahead > left + _DOUBT / 2 * em)
                    or (behind is not None and behind < left + (1 - _DOUBT / 2) * em)
                )
            if whole:
                self.boxes[at] = None
        for at, half in halves:
            if half is _Half.LEFT:
                behind = self._start(at + 1) if at < last else after
                if behind is not None and behind >= self._starts[at] + (1 - _DOUBT) * em:
                    self.boxes[at] = None

    def widen(self, after: float | None, after_text: str) -> None:
        """Widen boxes that end so far before the next that a space would be read between."""
        em, limit, reach = self._em, _GAP * self._em, _REACH * self._em
        boxes, facts, starts = self.boxes, self._facts, self._starts
        if any(boxes):
            ends = [self.end(at) for at in range(len(boxes))]
            following = [self._start(at) for at in range(1, len(boxes))]
        else:
            ends = [start + fact[0] * em for start, fact in zip(starts, facts, strict=True)]
            following = starts[1:]
        following.append(ends[-1] if after is None else after)
        gaps = [start - end for start, end in zip(following, ends, strict=True)]
        if max(gaps) <= limit:
            return
        for at, gap in enumerate(gaps):
            if limit < gap <= reach and not self._spaced(at, after_text):
                box = boxes[at] or (0, round(facts[at][0] * 1000))
                boxes[at] = (box[0], box[1] + int(gap / em * 1000 / _STEP) * _STEP)

    def _spaced(self, at: int, after_text: str) -> bool:
        """Tell whether a space is written at this gap, so that reading one is right."""
        behind = self._texts[at + 1] if at + 1 < len(self._texts) else after_text
        return self._texts[at].isspace() or behind.isspace()
