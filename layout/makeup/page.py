"""The whole page: every item of a spec placed, checked against the others and listed."""

from __future__ import annotations

from collections.abc import Mapping

from layout.errors import Diagnostic, EditorError, Mark
from layout.fonts.registry import FontRegistry
from layout.geometry import Rect
from layout.makeup.furniture import place_folio, place_furniture
from layout.makeup.grid import PageGrid, page_grid
from layout.makeup.jump import Share
from layout.makeup.picture import ImageInfo, place_picture
from layout.makeup.story import place_story
from layout.makeup.typeface import Typefaces, page_language
from layout.model import Box, Item, Link, PlacedPage, Region, StoryInfo
from layout.spec.colors import parse_color
from layout.spec.load import LoadedPage
from layout.spec.page_spec import Panel

TOUCH = 0.5
"""Points by which two items may overlap before it is an error: rounding of em widths."""


def place_page(
    loaded: LoadedPage,
    registry: FontRegistry,
    images: Mapping[str, ImageInfo],
    shares: Mapping[str, Share] | None = None,
) -> PlacedPage:
    """Make up a page; pure but for the font files that ``registry`` opens.

    ``images`` holds one entry for every picture of the spec, ``shares`` one for every
    story whose text runs over several pages of an issue.
    Raises :class:`EditorError` for items that overlap or leave the page.
    """
    spec = loaded.spec
    grid = page_grid(spec.page, loaded.mark("page"))
    typefaces = Typefaces(loaded.styles, registry, page_language(spec.page.language))
    items: list[Item] = []
    regions: list[Region] = []
    found: list[Diagnostic] = [*loaded.findings]
    infos: list[StoryInfo] = []
    links: list[Link] = []
    if spec.page.background is not None:
        items.append(Box(grid.sheet, parse_color(spec.page.background), name="background"))
    panels = {n: f for n, f in spec.furniture.items() if isinstance(f, Panel)}
    others = {n: f for n, f in spec.furniture.items() if n not in panels}
    if spec.folio is not None:
        folio = place_folio(spec.folio, grid, typefaces)
        items.extend(folio.items)
        regions.extend(folio.regions)
        found.extend(folio.diagnostics)
    for name, panel in panels.items():
        piece = place_furniture(name, panel, grid, typefaces)
        items.extend(piece.items)
        regions.extend(piece.regions)
    _check_places(loaded, grid)
    for name, story in spec.stories.items():
        mark = loaded.source.key_mark("stories", name)
        share = (shares or {}).get(name)
        placed = place_story(name, story, loaded.articles[name], grid, typefaces, mark, share)
        items.extend(placed.items)
        regions.extend(placed.regions)
        found.extend(placed.diagnostics)
        infos.append(placed.info)
        links.extend(placed.links)
    for name, picture in spec.pictures.items():
        mark = loaded.source.key_mark("pictures", name)
        set_picture = place_picture(
            name, picture, loaded.captions.get(name), images[name], grid, typefaces, mark
        )
        items.extend(set_picture.items)
        regions.extend(set_picture.regions)
        found.extend(set_picture.diagnostics)
    for name, other in others.items():
        piece = place_furniture(name, other, grid, typefaces)
        items.extend(piece.items)
        regions.extend(piece.regions)
        found.extend(piece.diagnostics)
    return PlacedPage(
        name=loaded.name,
        width=grid.width,
        height=grid.height,
        bleed=grid.bleed,
        items=tuple(items),
        regions=tuple(regions),
        stories=tuple(infos),
        title=spec.page.title or loaded.name,
        language=spec.page.language,
        label=loaded.facts.label,
        section=loaded.facts.section,
        links=tuple(links),
        diagnostics=tuple(found),
    )


def _check_places(loaded: LoadedPage, grid: PageGrid) -> None:
    """Refuse items that cross the trim or cover each other; frames count one by one."""
    taken: list[tuple[str, Rect, Mark]] = []
    spec = loaded.spec
    for kind, names in (("stories", spec.stories), ("pictures", spec.pictures)):
        for name in names:
            item = spec.stories[name] if kind == "stories" else spec.pictures[name]
            places = [item.at] if item.at is not None else list(getattr(item, "frames", ()))
            mark = loaded.mark(kind, name, "at" if item.at is not None else "frames")
            if not places:
                raise EditorError(
                    f"story '{name}' has no place",
                    mark=loaded.source.key_mark(kind, name),
                    expected="`at: [column, row, columns, rows]` or `frames:`",
                )
            for place in places:
                rect = grid.place(place)
                _check_on_page(name, rect, grid, mark)
                for other, area, _ in taken:
                    if other != name and rect.overlaps(area, TOUCH):
                        raise EditorError(
                            f"'{name}' overlaps '{other}'",
                            mark=mark,
                            expected="places that share no part of the page",
                            suggestion=_apart(rect, area, grid),
                        )
                taken.append((name, rect, mark))


def _check_on_page(name: str, rect: Rect, grid: PageGrid, mark: Mark) -> None:
    if rect.width <= 0 or rect.height <= 0:
        raise EditorError(
            f"'{name}' has no area",
            mark=mark,
            expected="more than zero columns and rows",
        )
    if not grid.sheet.contains(rect, TOUCH):
        raise EditorError(
            f"'{name}' leaves the page",
            mark=mark,
            expected=f"a place within {grid.columns} columns × {grid.lines} rows",
            suggestion="columns and rows count from 0",
        )


def _apart(rect: Rect, area: Rect, grid: PageGrid) -> str:
    columns = min(rect.right, area.right) - max(rect.x, area.x)
    rows = min(rect.bottom, area.bottom) - max(rect.y, area.y)
    return (
        f"they share {columns / grid.scale.col:.2g} columns × {rows / grid.scale.line:.2g} rows; "
        "move or shrink one"
    )
