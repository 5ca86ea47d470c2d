"""Tagged PDF (ISO 32000-1 14.8): what each piece of a page is, and in which order it reads.

Document › Art, one a story › H1, P, Figure, Caption. Rules, boxes, furniture
and proof marks are artifacts: a reader does not hear them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from layout.model import GlyphRun, Item, Picture, PlacedPage, Role
from layout.output.pdf.objects import Dictionary, Document, array, dictionary, name, text_string
from layout.output.pdf.outlines import DrawnGlyph


class Tag(NamedTuple):
    """A structure element of a page: whose it is, its type, and which of several."""

    story: str
    kind: str
    number: int


_TYPES = {
    Role.BODY: "P",
    Role.KICKER: "P",
    Role.HEADLINE: "H1",
    Role.DECK: "P",
    Role.CAPTION: "Caption",
}
_BEFORE_BODY = {Role.KICKER: -2, Role.DECK: -1}
"""Headline parts that are paragraphs of their own: numbers that no body paragraph has."""


def tag_of(item: Item | DrawnGlyph) -> Tag | None:
    """The element that an item belongs to; ``None`` for an artifact."""
    if isinstance(item, Picture):
        return Tag(item.name, "Figure", 0)
    if isinstance(item, GlyphRun):
        source = item.source
        kind = _TYPES.get(source.role)
        if kind is not None:
            return Tag(source.story, kind, _BEFORE_BODY.get(source.role, source.paragraph))
    return None


class PageTags:
    """The marked-content sequences of one page, numbered as its content is written."""

    def __init__(self) -> None:
        self.sequences: list[Tag] = []

    def begin(self, tag: Tag | None) -> str:
        """The operator that opens a sequence for ``tag`` (ISO 32000-1 14.6, 14.7.4)."""
        if tag is None:
            return "/Artifact BMC"
        self.sequences.append(tag)
        return f"/{tag.kind} <</MCID {len(self.sequences) - 1}>> BDC"


def add_structure(
    document: Document,
    pages: Sequence[PlacedPage],
    tags: Sequence[PageTags],
    references: Sequence[bytes],
) -> Dictionary:
    """Add the structure tree; returns the catalogue's entries for it.

    ``references`` are the page objects. Elements stand in the order in which
    their first piece is drawn, which is reading order; a story's pieces on
    another page follow as a new article.
    """
    root, whole = document.reserve("structure"), document.reserve("structure.document")
    articles: list[bytes] = []
    parents: list[object] = []
    for number, (page, marked, reference) in enumerate(zip(pages, tags, references, strict=True)):
        elements: dict[Tag, list[int]] = {}
        for identifier, tag in enumerate(marked.sequences):
            elements.setdefault(tag, []).append(identifier)
        keys = {tag: f"structure.{number}.{i}" for i, tag in enumerate(elements)}
        owners = {tag: document.reserve(key) for tag, key in keys.items()}
        for story in dict.fromkeys(tag.story for tag in elements):
            key = f"structure.{number}.{story}"
            article = document.reserve(key)
            mine = [tag for tag in elements if tag.story == story]
            document.fill(
                key,
                dictionary(
                    {
                        "Type": name("StructElem"),
                        "S": name("Art"),
                        "P": whole,
                        "T": text_string(_title(page, story)),
                        "K": array([owners[tag] for tag in mine]),
                    }
                ),
            )
            articles.append(article)
            for tag in mine:
                document.fill(keys[tag], _element(page, tag, elements[tag], article, reference))
        owned = array([owners[tag] for tag in marked.sequences])
        parents.extend((number, owned))
    document.fill(
        "structure.document",
        dictionary(
            {
                "Type": name("StructElem"),
                "S": name("Document"),
                "P": root,
                "K": array(articles),
            }
        ),
    )
    tree = document.add(dictionary({"Nums": array(parents)}))
    document.fill(
        "structure",
        dictionary(
            {
                "Type": name("StructTreeRoot"),
                "K": array([whole]),
                "ParentTree": tree,
                "ParentTreeNextKey": len(references),
            }
        ),
    )
    return dictionary({"StructTreeRoot": root, "MarkInfo": dictionary({"Marked": b"true"})})


def _element(
    page: PlacedPage, tag: Tag, identifiers: Sequence[int], article: bytes, reference: bytes
) -> Dictionary:
    entries: dict[str, object] = {
        "Type": name("StructElem"),
        "S": name(tag.kind),
        "P": article,
        "Pg": reference,
        "K": array(identifiers),
    }
    if tag.kind == "Figure":
        picture = next(i for i in page.items if isinstance(i, Picture) and i.name == tag.story)
        left, top = page.margin, page.height + page.margin
        rect = picture.rect
        box = (left + rect.x, top - rect.bottom, left + rect.right, top - rect.y)
        entries["Alt"] = text_string(picture.alt or _caption(page, tag.story) or tag.story)
        entries["A"] = dictionary(
            {"O": name("Layout"), "Placement": name("Block"), "BBox": array(box)}
        )
    return dictionary(entries)


def _title(page: PlacedPage, story: str) -> str:
    return next((info.title for info in page.stories if info.id == story), story)


def _caption(page: PlacedPage, picture: str) -> str:
    """The caption's text, which stands in for a missing alternative text."""
    return "".join(
        "".join(item.texts)
        for item in page.items
        if isinstance(item, GlyphRun)
        and item.source.role is Role.CAPTION
        and item.source.story == picture
    )
