"""One story placed on the page: box, headline, columns, body and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass

from layout.errors import Diagnostic, Mark, Severity
from layout.geometry import Rect
from layout.makeup.body import Body
from layout.makeup.columns import StoryFrame, body_columns, body_top, framed_columns, story_frame
from layout.makeup.cutting import Cut, sentence_to_cut
from layout.makeup.fitting import FittedBody, fit_story, thread_of
from layout.makeup.grid import PageGrid
from layout.makeup.headline import HeadlineBlock, compose_headline, missing_glyphs
from layout.makeup.lettering import baseline, letter
from layout.makeup.proof import overset_mark, underfull_mark
from layout.makeup.ruling import column_rules, story_box
from layout.makeup.typeface import Typefaces
from layout.model import Box, Item, Region, Role, Source, StoryInfo
from layout.spec.colors import parse_color
from layout.spec.page_spec import Headline, Story
from layout.spec.story import Article


@dataclass(frozen=True, slots=True)
class PlacedStory:
    """A story's items in reading order, its named regions, findings and outline entry."""

    items: tuple[Item, ...]
    regions: tuple[Region, ...]
    diagnostics: tuple[Diagnostic, ...]
    info: StoryInfo


def place_story(
    name: str, spec: Story, article: Article, grid: PageGrid, typefaces: Typefaces, mark: Mark
) -> PlacedStory:
    """Place one article as its spec says.

    Raises :class:`EditorError` when the columns or the headline leave no room for text.
    """
    outer = grid.place(spec.at) if spec.at is not None else _hull(spec, grid)
    frame = story_frame(spec, outer, grid)
    headline = _headline(name, spec, article, frame, grid, typefaces)
    rows = headline.rows(grid.scale.line, _given_rows(spec))
    if spec.frames:
        columns = framed_columns([grid.place(place) for place in spec.frames], grid, mark)
    else:
        columns = body_columns(spec, frame, body_top(frame, rows, grid), grid, mark)
    items: list[Item] = [*story_box(frame.box, outer, grid, name)]
    regions = [Region(name, outer)]
    if headline.lines:
        top = frame.inner.y if frame.box is None else frame.outer.y
        room = Rect(frame.inner.x, top, frame.inner.width, rows * grid.scale.line)
        items.extend(_place_headline(headline, room, spec, grid.scale.line / 2, name))
        regions.append(Region(f"{name}.headline", room))
    items.extend(column_rules(columns, spec.rule, grid, name))
    pinned = _pinned(spec, article, typefaces)
    fitted = fit_story(spec, article, columns, grid.scale.line, typefaces, pinned)
    body = fitted.body
    size = typefaces.styles[spec.style].size
    for entry in body.lines:
        column = columns[entry.column]
        y = baseline(column.y + entry.number * fitted.leading, fitted.leading, size)
        source = Source(name, Role.BODY, entry.paragraph, entry.column, entry.number)
        items.extend(letter(entry.line, column.x, y, source))
    regions.extend(Region(f"{name}.column.{i + 1}", c) for i, c in enumerate(columns))
    items.extend(_proof_marks(body, columns, grid, typefaces, name))
    advice = ""
    if body.overset:
        over = _characters(body)
        thread = thread_of(columns, grid.scale.line)
        advice = _advice(sentence_to_cut(spec, article, thread, typefaces, pinned, over))
    found = [
        *headline.diagnostics,
        *missing_glyphs(body.missing, name),
        *_fit_notes(fitted, pinned, name),
        *_fit_findings(body, name, mark, advice),
    ]
    title = "　".join(article.headline) or article.byline or name
    spec_title = spec.headline.main if isinstance(spec.headline, Headline) else None
    if spec_title is not None:
        title = spec_title if isinstance(spec_title, str) else "　".join(spec_title)
    return PlacedStory(tuple(items), tuple(regions), tuple(found), StoryInfo(name, title))


def _hull(spec: Story, grid: PageGrid) -> Rect:
    """The smallest rectangle round all frames of a story that has no place of its own."""
    rects = [grid.place(place) for place in spec.frames]
    left, top = min(r.x for r in rects), min(r.y for r in rects)
    return Rect(left, top, max(r.right for r in rects) - left, max(r.bottom for r in rects) - top)


def _given_rows(spec: Story) -> float | None:
    return spec.headline.lines if isinstance(spec.headline, Headline) else None


def _headline(
    name: str,
    spec: Story,
    article: Article,
    frame: StoryFrame,
    grid: PageGrid,
    typefaces: Typefaces,
) -> HeadlineBlock:
    if spec.headline is False or (spec.at is None and spec.frames):
        return HeadlineBlock((), 0.0)
    headline = Headline() if spec.headline is True else spec.headline
    gap = headline.gap.pt(grid.scale)
    return compose_headline(headline, article, frame.inner.width, gap, typefaces, name)


def _place_headline(
    block: HeadlineBlock, room: Rect, spec: Story, air: float, name: str
) -> list[Item]:
    """The block's lines, centred in the height that the page gives it.

    A tint ends ``air`` points over the body, and then the block is centred in it.
    """
    items: list[Item] = []
    fill = spec.headline.fill if isinstance(spec.headline, Headline) else None
    if fill is not None:
        room = room.inset(0, 0, 0, air)
        items.append(Box(room, parse_color(fill), name=f"{name}.headline.tint"))
    top = room.y + (room.height - block.height) / 2
    for i, entry in enumerate(block.lines):
        source = Source(name, entry.role, 0, 0, i)
        items.extend(letter(entry.line, room.x, top + entry.y, source))
    return items


def _pinned(spec: Story, article: Article, typefaces: Typefaces) -> dict[int, float]:
    """Pinned tracking in em by 0-based paragraph: the article's, then the page's over it."""
    size = typefaces.styles[spec.style].size
    pins = {i: p.tracking for i, p in enumerate(article.paragraphs) if p.tracking is not None}
    pins.update({number - 1: length for number, length in spec.tracking.items()})
    return {
        i: length.value if length.unit == "em" else length.value / size
        for i, length in pins.items()
    }


def _proof_marks(
    body: Body, columns: tuple[Rect, ...], grid: PageGrid, typefaces: Typefaces, name: str
) -> list[Item]:
    if body.overset:
        text = f"溢排 {len(body.overset)} 行 {_characters(body)} 字"
        return overset_mark(columns[-1], text, grid, typefaces, name)
    if body.fit.short:
        used = len(body.lines)
        return underfull_mark(columns, used, f"缺 {body.fit.short} 行", grid, typefaces, name)
    return []


def _characters(body: Body) -> int:
    """Characters that find no room."""
    return sum(len(entry.line.text.strip()) for entry in body.overset)


def _advice(cut: Cut | None) -> str:
    if cut is None:
        return "; no single sentence is enough to cut"
    result = "fills the frames exactly" if cut.exact else "fits"
    return (
        f"; without “{cut.text}” in paragraph {cut.paragraph + 1} ({len(cut.text)} characters) "
        f"it {result}"
    )


def _fit_notes(fitted: FittedBody, pinned: dict[int, float], name: str) -> list[Diagnostic]:
    """What was done to make the text fit."""
    done = [fitted.note] if fitted.note else []
    for number, tracking in enumerate(fitted.body.trackings):
        if tracking and number not in pinned:
            done.append(f"paragraph {number + 1} tracked {tracking:+.2%}")
    if not done:
        return []
    return [Diagnostic(Severity.NOTE, "fitted", ", ".join(done), name)]


def _fit_findings(body: Body, name: str, mark: Mark, advice: str) -> list[Diagnostic]:
    fit = body.fit
    if fit.over:
        message = (
            f"{fit.over} line{'s' * (fit.over > 1)} ({_characters(body)} characters) over: "
            f"the text takes {fit.lines} lines, the frames have {fit.lines - fit.over}{advice}"
        )
        return [Diagnostic(Severity.ERROR, "overset", message, name, mark)]
    if fit.short:
        message = (
            f"{fit.short} line{'s' * (fit.short > 1)} short: the text takes {fit.lines} lines, "
            f"the frames have {fit.lines + fit.short}; about {_room(body)} characters would fill "
            "them"
        )
        return [Diagnostic(Severity.WARNING, "underfull", message, name, mark)]
    return []


def _room(body: Body) -> int:
    """Characters that the empty lines would take."""
    widths = [entry.line.measure / entry.line.size for entry in body.lines] or [0.0]
    return round(body.fit.short * sum(widths) / len(widths))
