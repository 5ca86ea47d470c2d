"""Where Latin words may be hyphenated (CLREQ #id114), by the Pyphen library.

Pyphen and its pattern files are loaded when the first word asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from layout.errors import EditorError

SHORTEST = 6
"""Words with fewer letters are not hyphenated."""

LEAST_BEFORE, LEAST_AFTER = 2, 3
"""Letters that must stay on the line, and go to the next."""

_LETTERS = "A-Za-z\u00ad\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_WORD = re.compile(rf"[{_LETTERS}]{{{SHORTEST},}}|(?<=[{_LETTERS}])-(?=[{_LETTERS}]{{2}})")
SOFT_HYPHEN = "\u00ad"


def points(text: str, language: str) -> Iterator[tuple[int, bool]]:
    """Offsets at which a Latin word of ``text`` may break, and whether a hyphen is added.

    A hyphen that is written allows a break after itself; soft hyphens are
    taken in place of the patterns where a word has them.

    Raises:
        EditorError: Pyphen is not installed.
    """
    for found in _WORD.finditer(text):
        word = found.group()
        if word == "-":
            yield found.end(), False
        elif SOFT_HYPHEN in word:
            yield from (
                (found.start() + i + 1, True)
                for i, char in enumerate(word[:-1])
                if char == SOFT_HYPHEN
            )
        else:
            yield from ((found.start() + at, True) for at in _positions(word, language))


@lru_cache(maxsize=4096)
def _positions(word: str, language: str) -> tuple[int, ...]:
    """Where the patterns allow a hyphen; words in capitals and camel case are left whole."""
    if not (word.islower() or word.istitle()):
        return ()
    return tuple(int(at) for at in _patterns(language).positions(word))


@lru_cache(maxsize=8)
def _patterns(language: str) -> Any:
    """The patterns for a language; Latin words in Chinese text are taken to be English."""
    try:
        pyphen = import_module("pyphen")
    except ImportError as problem:
        raise EditorError(
            "'hyphenate' is on, but the Pyphen library is not installed",
            expected="the optional dependency 'hyphenation'",
            suggestion="pip install 'newspaper-layout[hyphenation]', or set hyphenate: false",
        ) from problem
    known = pyphen.language_fallback(language) or "en_US"
    return pyphen.Pyphen(lang=known, left=LEAST_BEFORE, right=LEAST_AFTER)
