"""One story placed on the page: box, headline, columns, body and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass

from layout.errors import Diagnostic, Mark
from layout.geometry import Rect
from layout.makeup.body import Body
from layout.makeup.columns import StoryFrame, body_columns, body_top, framed_columns, story_frame
from layout.makeup.findings import overset_characters
from layout.makeup.grid import PageGrid
from layout.makeup.headline import HeadlineBlock, compose_headline
from layout.makeup.jump import Share, jump_line, lone_share
from layout.makeup.lettering import baseline, letter
from layout.makeup.proof import overset_mark, underfull_mark
from layout.makeup.ruling import column_rules, story_box
from layout.makeup.typeface import Typefaces
from layout.model import Box, Item, Link, Region, Role, Source, StoryInfo
from layout.spec.colors import parse_color
from layout.spec.page_spec import Align, Headline, Story
from layout.spec.story import Article


@dataclass(frozen=True, slots=True)
class PlacedStory:
    """A story's items in reading order, its named regions, findings, outline entry and links."""

    items: tuple[Item, ...]
    regions: tuple[Region, ...]
    diagnostics: tuple[Diagnostic, ...]
    info: StoryInfo
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """A story's place divided: ``rows`` grid lines of headline over ``columns`` of text."""

    outer: Rect
    frame: StoryFrame
    headline: HeadlineBlock
    rows: float
    columns: tuple[Rect, ...]


def plan_story(
    name: str, spec: Story, article: Article, grid: PageGrid, typefaces: Typefaces, mark: Mark
) -> StoryPlan:
    """Divide a story's place between headline and text.

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
    return StoryPlan(outer, frame, headline, rows, columns)


def place_story(
    name: str,
    spec: Story,
    article: Article,
    grid: PageGrid,
    typefaces: Typefaces,
    mark: Mark,
    share: Share | None = None,
) -> PlacedStory:
    """Place one article as its spec says.

    ``share`` is the story's part of a text that runs over several pages. Raises
    :class:`EditorError` when the columns or the headline leave no room for text.
    """
    plan = plan_story(name, spec, article, grid, typefaces, mark)
    outer, frame, headline, columns = plan.outer, plan.frame, plan.headline, plan.columns
    items: list[Item] = [*story_box(frame.box, outer, grid, name)]
    regions = [Region(name, outer)]
    if headline.lines:
        top = frame.inner.y if frame.box is None else frame.outer.y
        room = Rect(frame.inner.x, top, frame.inner.width, plan.rows * grid.scale.line)
        items.extend(_place_headline(headline, room, spec, grid.scale.line / 2, name))
        regions.append(Region(f"{name}.headline", room))
    items.extend(column_rules(columns, spec.rule, grid, name))
    line = grid.scale.line
    if share is None:
        pinned = pinned_tracking(spec, article, typefaces)
        share = lone_share(name, spec, article, columns, line, typefaces, pinned, mark)
    links: list[Link] = []
    if share.origin is not None:
        slot = Rect(columns[0].x, columns[0].y, columns[0].width, line)
        source = Source(name, Role.FURNITURE)
        made, led = jump_line(share.origin, "上接", slot, Align.LEFT, typefaces, source)
        items.extend(made)
        links.extend(led)
    for entry in share.body.lines:
        column = share.columns[entry.column]
        y = baseline(column.y + entry.number * share.leading, share.leading, share.size)
        source = Source(name, Role.BODY, entry.paragraph, entry.column, entry.number)
        items.extend(letter(entry.line, column.x, y, source))
    if share.sequel is not None:
        last = columns[-1]
        slot = Rect(last.x, last.bottom - line, last.width, line)
        source = Source(name, Role.FURNITURE, 0, len(columns) - 1, grid.rows(last.height) - 1)
        made, led = jump_line(share.sequel, "下转", slot, Align.RIGHT, typefaces, source)
        items.extend(made)
        links.extend(led)
    regions.extend(Region(f"{name}.column.{i + 1}", c) for i, c in enumerate(columns))
    items.extend(_proof_marks(share.body, share.columns, grid, typefaces, name))
    title = _own_title(spec) or share.title or story_title(name, spec, article)
    found = (*headline.diagnostics, *share.diagnostics)
    info = StoryInfo(name, title, spec.continued)
    return PlacedStory(tuple(items), tuple(regions), found, info, tuple(links))


def story_title(name: str, spec: Story, article: Article) -> str:
    """What a story is called: its main headline, else its byline, else its id."""
    return _own_title(spec) or "　".join(article.headline) or article.byline or name


def _own_title(spec: Story) -> str:
    """The main headline that the page gives a story; "" where it gives none."""
    main = spec.headline.main if isinstance(spec.headline, Headline) else None
    if main is None:
        return ""
    return main if isinstance(main, str) else "　".join(main)


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


def pinned_tracking(spec: Story, article: Article, typefaces: Typefaces) -> dict[int, float]:
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
        text = f"溢排 {len(body.overset)} 行 {overset_characters(body)} 字"
        return overset_mark(columns[-1], text, grid, typefaces, name)
    if body.fit.short:
        used = len(body.lines)
        return underfull_mark(columns, used, f"缺 {body.fit.short} 行", grid, typefaces, name)
    return []
