from __future__ import annotations

import pytest

from layout.compose import hyphenation
from layout.compose.hyphenation import points
from layout.errors import EditorError


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("hyphenation", {2, 6}),
        ("words", set()),  # shorter than six letters
        ("UNESCO", set()),  # capitals are left whole
        ("iPhoneXyz", set()),
        ("中文2024", set()),
    ],
)
def test_words_break_where_the_patterns_say(text, offsets):
    assert {offset for offset, _ in points(text, "zh-Hans")} == offsets


def test_soft_hyphens_are_taken_in_place_of_the_patterns():
    assert list(points("typo\u00adgraphy", "zh-Hans")) == [(5, True)]


def test_a_written_hyphen_allows_a_break_and_adds_none():
    assert list(points("well-known", "zh-Hans")) == [(5, False)]
    assert list(points("COVID-19", "zh-Hans")) == []


def test_words_break_only_when_the_style_hyphenates(setting):
    text = "他说internationalization"
    assert setting.broken(text, 7)[0] == "他说"
    assert setting.broken(text, 7, hyphenate=True)[0] == "他说interna"


def test_a_hyphen_is_set_and_not_read(setting):
    lines = setting.lines("他说internationalization", 7, hyphenate=True)
    first = lines[0]
    assert first.text == "他说interna"
    assert "".join(text for run in first.runs for text in run.texts) == first.text
    glyphs = [gid for run in first.runs for gid in run.gids]
    hyphen = setting.prepare("-").clusters[0].gids[0]
    assert glyphs[-1] == hyphen
    assert first.width == pytest.approx(70)
    assert "".join(line.text for line in lines) == "他说internationalization"


def test_addresses_are_never_hyphenated(setting):
    prepared = setting.prepare("https://internationalization.example.com", hyphenate=True)
    assert not prepared.hyphens


def test_a_missing_library_is_said_in_the_editors_words(monkeypatch):
    def absent(name, *rest):
        raise ImportError(name)

    hyphenation._patterns.cache_clear()
    hyphenation._positions.cache_clear()
    monkeypatch.setattr(hyphenation, "import_module", absent)
    with pytest.raises(EditorError) as error:
        list(points("hyphenation", "zh-Hans"))
    assert "'hyphenate' is on, but the Pyphen library is not installed" in str(error.value)
    assert "pip install" in str(error.value)


def test_the_library_is_loaded_only_when_a_word_asks_for_it(setting, monkeypatch):
    def fails(name, *rest):
        raise AssertionError(name)

    hyphenation._patterns.cache_clear()
    monkeypatch.setattr(hyphenation, "import_module", fails)
    assert setting.broken("中文 short 12345", 20, hyphenate=True) == ["中文 short 12345"]
