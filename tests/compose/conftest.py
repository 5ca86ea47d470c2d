"""Setting text without a page: a style, a paragraph, its lines, all lengths in em."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from layout.compose.breaking import fill
from layout.compose.lines import Line, set_line
from layout.compose.style import ParagraphStyle, StyledRun, TextStyle
from layout.compose.text import PreparedText, prepare
from layout.model import FaceRef

FONTS = Path(__file__).resolve().parents[2] / "fonts"
PARAGRAPH = frozenset(field.name for field in fields(ParagraphStyle))


@dataclass(frozen=True)
class Setting:
    """Composition at one text size; options are fields of either style."""

    song: FaceRef
    hei: FaceRef
    kai: FaceRef
    size: float = 10.0

    @property
    def faces(self) -> tuple[FaceRef, ...]:
        return (self.song, self.hei, self.kai)

    def style(self, size: float = 10.0, **options) -> TextStyle:
        return TextStyle(
            options.pop("faces", self.faces),
            options.pop("latin_faces", self.faces),
            size,
            **{"han_latin_gap": 0.0, **options},
        )

    def prepare(self, text: str, size: float = 10.0, **options) -> PreparedText:
        paragraph = {name: options.pop(name) for name in list(options) if name in PARAGRAPH}
        if "indent" in paragraph:
            paragraph["indent"] *= size
        runs = [StyledRun(text, self.style(size, **options))]
        return prepare(runs, ParagraphStyle(**paragraph))

    def break_(
        self, prepared: PreparedText, measure: float, tracking: float = 0.0, size: float = 10.0
    ) -> list[str]:
        ends = fill(prepared, [measure * size], tracking)
        return [
            "".join(cluster.text for cluster in prepared.clusters[start:end])
            for start, end in zip([0, *ends], ends, strict=False)
        ]

    def broken(self, text: str, measure: float, **options) -> list[str]:
        """The lines of ``text`` in a measure of so many em."""
        return self.break_(self.prepare(text, **options), measure)

    def lines(self, text: str, measure: float, tracking: float = 0.0, **options) -> list[Line]:
        """The lines of ``text`` as set in a measure of so many em; lengths in points."""
        prepared = self.prepare(text, **options)
        ends = fill(prepared, [measure * self.size], tracking)
        return [
            set_line(prepared, start, end, measure * self.size, tracking, last=end == ends[-1])
            for start, end in zip([0, *ends], ends, strict=False)
        ]

    def width(self, text: str, **options) -> float:
        """Natural width of a text on one line, in em."""
        return self.prepare(text, **options).sums[-1] / self.size

    def offsets(self, line: Line) -> list[float]:
        """Where the glyphs of a line stand, in em from the measure's start."""
        return [offset / self.size for run in line.runs for offset in run.offsets]

    def advances(self, texts: Sequence[str], **options) -> list[float]:
        return [self.width(text, **options) for text in texts]


@pytest.fixture(scope="session")
def setting() -> Setting:
    return Setting(
        *(
            FaceRef(str(FONTS / f"{name}.ttf"))
            for name in ("NotoSerifSC-Regular", "NotoSansSC-Regular", "WenKaiSC-Regular")
        )
    )
