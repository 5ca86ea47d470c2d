"""The contents of a page or an issue: every story as one JSON object, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.model import PlacedPage


def anchor(label: str, story: str) -> str:
    """The name by which a document's reader finds a story: ``A1.lead``, without label ``lead``."""
    return f"{label}.{story}" if label else story


def dump_contents(pages: Sequence[PlacedPage]) -> Iterator[str]:
    """Yield an object a story, with its page's number, label and section.

    ``number`` is the page's 1-based place in the file, ``page`` its label,
    ``destination`` the story's named destination in the PDF. ``continued`` tells that
    the story began on another page.
    """
    import json

    for number, page in enumerate(pages, 1):
        for story in page.stories:
            record = {
                "number": number,
                "page": page.label,
                "section": page.section,
                "story": story.id,
                "title": story.title,
                "continued": story.continued,
                "destination": anchor(page.label, story.id),
            }
            yield json.dumps(record, ensure_ascii=False)
