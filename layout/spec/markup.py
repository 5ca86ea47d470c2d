"""Inline markup of articles: ``**bold**``, ``*kai*`` and ``[text]{tracking=0.02em .style}``.

One pass over the text matches the marks, a second makes runs of it; time is
linear in the text whatever stands in it. A mark without its partner is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from layout.errors import EditorError, Mark
from layout.spec.story import Run
from layout.spec.suggest import closest, listed
from layout.spec.units import Length, parse_length

Locate = Callable[[int], Mark]
"""Gives the mark of an offset into a paragraph's text."""

ESCAPABLE = "\\*[]{}#"
"""Characters that a backslash makes plain text; before others it stands for itself."""

_TOKEN = re.compile(r"\\[\\*\[\]{}#]|\*+|\[|\]\{[^{}\[\]\n]*\}")
_PINNED = re.compile(r"\{\s*(tracking\s*=[^{}]*)\}[ \u3000]*")
_TRACKING_UNITS = ("em", "pt")
_WIDEST = 2.0
"""Most tracking in em that is believed; more is a slip of the pen."""


@dataclass(slots=True)
class _Token:
    """A piece of markup: ``kind`` is ``text``, ``**``, ``*`` or ``[``.

    Closing marks share the kind of their ``partner``, whose index that is (-1: none).
    """

    kind: str
    text: str
    start: int
    closes: bool = False
    partner: int = -1


def split_pin(text: str, locate: Locate) -> tuple[Length | None, int]:
    """A paragraph's own tracking, ``{tracking=…}`` at its beginning, and where its text starts.

    Raises :class:`EditorError` for a tracking that cannot be read.
    """
    found = _PINNED.match(text)
    if found is None:
        return None, 0
    tracking, _ = _attributes(found[1], found.start(1), locate, None)
    return tracking, found.end()


def parse_runs(
    text: str, locate: Locate, styles: Collection[str] | None = None, offset: int = 0
) -> tuple[Run, ...]:
    """Read the inline markup of ``text`` from ``offset`` on.

    ``styles`` are the style names that may be used (``None``: any). Raises
    :class:`EditorError`, with the mark that ``locate`` gives, for attributes
    that do not exist, a tracking that cannot be read and unknown styles.
    """
    if not _TOKEN.search(text, offset):
        return (Run(text[offset:]),) if offset < len(text) else ()
    tokens = _match(text, offset)
    runs: list[Run] = []
    bold = kai = 0
    spans: list[tuple[Length | None, str]] = [(None, "")]
    for token in tokens:
        plain = token.text if token.kind == "text" else ""
        if token.kind != "text" and token.partner < 0:
            plain = token.text
        elif token.kind == "**":
            bold += -1 if token.closes else 1
        elif token.kind == "*":
            kai += -1 if token.closes else 1
        elif token.kind == "[":
            if token.closes:
                spans.pop()
            else:
                end = tokens[token.partner]
                tracking, style = _attributes(end.text[2:-1], end.start + 2, locate, styles)
                outer = spans[-1]
                spans.append((tracking if tracking is not None else outer[0], style or outer[1]))
        if plain:
            tracking, style = spans[-1]
            _append(runs, Run(plain, bold > 0, kai > 0, style, tracking))
    return tuple(runs)


def _append(runs: list[Run], run: Run) -> None:
    """Add a run, or its text to the last one where both are set alike."""
    if runs:
        last = runs[-1]
        if (last.bold, last.kai, last.style, last.tracking) == (
            run.bold,
            run.kai,
            run.style,
            run.tracking,
        ):
            runs[-1] = Run(last.text + run.text, run.bold, run.kai, run.style, run.tracking)
            return
    runs.append(run)


def _match(text: str, offset: int) -> list[_Token]:
    """Tokens with the partners of those that have one."""
    tokens: list[_Token] = []
    stack: list[int] = []

    def add(kind: str, piece: str, start: int) -> int:
        if kind == "text" and tokens and tokens[-1].kind == "text":
            tokens[-1].text += piece
        elif piece:
            tokens.append(_Token(kind, piece, start))
        return len(tokens) - 1

    def close(kind: str, piece: str, start: int) -> bool:
        for depth in range(len(stack) - 1, -1, -1):
            opener = stack[depth]
            if tokens[opener].kind == kind:
                del stack[depth:]
                mine = add(kind, piece, start)
                tokens[mine].closes = True
                tokens[mine].partner, tokens[opener].partner = opener, mine
                return True
            if tokens[opener].kind == "[" and kind != "[":
                return False
        return False

    at = offset
    for found in _TOKEN.finditer(text, offset):
        piece, start = found[0], found.start()
        add("text", text[at:start], at)
        at = found.end()
        if piece[0] == "\\":
            add("text", piece[1], start)
        elif piece == "[":
            stack.append(add("[", piece, start))
        elif piece[0] == "]":
            if not close("[", piece, start):
                add("text", piece, start)
        elif len(piece) > 3 or _within_word(text, start, at):
            add("text", piece, start)
        else:
            before = text[start - 1 : start]
            can_open = not text[at : at + 1].isspace() and at < len(text)
            can_close = start > offset and not before.isspace()
            for mark in _stars(len(piece), [tokens[i].kind for i in stack[-2:]], can_close):
                if can_close and close(mark, mark, start):
                    continue
                if can_open:
                    stack.append(add(mark, mark, start))
                else:
                    add("text", mark, start)
    add("text", text[at:], at)
    return tokens


def _stars(count: int, open_kinds: list[str], can_close: bool) -> list[str]:
    """Split a run of stars; three close what is open innermost first."""
    if count < 3:
        return ["*" * count]
    if can_close and open_kinds and open_kinds[-1] == "*":
        return ["*", "**"]
    return ["**", "*"]


def _within_word(text: str, start: int, end: int) -> bool:
    """Stars between two ASCII letters or digits are signs (``3*4``), not markup."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return all(c.isascii() and c.isalnum() for c in (before, after))


def _attributes(
    text: str, start: int, locate: Locate, styles: Collection[str] | None
) -> tuple[Length | None, str]:
    """Read ``tracking=LENGTH`` and ``.style`` from between the braces."""
    tracking: Length | None = None
    style = ""
    for found in re.finditer(r"tracking\s*=\s*(?P<length>\S*)|\S+", text):
        mark = locate(start + found.start())
        word = found[0]
        if found["length"] is not None:
            tracking = _tracking(found["length"], mark)
        elif word[0] == "." and len(word) > 1:
            style = word[1:]
            if styles is not None and style not in styles:
                raise EditorError(
                    f"unknown style '{style}'",
                    mark=mark,
                    expected=f"one of {listed(styles)}",
                    suggestion=closest(style, styles) or "define it under 'styles:' of the page",
                )
        else:
            raise EditorError(
                f"'{word}' is not an attribute of marked text",
                mark=mark,
                expected="tracking=LENGTH or .STYLE, such as {tracking=0.02em .lead}",
                suggestion="write \\{ where the brace is text",
            )
    return tracking, style


def _tracking(text: str, mark: Mark) -> Length:
    try:
        length = parse_length(text)
    except ValueError as problem:
        raise EditorError(
            str(problem),
            mark=mark,
            expected="a tracking in em or pt, such as tracking=0.02em",
            suggestion=f"write tracking={text}em" if _bare(text) else "",
        ) from problem
    check_tracking(length, mark)
    return length


def check_tracking(length: Length, mark: Mark) -> None:
    """Refuse a tracking in other units than em and pt, or beyond reason.

    Raises :class:`EditorError`.
    """
    reach = _WIDEST if length.unit == "em" else 72.0
    if length.unit in _TRACKING_UNITS and abs(length.value) <= reach:
        return
    raise EditorError(
        f"tracking {length} is not possible",
        mark=mark,
        expected=f"em (up to {_WIDEST:g}em) or pt, such as 0.02em",
        suggestion="an editor's tracking is between -0.05em and 0.05em",
    )


def _bare(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
