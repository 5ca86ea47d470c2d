from __future__ import annotations

import pytest

from layout.compose.lines import set_line
from layout.spec.page_spec import Adjustment, Align, PunctuationStyle

FULL = PunctuationStyle.FULL

TEXTS = [
    "一二三四五六七八九十",
    "一二，三四。五六：“七八”九十",
    "本报讯（记者 张三）近年来A股上涨12.5%，GDP达3000亿元",
    "Latin words only on this line of text",
    "https://www.example.com/a/long/path",
    "破折号——省略号……连接号～分隔号／止",
    "一 二 三 四",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("measure", [6.0, 7.3, 9.9])
@pytest.mark.parametrize("tracking", [0.0, 0.03, -0.02])
@pytest.mark.parametrize("style", [FULL, PunctuationStyle.KAIMING, PunctuationStyle.LINE_END_HALF])
def test_justified_lines_end_at_their_measure(setting, text, measure, tracking, style):
    lines = setting.lines(
        text * 3, measure, tracking, punctuation=style, han_latin_gap=0.125, indent=1.0
    )
    for line in lines[:-1]:
        if len(line.text.strip()) > 1:
            assert line.width == pytest.approx(measure * 10, abs=1e-6), line.text
    assert lines[-1].width == pytest.approx(
        lines[-1].natural + (10.0 if len(lines) == 1 else 0.0), abs=1e-6
    )


@pytest.mark.parametrize("text", TEXTS)
def test_forced_lines_all_end_at_their_measure(setting, text):
    lines = setting.lines(text, 8, align=Align.FORCE)
    for line in lines:
        if len(line.text.strip()) > 1:
            assert line.width == pytest.approx(80, abs=1e-6), line.text


@pytest.mark.parametrize(
    ("align", "start"),
    [
        (Align.LEFT, 0.0),
        (Align.CENTER, 2.0),
        (Align.RIGHT, 4.0),
        (Align.JUSTIFY, 0.0),
    ],
)
def test_a_short_line_stands_where_its_alignment_says(setting, align, start):
    (line,) = setting.lines("一二三四", 8, align=align)
    assert setting.offsets(line)[0] == pytest.approx(start)
    assert line.width == pytest.approx((start + 4) * 10)


@pytest.mark.parametrize("align", [Align.LEFT, Align.CENTER, Align.RIGHT])
def test_lines_that_are_not_justified_keep_their_natural_width(setting, align):
    for line in setting.lines("一二三，四五六七八九", 4.7, align=align):
        offsets = setting.offsets(line)
        assert offsets[-1] - offsets[0] == pytest.approx(
            line.natural / 10 - (1.0 if line.text[-1] != "，" else 0.5)
        )


def test_the_last_line_of_a_justified_paragraph_is_left_as_it_is(setting):
    *_, last = setting.lines("一二三四五六七", 5)
    assert last.width == last.natural == pytest.approx(20)


def test_a_forced_line_of_one_character_keeps_its_place(setting):
    (line,) = setting.lines("一", 5, align=Align.FORCE)
    assert setting.offsets(line) == [0.0]


def test_trailing_spaces_are_not_part_of_the_width(setting):
    first = setting.lines("一二三 四五六", 3.2, 0.05)[0]
    assert first.text == "一二三 "
    assert first.width == pytest.approx(32, abs=1e-6)


def test_a_mark_hangs_out_of_the_measure(setting):
    first = setting.lines("一二三四。五六七八", 4, punctuation=FULL, hang=True)[0]
    assert first.text == "一二三四。"
    assert first.hang == pytest.approx(10)
    assert first.width == pytest.approx(40, abs=1e-6)
    assert setting.offsets(first)[-1] == pytest.approx(4)


def test_a_mark_that_fits_does_not_hang(setting):
    first = setting.lines("一二三四。五六七八", 5.4, punctuation=FULL, hang=True)[0]
    assert first.text == "一二三四。"
    assert first.hang == 0
    assert first.width == pytest.approx(54, abs=1e-6)


def test_characters_before_a_hanging_mark_are_spread_without_it(setting):
    first = setting.lines("一二三四。五六七八", 4.3, punctuation=FULL, hang=True)[0]
    assert first.width == pytest.approx(43, abs=1e-6)
    assert setting.offsets(first) == pytest.approx([0, 1.1, 2.2, 3.3, 4.3])


def test_half_of_a_mark_at_the_line_end_is_outside_the_natural_width(setting):
    style = PunctuationStyle.LINE_END_HALF
    first = setting.lines("一二三四。五六七八", 4.5, punctuation=style)[0]
    assert first.text == "一二三四。"
    assert first.natural == pytest.approx(45)
    assert first.width == pytest.approx(45)


def test_a_line_too_long_is_tightened_in_any_alignment(setting):
    prepared = setting.prepare("一，二，三", punctuation=FULL)
    for align in Align:
        line = set_line(prepared, 0, 5, 44, last=True, align=align)
        assert line.width == pytest.approx(44, abs=1e-6)
        assert setting.offsets(line)[0] == 0


def test_push_in_takes_the_blank_of_the_last_mark_first(setting):
    first = setting.lines("一二，四。五六", 4.6, punctuation=FULL, adjustment=Adjustment.PUSH_IN)[0]
    assert first.text == "一二，四。"
    assert setting.offsets(first) == pytest.approx([0, 1, 2, 3, 4])
    assert first.width == pytest.approx(46, abs=1e-6)


def test_glyphs_and_texts_stand_side_by_side(setting):
    for line in setting.lines("一二——三e\u0301四，“A b”葛\U000e0100五六", 5):
        for run in line.runs:
            assert len(run.gids) == len(run.offsets) == len(run.texts)
            assert not run.rises or len(run.rises) == len(run.gids)
        assert "".join(text for run in line.runs for text in run.texts) == line.text


def test_a_line_names_its_largest_size_and_its_place(setting):
    line = setting.lines("一二三四五六", 3)[1]
    assert (line.start, line.end, line.size, line.measure) == (3, 6, 10.0, 30.0)


def test_offsets_never_run_backwards(setting):
    for text in TEXTS:
        for line in setting.lines(text, 6):
            offsets = setting.offsets(line)
            assert offsets == sorted(offsets)
