"""Total fit against greedy filling: more even lines, at the same legal breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.copyfit import STYLE, articles
from layout.compose.breaking import fill
from layout.compose.filling import break_lines
from layout.compose.optimal import fill_optimally
from layout.compose.style import ParagraphStyle, StyledRun
from layout.compose.text import PreparedText, prepare
from layout.spec.page_spec import Adjustment, Filling

SIZE = STYLE.size
RULES = ParagraphStyle(indent=2 * SIZE)
PARAGRAPHS = [text for story in sorted(articles()) for text in articles()[story]]


def made(text: str, rules: ParagraphStyle = RULES) -> PreparedText:
    return prepare([StyledRun(text, STYLE)], rules)


def left_over(text: PreparedText, ends: list[int], measure: float) -> list[float]:
    """What every line but the last leaves of its room, in points."""
    starts = [0, *ends[:-1]]
    found = []
    for start, end in list(zip(starts, ends, strict=True))[:-1]:
        lead = text.sums[start] + (text.line_start[start] if start else -text.style.indent)
        found.append(measure - (text.sums[end] - text.line_end[end] - lead))
    return found


@pytest.mark.parametrize("measure", [9.0, 12.5, 18.7, 25.75])
def test_lines_are_as_even_as_greedy_or_better(measure: float) -> None:
    better = 0
    for paragraph in PARAGRAPHS:
        text = made(paragraph)
        room = measure * SIZE
        greedy, optimal = fill(text, [room]), fill_optimally(text, [room])
        assert set(optimal) <= set(text.breaks)
        assert optimal[-1] == len(text.clusters)
        before = sum(extra**2 for extra in left_over(text, greedy, room))
        after = sum(extra**2 for extra in left_over(text, optimal, room))
        if len(optimal) == len(greedy):
            better += after < before - 1e-6
    assert better >= (3 if measure < 20 else 0)


@given(
    st.text("长沟镇科普，。“”（）2024 ab", min_size=1, max_size=120),
    st.floats(6, 30),
    st.sampled_from(list(Adjustment)),
)
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_and_no_line_is_too_wide(
    content: str, measure: float, adjustment: Adjustment
) -> None:
    text = made(content, replace(RULES, adjustment=adjustment))
    ends = fill_optimally(text, [measure * SIZE])
    assert ends == sorted(set(ends))
    assert ends[-1:] == ([len(text.clusters)] if text.clusters else [])
    if adjustment is Adjustment.PUSH_OUT and set(ends) <= set(text.breaks):
        assert all(extra >= -1e-3 for extra in left_over(text, ends, measure * SIZE))


def test_a_lonely_last_character_gets_company() -> None:
    text = made("排" * (18 + 20 + 20 + 1))
    greedy = fill(text, [20 * SIZE])
    assert greedy[-1] - greedy[-2] == 1
    optimal = fill_optimally(text, [20 * SIZE])
    assert len(optimal) == 4
    assert optimal[-1] - optimal[-2] == 2


def test_lines_of_different_measure_are_filled_at_their_own() -> None:
    text = made("排" * 60)
    assert fill_optimally(text, [20 * SIZE, 10 * SIZE, 30 * SIZE])[:2] == [18, 28]


def test_a_word_wider_than_its_line_is_left_to_greedy_filling() -> None:
    text = made("x" * 80)
    assert fill_optimally(text, [10 * SIZE]) == fill(text, [10 * SIZE])


@pytest.mark.parametrize(
    ("filling", "other"), [(Filling.GREEDY, fill), (Filling.OPTIMAL, fill_optimally)]
)
def test_the_style_chooses(filling: Filling, other: object) -> None:
    text = made("排" * 59, replace(RULES, filling=filling))
    assert callable(other)
    assert break_lines(text, [20 * SIZE]) == other(text, [20 * SIZE])
