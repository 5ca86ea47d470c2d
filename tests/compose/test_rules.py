from __future__ import annotations

from itertools import pairwise

import pytest

from layout.compose import adjustment, rules
from layout.compose.classes import CharClass as C
from layout.spec.page_spec import Adjustment, Prohibition, PunctuationStyle

NONE, BASIC, GB, STRICT = LEVELS = tuple(Prohibition)
FULL, KAIMING = PunctuationStyle.FULL, PunctuationStyle.KAIMING
LINE_END_HALF, HALF = PunctuationStyle.LINE_END_HALF, PunctuationStyle.HALF

AT_LINE_START = [
    # what CLREQ calls it, marks, prohibited from which level on
    ("点号", "、，；：。！？", BASIC),
    ("结束引号", "”’」』", BASIC),
    ("结束括号", "）］｝〕】", BASIC),
    ("结束书名号", "》〉", BASIC),
    ("连接号", "～–－-", BASIC),
    ("间隔号", "·・", BASIC),
    ("分隔号", "／/", BASIC),
    ("西文后标点", ".,!?)%", BASIC),
    ("单位", "℃‰", BASIC),
    ("连接用加号", "+", GB),
    ("破折号", "—", STRICT),
    ("省略号", "…", STRICT),
]
AT_LINE_END = [
    ("开始引号", "“‘「『", BASIC),
    ("开始括号", "（［｛〔【", BASIC),
    ("开始书名号", "《〈", BASIC),
    ("西文前标点", "([", BASIC),
    ("货币", "¥￥$", BASIC),
    ("分隔号", "／/", GB),
]


def _rows(table):
    return [(mark, level, name) for name, marks, level in table for mark in marks]


@pytest.mark.parametrize(("mark", "since", "name"), _rows(AT_LINE_START))
@pytest.mark.parametrize("level", LEVELS)
def test_what_may_begin_a_line(setting, mark, since, name, level):
    text = f"一二三四{mark * 2 if mark in '—…' else mark}五六七八"
    first = setting.broken(text, 4, prohibition=level)[0]
    prohibited = LEVELS.index(level) >= LEVELS.index(since)
    assert (first == "一二三四") is not prohibited
    if prohibited:
        assert first == "一二三"  # push-out: the character before the mark goes along


@pytest.mark.parametrize(("mark", "since", "name"), _rows(AT_LINE_END))
@pytest.mark.parametrize("level", LEVELS)
def test_what_may_end_a_line(setting, mark, since, name, level):
    measure = setting.width(f"一二三{mark}") + 0.01
    first = setting.broken(f"一二三{mark}四五六七", measure, prohibition=level)[0]
    prohibited = LEVELS.index(level) >= LEVELS.index(since)
    start_prohibited = mark in "／/" and level is not NONE
    expected = "一二三" if prohibited else f"一二三{mark}"
    assert first == ("一二" if prohibited and start_prohibited else expected)


def test_the_level_none_breaks_between_any_two_han_characters_and_marks(setting):
    lines = setting.broken("甲，乙。（丙）丁、戊", 1, prohibition=NONE, punctuation=FULL)
    assert "".join(lines) == "甲，乙。（丙）丁、戊"
    assert "，" in {line[0] for line in lines}


def test_levels_only_add_prohibitions():
    for weaker, stronger in pairwise(LEVELS):
        assert rules.line_start_classes(weaker) <= rules.line_start_classes(stronger)
        assert rules.line_end_classes(weaker) <= rules.line_end_classes(stronger)


def test_a_space_does_not_lift_a_prohibition(setting):
    assert setting.broken("一二三“ 四五六七", 4.1, han_space=0.25)[0] == "一二三"
    assert setting.broken("一二三四 ，五六七", 4.4)[0] == "一二三"


INSEPARABLE = [
    ("一二——三四", "——", "CLREQ #id90"),
    ("一二⸺三四", "⸺", "CLREQ #id90"),
    ("一二……三四", "……", "CLREQ #id91"),
    ("一二⋯⋯三四", "⋯⋯", "CLREQ #id91"),
    ("一二editor三四", "editor", "CLREQ #id114"),
    ("一二1999年三", "1999", "CLREQ #h-digits_and_their_prefix_and_suffix"),
    ("一二12.5%三四", "12.5%", "CLREQ #h-digits_and_their_prefix_and_suffix"),
    ("一二1,000三四", "1,000", "UAX #14 LB25"),
    ("一二¥3000元三", "¥3000", "CLREQ #h-digits_and_their_prefix_and_suffix"),
    ("一二36.5℃三四", "36.5℃", "CLREQ #h-digits_and_their_prefix_and_suffix"),
    ("一二120㎡三四", "120㎡", "CLREQ #h-digits_and_their_prefix_and_suffix"),
    ("一二20°C三四", "20°C", "CLREQ #h-digits_and_their_prefix_and_suffix"),
    ("一二1+1=2三四", "1+1=2", "UAX #14 LB25"),
    ("一二COVID-19三四", "COVID-19", "a hyphen, letter or digit group is not split in print"),
    ("一二km/h三四", "km/h", "CLREQ #id114"),
    ("一二it’s三四", "it’s", "UAX #14 LB19"),
    ('一二"三"四五', '二"三"四', "UAX #14 LB19"),
    ("一二三\u00a0四五六", "三\u00a0四", "UAX #14 LB12"),
    ("一二三\u2060四五六", "三\u2060四", "UAX #14 LB11"),
    ("一二葛\U000e0100三四", "葛\U000e0100", "UAX #14 LB9"),
    ("一二👩‍🌾三四", "👩‍🌾", "UAX #14 LB8a, LB9"),
    ("一二🇨🇳三四", "🇨🇳", "UAX #14 LB30a"),
]


@pytest.mark.parametrize(("text", "unit", "source"), INSEPARABLE)
@pytest.mark.parametrize("level", LEVELS)
def test_what_no_line_break_parts(setting, text, unit, source, level):
    prepared = setting.prepare(text, prohibition=level)
    at = text.index(unit)
    offsets, length = set(), 0
    for i, cluster in enumerate(prepared.clusters):
        if i in prepared.breaks:
            offsets.add(length)
        length += len(cluster.text)
    assert not offsets & set(range(at + 1, at + len(unit)))


def test_several_paired_marks_part_between_the_pairs(setting):
    assert setting.broken("一二————三", 4.5) == ["一二——", "——三"]
    assert setting.broken("一…………二", 3) == ["一……", "……二"]


def test_paired_marks_are_not_parted_even_where_a_line_is_too_narrow(setting):
    assert setting.broken("一——二", 1) == ["一", "——", "二"]


WIDTHS = [
    # punctuation style, marks, em, source
    (FULL, "，、；：。？！“”（）《》", 1.0, "CLREQ #punctuation_width_adjustment: one em"),
    (FULL, "・", 1.0, "CLREQ #glyphs_sizes_and_positions_in_character_faces_of_punctuation_marks"),
    (KAIMING, "，、；：“”‘’（）《》〈〉【】", 0.5, "开明式"),
    (KAIMING, "。？！", 1.0, "开明式"),
    (KAIMING, "·・", 0.5, "GB/T 15834 5.1.7"),
    (LINE_END_HALF, "，、；：。？！“”（）《》", 1.0, "行末半角式"),
    (LINE_END_HALF, "·", 0.5, "GB/T 15834 5.1.7"),
    (HALF, "，、；：。？！“”（）《》·", 0.5, "半角式"),
    (KAIMING, "｡､｢｣･", 0.5, "half-width forms are half an em in any style"),
    (FULL, "｡､｢｣･", 0.5, "half-width forms are half an em in any style"),
    (FULL, "～－", 1.0, "GB/T 15834 5.1.6: 一字线 and 浪纹线 one em"),
]


@pytest.mark.parametrize(
    ("style", "mark", "em"), [(style, m, em) for style, marks, em, _ in WIDTHS for m in marks]
)
def test_width_of_a_mark(setting, style, mark, em):
    assert setting.width(mark * 1, punctuation=style) + _leading_blank(
        setting, mark, style
    ) == pytest.approx(em, abs=0.011)


def _leading_blank(setting, mark, style):
    """A paragraph that begins with an opening mark begins with its ink."""
    return -setting.prepare(mark, punctuation=style).before[0] / setting.size


@pytest.mark.parametrize("pair", ["——", "……", "⸺"])
@pytest.mark.parametrize("style", tuple(PunctuationStyle))
def test_dash_and_ellipsis_take_two_em(setting, pair, style):
    assert setting.width(pair, punctuation=style) == pytest.approx(2.0, abs=0.05)


NEIGHBOURS = [
    # marks between two Han characters, full and kaiming style, em without the two
    ("《〈", 1.5, 1.0),
    ("（“", 1.5, 1.0),
    ("〉》", 1.5, 1.0),
    ("”）", 1.5, 1.0),
    ("”“", 1.5, 1.0),
    ("》《", 1.5, 1.0),
    ("，“", 1.5, 1.0),
    ("：“", 1.5, 1.0),
    ("”，", 1.5, 1.0),
    ("。”", 1.5, 1.0),
    ("”。", 1.5, 1.5),
    ("。“", 1.5, 1.5),
    ("？”", 1.5, 1.0),
    ("·《", 1.5, 1.0),
    ("。”“", 2.0, 1.5),
    ("。’”", 2.0, 1.5),
    ("》〉）", 2.0, 1.5),
]


@pytest.mark.parametrize(("marks", "full", "kaiming"), NEIGHBOURS)
def test_neighbouring_marks_share_their_blank(setting, marks, full, kaiming):
    for style, em in ((FULL, full), (KAIMING, kaiming)):
        faces = {"faces": (setting.hei,)}
        width = setting.width(f"国{marks}国", punctuation=style, **faces) - 2
        assert width == pytest.approx(em, abs=0.011), style


@pytest.mark.parametrize(
    ("marks", "em"),
    [("？！", 1.0), ("！！", 1.0), ("？？", 1.0), ("！！！", 2.0), ("？？？", 2.0), ("？", 1.0)],
)
def test_stacked_question_and_exclamation_marks(setting, marks, em):
    for style in (FULL, KAIMING):
        assert setting.width(f"国{marks}国", punctuation=style) == pytest.approx(2 + em)


def test_blank_before_an_opening_mark_goes_at_the_line_start(setting):
    prepared = setting.prepare("一二三四《五六》七", punctuation=FULL)
    assert prepared.line_start[4] / 10 == pytest.approx(0.5)
    assert setting.lines("一二三四《五六》七", 4, punctuation=FULL)[1].natural == pytest.approx(35)


def test_blank_before_an_opening_mark_goes_at_the_start_of_a_paragraph(setting):
    line = setting.lines("《一二》三", 20, punctuation=FULL, indent=2.0)[0]
    plain = setting.lines("（一）三", 20, punctuation=KAIMING, indent=2.0)[0]
    assert line.natural == pytest.approx(45)
    assert setting.offsets(line)[0] == pytest.approx(1.5)  # ink from 2 em on
    assert setting.offsets(plain)[0] == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("style", "mark", "fits"),
    [
        (LINE_END_HALF, "。", True),
        (LINE_END_HALF, "，", True),
        (LINE_END_HALF, "”", True),
        (LINE_END_HALF, "？", True),
        (FULL, "。", False),
        (KAIMING, "。", False),
        (KAIMING, "，", True),
        (HALF, "。", True),
    ],
)
def test_half_an_em_is_enough_for_a_mark_at_the_line_end(setting, style, mark, fits):
    first = setting.broken(f"一二三四{mark}五六七八", 4.5, punctuation=style)[0]
    assert (first == f"一二三四{mark}") is fits


@pytest.mark.parametrize("mark", "、，。；：？！")
def test_one_pause_or_stop_mark_may_hang(setting, mark):
    options = {"punctuation": FULL, "hang": True}
    assert setting.broken(f"一二三四{mark}五六七八", 4, **options)[0] == f"一二三四{mark}"
    assert setting.broken(f"一二三四{mark}五六七八", 4, punctuation=FULL)[0] == "一二三"


@pytest.mark.parametrize("marks", ["。”", "”。", "？！"])
def test_marks_in_succession_do_not_hang(setting, marks):
    first = setting.broken(f"一二三四{marks}五六七八", 4, punctuation=FULL, hang=True)[0]
    assert first == "一二三"


def test_brackets_do_not_hang(setting):
    assert setting.broken("一二三四）五六七八", 4, punctuation=FULL, hang=True)[0] == "一二三"


@pytest.mark.parametrize(
    ("cells", "text", "em"),
    [
        ((("，", 0.0, 0.25),), "，", 0.75),
        ((("pause", 0.0, 0.3),), "、", 0.7),
        ((("pause", 0.0, 0.3), ("，", 0.0, 0.1)), "，", 0.9),  # a character wins over its class
        ((("stop", 0.0, 0.5),), "。", 0.5),
        ((("open", 0.0, 0.0),), "国（", 2.0),
        ((("，", 0.0, 0.95),), "，", 0.5),  # the font's half-width alternate is the least
    ],
)
def test_a_user_table_overrides_the_style(setting, cells, text, em):
    assert setting.width(text, cells=cells) == pytest.approx(em)


def test_every_row_names_its_source():
    tables = (
        rules.LINE_START,
        rules.LINE_END,
        rules.INSEPARABLE,
        rules.CELLS,
        rules.BLANKS,
        rules.STACKED,
        rules.LINE_END_HALF,
        rules.HANGING,
        rules.FIXED_SPACES,
        adjustment.REDUCTION,
        adjustment.FIXED,
    )
    assert all(row[-1].strip() for table in tables for row in table)


def test_push_out_is_the_default_of_print(setting):
    assert setting.prepare("一").style.adjustment is Adjustment.PUSH_OUT
    assert C.OPERATOR in rules.line_start_classes(GB)
