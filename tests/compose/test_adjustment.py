from __future__ import annotations

import pytest

from layout.compose.adjustment import REDUCTION, Give, stretch, tighten
from layout.spec.page_spec import PunctuationStyle

FULL, KAIMING = PunctuationStyle.FULL, PunctuationStyle.KAIMING


def added(setting, work, text, amount, **options):
    """What ``work`` adds after each cluster, in em."""
    prepared = setting.prepare(text, **{"faces": (setting.hei,), **options})
    additions = work(prepared.clusters, prepared.before, 0, len(prepared.clusters), amount * 10)
    return [round(addition / 10, 3) for addition in additions]


def test_the_order_of_reduction_is_clreqs():
    assert [step for step, _, _ in REDUCTION] == list(Give)
    assert [step.name for step in Give] == [
        "LINE_END",
        "WORD_SPACE",
        "MIDDOT",
        "BRACKET",
        "COMMA",
        "GAP",
        "STOP",
    ]


# One text with everything that can give: which clusters give, step by step.
MIXED = "一（二）三，四·五。六A B七。"
#        0 1 2 3 4 5 6 7 8 9 . . . . . .
STEPS = [
    # em taken out in all, {cluster: what it gives}, what has just begun to give
    (0.5, {15: 0.5}, "the mark at the line end"),
    (0.7, {15: 0.5, 12: 0.2}, "the word space, to 1/4 em"),
    (1.2, {15: 0.5, 12: 0.25, 6: 0.225, 7: 0.225}, "the interpunct, on both sides alike"),
    (1.75, {15: 0.5, 12: 0.25, 6: 0.25, 7: 0.25, 0: 0.25, 3: 0.25}, "brackets, equally"),
    (2.5, {15: 0.5, 12: 0.25, 6: 0.25, 7: 0.25, 0: 0.5, 3: 0.5, 5: 0.25}, "the comma"),
    (
        2.825,
        {15: 0.5, 12: 0.25, 6: 0.25, 7: 0.25, 0: 0.5, 3: 0.5, 5: 0.5, 10: 0.0375, 13: 0.0375},
        "Han–Latin gaps, to 1/8 em",
    ),
    (
        3.3,
        {
            15: 0.5,
            12: 0.25,
            6: 0.25,
            7: 0.25,
            0: 0.5,
            3: 0.5,
            5: 0.5,
            10: 0.125,
            13: 0.125,
            9: 0.3,
        },
        "the full stop within the line",
    ),
]


@pytest.mark.parametrize(("taken", "gives", "step"), STEPS)
def test_steps_of_reduction(setting, taken, gives, step):
    space = {"\u2002": " "}  # an en space is half an em wide in any font
    text = MIXED.replace(" ", next(iter(space)))
    result = added(setting, tighten, text, taken, punctuation=FULL, han_latin_gap=0.25)
    expected = [-gives.get(i, 0.0) for i in range(len(text))]
    assert result == pytest.approx(expected, abs=0.002), step
    assert sum(result) == pytest.approx(-taken, abs=0.005)


def test_several_of_a_kind_give_alike(setting):
    result = added(setting, tighten, "一，二、三；四", 0.6, punctuation=FULL)
    assert result == [0, -0.2, 0, -0.2, 0, -0.2, 0]


def test_kaiming_keeps_full_stops_at_one_em_within_the_line(setting):
    result = added(setting, tighten, "一。二。", 0.5, punctuation=KAIMING)
    assert result == [0, 0, 0, -0.5]
    result = added(setting, tighten, "一。二三", 0.3, punctuation=KAIMING)
    assert result == [-0.1, -0.1, -0.1, 0]


def test_a_gap_at_its_least_gives_nothing(setting):
    result = added(setting, tighten, "一A二", 0.2, han_latin_gap=0.125)
    assert result == [-0.1, -0.1, 0]


def test_word_spaces_are_stretched_first_to_half_an_em(setting):
    result = added(setting, stretch, "一A\u2005B二", 0.2)
    assert result == [0, 0, 0.2, 0, 0]
    result = added(setting, stretch, "一A\u2005B二三", 0.55)
    assert result[2] == pytest.approx(0.25)
    assert result[0] == result[3] == result[4] == pytest.approx(0.1)


def test_gaps_are_stretched_next_and_within_bounds(setting):
    result = added(setting, stretch, "一A二三", 0.2, han_latin_gap=0.125)
    assert result == [0.1, 0.1, 0, 0]
    result = added(setting, stretch, "一A二三", 0.55, han_latin_gap=0.125)
    assert result == pytest.approx([0.225, 0.225, 0.1, 0])


@pytest.mark.parametrize(("gap", "most"), [(0.07, 0.195), (0.125, 0.25), (0.25, 0.333), (0.4, 0.4)])
def test_gaps_make_no_rivers(setting, gap, most):
    text = "一A二" + "三" * 200
    first, second, third, *_ = added(setting, stretch, text, 1.0, han_latin_gap=gap)
    assert gap + first - third == pytest.approx(most, abs=0.002)
    assert first == second


def test_what_is_left_goes_evenly_between_all_characters(setting):
    assert added(setting, stretch, "一二三四", 0.3) == [0.1, 0.1, 0.1, 0]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("一——二", [0, 1]),  # 符号分离禁则: the two dashes are one
        ("一12二", [0, 2]),
        ("一AB二", [0, 2]),
        ("一5%二", [0, 2]),
        ("一～二三", [2]),  # not round connectors
        ("一／二三", [2]),
        ("一-二三", [2]),
        ("一～", [0]),  # unless the line has no other place
        ("ABC", [0, 1]),
    ],
)
def test_where_the_rest_is_added(setting, text, slots):
    result = added(setting, stretch, text, 2.0)
    assert [i for i, value in enumerate(result) if value] == slots
    assert {result[i] for i in slots} == {2.0 / len(slots)}


@pytest.mark.parametrize(
    ("text", "grows"), [("A B一二", [2, 3]), ("A B C", [1, 3]), ("一 二三", [1, 2])]
)
def test_word_spaces_grow_beyond_their_limit_only_where_there_is_nothing_else(setting, text, grows):
    much = added(setting, stretch, text, 4.0)
    more = added(setting, stretch, text, 5.0)
    growing = [i for i, (a, b) in enumerate(zip(much, more, strict=True)) if b > a + 0.1]
    assert growing == grows
    assert sum(much) == pytest.approx(4.0, abs=0.005)


def test_a_single_character_cannot_be_adjusted(setting):
    assert added(setting, stretch, "一", 1.0) == [0]
    assert added(setting, tighten, "一", 0.2) == [0]
