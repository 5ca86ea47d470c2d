"""Article files: front matter, paragraphs and their inline markup.

The rule for paragraphs: where a blank line stands within the text, blank lines
separate paragraphs and the lines between them are joined; else every line is a
paragraph. A line that is indented, a ``## `` subhead and a ``{tracking=…}`` pin
always begin one.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from layout.errors import EditorError, Mark
from layout.spec.convert import convert
from layout.spec.encoding import read_text
from layout.spec.markup import Locate, parse_runs, split_pin
from layout.spec.story import Article, Paragraph, ParagraphKind
from layout.spec.yaml_source import parse_yaml

_FENCE = "---"
_INDENT = " \t\u3000\u00a0"
_SUBHEAD = "## "


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What may stand between the ``---`` lines at the top of an article."""

    headline: str | list[str] = ""
    kicker: str | list[str] = ""
    deck: str | list[str] = ""
    byline: str = ""
    """电头, 作者: set run-in before the first paragraph."""
    source: str = ""


@dataclass(slots=True)
class _Block:
    """A paragraph's text as it is gathered; ``pieces`` are (offset, line, column) of its lines."""

    text: str
    pieces: list[tuple[int, int, int]]


def read_article(path: Path, shown: str, styles: Collection[str] | None = None) -> Article:
    """Read an article file that messages call ``shown``.

    ``styles`` are the names that ``[…]{.name}`` may use (``None``: any).
    Raises :class:`EditorError` for what cannot be read,
    :class:`FileNotFoundError` where there is no file.
    """
    return parse_article(read_text(path, shown), shown, styles)


def parse_article(text: str, shown: str, styles: Collection[str] | None = None) -> Article:
    """Parse an article's text; see :func:`read_article`."""
    lines = text.split("\n")
    start = 0
    front = FrontMatter()
    if lines[0].rstrip() == _FENCE:
        start = _front_matter_end(lines, shown)
        source = parse_yaml("\n".join(lines[1 : start - 1]), shown, first_line=2)
        front = convert(source, FrontMatter)
    paragraphs = []
    for block in _blocks(lines, start):
        pieces = block.pieces

        def locate(offset: int, pieces: list[tuple[int, int, int]] = pieces) -> Mark:
            base, line, column = pieces[bisect_right(pieces, (offset, 1 << 30, 0)) - 1]
            return Mark(shown, line, column + offset - base)

        paragraphs.append(_paragraph(block.text, locate, styles, pieces[0][1]))
    return Article(
        path=shown,
        paragraphs=tuple(paragraphs),
        kicker=_parts(front.kicker),
        headline=_parts(front.headline),
        deck=_parts(front.deck),
        byline=front.byline.strip(),
        source=front.source.strip(),
    )


def parse_text(
    text: str, mark: Mark, styles: Collection[str] | None = None
) -> tuple[Paragraph, ...]:
    """Parse text that stands in a page spec, such as a caption; all errors carry ``mark``."""
    return tuple(
        _paragraph(block.text, lambda _: mark, styles, mark.line)
        for block in _blocks(text.split("\n"), 0)
    )


def _parts(value: Any) -> tuple[str, ...]:
    lines = [value] if isinstance(value, str) else value
    return tuple(line.strip() for line in lines if line.strip())


def _front_matter_end(lines: list[str], shown: str) -> int:
    """The 0-based index of the first line after the closing fence."""
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            return number + 1
    raise EditorError(
        "the front matter that begins here is not closed",
        mark=Mark(shown, 1, 1),
        expected="a line '---' after headline, kicker, deck, byline and source",
        suggestion="add a line '---' before the text, or take the first line away",
    )


def _blocks(lines: list[str], start: int) -> list[_Block]:
    """Group lines into paragraphs by the module's rule."""
    last = len(lines)
    while start < last and not lines[start].strip():
        start += 1
    while last > start and not lines[last - 1].strip():
        last -= 1
    joins = any(not lines[i].strip() for i in range(start, last))
    gathered: list[list[tuple[str, int, int]]] = []
    fresh = True
    for number in range(start, last):
        line = lines[number]
        text = line.strip(_INDENT)
        if not text:
            fresh = True
            continue
        column = len(line) - len(line.lstrip(_INDENT)) + 1
        subhead = text.startswith(_SUBHEAD)
        if fresh or not joins or column > 1 or subhead or text.startswith("{tracking"):
            gathered.append([])
        gathered[-1].append((text, number + 1, column))
        fresh = subhead
    return [_joined(block) for block in gathered]


def _joined(lines: list[tuple[str, int, int]]) -> _Block:
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = 0
    for text, line, column in lines:
        if parts and _is_western(parts[-1][-1]) and _is_western(text[0]):
            parts.append(" ")
            length += 1
        pieces.append((length, line, column))
        parts.append(text)
        length += len(text)
    return _Block("".join(parts), pieces)


def _is_western(char: str) -> bool:
    """Letters, digits and ASCII marks: where a line break between two stands for a space."""
    if char.isascii():
        return True
    return char.isalnum() and unicodedata.east_asian_width(char) not in "WF"


def _paragraph(text: str, locate: Locate, styles: Collection[str] | None, line: int) -> Paragraph:
    kind = ParagraphKind.TEXT
    offset = 0
    if text.startswith(_SUBHEAD):
        kind = ParagraphKind.SUBHEAD
        offset = len(text) - len(text[len(_SUBHEAD) :].lstrip(_INDENT))
        return Paragraph(parse_runs(text, locate, styles, offset), kind, None, line)
    tracking, offset = split_pin(text, locate)
    return Paragraph(parse_runs(text, locate, styles, offset), kind, tracking, line)
