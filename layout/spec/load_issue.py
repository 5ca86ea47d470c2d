"""An issue as an editor wrote it, whole: its pages, and the stories that jump between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from layout.errors import EditorError, Mark
from layout.spec.convert import convert
from layout.spec.issue_spec import IssuePage, IssueSpec
from layout.spec.jumps import Chain, find_chains
from layout.spec.load import LoadedPage, is_issue, load_page, read_spec
from layout.spec.paths import SpecFiles, nearest, root_of
from layout.spec.variables import PageFacts, check_label, parse_date
from layout.spec.yaml_source import YamlSource, read_yaml


@dataclass(frozen=True)
class LoadedIssue:
    """An issue's pages, in order, with all that they name.

    ``name`` is the file's stem, ``title`` the issue's, ``chains`` the stories that run
    over several pages.
    """

    name: str
    title: str
    pages: tuple[LoadedPage, ...]
    chains: tuple[Chain, ...] = ()


def load_issue(
    path: str | Path,
    *,
    root: Path | None = None,
    allow_outside: bool = False,
    source: YamlSource | None = None,
) -> LoadedIssue:
    """Read an issue and its pages.

    ``root`` is the folder that paths start from, in the issue and in its pages; without
    it each file has its own, as :func:`layout.spec.load.load_page` says. ``source`` is
    the issue where it has been read already. Raises :class:`EditorError` for the first
    thing that cannot be used, in the issue or in a page.
    """
    path = Path(path)
    source = source or read_spec(path)
    spec = convert(source, IssueSpec)
    files = SpecFiles(root_of(path, root), path, allow_outside, "issue")
    if not spec.pages:
        raise EditorError(
            "the issue has no pages",
            mark=source.key_mark("pages"),
            expected="a list 'pages:' with at least one page spec",
        )
    given = spec.issue.date
    day = parse_date(given, source.mark("issue", "date")) if given is not None else None
    pages: list[LoadedPage] = []
    labels: dict[str, int] = {}
    for index, entry in enumerate(spec.pages):
        page = entry if isinstance(entry, IssuePage) else IssuePage(file=entry)
        named = source.mark("pages", index, "file")
        if page.label is not None:
            check_label(page.label, source.mark("pages", index, "label"))
        facts = PageFacts(index + 1, page.label or "", page.section, day, spec.issue.language)
        loaded = _page(page.file, named, files, root, facts)
        label = loaded.facts.label
        if label in labels:
            raise EditorError(
                f"pages {labels[label] + 1} and {index + 1} are both called '{label}'",
                mark=source.mark("pages", index, "label"),
                expected="a label that no other page has",
                suggestion=f"write 'label: …' for '{page.file}'" if page.label is None else "",
            )
        labels[label] = index
        pages.append(loaded)
    return LoadedIssue(path.stem, spec.issue.title or path.stem, tuple(pages), find_chains(pages))


def _page(
    named: str, mark: Mark, files: SpecFiles, root: Path | None, facts: PageFacts
) -> LoadedPage:
    found = files.resolve(named, mark)
    shown = Path(files.shown(found))
    try:
        source = read_yaml(shown, str(shown))
    except FileNotFoundError as problem:
        raise EditorError(
            f"page spec '{named}' does not exist",
            mark=mark,
            expected=f"a YAML file at {shown}",
            suggestion=nearest(found, named),
        ) from problem
    if is_issue(source):
        raise EditorError(
            f"'{named}' is an issue itself",
            mark=mark,
            expected="the spec of one page",
            suggestion="list its pages here",
        )
    return load_page(
        shown, root=root, allow_outside=files.allow_outside, source=source, facts=facts
    )
