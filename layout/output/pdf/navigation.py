"""Finding one's way in a file: outline, page labels, named destinations, links.

A story's destination is called ``LABEL.ID`` (``A1.lead``), or ``ID`` on a page without a
label, so ``paper.pdf#nameddest=A1.lead`` opens a paper at a story.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from layout.geometry import Rect
from layout.model import PlacedPage
from layout.output.contents import anchor
from layout.output.pdf.objects import Dictionary, Document, array, dictionary, name, text_string

_PRINTED = 4
"""An annotation that is printed too (ISO 32000-1 12.5.3), as PDF/A asks of all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline and those under it; ``destination`` is a PDF array."""

    title: str
    destination: bytes
    below: tuple[Entry, ...] = ()

    @property
    def shown(self) -> int:
        """Entries that stand under this one when all are open."""
        return sum(1 + entry.shown for entry in self.below)


def outline_entries(
    pages: Sequence[PlacedPage],
    references: Sequence[bytes],
    destination: Callable[[PlacedPage, bytes, str], bytes],
) -> tuple[Entry, ...]:
    """Stories by page, in reading order; of a single page the stories alone."""
    made = []
    for number, (page, reference) in enumerate(zip(pages, references, strict=True), 1):
        stories = tuple(
            Entry(story.title or story.id, destination(page, reference, story.id))
            for story in page.stories
        )
        if len(pages) == 1:
            return stories
        title = f"{page.label or number}　{page.section or page.title}".rstrip("　")
        made.append(Entry(title, destination(page, reference, ""), stories))
    return tuple(made)


def add_outline(document: Document, entries: Sequence[Entry]) -> bytes | None:
    """Add the outline (ISO 32000-1 12.3.3), all of it open; ``None`` where there is none."""
    if not entries:
        return None
    root = document.reserve("outlines")
    tree = Entry("", b"", tuple(entries))
    first, last = _add_level(document, root, "outline", tree.below)
    document.fill(
        "outlines",
        dictionary({"Type": name("Outlines"), "First": first, "Last": last, "Count": tree.shown}),
    )
    return root


def _add_level(
    document: Document, parent: bytes, key: str, entries: Sequence[Entry]
) -> tuple[bytes, bytes]:
    """Add entries with one parent; returns the first's and the last's reference."""
    keys = [f"{key}.{index}" for index in range(len(entries))]
    references = [document.reserve(each) for each in keys]
    for index, entry in enumerate(entries):
        first = last = None
        if entry.below:
            first, last = _add_level(document, references[index], keys[index], entry.below)
        document.fill(
            keys[index],
            dictionary(
                {
                    "Title": text_string(entry.title),
                    "Parent": parent,
                    "Dest": entry.destination,
                    "Prev": references[index - 1] if index else None,
                    "Next": references[index + 1] if index + 1 < len(entries) else None,
                    "First": first,
                    "Last": last,
                    "Count": entry.shown or None,
                }
            ),
        )
    return references[0], references[-1]


def page_labels(pages: Sequence[PlacedPage]) -> Dictionary | None:
    """The pages' labels as a number tree (ISO 32000-1 12.4.2); ``None`` if no page has one."""
    if not any(page.label for page in pages):
        return None
    numbers: list[bytes | int] = []
    for index, page in enumerate(pages):
        label = text_string(page.label or str(index + 1))
        numbers += [index, b"<< /P " + label + b" >>"]
    return dictionary({"Nums": array(numbers)})


def destinations(
    pages: Sequence[PlacedPage],
    references: Sequence[bytes],
    destination: Callable[[PlacedPage, bytes, str], bytes],
) -> Dictionary | None:
    """One name for each story (ISO 32000-1 12.3.2.3); ``None`` where there are no stories.

    Of two stories that would have the same name, which only pages without labels can
    bring, the first has it.
    """
    found: dict[bytes, bytes] = {}
    for page, reference in zip(pages, references, strict=True):
        for story in page.stories:
            key = text_string(anchor(page.label, story.id))
            found.setdefault(key, destination(page, reference, story.id))
    if not found:
        return None
    names = [part for key in sorted(found, key=_sorted_as) for part in (key, found[key])]
    return dictionary({"Dests": dictionary({"Names": array(names)})})


def _sorted_as(string: bytes) -> bytes:
    """The bytes that a string written by ``text_string`` stands for: name trees are in order."""
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode("ascii"))
    return string[1:-1].replace(b"\\(", b"(").replace(b"\\)", b")").replace(b"\\\\", b"\\")


def link_annotations(
    document: Document,
    page: PlacedPage,
    pages: Sequence[PlacedPage],
    place: Callable[[Rect], tuple[float, float, float, float]],
) -> bytes | None:
    """The page's links to stories on ``pages`` (ISO 32000-1 12.5.6.5); ``None`` without any.

    ``place`` turns a rectangle into the page's default space.
    """
    there = {(other.label, story.id) for other in pages for story in other.stories}
    made = [
        document.add(
            dictionary(
                {
                    "Type": name("Annot"),
                    "Subtype": name("Link"),
                    "Rect": array(place(link.rect)),
                    "Border": array((0, 0, 0)),
                    "F": _PRINTED,
                    "Contents": text_string(link.text),
                    "Dest": text_string(anchor(link.page, link.story)),
                }
            )
        )
        for link in page.links
        if (link.page, link.story) in there
    ]
    return array(made) if made else None
