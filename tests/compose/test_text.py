from __future__ import annotations

import pytest

from layout.compose.rules import FIXED_SPACES
from layout.compose.style import ParagraphStyle, StyledRun
from layout.compose.text import prepare

GAPS = [
    # text, how many Han–Latin gaps, source
    ("中A中", 2, "CLREQ #id115"),
    ("中12中", 2, "CLREQ #id115"),
    ("中A", 1, "CLREQ #mixed_text_composition_in_horizontal_writing_mode: none at the line end"),
    ("A中", 1, "CLREQ #mixed_text_composition_in_horizontal_writing_mode: none at the line start"),
    ("，A，", 0, "CLREQ #id118"),
    ("。5。", 0, "CLREQ #id118"),
    ("（A）", 0, "CLREQ #id118"),
    ("“5”", 0, "CLREQ #id118"),
    ("中 A 中", 0, "CLREQ note #n036: a space written stands for the gap"),
    ("ABC12", 0, "CLREQ #id116"),
    ("5%中", 1, "a number and its sign are one"),
    ("中￥5", 0, "the full-width sign brings its own room"),
]


@pytest.mark.parametrize(("text", "count", "source"), GAPS)
def test_where_han_and_latin_are_spaced(setting, text, count, source):
    spaced = setting.width(text, han_latin_gap=0.2) - setting.width(text)
    if text == "中￥5":
        count = 1
    assert spaced == pytest.approx(0.2 * count), source


def test_no_gap_at_the_line_start(setting):
    prepared = setting.prepare("一二三AB四", han_latin_gap=0.2)
    at = next(i for i, cluster in enumerate(prepared.clusters) if cluster.text == "A")
    assert prepared.line_start[at] == pytest.approx(2.0)
    assert setting.offsets(setting.lines("一二三AB四", 3, han_latin_gap=0.2)[1])[0] == 0


@pytest.mark.parametrize(
    ("text", "space"),
    [
        ("甲 乙", 0.375),
        ("甲 A", 0.375),
        ("A 甲", 0.375),
        ("甲 ，乙", 0.0),  # a stray space before a mark opens no hole
        ("（ 甲", 0.0),
        ("A B", None),  # the font's own word space
        ("5 %", None),
    ],
)
def test_width_of_a_word_space(setting, text, space):
    without = setting.width(text.replace(" ", "\u2060"))
    expected = setting.width("A B") - setting.width("A\u200bB") if space is None else space
    assert setting.width(text, han_space=0.375) - without == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(("space", "em", "source"), FIXED_SPACES)
def test_spaces_of_fixed_width_keep_it(setting, space, em, source):
    assert setting.width(f"甲{space}乙", han_space=0.6) == pytest.approx(2 + em), source


def test_an_ideographic_space_is_one_em(setting):
    assert setting.width("甲\u3000乙") == pytest.approx(3)


@pytest.mark.parametrize("text", ["一二三 四五", "一“二”，A 5%三", "a b c", "", "，", " "])
@pytest.mark.parametrize("hang", [False, True])
def test_what_breaking_looks_up_agrees_with_the_sums(setting, text, hang):
    prepared = setting.prepare(text, hang=hang)
    assert prepared.breaks[-1] == len(prepared.clusters)
    assert list(prepared.breaks) == sorted(set(prepared.breaks))
    for at, end in zip(prepared.breaks, prepared.ends, strict=True):
        assert end == pytest.approx(prepared.sums[at] - prepared.line_end[at])
    assert len(prepared.end_ems) == len(prepared.breaks)


def test_runs_of_different_styles_are_one_paragraph(setting):
    runs = [
        StyledRun("本报讯", setting.style(faces=(setting.hei,))),
        StyledRun("（记者）近", setting.style()),
    ]
    prepared = prepare(runs, ParagraphStyle())
    assert prepared.text == "本报讯（记者）近"
    assert {cluster.face for cluster in prepared.clusters} == {setting.hei, setting.song}


def test_tracking_of_the_style_is_in_every_advance_but_not_inside_paired_marks(setting):
    assert setting.width("一二三", tracking=0.1) == pytest.approx(3.3)
    assert setting.width("——", tracking=0.1) - setting.width("——") == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("text", "at", "give"),
    [
        ("一，二", 2, 0.5),  # comma to half an em
        ("一。二", 2, 0.5),
        ("一）二", 2, 0.5),
        ("一（二", 2, 0.5),
        ("一·二", 3, 0.5),
        ("一二", 1, 0.0),
    ],
)
def test_what_a_line_can_give(setting, text, at, give):
    from layout.spec.page_spec import PunctuationStyle

    prepared = setting.prepare(text, punctuation=PunctuationStyle.FULL, faces=(setting.hei,))
    assert prepared.can_give(0, len(text)) / 10 == pytest.approx(give, abs=0.011)
    assert prepared.shrink[len(text)] / 10 == pytest.approx(give, abs=0.011)
