"""Rules for whole paragraphs: lonely characters and lines (孤字不成行、孤行不成页)."""

from __future__ import annotations

import pytest

from layout.compose.copyfit import Thread, copyfit


def fitted(setting, texts, columns, measure):
    paragraphs = [setting.prepare(text) for text in texts]
    thread = Thread(columns, (measure * setting.size,) * len(columns))
    return copyfit(paragraphs, thread), paragraphs


HAN = "一二三四五六七八九十百千万年月日"


@pytest.mark.parametrize("tail", ["百", "百。"])
def test_a_last_line_of_one_character_is_avoided(setting, tail):
    # 40 characters in lines of 10, and one more: alone, it would be an orphan.
    text = (HAN * 3)[:40] + tail
    plain = setting.broken(text, 10.05)
    assert plain[-1] == tail
    fit, (paragraph,) = fitted(setting, [text], (5,), 10.05)
    assert fit.exact
    (setting_found,) = fit.settings
    last = setting.break_(paragraph, 10.05, setting_found.tracking)[-1]
    assert len(last.rstrip("。")) >= 2


def test_the_last_line_of_a_paragraph_does_not_begin_a_column(setting):
    # 5 and 4 lines that must become 8: the shorter paragraph is the cheaper one to tighten,
    # unless that leaves the last line of the longer one alone at the top of a column.
    texts = [(HAN * 4)[:44], (HAN * 4)[:33]]
    for columns, lines in (((8,), [5, 3]), ((4, 4), [4, 4])):
        fit, _ = fitted(setting, texts, columns, 10.6)
        assert fit.exact
        assert fit.natural == 9
        assert [len(found.ends) for found in fit.settings] == lines
