"""A story's share of its text, and the lines that lead from share to share (下转, 上接)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from layout.compose.copyfit import Thread
from layout.compose.lines import set_line
from layout.compose.style import ParagraphStyle, StyledRun
from layout.compose.text import prepare
from layout.errors import Diagnostic, EditorError, Mark, Severity
from layout.geometry import Rect
from layout.makeup.body import Body, compose_body, paragraphs
from layout.makeup.findings import fit_findings, fit_notes, overset_advice
from layout.makeup.fitting import fit_story, thread_of
from layout.makeup.headline import missing_glyphs
from layout.makeup.lettering import baseline, letter
from layout.makeup.typeface import Typefaces
from layout.model import Item, Link, Source
from layout.spec.page_spec import Align, Fitting, Story
from layout.spec.story import Article

STYLE = "jump"
"""The style of jump lines."""


@dataclass(frozen=True, slots=True)
class Jump:
    """The other end of a jump: the page's label and the story there.

    ``linked`` tells that it is in the same document.
    """

    page: str
    story: str
    linked: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    """What one story on one page shows of its text.

    ``columns`` are its frames without the jump lines, ``size`` and ``leading`` the text's
    in points; ``title`` names the story where it has no headline of its own.
    """

    body: Body
    columns: tuple[Rect, ...]
    size: float
    leading: float
    origin: Jump | None = None
    sequel: Jump | None = None
    title: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def text_columns(
    columns: Sequence[Rect], line: float, mark: Mark, *, origin: bool, sequel: bool
) -> tuple[Rect, ...]:
    """The columns less one ``line`` (points) for each jump line.

    Raises :class:`EditorError` when a jump line has no room.
    """
    cut = list(columns)
    if origin:
        first = cut[0]
        cut[0] = Rect(first.x, first.y + line, first.width, first.height - line)
    if sequel:
        cut[-1] = replace(cut[-1], height=cut[-1].height - line)
    if min(column.height for column in (cut[0], cut[-1])) < -0.01:
        raise EditorError(
            "there is no line for where the story comes from and goes to",
            mark=mark,
            expected="columns of a line for each jump, and the text's lines",
            suggestion="give the story more rows",
        )
    return tuple(cut)


def lone_share(
    name: str,
    spec: Story,
    article: Article,
    columns: Sequence[Rect],
    line: float,
    typefaces: Typefaces,
    pinned: Mapping[int, float],
    mark: Mark,
) -> Share:
    """The share of a story whose page is made up alone, at a leading of ``line`` points.

    Of one that goes on elsewhere it is as much as the frames hold, of one that comes
    from elsewhere nothing: only with its issue can they be fitted.
    """
    jump = spec.continues
    size = typefaces.styles[spec.style].size
    room = text_columns(columns, line, mark, origin=spec.continued, sequel=jump is not None)
    thread = thread_of(room, line)
    if jump is None and not spec.continued:
        fitted = fit_story(spec, article, room, line, typefaces, pinned)
        body = fitted.body
        advice = overset_advice(body, spec, article, thread, typefaces, pinned)
        found = (
            *missing_glyphs(body.missing, name),
            *fit_notes(fitted, pinned, name),
            *fit_findings(body, name, mark, advice),
        )
        return Share(body, room, size, fitted.leading, diagnostics=found)
    texts = paragraphs(article, spec.style, spec.byline_style, typefaces)
    whole = compose_body(texts, thread, Fitting.NONE, pinned)
    body = replace(whole, overset=(), fit=replace(whole.fit, over=0, short=0))
    message = "the text comes from another page: render the issue to see it"
    if jump is not None and not spec.continued:
        count = len(whole.overset)
        message = f"{count} lines go to page {jump.page}: render the issue to fit them"
    found = (
        *missing_glyphs(body.missing, name),
        Diagnostic(Severity.WARNING, "jump", message, name, mark),
    )
    sequel = Jump(jump.page, jump.story, linked=False) if jump is not None else None
    return Share(body, room, size, line, sequel=sequel, diagnostics=found)


def divide(body: Body, threads: Sequence[Thread]) -> list[Body]:
    """The parts of a body that was set into several threads joined; columns count anew.

    Text that is over is the last part's; lines left empty are those of their part.
    """
    parts = []
    first = 0
    for index, thread in enumerate(threads):
        count = len(thread.columns)
        lines = tuple(
            replace(entry, column=entry.column - first)
            for entry in body.lines
            if first <= entry.column < first + count
        )
        last = index + 1 == len(threads)
        fit = body.fit
        if not (last and fit.over):
            fit = replace(fit, lines=len(lines), over=0, short=thread.lines - len(lines))
        over = body.overset if last else ()
        parts.append(replace(body, lines=lines, overset=over, fit=fit, missing=()))
        first += count
    parts[0] = replace(parts[0], missing=body.missing)
    return parts


def jump_words(page: str, words: str) -> str:
    """A jump line's text: ``（下转第4版）`` for page 4, ``（下转A4版）`` for A4."""
    number = f"第{page}" if page.isdecimal() else page
    return f"（{words}{number}{'' if page.endswith('版') else '版'}）"


def jump_line(
    jump: Jump, words: str, slot: Rect, align: Align, typefaces: Typefaces, source: Source
) -> tuple[list[Item], list[Link]]:
    """One jump line in its line slot; the link, if any, covers its letters."""
    style = typefaces.styles[STYLE]
    text = jump_words(jump.page, words)
    rules = ParagraphStyle(align=align)
    prepared = prepare([StyledRun(text, typefaces.text(style))], rules)
    line = set_line(prepared, 0, len(prepared.clusters), slot.width, last=True, align=align)
    y = baseline(slot.y, slot.height, style.size)
    items: list[Item] = list(letter(line, slot.x, y, source))
    if not jump.linked:
        return items, []
    width = min(line.natural, slot.width)
    left = slot.right - width if align is Align.RIGHT else slot.x
    area = Rect(left, slot.y, width, slot.height)
    return items, [Link(area, jump.page, jump.story, text.strip("（）"))]
