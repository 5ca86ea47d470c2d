"""What holds for any text, not only for the examples that someone thought of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.compose.breaking import TOLERANCE, fill
from layout.compose.classes import CharClass, classify
from layout.compose.lines import set_line
from layout.compose.rules import line_end_classes, line_start_classes
from layout.compose.tokens import tokens
from layout.fonts.face import open_face
from layout.spec.page_spec import Adjustment, Align, Prohibition, PunctuationStyle

HAN = "一二三四五六七八九十百千万年月日中国人民新闻报记者"
MARKS = "，、；：。？！“”‘’（）《》〈〉—…·～／"
WESTERN = "ABCxyz0123456789 .,%+-/&@:'\"()"
RARE = "\u3000\u00a0\u200b𠮷葛\U000e0100e\u0301👍🏽‍℃￥㎡＋５か\u00ad°"

texts = st.lists(
    st.one_of(
        st.text(HAN, min_size=1, max_size=12),
        st.text(MARKS, min_size=1, max_size=3),
        st.text(WESTERN, min_size=1, max_size=8),
        st.text(RARE, min_size=1, max_size=2),
        st.sampled_from(["——", "……", "？！", "”“", "12.5%", "https://a.cn/b?c=1", "words "]),
    ),
    max_size=25,
).map("".join)
measures = st.floats(2.0, 30.0)
trackings = st.sampled_from([0.0, -0.045, -0.01, 0.0123, 0.045])
options = st.fixed_dictionaries(
    {
        "punctuation": st.sampled_from(PunctuationStyle),
        "prohibition": st.sampled_from(Prohibition),
        "adjustment": st.sampled_from(Adjustment),
        "hang": st.booleans(),
        "indent": st.sampled_from([0.0, 2.0]),
        "hyphenate": st.booleans(),
    }
)
some = settings(max_examples=150, deadline=None, derandomize=True)


@some
@given(text=st.text(max_size=60) | texts)
def test_no_character_is_lost_or_doubled_by_cutting(text):
    assert "".join(tokens(text)) == text


@some
@given(text=texts, measure=measures, tracking=trackings, how=options)
def test_no_character_is_lost_or_doubled_by_setting(setting, text, measure, tracking, how):
    lines = setting.lines(text, measure, tracking, **how)
    assert "".join(line.text for line in lines) == text
    for line in lines:
        assert "".join(read for run in line.runs for read in run.texts) == line.text


def places(prepared, line):
    """Between how many pieces of a line there is something to give or take."""
    body = prepared.clusters[line.start : prepared.body_end(line.start, line.end)]
    return sum(1 for cluster in body[1:] if cluster.cls is not CharClass.MARK)


@some
@given(text=texts, measure=measures, tracking=trackings, how=options)
def test_no_line_passes_its_measure_but_for_what_hangs(setting, text, measure, tracking, how):
    prepared = setting.prepare(text, **how)
    for line in setting.lines(text, measure, tracking, **how):
        if places(prepared, line):
            assert line.width <= measure * setting.size + 1e-6
        if line.hang:
            last = classify(line.text.rstrip(" \u200b")[-1])
            assert last in (CharClass.PAUSE, CharClass.STOP, CharClass.EXCLAIM)


@some
@given(text=texts, measure=measures, tracking=trackings, how=options)
def test_justified_lines_end_at_their_measure(setting, text, measure, tracking, how):
    prepared = setting.prepare(text, **how)
    for line in setting.lines(text, measure, tracking, **how)[:-1]:
        if places(prepared, line):
            assert line.width == pytest.approx(measure * setting.size, abs=1e-6)


@some
@given(text=texts, measure=measures, tracking=trackings, how=options)
def test_no_line_starts_or_ends_with_what_is_prohibited(setting, text, measure, tracking, how):
    prepared = setting.prepare(text, **how)
    starts = line_start_classes(how["prohibition"])
    ends = line_end_classes(how["prohibition"])
    clusters = prepared.clusters
    for at in fill(prepared, [measure * setting.size], tracking)[:-1]:
        if at not in prepared.breaks:
            continue  # a piece wider than its line is broken where it must
        assert clusters[at].cls not in starts
        before = at - 1
        while before > 0 and clusters[before].cls is CharClass.SPACE:
            before -= 1
        assert clusters[before].cls not in ends


@some
@given(text=texts, measure=measures, tracking=trackings, how=options)
def test_a_line_is_broken_within_a_piece_only_where_the_piece_is_wider(
    setting, text, measure, tracking, how
):
    prepared = setting.prepare(text, **how)
    start = 0
    for at in fill(prepared, [measure * setting.size], tracking):
        if at not in prepared.breaks:
            following = next(b for b in prepared.breaks if b > start)
            assert at < following
            assert _reach(prepared, start, following, tracking) > _room(
                prepared, start, measure * setting.size
            )
        start = at


def _reach(prepared, start, end, tracking):
    k = prepared.breaks.index(end)
    return (
        prepared.ends[k]
        - prepared.sums[start]
        - (prepared.line_start[start] if start else 0.0)
        + tracking * (prepared.end_ems[k] - prepared.ems[start])
    )


def _room(prepared, start, measure):
    return measure - (0.0 if start else prepared.style.indent)


@some
@given(text=texts, measure=measures, tracking=trackings, how=options)
def test_greedy_lines_are_maximal(setting, text, measure, tracking, how):
    how["adjustment"] = Adjustment.PUSH_OUT
    prepared = setting.prepare(text, **how)
    start = 0
    for at in fill(prepared, [measure * setting.size], tracking):
        if at in prepared.breaks:
            room = _room(prepared, start, measure * setting.size)
            fits = _reach(prepared, start, at, tracking) <= room + 2 * TOLERANCE
            more = prepared.clusters[start + 1 : at]
            assert fits or all(cluster.cls is CharClass.MARK for cluster in more)
            following = next((b for b in prepared.breaks if b > at), None)
            if following is not None:
                assert _reach(prepared, start, following, tracking) > room
        start = at


@some
@given(text=texts, measure=st.floats(6.0, 30.0), how=options)
def test_more_tracking_never_takes_fewer_lines(setting, text, measure, how):
    how["adjustment"] = Adjustment.PUSH_OUT
    prepared = setting.prepare(text, **how)
    counts = [
        len(fill(prepared, [measure * setting.size], step / 500)) for step in range(-22, 23, 4)
    ]
    assert counts == sorted(counts)


@some
@given(text=texts, how=options)
def test_a_wider_measure_never_takes_more_lines(setting, text, how):
    how["adjustment"] = Adjustment.PUSH_OUT
    prepared = setting.prepare(text, **how)
    counts = [len(fill(prepared, [measure * 10.0])) for measure in range(6, 40, 3)]
    assert counts == sorted(counts, reverse=True)


@some
@given(text=texts, name=st.sampled_from(["song", "hei", "kai"]))
def test_natural_widths_are_the_shaped_advances(setting, text, name):
    face = getattr(setting, name)
    font = open_face(face)
    prepared = setting.prepare(text, faces=(face,), latin_faces=(face,))
    for token in tokens(text):
        if classify(token[0]) in (CharClass.HAN, CharClass.LATIN, CharClass.DIGIT, CharClass.DASH):
            shaped = sum(glyph.advance for glyph in font.shape(token)) * setting.size
            if font.has(token):
                assert setting.width(token, faces=(face,), latin_faces=(face,)) == pytest.approx(
                    shaped / setting.size
                )
    total = sum(cluster.advance for cluster in prepared.clusters) + sum(prepared.before)
    assert prepared.sums[-1] == pytest.approx(total)


@some
@given(text=texts.filter(bool), align=st.sampled_from(Align), extra=st.floats(0.0, 20.0))
def test_alignment_moves_a_short_line_as_a_whole(setting, text, align, extra):
    prepared = setting.prepare(text)
    count = len(prepared.clusters)
    left = set_line(prepared, 0, count, 1e6, last=True, align=Align.LEFT)
    line = set_line(prepared, 0, count, left.natural + extra * 10, last=True, align=align)
    if align is not Align.FORCE:
        shift = {Align.CENTER: extra * 5, Align.RIGHT: extra * 10}.get(align, 0.0)
        assert line.width == pytest.approx(left.width + shift, abs=1e-6)
