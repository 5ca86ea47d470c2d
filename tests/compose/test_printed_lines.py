"""The printed page as a witness: every line of it comes out, none is forced.

Each paragraph is set at one measure and nothing else changes; the measures
are the middle of the span in which the paragraph comes out as printed.
"""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest

from layout.compose.breaking import fill

PRINTED = Path(__file__).resolve().parents[1] / "data" / "printed-lines"

BODY = {"han_latin_gap": 0.07, "latin_scale": 1.095, "han_space": 0.375, "indent": 2.0}
"""开明式, GB level, push-out: the defaults. Latin and digits a little wide, as in print."""

MEASURES = {
    "liangshan": (18.7, 18.78, 18.9, 18.78, 18.88, 18.75),
    "yanzhou": (25.26, 25.81, 25.89, 25.91),
    "jiaxiang": (21.12, 20.84, 20.75, 20.95, 20.26),
    "photo-caption": (51.4,),
}
"""Measure of each paragraph in em of its text size."""

LINES = {"liangshan": 88, "yanzhou": 36, "jiaxiang": 51, "photo-caption": 3}


def paragraphs(name):
    """The lines of each paragraph, as printed."""
    content = (PRINTED / f"{name}.txt").read_text("utf-8").strip("\n")
    return [[line.strip() for line in block.split("\n")] for block in content.split("\n\n")]


def differing(setting, name):
    """Every printed line that the engine sets differently, with what it sets."""
    found = []
    for measure, lines in zip(MEASURES[name], paragraphs(name), strict=True):
        prepared = setting.prepare("".join(lines), **BODY)
        assert set(fill(prepared, [measure * setting.size])) <= set(prepared.breaks)
        made = [line.strip() for line in setting.break_(prepared, measure)]
        found += [(a, b) for a, b in zip_longest(lines, made) if a != b]
    return found


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_every_printed_line_comes_out(setting, name):
    assert differing(setting, name) == []


@pytest.mark.parametrize(("name", "count"), sorted(LINES.items()))
def test_no_printed_line_is_left_out_of_the_count(name, count):
    assert sum(len(lines) for lines in paragraphs(name)) == count


def test_the_body_stories_have_175_printed_lines():
    assert sum(count for name, count in LINES.items() if name != "photo-caption") == 175


def test_paragraphs_of_a_story_differ_by_no_more_than_editors_track():
    for measures in MEASURES.values():
        assert max(measures) / min(measures) - 1 < 0.045
