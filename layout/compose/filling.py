"""Breaking a paragraph the way that its style asks for."""

from __future__ import annotations

from collections.abc import Sequence

from layout.compose.breaking import fill
from layout.compose.optimal import fill_optimally
from layout.compose.text import PreparedText
from layout.spec.page_spec import Filling


def break_lines(text: PreparedText, measures: Sequence[float], tracking: float = 0.0) -> list[int]:
    """The cluster index that each line ends before; see :func:`layout.compose.breaking.fill`."""
    if text.style.filling is Filling.OPTIMAL:
        return fill_optimally(text, measures, tracking)
    return fill(text, measures, tracking)
