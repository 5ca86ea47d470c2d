"""Where a line may break, and how wide a mark is: the rules as tables.

Each row names its source: CLREQ by section anchor (``#...``) of the editor's
draft of *Requirements for Chinese Text Layout*, GB/T 15834—2011 by clause,
JLREQ and UAX #14 by section or rule. The tables are turned into look-ups
once, at first use.
"""

from __future__ import annotations

from functools import lru_cache

from layout.compose.classes import WESTERN
from layout.compose.classes import CharClass as C
from layout.spec.page_spec import Prohibition, PunctuationStyle

LINE_START: tuple[tuple[Prohibition, tuple[C, ...], str], ...] = (
    (
        Prohibition.BASIC,
        (C.PAUSE, C.STOP, C.EXCLAIM),
        "CLREQ #prohibition-rules-basic 点号; GB/T 15834 5.1.1, 5.1.2",
    ),
    (
        Prohibition.BASIC,
        (C.CLOSE,),
        "CLREQ #prohibition-rules-basic 结束引号、括号、书名号; GB/T 15834 5.1.3",
    ),
    (
        Prohibition.BASIC,
        (C.CONNECTOR, C.HYPHEN),
        "CLREQ #prohibition-rules-basic 连接号; GB/T 15834 5.1.6",
    ),
    (Prohibition.BASIC, (C.MIDDOT,), "CLREQ #prohibition-rules-basic 间隔号; GB/T 15834 5.1.7"),
    (
        Prohibition.BASIC,
        (C.SOLIDUS, C.SLASH),
        "CLREQ #prohibition-rules-basic 分隔号; GB/T 15834 5.1.9",
    ),
    (Prohibition.BASIC, (C.LATIN_CLOSE, C.SUFFIX), "UAX #14 LB13, LB25; JLREQ 3.1.7"),
    (Prohibition.GB, (C.OPERATOR,), "as connectors; seen in print (组织+人才 breaks after +)"),
    (Prohibition.STRICT, (C.DASH, C.ELLIPSIS), "CLREQ #prohibition-rules-strict"),
)
"""Level from which on a line must not begin with a class."""

LINE_END: tuple[tuple[Prohibition, tuple[C, ...], str], ...] = (
    (
        Prohibition.BASIC,
        (C.OPEN,),
        "CLREQ #prohibition-rules-basic 开始引号、括号、书名号; GB/T 15834 5.1.3",
    ),
    (Prohibition.BASIC, (C.LATIN_OPEN, C.PREFIX), "UAX #14 LB14, LB25; JLREQ 3.1.8"),
    (
        Prohibition.GB,
        (C.SOLIDUS, C.SLASH),
        "CLREQ #prohibition-rules-guobiao 分隔号; GB/T 15834 5.1.9",
    ),
)
"""Level from which on a line must not end with a class."""

_WORD = tuple(cls for cls in C if cls in WESTERN and cls is not C.ADDRESS)
_NUMBER = (C.DIGIT, C.LATIN)

INSEPARABLE: tuple[tuple[tuple[C, ...], tuple[C, ...], str], ...] = (
    (
        _WORD,
        (*_WORD, C.ADDRESS),
        "CLREQ #id114: a word breaks at a hyphenation point only; UAX #14 LB25, LB28–30",
    ),
    ((C.ADDRESS,), (C.ADDRESS,), "UAX #14 LB13: :// is one separator"),
    ((C.PREFIX,), _NUMBER, "CLREQ #h-digits_and_their_prefix_and_suffix; UAX #14 LB25"),
    (_NUMBER, (C.SUFFIX, C.PREFIX), "CLREQ #h-digits_and_their_prefix_and_suffix"),
    ((C.SUFFIX,), (C.LATIN, C.SUFFIX), "CLREQ #h-digits_and_their_prefix_and_suffix: °C, ′″"),
    ((C.OPERATOR,), _NUMBER, "an expression such as 1+1 is not split (UAX #14 LB25)"),
    (
        (*_NUMBER, C.LATIN_CLOSE, C.SUFFIX),
        (C.OPERATOR,),
        "an expression such as 1+1 is not split (UAX #14 LB25)",
    ),
    (
        tuple(cls for cls in C if cls is not C.SPACE),
        (C.QUOTE,),
        "UAX #14 LB18, LB19: the direction of \" and ' is not known",
    ),
    ((C.QUOTE,), tuple(C), "UAX #14 LB19: the direction of \" and ' is not known"),
    (tuple(C), (C.MARK, C.GLUE, C.SPACE), "UAX #14 LB7, LB9, LB11, LB12"),
    ((C.GLUE,), tuple(C), "UAX #14 LB11, LB12"),
)
"""Pairs between which no line breaks at any level: classes before, classes after, source.

—— and …… are one cluster each (see :mod:`layout.compose.shaping`), so that
nothing, not even a line that is too narrow, can part them (CLREQ
#h-unbreakable_marks_punctuation; GB/T 15834 5.1.4, 5.1.5).
"""

_LEVELS = (Prohibition.NONE, Prohibition.BASIC, Prohibition.GB, Prohibition.STRICT)


@lru_cache(maxsize=4)
def line_start_classes(level: Prohibition) -> frozenset[C]:
    """Classes that must not begin a line at ``level``."""
    rank = _LEVELS.index(level)
    return frozenset(c for at, cs, _ in LINE_START if _LEVELS.index(at) <= rank for c in cs)


@lru_cache(maxsize=4)
def line_end_classes(level: Prohibition) -> frozenset[C]:
    """Classes that must not end a line at ``level``."""
    rank = _LEVELS.index(level)
    return frozenset(c for at, cs, _ in LINE_END if _LEVELS.index(at) <= rank for c in cs)


@lru_cache(maxsize=1)
def inseparable_pairs() -> frozenset[tuple[C, C]]:
    """Pairs ``(before, after)`` that no line break and no stretching parts."""
    return frozenset((a, b) for befores, afters, _ in INSEPARABLE for a in befores for b in afters)


@lru_cache(maxsize=4)
def break_table(level: Prohibition) -> tuple[tuple[bool, ...], ...]:
    """``table[before][after]``: whether a line may break between the two classes."""
    starts, ends = line_start_classes(level), line_end_classes(level)
    glued = inseparable_pairs()
    return tuple(
        tuple(a not in ends and b not in starts and (a, b) not in glued for b in C) for a in C
    )


CELLS: tuple[tuple[PunctuationStyle, tuple[C, ...], tuple[float, float], str], ...] = (
    (
        PunctuationStyle.KAIMING,
        (C.OPEN,),
        (0.5, 0.0),
        "开明式: marks within a sentence are half an em, 。？！ one em (xeCJK manual, PunctStyle)",
    ),
    (PunctuationStyle.KAIMING, (C.CLOSE, C.PAUSE), (0.0, 0.5), "开明式 (xeCJK manual, PunctStyle)"),
    (PunctuationStyle.KAIMING, (C.MIDDOT,), (0.25, 0.25), "GB/T 15834 5.1.7: half an em"),
    (PunctuationStyle.LINE_END_HALF, (C.MIDDOT,), (0.25, 0.25), "GB/T 15834 5.1.7: half an em"),
    (PunctuationStyle.HALF, (C.OPEN,), (0.5, 0.0), "半角式 (xeCJK manual, PunctStyle)"),
    (
        PunctuationStyle.HALF,
        (C.CLOSE, C.PAUSE, C.STOP, C.EXCLAIM),
        (0.0, 0.5),
        "半角式 (xeCJK manual, PunctStyle)",
    ),
    (PunctuationStyle.HALF, (C.MIDDOT,), (0.25, 0.25), "GB/T 15834 5.1.7: half an em"),
)
"""What a style takes off a mark's one-em cell, in em: ``(before, after)`` the ink.

全角式 takes off nothing: CLREQ #punctuation_width_adjustment, a mark is one em.
"""

BLANKS: tuple[tuple[C, tuple[float, float], str], ...] = (
    (C.OPEN, (0.5, 0.0), "CLREQ #h-punctuation_adjustment_space: left of the character face"),
    (C.CLOSE, (0.0, 0.5), "CLREQ #h-punctuation_adjustment_space: right of the character face"),
    (C.PAUSE, (0.0, 0.5), "CLREQ #h-punctuation_adjustment_space; GB/T 15834 5.1.1 居左下"),
    (C.STOP, (0.0, 0.5), "CLREQ #h-punctuation_adjustment_space; GB/T 15834 5.1.1 居左下"),
    (C.EXCLAIM, (0.0, 0.5), "CLREQ #h-punctuation_adjustment_space; GB/T 15834 5.1.2 居左"),
    (C.MIDDOT, (0.25, 0.25), "CLREQ #h-punctuation_adjustment_space: left and right"),
)
"""Blank in the one-em cell of a mark, in em: ``(before, after)`` the ink."""

STACKED: tuple[tuple[int, tuple[float, ...], str], ...] = (
    (2, (0.5, 0.5), "GB/T 15834 5.1.2: two of ？！ take one em; CLREQ #exclamatory_question_marks"),
    (3, (0.5, 0.5, 1.0), "GB/T 15834 5.1.2: three of them take two em"),
)
"""Cells of ？ and ！ that follow one another, in em: how many, widths, source."""

LINE_END_HALF: tuple[tuple[PunctuationStyle, tuple[C, ...], str], ...] = (
    (
        PunctuationStyle.LINE_END_HALF,
        (C.CLOSE, C.PAUSE, C.STOP, C.EXCLAIM),
        "GB/T 15834 5.1.10; CLREQ #id104: a full-width mark at the line end is half an em",
    ),
)
"""Styles in which a class loses the blank after it at the end of a line."""

HANGING: tuple[tuple[tuple[C, ...], str], ...] = (
    ((C.PAUSE, C.STOP), "CLREQ #hanging_punctuation_marks_at_line_end: 顿号、逗号、句号"),
    (
        (C.EXCLAIM,),
        "CLREQ #hanging_punctuation_marks_at_line_end: in Simplified Chinese the others too",
    ),
)
"""Classes of which one may hang in the margin where it would start the next line."""

TIGHT_AFTER = frozenset((C.CLOSE, C.PAUSE, C.STOP, C.EXCLAIM))
"""Marks whose blank lies after the ink (CLREQ #h-adjustment_of_adjacent_punctuation_marks)."""

FIXED_SPACES: tuple[tuple[str, float, str], ...] = (
    ("\u2002", 1 / 2, "Unicode: en space"),
    ("\u2003", 1.0, "Unicode: em space"),
    ("\u2004", 1 / 3, "Unicode: three-per-em space"),
    ("\u2005", 1 / 4, "Unicode: four-per-em space"),
    ("\u2006", 1 / 6, "Unicode: six-per-em space"),
    ("\u2009", 1 / 5, "Unicode: thin space"),
    ("\u200a", 1 / 10, "Unicode: hair space"),
    ("\u200b", 0.0, "Unicode: zero width space, a break opportunity"),
)
"""Spaces whose width is part of what they are: character, em, source."""


@lru_cache(maxsize=64)
def cell(style: PunctuationStyle, cls: C) -> tuple[float, float]:
    """What ``style`` takes off the cell of a mark of ``cls``, in em ``(before, after)``."""
    for row_style, classes, trims, _ in CELLS:
        if row_style is style and cls in classes:
            return trims
    return (0.0, 0.0)


@lru_cache(maxsize=32)
def blank(cls: C) -> tuple[float, float]:
    """Blank in a mark's one-em cell, in em ``(before, after)``."""
    for row_class, blanks, _ in BLANKS:
        if row_class is cls:
            return blanks
    return (0.0, 0.0)


@lru_cache(maxsize=64)
def loses_blank_at_line_end(style: PunctuationStyle, cls: C) -> bool:
    """Tell whether a mark of ``cls`` is narrowed at the line end in ``style``."""
    return any(row is style and cls in classes for row, classes, _ in LINE_END_HALF)


@lru_cache(maxsize=32)
def hangs(cls: C) -> bool:
    """Tell whether a mark of ``cls`` may hang in the margin."""
    return any(cls in classes for classes, _ in HANGING)
