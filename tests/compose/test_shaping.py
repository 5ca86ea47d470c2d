from __future__ import annotations

import pytest

from layout.compose.classes import CharClass
from layout.compose.rules import BLANKS
from layout.compose.shaping import shaper_for
from layout.compose.tokens import is_address, tokens
from layout.fonts.face import open_face
from layout.spec.page_spec import PunctuationStyle


def clusters(setting, text, **options):
    return list(shaper_for(setting.style(**options)).clusters(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("国家", ["国", "家"]),
        ("北京2024年", ["北", "京", "2024", "年"]),
        ("it’s‘中’", ["it’s", "‘", "中", "’"]),
        ("——————", ["——", "——", "——"]),
        ("———", ["———"]),
        ("…………", ["……", "……"]),
        ("什么？！", ["什", "么", "？！"]),
        ("！！！！", ["！", "！", "！", "！"]),
        ("葛\U000e0100城", ["葛\U000e0100", "城"]),
        ("e\u0301té", ["e\u0301té"]),
        ("国\u0304家", ["国\u0304", "家"]),
        ("か\u3099", ["か\u3099"]),
        ("👨‍👩‍👧‍👦家", ["👨‍👩‍👧‍👦", "家"]),
        ("👍🏽好", ["👍🏽", "好"]),
        ("🇨🇳🇫🇷", ["🇨🇳", "🇫🇷"]),
        ("1️⃣号", ["1️⃣", "号"]),
        ("🏴\U000e0067\U000e007f", ["🏴\U000e0067\U000e007f"]),
        ("¥3000元", ["¥3000", "元"]),
        ("，\ufe00国", ["，\ufe00", "国"]),
        ("𠮷野家", ["𠮷", "野", "家"]),
    ],
)
def test_text_is_cut_into_what_is_shaped_as_one(text, pieces):
    assert tokens(text) == pieces


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("——", True),
        ("……", True),
        ("葛\U000e0100", True),
        ("👨‍👩‍👧‍👦", True),
        ("🇨🇳", True),
        ("1️⃣", True),
        ("国\u0304", True),
        ("2024", False),
    ],
)
def test_a_sequence_is_one_cluster(setting, text, one):
    assert (len(clusters(setting, text)) == 1) is one


@pytest.mark.parametrize("name", ["song", "hei", "kai"])
def test_words_are_as_wide_as_harfbuzz_shapes_them(setting, name):
    face = getattr(setting, name)
    for word in ("AVATAR", "Typography", "2024", "e\u0301te\u0301"):
        shaped = sum(glyph.advance for glyph in open_face(face).shape(word))
        assert setting.width(word, faces=(face,), latin_faces=(face,)) == pytest.approx(shaped)


@pytest.mark.parametrize(
    ("char", "face"),
    [
        ("国", "song"),
        ("𠮷", "kai"),  # extension B: only the third face of the chain has it
        ("A", "song"),
    ],
)
def test_a_character_is_looked_for_along_the_chain_of_faces(setting, char, face):
    (cluster,) = clusters(setting, char)
    assert cluster.face == getattr(setting, face)
    assert not cluster.missing


def test_a_word_that_the_latin_face_lacks_is_set_in_the_text_face(setting):
    word = "λογος"  # 文楷 has no final sigma
    found = clusters(setting, word, latin_faces=(setting.kai,), faces=(setting.song,))
    assert {cluster.face for cluster in found} == {setting.song}


def test_a_word_that_no_face_has_whole_is_set_letter_by_letter(setting):
    word = "Dvořákς"  # ř is in 文楷 only, ς in 宋 only
    found = clusters(setting, word, latin_faces=(setting.song,), faces=setting.faces)
    assert {cluster.face for cluster in found} == {setting.song, setting.kai}
    assert not any(cluster.missing for cluster in found)
    assert "".join(cluster.text for cluster in found) == word


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("国", ()),
        ("😀", ("😀",)),
        ("国\ufe00", ()),
        ("国\u200b家", ()),
        ("国\u00a0家\u202f国\u2060家", ()),
        ("a\u00adb", ()),
        ("国\u20df", ("国\u20df",)),  # an enclosing diamond that no face has is said, not lost
    ],
)
def test_missing_glyphs_are_named_and_invisible_characters_are_not(setting, text, missing):
    prepared = setting.prepare(text, faces=(setting.song,), latin_faces=(setting.song,))
    assert prepared.missing == missing
    assert prepared.text == text


def test_invisible_characters_take_no_room(setting):
    assert setting.width("国\u200b家") == pytest.approx(2.0)
    assert setting.width("国\u2060家") == pytest.approx(2.0)
    assert setting.width("葛\U000e0100城") == pytest.approx(2.0)


@pytest.mark.parametrize("name", ["song", "hei", "kai"])
@pytest.mark.parametrize("style", tuple(PunctuationStyle))
def test_ink_of_a_mark_stays_within_its_cell(setting, name, style):
    face = getattr(setting, name)
    font = open_face(face)
    for mark in "，、；：。？！“”‘’（）《》〈〉【】·":
        (cluster,) = clusters(setting, mark, faces=(face,), punctuation=style)
        left, _, right, _ = font.ink(cluster.gids[0])
        dx = cluster.dxs[0] / setting.size
        assert dx + left >= -0.011, mark
        assert dx + right <= cluster.advance / setting.size + 0.011, mark


def test_opening_marks_keep_their_ink_in_the_right_half(setting):
    for name in ("song", "hei", "kai"):
        face = getattr(setting, name)
        for mark in "“‘（《":
            (cluster,) = clusters(setting, mark, faces=(face,), punctuation=PunctuationStyle.FULL)
            left = open_face(face).ink(cluster.gids[0])[0] + cluster.dxs[0] / setting.size
            assert left >= 0.5, (name, mark)


def test_blank_of_a_mark_comes_from_halt_or_from_the_ink(setting):
    # 文楷 has no half-width alternate of ？: its ink alone bounds what can go.
    (mark,) = clusters(setting, "？", faces=(setting.kai,), punctuation=PunctuationStyle.HALF)
    assert 0.49 < mark.advance / setting.size < 0.55
    assert [cls for cls, _, _ in BLANKS] == [
        CharClass.OPEN,
        CharClass.CLOSE,
        CharClass.PAUSE,
        CharClass.STOP,
        CharClass.EXCLAIM,
        CharClass.MIDDOT,
    ]


@pytest.mark.parametrize(
    ("token", "address"),
    [
        ("https://www.example.com/a", True),
        ("www.example.com.cn", True),
        ("example.org/path", True),
        ("a.b@mail.example.cn", True),
        ("ftp://host/x", True),
        ("1.5", False),
        ("U.S.A.", False),
        ("km/h", False),
        ("@someone", False),
        ("10:30", False),
    ],
)
def test_addresses_are_told_from_words(token, address):
    assert is_address(token) is address


def test_latin_scale_and_tracking_act_on_words_only(setting):
    wide = setting.width("国AB家", latin_scale=1.1, latin_tracking=0.1)
    plain = setting.width("国AB家")
    word = setting.width("AB")
    assert wide - plain == pytest.approx(word * 0.1 + 0.2)
    assert setting.width("国家", latin_scale=1.1, latin_tracking=0.1) == pytest.approx(2)


def test_character_scale_narrows_cells_and_glyphs(setting):
    prepared = setting.prepare("国，家", scale=0.8)
    assert prepared.sums[-1] / setting.size == pytest.approx(2.5 * 0.8)
    assert {cluster.scale for cluster in prepared.clusters} == {0.8}


def test_signs_before_and_after_a_number_are_set_in_the_latin_face(setting):
    options = {"faces": (setting.kai,), "latin_faces": (setting.song,)}
    assert {c.face for c in clusters(setting, "¥3000", **options)} == {setting.song}
    assert {c.face for c in clusters(setting, "￥", **options)} == {setting.kai}
    assert [c.cls for c in clusters(setting, "¥30", **options)] == [
        CharClass.PREFIX,
        CharClass.DIGIT,
        CharClass.DIGIT,
    ]
