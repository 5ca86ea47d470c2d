"""Stories that run over several pages: one thread through the frames of all, fitted as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from layout.compose.copyfit import Thread
from layout.fonts.registry import FontRegistry
from layout.makeup.findings import fit_findings, fit_notes, overset_advice
from layout.makeup.fitting import Relaxation, fit_thread, relaxations, thread_of
from layout.makeup.grid import page_grid
from layout.makeup.headline import missing_glyphs
from layout.makeup.jump import Jump, Share, divide, text_columns
from layout.makeup.story import pinned_tracking, plan_story, story_title
from layout.makeup.typeface import Typefaces, page_language
from layout.spec.jumps import Chain
from layout.spec.load import LoadedPage
from layout.spec.page_spec import FitSpec


def compose_chain(
    stops: Chain, pages: Sequence[LoadedPage], registries: Sequence[FontRegistry]
) -> tuple[Share, ...]:
    """Set a story through all its stops; the style, fit and tracking are the first one's.

    ``pages`` and ``registries`` are the issue's. Raises :class:`EditorError` when a stop
    leaves no room for text.
    """
    rooms, grids = [], []
    for index, stop in enumerate(stops):
        page = pages[stop.page]
        grid = page_grid(page.spec.page, page.mark("page"))
        mark = page.mark("stories", stop.story)
        language = page_language(page.spec.page.language)
        faces = Typefaces(page.styles, registries[stop.page], language)
        story, article = page.spec.stories[stop.story], page.articles[stop.story]
        plan = plan_story(stop.story, story, article, grid, faces, mark)
        grids.append(grid)
        rooms.append(
            text_columns(
                plan.columns,
                grid.scale.line,
                mark,
                origin=index > 0,
                sequel=index + 1 < len(stops),
            )
        )
    start = stops[0]
    page = pages[start.page]
    spec, article = page.spec.stories[start.story], page.articles[start.story]
    faces = Typefaces(page.styles, registries[start.page], page_language(page.spec.page.language))
    threads = [thread_of(room, grid.scale.line) for room, grid in zip(rooms, grids, strict=True)]
    joined = Thread(
        tuple(chain.from_iterable(thread.columns for thread in threads)),
        tuple(chain.from_iterable(thread.widths for thread in threads)),
    )
    size = faces.styles[spec.style].size
    line = grids[0].scale.line
    ways: tuple[Relaxation, ...] = ()
    if isinstance(spec.fit, FitSpec):
        # Leading cannot give: each page has its own baseline grid.
        ways = tuple(w for w in relaxations(spec.fit, rooms[0], line, size) if not w.leading)
    pinned = pinned_tracking(spec, article, faces)
    fitted = fit_thread(spec, article, lambda _: joined, line, ways, faces, pinned)
    advice = overset_advice(fitted.body, spec, article, joined, faces, pinned)
    title = story_title(start.story, spec, article)
    shares = []
    for stop, room, grid, body in zip(
        stops, rooms, grids, divide(fitted.body, threads), strict=True
    ):
        mark = pages[stop.page].mark("stories", stop.story)
        found = (
            *missing_glyphs(body.missing, stop.story),
            *(fit_notes(fitted, pinned, stop.story) if stop == start else ()),
            *fit_findings(body, stop.story, mark, advice),
        )
        shares.append(Share(body, room, size, grid.scale.line, title=title, diagnostics=found))
    ends = [Jump(pages[stop.page].facts.label, stop.story) for stop in stops]
    for index, (before, after) in enumerate(pairwise(ends)):
        shares[index] = replace(shares[index], sequel=after)
        shares[index + 1] = replace(shares[index + 1], origin=before)
    return tuple(shares)
