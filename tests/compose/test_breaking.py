from __future__ import annotations

import pytest

from layout.compose.breaking import fill
from layout.spec.page_spec import Adjustment, Prohibition, PunctuationStyle

FULL = PunctuationStyle.FULL


def test_lines_are_filled_to_the_last_character_that_fits(setting):
    assert setting.broken("一二三四五六七八九十", 4) == ["一二三四", "五六七八", "九十"]
    assert setting.broken("一二三四五六七八九十", 4.99) == ["一二三四", "五六七八", "九十"]


def test_the_first_line_is_indented(setting):
    assert setting.broken("一二三四五六", 4, indent=2.0) == ["一二", "三四五六"]


def test_each_line_has_its_own_measure(setting):
    prepared = setting.prepare("一二三四五六七八九")
    assert fill(prepared, [20.0, 30.0, 10.0]) == [2, 5, 6, 7, 8, 9]


def test_filling_stops_at_the_limit(setting):
    assert fill(setting.prepare("一二三四五六"), [20.0], 0.0, 2) == [2, 4]


def test_an_empty_paragraph_has_no_lines(setting):
    assert fill(setting.prepare(""), [100.0]) == []


def test_tracking_counts_between_characters_only(setting):
    prepared = setting.prepare("一二三四五六")
    assert fill(prepared, [43.0], 0.1) == [4, 6]
    assert fill(prepared, [42.9], 0.1) == [3, 6]


def test_spaces_at_a_line_end_take_no_room(setting):
    assert setting.broken("一二三 四五六 七", 3) == ["一二三 ", "四五六 ", "七"]


@pytest.mark.parametrize(
    ("adjustment", "measure", "first"),
    [
        # 四。 needs 1.6 em more than 5.4: nothing can be squeezed that far
        (Adjustment.PUSH_OUT, 6.0, "一，二，三"),
        (Adjustment.PUSH_IN, 5.4, "一，二，三"),
        # 四。 needs half an em more than 6.5, the line can give 1.5
        (Adjustment.PUSH_OUT, 6.5, "一，二，三"),
        (Adjustment.PUSH_IN, 6.5, "一，二，三四。"),
        # 0.2 em too long or 1.8 em too short: tightening changes the line less
        (Adjustment.LEAST, 6.8, "一，二，三四。"),
        # 1.4 em too long or 0.6 em too short: opening changes it less
        (Adjustment.LEAST, 5.6, "一，二，三"),
        (Adjustment.PUSH_IN, 5.6, "一，二，三四。"),
    ],
)
def test_what_a_prohibited_break_does(setting, adjustment, measure, first):
    # 一，二，三四。 is 7 em wide, 一，二，三 5 em; its two commas and 。 give 1.5 em.
    lines = setting.broken(
        "一，二，三四。五六七八", measure, adjustment=adjustment, punctuation=FULL
    )
    assert lines[0] == first


def test_a_line_pushed_in_is_no_wider_than_its_measure(setting):
    line = setting.lines(
        "一，二，三四。五六七八", 5.6, adjustment=Adjustment.PUSH_IN, punctuation=FULL
    )[0]
    assert line.text == "一，二，三四。"
    assert line.width == pytest.approx(56, abs=1e-6)


def test_push_in_does_not_squeeze_where_no_prohibition_asks_for_it(setting):
    text = "一，二，三四五六"
    for adjustment in Adjustment:
        assert setting.broken(text, 5.8, adjustment=adjustment, punctuation=FULL)[0] == "一，二，三"


def test_a_piece_wider_than_its_line_is_broken_where_it_must(setting):
    lines = setting.broken("一ABCDEFGHIJKLMNOPQRSTUVWXYZ二", 5)
    assert lines[0] == "一"
    assert "".join(lines) == "一ABCDEFGHIJKLMNOPQRSTUVWXYZ二"
    assert len(lines) > 3


def test_a_line_narrower_than_a_character_takes_one_all_the_same(setting):
    assert setting.broken("一二三", 0.5) == ["一", "二", "三"]


@pytest.mark.parametrize("measure", [0.5, 1.2, 1.6, 2.2])
def test_marks_stay_with_their_letters_even_there(setting, measure):
    # No face has the skin tone: it is set as wide as an em, and still a mark.
    for line in setting.broken("AB\U0001f3fd" * 6, measure):
        assert line[0] != "\U0001f3fd"


ADDRESSES = [
    (
        "请看https://www.example.com.cn/news/2024-11/08.html?id=5&x=1吧",
        ["请看https://www.", "example.com.cn/", "news/2024-11/08.", "html?id=5&x=1吧"],
    ),
    ("写信zhang.san@mail.example.org", ["写信zhang.san@", "mail.example.org"]),
]


@pytest.mark.parametrize(("text", "lines"), ADDRESSES)
def test_addresses_break_after_a_separator(setting, text, lines):
    assert setting.broken(text, 9) == lines


def test_no_line_starts_with_a_separator_of_an_address(setting):
    text = "请看https://www.example.com.cn/news/2024-11/08?id=5&x=1#top吧。"
    for tenths in range(50, 200):
        for line in setting.broken(text, tenths / 10)[1:]:
            assert line[0] not in "/.-_?&=@:"


def test_a_sentence_after_an_address_begins_no_line_with_its_stop(setting):
    for tenths in range(60, 200):
        for line in setting.broken("见www.example.com。再见。", tenths / 10)[1:]:
            assert line[0] not in "。."


def test_a_foreign_name_breaks_after_its_dot_and_not_before(setting):
    name = "阿列克谢·马克西莫维奇·高尔基"
    firsts = {line[0] for m in range(20, 120) for line in setting.broken(name, m / 10)[1:]}
    lasts = {line[-1] for m in range(20, 120) for line in setting.broken(name, m / 10)[:-1]}
    assert "·" not in firsts
    assert "·" in lasts


def test_a_connector_stays_with_what_is_before_it(setting):
    assert setting.broken("一二三四～五六", 4) == ["一二三", "四～五六"]
    assert setting.broken("青年人才-青年党员", 4.4)[0] == "青年人才-"


def test_marks_that_end_a_quotation_keep_together(setting):
    for measure in range(20, 90):
        lines = setting.broken("他说：“到《〈红楼梦〉札记》（上）去。”她问。", measure / 10)
        for line in lines[1:]:
            assert line[0] not in "：”〉》）。"
        for line in lines[:-1]:
            assert line[-1] not in "“《〈（"


def test_the_same_line_count_at_any_level_of_prohibition_for_plain_han(setting):
    counts = {
        len(setting.broken("一二三四五六七八九十" * 5, 7, prohibition=level))
        for level in Prohibition
    }
    assert counts == {8}
