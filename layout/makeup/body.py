"""A story's body: paragraphs composed into the columns of its thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layout.compose.copyfit import Fit, Limits, Thread, copyfit, set_unfitted
from layout.compose.lines import Line, set_line
from layout.compose.text import PreparedText, prepare
from layout.makeup.typeface import Typefaces
from layout.spec.page_spec import FitSpec, Fitting
from layout.spec.story import Article, ParagraphKind, Run
from layout.spec.units import Length


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line in its place: ``paragraph``, ``column`` and ``line`` (in the column) are 0-based."""

    line: Line
    paragraph: int
    column: int
    number: int


@dataclass(frozen=True, slots=True)
class Body:
    """A story set into its thread.

    ``lines`` are those that found room, ``overset`` those that did not.
    ``trackings`` are the paragraphs', in em.
    """

    lines: tuple[BodyLine, ...]
    overset: tuple[BodyLine, ...]
    fit: Fit
    trackings: tuple[float, ...]
    missing: tuple[str, ...]


def paragraphs(
    article: Article, style: str, byline_style: str, typefaces: Typefaces
) -> list[PreparedText]:
    """Prepare an article's paragraphs, the byline run in before the first."""
    prepared = []
    byline = article.byline
    for paragraph in article.paragraphs:
        name = "subhead" if paragraph.kind is ParagraphKind.SUBHEAD else style
        resolved = typefaces.styles[name]
        runs = typefaces.runs(paragraph.runs, resolved)
        if byline and paragraph.kind is ParagraphKind.TEXT:
            runs = typefaces.runs((Run(byline, style=byline_style),), resolved) + runs
            byline = ""
        prepared.append(prepare(runs, typefaces.paragraph(resolved)))
    return prepared


def compose_body(
    texts: Sequence[PreparedText],
    thread: Thread,
    fit: Fitting | FitSpec,
    pinned: Mapping[int, float],
) -> Body:
    """Fill the thread's columns with the paragraphs, copyfitted as ``fit`` asks.

    ``pinned`` is tracking in em by 0-based paragraph.
    """
    if fit is Fitting.NONE or thread.lines == 0:
        result = set_unfitted(texts, thread, pinned)
    else:
        limits = Limits()
        if isinstance(fit, FitSpec):
            limits = Limits((_em(fit.tracking[0]), _em(fit.tracking[1])))
        result = copyfit(texts, thread, limits, pinned)
    placed: list[BodyLine] = []
    overset: list[BodyLine] = []
    slots = [(c, n) for c, count in enumerate(thread.columns) for n in range(count)]
    used = 0
    for number, (text, setting) in enumerate(zip(texts, result.settings, strict=True)):
        start = 0
        for end in setting.ends:
            inside = used < len(slots)
            column, place = slots[used] if inside else (len(thread.columns) - 1, -1)
            line = set_line(
                text,
                start,
                end,
                thread.widths[column],
                setting.tracking,
                last=end == len(text.clusters),
            )
            (placed if inside else overset).append(BodyLine(line, number, column, place))
            start = end
            used += 1
    return Body(
        tuple(placed),
        tuple(overset),
        result,
        tuple(setting.tracking for setting in result.settings),
        tuple(char for text in texts for char in text.missing),
    )


def _em(length: Length) -> float:
    """A tracking bound in em; bounds in other units make no sense across sizes."""
    return length.value
