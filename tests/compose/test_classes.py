from __future__ import annotations

import pytest

from layout.compose.classes import HAN_RANGES, ROWS, CharClass, classify


@pytest.mark.parametrize(("cls", "characters", "source"), ROWS)
def test_a_listed_character_has_the_class_of_its_row(cls, characters, source):
    assert {classify(char) for char in characters} == {cls}
    assert source


def test_no_character_is_listed_twice():
    characters = "".join(characters for _, characters, _ in ROWS)
    assert sorted(set(characters)) == sorted(characters)


def test_every_listed_class_is_named_once():
    classes = [cls for cls, _, _ in ROWS]
    assert len(set(classes)) == len(classes)


@pytest.mark.parametrize(("first", "last", "what"), HAN_RANGES)
def test_blocks_set_like_han_characters_do_not_overlap(first, last, what):
    others = [(a, b) for a, b, _ in HAN_RANGES if (a, b) != (first, last)]
    assert first <= last
    assert what
    assert not any(a <= last and first <= b for a, b in others)


@pytest.mark.parametrize(
    ("char", "cls"),
    [
        ("国", CharClass.HAN),
        ("〇", CharClass.HAN),
        ("㐀", CharClass.HAN),  # extension A
        ("𠮷", CharClass.HAN),  # extension B
        ("𰻝", CharClass.HAN),  # extension G
        ("𲎯", CharClass.HAN),  # extension H
        ("\ue000", CharClass.HAN),  # private use: gaiji
        ("か", CharClass.HAN),
        ("ㄅ", CharClass.HAN),
        ("Ａ", CharClass.HAN),  # full-width letters keep a Han character's cell
        ("５", CharClass.HAN),
        ("ｱ", CharClass.HAN),
        ("①", CharClass.HAN),
        ("■", CharClass.HAN),
        ("😀", CharClass.HAN),
        ("A", CharClass.LATIN),
        ("é", CharClass.LATIN),
        ("я", CharClass.LATIN),
        ("α", CharClass.LATIN),
        ("7", CharClass.DIGIT),
        ("㎡", CharClass.SUFFIX),
        ("㎏", CharClass.SUFFIX),
        ("\u0301", CharClass.MARK),
        ("\ufe0f", CharClass.MARK),
        ("\U000e0100", CharClass.MARK),
        ("\U0001f3fd", CharClass.MARK),
        ("\u200e", CharClass.MARK),
        ("\u00ad", CharClass.MARK),
        ("\u200d", CharClass.GLUE),
        ("\u00a0", CharClass.GLUE),
        ("\u200b", CharClass.SPACE),
        ("\u3000", CharClass.WIDE_SPACE),
        ("\u1680", CharClass.SPACE),
    ],
)
def test_characters_by_block_and_category(char, cls):
    assert classify(char) is cls
