"""An article as parsed: paragraphs of runs, ready to be composed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from layout.spec.units import Length


class ParagraphKind(StrEnum):
    """What a paragraph is in its article."""

    TEXT = "text"
    SUBHEAD = "subhead"
    """小标题: a heading within the text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one inline style.

    ``style`` names a style of the page spec ("" for the paragraph's own);
    ``bold`` and ``kai`` are the light markup, ``tracking`` adds to the style's.
    """

    text: str
    bold: bool = False
    kai: bool = False
    style: str = ""
    tracking: Length | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``tracking`` is pinned in the article, ``line`` its line in the file."""

    runs: tuple[Run, ...]
    kind: ParagraphKind = ParagraphKind.TEXT
    tracking: Length | None = None
    line: int = 0

    @property
    def text(self) -> str:
        """The paragraph as read, without markup."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Article:
    """A parsed article file.

    ``kicker``, ``headline`` and ``deck`` are lines of the headline parts. The
    ``byline`` (电头, 作者) is not in ``paragraphs``: it is set run-in before the first.
    ``path`` is the file as an editor would name it.
    """

    path: str
    paragraphs: tuple[Paragraph, ...]
    kicker: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    byline: str = ""
    source: str = ""
