"""An old printing as a witness: where its lines broke, in terms of the article's text.

OCR makes mistakes, so a printed line is not looked up but aligned: what is
asked of it is only where in the article it ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line; ``end`` is the article offset it ended before (spaces not counted).

    ``number`` is its 1-based line in the file it was read from, ``noisy`` tells
    that it does not read as the article does there.
    """

    text: str
    end: int
    number: int
    noisy: bool


@dataclass(frozen=True, slots=True)
class Witness:
    """One paragraph of an article and its printed lines; ``text`` has no spaces."""

    text: str
    lines: tuple[PrintedLine, ...]


def squeezed(text: str) -> str:
    """Text without blanks: what article and printing are compared by."""
    return "".join(text.split())


def read_printing(content: str) -> list[list[tuple[int, str]]]:
    """Split a printing into paragraphs (blank lines between) of ``(line number, text)``."""
    paragraphs: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(content.lstrip("\ufeff").splitlines(), 1):
        if line.strip():
            paragraphs[-1].append((number, line))
        elif paragraphs[-1]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def align(article: Sequence[str], printing: Sequence[Sequence[tuple[int, str]]]) -> list[Witness]:
    """Find where each printed line ended in its paragraph.

    Paragraphs are taken in order; when the printing has fewer or more of them
    than the article its lines are pooled and divided by the article's lengths.
    """
    texts = [squeezed(paragraph) for paragraph in article]
    groups = [list(group) for group in printing]
    if len(groups) != len(texts):
        groups = _divide([line for group in groups for line in group], texts)
    return [_witness(text, group) for text, group in zip(texts, groups, strict=True)]


def _divide(lines: Sequence[tuple[int, str]], texts: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Deal out lines to paragraphs by aligning the whole printing with the whole article."""
    whole = "".join(texts)
    pieces = [squeezed(text) for _, text in lines]
    starts = _positions(whole, pieces)
    bounds: list[int] = []
    total = 0
    for text in texts:
        total += len(text)
        bounds.append(total)
    groups: list[list[tuple[int, str]]] = [[] for _ in texts]
    paragraph = 0
    for line, (start, end) in zip(lines, starts, strict=True):
        middle = (start + end) // 2
        while paragraph < len(bounds) - 1 and middle >= bounds[paragraph]:
            paragraph += 1
        groups[paragraph].append(line)
    return groups


def _positions(text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end in ``text`` of each piece of a noisy copy of it."""
    copy = "".join(pieces)
    matcher = SequenceMatcher(None, copy, text, autojunk=False)
    place = [0] * (len(copy) + 1)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        for i in range(i1, i2):
            place[i] = j1 + min(i - i1, max(j2 - j1, 0))
        place[i2] = j2
    place[len(copy)] = len(text)
    positions = []
    at = 0
    for piece in pieces:
        positions.append((place[at], place[at + len(piece)]))
        at += len(piece)
    return positions


def _witness(text: str, lines: Sequence[tuple[int, str]]) -> Witness:
    pieces = [squeezed(line) for _, line in lines]
    made = []
    for (number, line), piece, (start, end) in zip(
        lines, pieces, _positions(text, pieces), strict=True
    ):
        made.append(PrintedLine(line.strip(), end, number, text[start:end] != piece))
    return Witness(text, tuple(made))
