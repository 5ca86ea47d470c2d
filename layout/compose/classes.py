"""Character classes of Chinese composition, as tables with the source of each row.

The classes are those that CLREQ's rules on line breaking and spacing speak of.
A character not in the table is classed by Unicode block and general category.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import lru_cache


class CharClass(IntEnum):
    """What a character is to line composition."""

    HAN = 0
    """Ideographs, kana, bopomofo and full-width forms: one em, breakable on both sides."""
    OPEN = 1
    """Opening quotation marks, brackets and book-title marks."""
    CLOSE = 2
    """Closing quotation marks, brackets and book-title marks."""
    PAUSE = 3
    """Marks of pause within a sentence: ，、；："""
    STOP = 4
    """The full stop 。"""
    EXCLAIM = 5
    """？ and ！"""
    MIDDOT = 6
    """Interpunct (间隔号), between the parts of a name."""
    DASH = 7
    """Dash (破折号); two of them are one mark."""
    ELLIPSIS = 8
    """Ellipsis (省略号); two of them are one mark."""
    CONNECTOR = 9
    """Connector marks (连接号): ～ – － """
    SOLIDUS = 10
    """分隔号 ／"""
    OPERATOR = 11
    """Signs that join two terms: + − × ÷ = and the like."""
    PREFIX = 12
    """Signs before a number: currency, №."""
    SUFFIX = 13
    """Units after a number: % ‰ ℃ °."""
    LATIN = 14
    """Letters of alphabetic scripts, and signs that act as letters."""
    DIGIT = 15
    """European digits."""
    LATIN_OPEN = 16
    """Opening marks of Latin text: ( [ {"""
    LATIN_CLOSE = 17
    """Closing and separating marks of Latin text: . , ; : ! ? ) ] }"""
    SPACE = 18
    """A word space."""
    WIDE_SPACE = 19
    """U+3000, a blank of one em."""
    MARK = 20
    """A combining mark or selector: belongs to the character before it."""
    GLUE = 21
    """No-break space, word joiner: forbids a break on both sides."""
    SLASH = 22
    """The Western solidus: as ／ between Han characters, as a letter within a word."""
    HYPHEN = 23
    """Hyphen (短横线): a connector between Han characters, a letter within a word."""
    QUOTE = 24
    """Typewriter quotation marks, whose direction nothing tells."""
    ADDRESS = 25
    """A separator within a URL or e-mail address: a line may break after it."""


_UNITS = "".join(map(chr, (*range(0x3371, 0x337B), *range(0x3380, 0x33E0), 0x33FF)))
"""Squared units such as ㎏ ㎡ ㏄."""

ROWS: tuple[tuple[CharClass, str, str], ...] = (
    (
        CharClass.OPEN,
        "“‘「『（［｛〔【《〈〖〘〝｢",
        "CLREQ 夹注符号 (开始); GB/T 15834 4.8, 4.9, 4.15",
    ),
    (
        CharClass.CLOSE,
        "”’」』）］｝〕】》〉〗〙〞〟｣",
        "CLREQ 夹注符号 (结束); GB/T 15834 4.8, 4.9, 4.15",
    ),
    (CharClass.PAUSE, "，、；：﹐﹑﹔﹕､", "CLREQ 点号; GB/T 15834 4.4–4.7 逗号 顿号 分号 冒号"),
    (
        CharClass.STOP,
        "。．｡",
        "GB/T 15834 4.1 句号; ． as in CLREQ #science_and_technology_literature",
    ),
    (CharClass.EXCLAIM, "？！‼⁇⁈⁉", "GB/T 15834 4.2, 4.3; CLREQ #exclamatory_question_marks"),
    (CharClass.MIDDOT, "·・‧•･", "GB/T 15834 4.14 间隔号; CLREQ note #n027 for the look-alikes"),
    (CharClass.DASH, "—―⸺", "GB/T 15834 4.10 破折号; CLREQ #id90"),
    (CharClass.ELLIPSIS, "…‥⋯", "GB/T 15834 4.11 省略号; CLREQ #id91"),
    (CharClass.CONNECTOR, "～–〜－~", "GB/T 15834 4.13 连接号"),
    (CharClass.SOLIDUS, "／", "GB/T 15834 4.17 分隔号; CLREQ #id89"),
    (CharClass.SLASH, "/", "CLREQ #id89: U+002F is a 分隔号 too"),
    (CharClass.HYPHEN, "-\u2010\u2011", "GB/T 15834 4.13.1 短横线"),
    (CharClass.QUOTE, "\"'", "UAX #14 QU"),
    (CharClass.OPERATOR, "+−±×÷=≈≠≤≥＋＝∶", "as connectors: join two terms of one expression"),
    (CharClass.PREFIX, "$¥€£￥＄￡№", "JLREQ A.12 prefixed abbreviations (cl-12)"),
    (CharClass.SUFFIX, "%‰℃℉°′″％￠" + _UNITS, "JLREQ A.13 postfixed abbreviations (cl-13)"),
    (CharClass.LATIN_OPEN, "([{", "UAX #14 OP"),
    (CharClass.LATIN_CLOSE, ".,;:!?)]}", "UAX #14 CL, CP, EX, IS"),
    (
        CharClass.SPACE,
        " \t\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b",
        "UAX #14 SP, BA, ZW",
    ),
    (CharClass.WIDE_SPACE, "\u3000", "UAX #14 BA; one em in CLREQ's grid"),
    (CharClass.GLUE, "\u00a0\u2007\u202f\u2060\ufeff\u200d", "UAX #14 GL, WJ, ZWJ"),
)
"""Class, characters, source: one row a class whose members are listed one by one."""

_LISTED: dict[str, CharClass] = {char: cls for cls, chars, _ in ROWS for char in chars}

HAN_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x2E80, 0x2FDF, "CJK and Kangxi radicals"),
    (0x3005, 0x3007, "iteration mark, closing mark, ideographic zero"),
    (0x3021, 0x3029, "Hangzhou numerals"),
    (0x3031, 0x303F, "kana repeat marks, CJK symbols"),
    (0x3040, 0x30FF, "kana"),
    (0x3100, 0x312F, "bopomofo"),
    (0x3130, 0x318F, "Hangul compatibility jamo"),
    (0x31A0, 0x33FF, "bopomofo extended, strokes, enclosed and squared forms"),
    (0x3400, 0x4DBF, "extension A"),
    (0x4E00, 0x9FFF, "unified ideographs"),
    (0xAC00, 0xD7AF, "Hangul syllables"),
    (0xF900, 0xFAFF, "compatibility ideographs"),
    (0xFE30, 0xFE4F, "compatibility forms"),
    (0xFF00, 0xFFEF, "half- and full-width forms"),
    (0x20000, 0x3FFFF, "extensions B and on"),
    (0x1F000, 0x1FAFF, "pictographs and emoji"),
    (0x2460, 0x24FF, "enclosed alphanumerics"),
    (0x2500, 0x27BF, "box drawing, geometric shapes, dingbats"),
    (0x2190, 0x21FF, "arrows"),
    (0xE000, 0xF8FF, "private use: gaiji"),
)
"""First, last, what: blocks whose characters are set like Han characters."""


@lru_cache(maxsize=32768)
def classify(char: str) -> CharClass:
    """The class of one character (CLREQ, JLREQ appendix A, UAX #14 for the rest)."""
    listed = _LISTED.get(char)
    if listed is not None:
        return listed
    code = ord(char)
    if 0x4E00 <= code <= 0x9FFF:
        return CharClass.HAN
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Mc", "Cf"):
        return CharClass.MARK
    if 0x1F3FB <= code <= 0x1F3FF:
        return CharClass.MARK
    for first, last, _ in HAN_RANGES:
        if first <= code <= last:
            return CharClass.HAN
    if category == "Nd" and code < 0x80:
        return CharClass.DIGIT
    if category == "Zs":
        return CharClass.SPACE
    return CharClass.LATIN


FULL_WIDTH_MARKS = frozenset(
    (
        CharClass.OPEN,
        CharClass.CLOSE,
        CharClass.PAUSE,
        CharClass.STOP,
        CharClass.EXCLAIM,
        CharClass.MIDDOT,
    )
)
"""Classes whose cell a punctuation style may narrow."""

WESTERN = frozenset(
    (
        CharClass.LATIN,
        CharClass.DIGIT,
        CharClass.LATIN_OPEN,
        CharClass.LATIN_CLOSE,
        CharClass.SLASH,
        CharClass.HYPHEN,
        CharClass.QUOTE,
        CharClass.ADDRESS,
    )
)
"""Classes that make up words and numbers, set in the Latin face."""
