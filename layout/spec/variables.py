"""Variables in folio and furniture texts, and what a page or its issue fills them with.

``第{label}版　{date}`` is written once and right on every page. A doubled brace is a brace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from layout.errors import Diagnostic, EditorError, Mark, Severity
from layout.spec.page_spec import Folio, PageSpec, Text
from layout.spec.suggest import closest, listed
from layout.spec.yaml_source import YamlSource

if TYPE_CHECKING:
    from datetime import date

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_NOT_LABEL = re.compile(r"[\s./\\:#\[\](){}*\"']+")
_SOURCES = {
    "page": "number",
    "label": "label",
    "section": "section",
    "date": "date",
    "weekday": "date",
}
"""Variable → the key that gives its value."""

NAMES = tuple(_SOURCES)
"""The variables there are."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of a page beside what stands on it.

    ``number`` counts from 1 (0: not known), ``label`` is what readers call the page
    ("A1"), ``section`` its part of the paper; both may be "". ``language`` is what an
    issue gives to pages that name none.
    """

    number: int = 0
    label: str = ""
    section: str = ""
    date: date | None = None
    language: str = ""

    def values(self) -> dict[str, str]:
        """The variables' values, "" where nothing is known."""
        return {
            "page": str(self.number) if self.number else "",
            "label": self.label,
            "section": self.section,
            "date": chinese_date(self.date) if self.date else "",
            "weekday": chinese_weekday(self.date) if self.date else "",
        }


def page_facts(spec: PageSpec, source: YamlSource, given: PageFacts | None) -> PageFacts:
    """What a page says of itself; what its issue says (``given``) goes before.

    Raises :class:`EditorError` for a label or date that cannot be used.
    """
    page = spec.page
    if page.label is not None:
        check_label(page.label, source.mark("page", "label"))
    own = parse_date(page.date, source.mark("page", "date")) if page.date is not None else None
    given = given or PageFacts()
    number = given.number or page.number or 0
    return PageFacts(
        number,
        given.label or page.label or (str(number) if number else ""),
        given.section or page.section,
        given.date or own,
    )


def fill_variables(
    spec: PageSpec, source: YamlSource, facts: PageFacts
) -> tuple[PageSpec, tuple[Diagnostic, ...]]:
    """The spec with the variables in folio and furniture texts filled in.

    One that has no value stays as it is written and is a finding. Raises
    :class:`EditorError` for an unknown variable and for a single brace.
    """
    values = facts.values()
    found: list[Diagnostic] = []

    def fill(text: str, *path: object) -> str:
        if "{" not in text and "}" not in text:
            return text
        item = "folio" if path[0] == "folio" else str(path[1])
        return _fill(text, values, source.mark(*path), item, found.append)

    folio = spec.folio
    if folio is not None:
        folio = _fill_folio(folio, fill)
    furniture = {
        name: _fill_text(piece, name, fill) if isinstance(piece, Text) else piece
        for name, piece in spec.furniture.items()
    }
    return replace(spec, folio=folio, furniture=furniture), tuple(found)


def _fill_folio(folio: Folio, fill: Callable[..., str]) -> Folio:
    return replace(
        folio,
        left=fill(folio.left, "folio", "left"),
        center=fill(folio.center, "folio", "center"),
        right=fill(folio.right, "folio", "right"),
    )


def _fill_text(piece: Text, name: str, fill: Callable[..., str]) -> Text:
    at = ("furniture", name, "text")
    if isinstance(piece.text, str):
        return replace(piece, text=fill(piece.text, *at))
    return replace(piece, text=[fill(line, *at, i) for i, line in enumerate(piece.text)])


def _fill(
    text: str,
    values: Mapping[str, str],
    mark: Mark,
    item: str,
    report: Callable[[Diagnostic], None],
) -> str:
    def value(match: re.Match[str]) -> str:
        whole, name = match[0], match[1]
        if whole in ("{{", "}}"):
            return whole[0]
        if name is None:
            raise EditorError(
                f"a single '{whole}' stands in '{text}'",
                mark=mark,
                expected=f"a variable in braces, one of {listed(NAMES)}",
                suggestion=f"write '{whole}{whole}' to print a brace",
            )
        key = name.strip()
        if key not in values:
            raise EditorError(
                f"unknown variable '{{{name}}}' in '{text}'",
                mark=mark,
                expected=f"one of {listed(NAMES)}",
                suggestion=closest(key, NAMES) or f"write '{{{whole}}}' to print the braces",
            )
        if not values[key]:
            source = _SOURCES[key]
            message = (
                f"nothing says what '{{{key}}}' is: give the page a '{source}', in its own "
                "file or in the issue's"
            )
            report(Diagnostic(Severity.WARNING, "no-value", message, item, mark))
        return values[key] or whole

    return _BRACES.sub(value, text)


def check_label(label: str, mark: Mark) -> None:
    """Refuse a page's label that no link could name; raises :class:`EditorError`."""
    if not label or _NOT_LABEL.search(label):
        raise EditorError(
            f"'{label}' cannot be a page's label",
            mark=mark,
            expected="letters, digits, '-' and '_', such as A1 or 04",
            suggestion=f"write '{_NOT_LABEL.sub('-', label).strip('-') or 'A1'}'",
        )


def parse_date(text: str, mark: Mark) -> date:
    """The day that ``2024-11-08`` names; raises :class:`EditorError` for all else."""
    from datetime import date

    found = _DATE.match(text.strip())
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise EditorError(
            f"there is no day '{text}'", mark=mark, expected="year-month-day, such as 2024-11-08"
        ) from None
    numbers = re.findall(r"\d+", text)
    guess = "-".join(n.zfill(2) for n in numbers) if len(numbers) == 3 else ""
    raise EditorError(
        f"'{text}' is not a date",
        mark=mark,
        expected="year-month-day, such as 2024-11-08",
        suggestion=f"write {guess}" if _DATE.match(guess) else "",
    )


def chinese_date(day: date) -> str:
    """``2024年11月8日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_weekday(day: date) -> str:
    """``星期五``."""
    return f"星期{'一二三四五六日'[day.weekday()]}"
