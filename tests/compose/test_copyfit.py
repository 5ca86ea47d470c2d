"""Copyfitting: frames filled to the last line at the least distortion, or the exact shortfall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.copyfit import FACE, STYLE, articles, cases, fitted
from layout.compose.copyfit import Limits, Thread, copyfit, set_unfitted
from layout.compose.style import ParagraphStyle, StyledRun, TextStyle
from layout.compose.text import PreparedText, prepare
from layout.spec.page_spec import Filling

SIZE = 9.0
RULES = ParagraphStyle(indent=2 * SIZE)

# columns and measure (em) of the sample page's stories
FRAMES = [
    ("liangshan", (22, 22, 22, 22), 18.7),
    ("yanzhou", (36,), 25.75),
    ("jiaxiang", (51,), 20.75),
    ("jinxiang", (16, 16, 16), 18.0),
    ("yutai", (15, 15, 15, 15), 18.75),
    ("sishui", (45,), 25.75),
]


def texts(*paragraphs: str, style: TextStyle = STYLE) -> list[PreparedText]:
    return [prepare([StyledRun(paragraph, style)], RULES) for paragraph in paragraphs]


@pytest.mark.parametrize(("story", "columns", "measure"), FRAMES)
def test_every_story_of_the_sample_fits_by_itself(
    story: str, columns: tuple[int, ...], measure: float
) -> None:
    thread = Thread(columns, (measure * SIZE,) * len(columns))
    fit = copyfit(texts(*articles()[story]), thread)
    assert (fit.exact, fit.lines) == (True, sum(columns))
    assert all(abs(setting.tracking) <= 0.045 for setting in fit.settings)


def test_generated_stories_fit_exactly_in_98_of_100_cases() -> None:
    results = [(case, fitted(case)) for case in cases(200)]
    exact = [fit for _, fit in results if fit.exact]
    assert len(exact) >= 196
    for case, fit in results:
        assert all(abs(setting.tracking) <= 0.045 for setting in fit.settings)
        assert fit.lines - fit.over + fit.short == case.thread.lines
        assert not (fit.over and fit.short)


CHARACTER = "排"

LOOSE = 20.5 * SIZE
"""A measure that holds 20 characters, and 21 at a tracking of -2.5 %."""


def block(lines: int, spare: int = 0) -> str:
    """A paragraph that takes ``lines`` lines of 20 em, ``spare`` characters short of full."""
    return CHARACTER * (20 * lines - 2 - spare)


@pytest.mark.parametrize(
    ("paragraphs", "columns", "over", "short"),
    [
        ((block(3), block(2)), (5,), 0, 0),
        ((block(10),), (5,), 5, 0),
        ((block(2),), (9,), 0, 7),
        ((block(1, spare=10),), (2,), 0, 1),
        ((block(1), block(1)), (1,), 1, 0),
    ],
)
def test_what_cannot_fit_is_told_in_exact_lines(
    paragraphs: tuple[str, ...], columns: tuple[int, ...], over: int, short: int
) -> None:
    fit = copyfit(texts(*paragraphs), Thread(columns, (20 * SIZE,) * len(columns)))
    assert (fit.over, fit.short) == (over, short)


def test_the_least_tracking_that_reaches_the_count_is_taken() -> None:
    (text,) = texts(block(10, spare=-3))
    thread = Thread((10,), (LOOSE,))
    fit = copyfit([text], thread)
    (setting,) = fit.settings
    assert fit.exact and setting.tracking < 0
    looser = Limits(tracking=(setting.tracking + 0.001, 0.045))
    assert not copyfit([text], thread, looser).exact


def test_pinned_paragraphs_keep_their_tracking() -> None:
    stories = texts(block(10, spare=-3), block(10))
    fit = copyfit(stories, Thread((20,), (20 * SIZE,)), pinned={1: 0.01})
    assert fit.settings[1].tracking == 0.01


def test_distortion_goes_where_it_costs_least() -> None:
    stories = texts(block(4, spare=-3), block(30, spare=-3))
    fit = copyfit(stories, Thread((35,), (LOOSE,)))
    assert fit.exact
    assert fit.settings[0].tracking < 0
    assert fit.settings[1].tracking == 0


def test_columns_of_different_width_are_filled_at_their_own() -> None:
    (text,) = texts(CHARACTER * (18 + 20 + 10 + 10))
    fit = set_unfitted([text], Thread((2, 2), (20 * SIZE, 10 * SIZE)))
    assert fit.exact
    assert fit.settings[0].ends == (18, 38, 48, 58)


def test_a_fit_over_columns_of_different_width_is_exact() -> None:
    story = articles()["jinxiang"]
    thread = Thread((16, 12, 15), (18 * SIZE, 24 * SIZE, 18.5 * SIZE))
    fit = copyfit(texts(*story), thread)
    ends = [end for setting in fit.settings for end in setting.ends]
    assert len(ends) == fit.lines


def test_a_column_does_not_begin_with_a_lonely_last_line() -> None:
    stories = texts(block(4), block(6, spare=-3), block(6, spare=-3))
    fit = copyfit(stories, Thread((10, 7), (LOOSE,) * 2))
    assert [len(setting.ends) for setting in fit.settings] == [4, 6, 7]
    in_one = copyfit(stories, Thread((17,), (LOOSE,)))
    assert [len(setting.ends) for setting in in_one.settings] != [4, 7, 7]


def test_no_paragraph_ends_in_one_character_when_it_need_not() -> None:
    (text,) = texts(block(5, spare=-1))
    fit = copyfit([text, *texts(block(8, spare=3))], Thread((14,), (20 * SIZE,)))
    last = fit.settings[0].ends[-2:]
    assert fit.exact
    assert last[1] - last[0] > 1


def test_faces_of_the_bench_are_the_projects() -> None:
    assert FACE.path.endswith("NotoSerifSC-Regular.ttf")


@pytest.mark.parametrize(("story", "columns", "measure"), FRAMES[:3])
def test_stories_filled_by_total_fit_are_fitted_too(
    story: str, columns: tuple[int, ...], measure: float
) -> None:
    rules = replace(RULES, filling=Filling.OPTIMAL)
    prepared = [prepare([StyledRun(text, STYLE)], rules) for text in articles()[story]]
    fit = copyfit(prepared, Thread(columns, (measure * SIZE,) * len(columns)))
    assert (fit.exact, fit.lines) == (True, sum(columns))
