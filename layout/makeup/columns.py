"""A story's region divided: box inset, headline on top, body columns below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from layout.errors import EditorError, Mark
from layout.geometry import Rect
from layout.makeup.grid import PageGrid
from layout.spec.page_spec import BoxSpec, Story

DEFAULT_GUTTER = 1.5
"""Between a story's columns when the page does not say, in em."""


@dataclass(frozen=True, slots=True)
class StoryFrame:
    """Where a story's parts go; points on the page.

    ``outer`` is what the page gave it, ``inner`` that less the box's inset.
    """

    outer: Rect
    inner: Rect
    box: BoxSpec | None


def story_frame(story: Story, outer: Rect, grid: PageGrid) -> StoryFrame:
    """The inside of a story's place: its box keeps text at the inset's distance."""
    if story.box is False:
        return StoryFrame(outer, outer, None)
    box = BoxSpec() if story.box is True else story.box
    vertical, horizontal = (length.pt(grid.scale) for length in box.inset)
    return StoryFrame(outer, outer.inset(horizontal, vertical, horizontal, vertical), box)


def body_top(frame: StoryFrame, headline_rows: float, grid: PageGrid) -> float:
    """Where the body's first line slot begins: on the grid of the story's own top edge."""
    needed = frame.inner.y - frame.outer.y + headline_rows * grid.scale.line
    rows = math.ceil(needed / grid.scale.line - 1e-6)
    if frame.box is not None and headline_rows:
        # The headline block already holds half a line of air, which the inset may use.
        rows = math.ceil(headline_rows - 1e-6)
    return frame.outer.y + rows * grid.scale.line


def body_columns(
    story: Story, frame: StoryFrame, top: float, grid: PageGrid, mark: Mark
) -> tuple[Rect, ...]:
    """The body's columns from left to right, whole lines high.

    Raises :class:`EditorError` when a column would be too narrow for two
    characters or the headline leaves no line.
    """
    inner = frame.inner
    height = grid.rows(inner.bottom - top) * grid.scale.line
    count = story.columns
    gutter = story.gutter.pt(grid.scale) if story.gutter else DEFAULT_GUTTER * grid.scale.em
    if story.measure is not None:
        width = story.measure.pt(grid.scale)
        gutter = (inner.width - count * width) / (count - 1) if count > 1 else 0.0
        if count == 1 and width <= inner.width + 0.01:
            inner = Rect(inner.x + (inner.width - width) / 2, inner.y, width, inner.height)
    else:
        width = (inner.width - gutter * (count - 1)) / count
    if width < 2 * grid.scale.em or gutter < -0.01:
        raise EditorError(
            f"{count} column{'s' * (count > 1)} of text cannot stand in "
            f"{inner.width / grid.scale.em:.1f} em",
            mark=mark,
            expected="columns at least two characters wide, with a gutter that is not negative",
            suggestion="take fewer columns, a narrower gutter or measure, or a wider place",
        )
    if height <= 0:
        raise EditorError(
            "the headline leaves no line for the text",
            mark=mark,
            expected="a place with more rows than its headline takes",
            suggestion="give the story more rows, or the headline fewer `lines`",
        )
    return tuple(Rect(inner.x + i * (width + gutter), top, width, height) for i in range(count))


def framed_columns(frames: Sequence[Rect], grid: PageGrid, mark: Mark) -> tuple[Rect, ...]:
    """Explicit frames as columns, cut to whole lines.

    Raises :class:`EditorError` for a frame too narrow for two characters.
    """
    for frame in frames:
        if frame.width < 2 * grid.scale.em or grid.rows(frame.height) < 1:
            raise EditorError(
                "a frame is too small for text",
                mark=mark,
                expected="at least two characters of width and one line of height",
            )
    line = grid.scale.line
    return tuple(Rect(f.x, f.y, f.width, grid.rows(f.height) * line) for f in frames)
