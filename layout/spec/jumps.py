"""Stories that jump from page to page of an issue (下转, 上接): which goes on where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.errors import EditorError, Mark
from layout.spec.page_spec import PageSpec
from layout.spec.suggest import closest, listed
from layout.spec.yaml_source import YamlSource

if TYPE_CHECKING:
    from layout.spec.load import LoadedPage

_OWN = ("article", "tracking", "fit", "style", "byline-style")
"""Keys that speak of a text, which a continued story has not."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a story on its way through the issue: a page's 0-based index, a story's id."""

    page: int
    story: str


Chain = tuple[Stop, ...]
"""The stops of one story in reading order, two at least."""


def check_continued(spec: PageSpec, source: YamlSource) -> None:
    """Refuse what would have no effect in stories whose text comes from another page.

    Raises :class:`EditorError`.
    """
    for name, story in spec.stories.items():
        for key in _OWN if story.continued else ():
            if source.has("stories", name, key):
                raise EditorError(
                    f"'{key}' has no effect in '{name}', whose text comes from another page",
                    mark=source.key_mark("stories", name, key),
                    expected=f"'{key}' in the story that begins there",
                    suggestion=f"take '{key}' or 'continued' away",
                )


def find_chains(pages: Sequence[LoadedPage]) -> tuple[Chain, ...]:
    """Follow every story that jumps, from where it begins to where it ends.

    Raises :class:`EditorError` for a page or story that is not there, one that does not
    expect a continuation, two stories that go on in one place, rings, and continued
    stories that none continues in.
    """
    leads: dict[Stop, Stop] = {}
    taken: dict[Stop, Stop] = {}
    for index, page in enumerate(pages):
        for name, story in page.spec.stories.items():
            if story.continues is None:
                continue
            here, there = Stop(index, name), _target(pages, index, name)
            if there in taken:
                raise EditorError(
                    f"'{name}' continues where '{taken[there].story}' of page "
                    f"{pages[taken[there].page].facts.label} does already",
                    mark=page.mark("stories", name, "continues"),
                    expected="a story of its own for each continuation",
                )
            leads[here], taken[there] = there, here
    for index, page in enumerate(pages):
        for name, story in page.spec.stories.items():
            if story.continued and Stop(index, name) not in taken:
                raise EditorError(
                    f"no story continues in '{name}'",
                    mark=page.mark("stories", name, "continued"),
                    expected="another page's story that says 'continues: "
                    f"{{page: {page.facts.label}, story: {name}}}'",
                )
    chains = [_follow(start, leads) for start in leads if start not in taken]
    reached = {stop for chain in chains for stop in chain}
    for stop in leads:
        if stop not in reached:
            ring = " → ".join(
                f"'{at.story}' on {pages[at.page].facts.label}"
                for at in (*_follow(stop, leads), stop)
            )
            raise EditorError(
                f"a story continues in itself: {ring}",
                mark=pages[stop.page].mark("stories", stop.story, "continues"),
                expected="a story that begins somewhere and ends elsewhere",
            )
    return tuple(chains)


def _target(pages: Sequence[LoadedPage], index: int, name: str) -> Stop:
    page = pages[index]
    jump = page.spec.stories[name].continues
    assert jump is not None

    def mark(key: str) -> Mark:
        return page.mark("stories", name, "continues", key)

    labels = [other.facts.label for other in pages]
    if jump.page not in labels:
        raise EditorError(
            f"the issue has no page '{jump.page}'",
            mark=mark("page"),
            expected=f"one of {listed(labels)}",
            suggestion=closest(jump.page, labels),
        )
    target = labels.index(jump.page)
    if target == index:
        raise EditorError(
            f"'{name}' continues on its own page {jump.page}",
            mark=mark("page"),
            expected="another page of the issue",
            suggestion="list all its places on this page under 'frames'",
        )
    stories = pages[target].spec.stories
    if jump.story not in stories:
        raise EditorError(
            f"page {jump.page} has no story '{jump.story}'",
            mark=mark("story"),
            expected=f"one of {listed(stories)}" if stories else "a page with stories",
            suggestion=closest(jump.story, stories),
        )
    if not stories[jump.story].continued:
        raise EditorError(
            f"'{jump.story}' on page {jump.page} has a text of its own",
            mark=mark("story"),
            expected="a story that says 'continued: true'",
            suggestion=f"add 'continued: true' to it in {pages[target].path}",
        )
    return Stop(target, jump.story)


def _follow(start: Stop, leads: dict[Stop, Stop]) -> Chain:
    """The stops from ``start`` on, until the end or a stop that was passed."""
    chain = [start]
    while (stop := leads.get(chain[-1])) is not None and stop not in chain:
        chain.append(stop)
    return tuple(chain)
