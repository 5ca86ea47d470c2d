"""Cutting text into what is shaped as one: words, paired marks, character sequences.

Nothing here knows a font. The joined tokens are the text, character for character.
"""

from __future__ import annotations

import re

_WESTERN = r"!-~\u00a2-\u00b6\u00b8-\u1fff\u2010\u2011"
_LETTER = r"0-9A-Za-z\u00c0-\u024f"
_WORD = rf"[{_WESTERN}]+(?:(?<=[{_LETTER}])’(?=[{_LETTER}])[{_WESTERN}]+)*"
"""A word takes the apostrophe ’ along when it stands between two letters (UAX #14 LB19)."""

_ATTACHED = (
    r"\u0300-\u036f\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
    r"\U000e0020-\U000e007f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff"
)
"""Combining marks, variation selectors, emoji tags and skin tones."""

_SEQUENCE = rf"[^\s][{_ATTACHED}]*(?:\u200d[^\s][{_ATTACHED}]*)+|[^\s][{_ATTACHED}]+"
KEYCAP = "\u20e3"
_KEYCAP = rf"[0-9#*]\ufe0f?{KEYCAP}"
_FLAG = r"[\U0001f1e6-\U0001f1ff]{2}"
_PAIRS = "|".join(rf"{c}{c}(?:{c}(?!{c}))?" for c in "—―…⋯")
"""Two dashes or ellipses are one mark (GB/T 15834 4.10, 4.11); an odd third stays with them."""
_STACKED = r"(?<![？！])[？！]{2,3}(?![？！])"
"""？ and ！ that share cells (GB/T 15834 5.1.2)."""

_TOKEN = re.compile(
    rf"[\u4e00-\u9fff，。、](?![{_ATTACHED}\u200d])"
    rf"|{_KEYCAP}|{_FLAG}|{_WORD}|{_PAIRS}|{_STACKED}|{_SEQUENCE}|.",
    re.DOTALL,
)

_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://|\bwww\.|[\w.+-]+@[\w-]+\.\w|"
    r"\b(?:[\w-]+\.)+(?:com|cn|org|net|gov|edu|info|io)\b",
    re.IGNORECASE | re.ASCII,
)
ADDRESS_SEPARATORS = frozenset("/.-_?&=@:")
"""Where an address may go on on the next line: after one of these, never with a hyphen added."""

tokens = _TOKEN.findall
"""Cut a text into tokens; joined, they are the text."""

_FIRST_OF_WORD = re.compile(rf"[{_WESTERN}−≈≠≤≥∶]")


def is_word(token: str) -> bool:
    """Tell whether a token is Western text: a word, a number, an expression such as ¥3000."""
    return _FIRST_OF_WORD.match(token) is not None


def is_address(token: str) -> bool:
    """Tell whether a word is, or holds, a URL, a host name or an e-mail address."""
    return ("." in token or ":" in token) and _ADDRESS.search(token) is not None


INVISIBLE = re.compile(
    r"[\u00a0\u00ad\u2002-\u200f\u202f\u2060-\u2064\ufe00-\ufe0f\ufeff"
    r"\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
"""Spaces and default-ignorable characters: a face need not have a glyph for them."""
