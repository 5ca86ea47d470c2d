"""Headline blocks: kicker, main lines and deck, stacked and fitted to their width."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from layout.compose.lines import Line, set_line
from layout.compose.style import ParagraphStyle, StyledRun
from layout.compose.text import PreparedText, prepare
from layout.errors import Diagnostic, Severity
from layout.makeup.lettering import ASCENT
from layout.makeup.typeface import Typefaces
from layout.model import Role
from layout.spec.page_spec import Align, Headline
from layout.spec.story import Article
from layout.spec.styles import ResolvedStyle

NARROWEST = 0.8
"""A headline line is condensed to this width at most before its size is reduced."""


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """One line of a headline; ``y`` is its baseline from the block's top, in points."""

    line: Line
    y: float
    role: Role


@dataclass(frozen=True, slots=True)
class HeadlineBlock:
    """A composed headline: ``height`` is that of the em boxes and gaps, in points."""

    lines: tuple[HeadlineLine, ...]
    height: float
    diagnostics: tuple[Diagnostic, ...] = ()

    def rows(self, line: float, given: float | None) -> float:
        """Grid lines that the block takes: as ``given``, else half a line of air each side."""
        if given is not None:
            return given
        return math.ceil(self.height / line + 0.75) if self.lines else 0.0


def parts(headline: Headline, article: Article) -> tuple[tuple[Role, tuple[str, ...], str], ...]:
    """The headline's parts from the top: role, lines, style name.

    What the page says goes before the article's front matter.
    """

    def lines(given: str | list[str] | None, own: tuple[str, ...]) -> tuple[str, ...]:
        if given is None:
            return own
        return (given,) if isinstance(given, str) else tuple(given)

    every = (
        (Role.KICKER, lines(headline.kicker, article.kicker), headline.kicker_style),
        (Role.HEADLINE, lines(headline.main, article.headline), headline.main_style),
        (Role.DECK, lines(headline.deck, article.deck), headline.deck_style),
    )
    return tuple(part for part in every if any(part[1]))


def compose_headline(
    headline: Headline,
    article: Article,
    width: float,
    gap: float,
    typefaces: Typefaces,
    story: str,
) -> HeadlineBlock:
    """Set all parts in ``width`` points, ``gap`` points between the parts.

    A line that is too wide is condensed down to :data:`NARROWEST`, then set
    smaller; every such change is reported as a note.
    """
    made: list[HeadlineLine] = []
    diagnostics: list[Diagnostic] = []
    bottom = 0.0
    for role, lines, style_name in parts(headline, article):
        style = typefaces.styles[style_name]
        align = headline.align or style.align
        if made:
            bottom += gap
        for i, text in enumerate(lines):
            prepared, size, note = _fitted(text, style, width, typefaces)
            if note:
                diagnostics.append(
                    Diagnostic(Severity.NOTE, "headline-fitted", f"“{text}”: {note}", story)
                )
            if not prepared.clusters:
                continue
            end = len(prepared.clusters)
            line = set_line(prepared, 0, end, width, last=align is not Align.FORCE, align=align)
            bottom += size if i == 0 else max(style.leading * size / style.size, size)
            made.append(HeadlineLine(line, bottom - (1 - ASCENT) * size, role))
            diagnostics.extend(missing_glyphs(prepared.missing, story))
    return HeadlineBlock(tuple(made), bottom, tuple(diagnostics))


def _fitted(
    text: str, style: ResolvedStyle, width: float, typefaces: Typefaces
) -> tuple[PreparedText, float, str]:
    """The prepared line, its size in points and what had to be done to it ("" for nothing)."""
    rules = ParagraphStyle(align=style.align)
    bound = typefaces.text(style)
    prepared = prepare([StyledRun(text, bound)], rules)
    natural = _natural(prepared)
    if natural <= width or not natural:
        return prepared, style.size, ""
    squeeze = width / natural
    scale = max(squeeze * 0.9995, NARROWEST)
    size = style.size * min(1.0, squeeze / scale * 0.9995)
    bound = typefaces.text(style, scale=scale, size=size)
    note = f"condensed to {scale:.0%} of its width"
    if size < style.size * 0.999:
        note += f" and set in {size:.1f}pt instead of {style.size:g}pt"
    else:
        size = style.size
        bound = typefaces.text(style, scale=scale)
    return prepare([StyledRun(text, bound)], rules), size, note


def _natural(prepared: PreparedText) -> float:
    return prepared.sums[-1] - prepared.line_end[-1]


def missing_glyphs(missing: Sequence[str], item: str) -> list[Diagnostic]:
    """One finding for each character that no font of the chain has."""
    return [
        Diagnostic(
            Severity.ERROR,
            "missing-glyph",
            f"no font has “{text}” ({' '.join(f'U+{ord(c):04X}' for c in text)})",
            item,
        )
        for text in dict.fromkeys(missing)
    ]
