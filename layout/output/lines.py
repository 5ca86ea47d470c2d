"""The line dump: every body and caption line as one JSON object, in reading order."""

from __future__ import annotations

import json
from collections.abc import Iterator

from layout.model import GlyphRun, PlacedPage, Role, Source


def dump_lines(page: PlacedPage, *, labelled: bool = False) -> Iterator[str]:
    """Yield ``{"story", "paragraph", "column", "line", "text"}`` a line, all 0-based.

    ``line`` counts within its column; ``text`` is the line as read, a space
    that the line break swallowed not included. ``labelled`` puts ``"page"``, the
    page's label, before the rest: so for the pages of an issue.
    """
    label = page.label if labelled else None
    current: Source | None = None
    text = ""
    for item in page.items:
        if not isinstance(item, GlyphRun) or item.source.role not in (Role.BODY, Role.CAPTION):
            continue
        if item.source != current:
            if current is not None:
                yield _record(current, text, label)
            current, text = item.source, ""
        text += "".join(item.texts)
    if current is not None:
        yield _record(current, text, label)


def _record(source: Source, text: str, label: str | None) -> str:
    record: dict[str, object] = {} if label is None else {"page": label}
    record |= {
        "story": source.story,
        "paragraph": source.paragraph,
        "column": source.column,
        "line": source.line,
        "text": text.rstrip(" "),
    }
    return json.dumps(record, ensure_ascii=False)
