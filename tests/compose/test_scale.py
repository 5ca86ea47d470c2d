"""Lengths in em: a text set larger in a measure as much larger is the same picture."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.compose.breaking import fill
from layout.compose.lines import set_line
from layout.spec.page_spec import Adjustment, PunctuationStyle

TEXT = (
    "本报梁山讯（通讯员 杨景雪）2024年以来，县里“组团帮扶”增长12.5%——共有1200名第一书记，"
    "《人民日报》报道：A股、GDP与COVID-19……真的吗？！是的。阿列克谢·高尔基～北京／上海，"
)
OPTIONS = {"han_latin_gap": 0.07, "latin_scale": 1.095, "han_space": 0.375, "indent": 2.0}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    size=st.floats(4.0, 90.0),
    measure=st.integers(30, 300),
    tracking=st.sampled_from([0.0, -0.03, 0.02]),
    style=st.sampled_from(PunctuationStyle),
    adjustment=st.sampled_from(Adjustment),
)
def test_breaks_do_not_depend_on_the_text_size(setting, size, measure, tracking, style, adjustment):
    options = {"punctuation": style, "adjustment": adjustment, **OPTIONS}
    em = measure / 10 + 0.0037  # off the grid, where rounding cannot decide
    small = setting.prepare(TEXT, size=10.0, **options)
    large = setting.prepare(TEXT, size=size, **options)
    assert fill(small, [em * 10], tracking) == fill(large, [em * size], tracking)


@pytest.mark.parametrize("size", [6.0, 13.5, 72.0])
def test_places_of_glyphs_grow_with_the_text_size(setting, size):
    small = setting.prepare(TEXT, size=10.0, **OPTIONS)
    large = setting.prepare(TEXT, size=size, **OPTIONS)
    start = 0
    for end in fill(small, [183.0]):
        one = set_line(small, start, end, 183.0, last=end == len(small.clusters))
        two = set_line(large, start, end, 18.3 * size, last=end == len(large.clusters))
        assert [o / size for run in two.runs for o in run.offsets] == pytest.approx(
            [o / 10 for run in one.runs for o in run.offsets]
        )
        start = end


def test_a_long_story_is_filled_many_times_a_second(setting):
    from time import perf_counter

    prepared = setting.prepare(TEXT * 20, **OPTIONS)
    start = perf_counter()
    for step in range(100):
        fill(prepared, [180.0], step / 5000)
    assert perf_counter() - start < 2.0
