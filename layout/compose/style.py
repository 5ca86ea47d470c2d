"""What composition needs to know of a style: concrete, in points, no names left."""

from __future__ import annotations

from dataclasses import dataclass

from layout.model import BLACK, Color, Direction, FaceRef
from layout.spec.page_spec import Adjustment, Align, Filling, Prohibition, PunctuationStyle


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How characters are set.

    ``size`` is in points; ``tracking``, ``latin_tracking``, ``han_latin_gap``
    and ``han_space`` in em of it. ``faces`` is the chain that a character's
    face is looked for in, ``latin_faces`` the one for words and numbers.
    ``scale`` and ``latin_scale`` stretch glyphs and advances along the line.
    ``cells`` overrides the cells of ``punctuation``: ``(mark, before, after)``
    is what is taken off the mark's one-em cell on either side of its ink, in
    em; the mark is a character or the name of a class (``open``, ``close``,
    ``pause``, ``stop``, ``exclaim``, ``middot``), and a character wins over its class.
    """

    faces: tuple[FaceRef, ...]
    latin_faces: tuple[FaceRef, ...]
    size: float
    color: Color = BLACK
    scale: float = 1.0
    latin_scale: float = 1.0
    tracking: float = 0.0
    latin_tracking: float = 0.0
    han_latin_gap: float = 0.125
    han_space: float = 0.5
    punctuation: PunctuationStyle = PunctuationStyle.KAIMING
    direction: Direction = Direction.HORIZONTAL
    language: str = "zh-Hans"
    cells: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How lines are made of characters; ``indent`` of the first line in points.

    ``hyphenate`` lets Latin words of six letters and more break at a hyphen.
    """

    indent: float = 0.0
    align: Align = Align.JUSTIFY
    prohibition: Prohibition = Prohibition.GB
    adjustment: Adjustment = Adjustment.PUSH_OUT
    hang: bool = False
    hyphenate: bool = False
    filling: Filling = Filling.GREEDY


@dataclass(frozen=True, slots=True)
class StyledRun:
    """Text in one style."""

    text: str
    style: TextStyle
