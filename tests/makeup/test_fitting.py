"""What gives beside tracking, and what an editor is told when nothing does."""

from __future__ import annotations

import pytest

from layout.errors import Diagnostic, EditorError, Severity
from layout.model import GlyphRun, PlacedPage, Role
from tests.makeup.conftest import ARTICLE, Place

WIDE = "stories:\n  news: {{at: [0, 0, 180pt, {rows}], headline: false, fit: {fit}}}\n"
"""A column of 20 em: at 9 pt it holds 20 characters a line."""


def finding(page: PlacedPage, code: str) -> Diagnostic:
    (found,) = (d for d in page.diagnostics if d.code == code)
    return found


def solid(lines: int) -> str:
    """Characters that fill so many lines of 20 em, the indent counted."""
    return "排" * (20 * lines - 2)


@pytest.mark.parametrize(
    ("fit", "note"),
    [
        ("{tracking: [0em, 0em], scale: [0.94, 1.05]}", "characters at 95.0% of their width"),
        ("{tracking: [0em, 0em], leading: [11pt, 14pt]}", "leading 11.82pt"),
    ],
)
def test_what_the_page_allows_gives_when_tracking_may_not(
    placed: Place, fit: str, note: str
) -> None:
    page = placed(
        WIDE.format(rows=10, fit=fit), news=solid(11 if "leading" in fit else 10) + "字" * 9
    )
    if "leading" in fit:
        page = placed(WIDE.format(rows=10, fit=fit), news=solid(11))
    assert finding(page, "fitted").message == note
    assert finding(page, "fitted").severity is Severity.NOTE
    assert not [d for d in page.diagnostics if d.code in ("overset", "underfull")]


def test_spaces_give_before_characters(placed: Place) -> None:
    text = "排 " * 40
    fit = "{tracking: [0em, 0em], space: [0.5, 1.5], scale: [0.9, 1.1]}"
    page = placed(WIDE.format(rows=3, fit=fit), news=text.strip())
    assert finding(page, "fitted").message == "spaces at 90%"


def test_looser_leading_spreads_the_lines(placed: Place) -> None:
    fit = "{tracking: [0em, 0em], leading: [12pt, 15pt]}"
    page = placed(WIDE.format(rows=10, fit=fit), news=solid(9))
    ys = sorted({r.origin.y for r in page.items if isinstance(r, GlyphRun)})
    assert len(ys) == 9
    assert ys[1] - ys[0] == pytest.approx(130 / 9)


def test_the_sentence_to_cut_is_named(placed: Place) -> None:
    first, second = "排" * 37 + "。", "字" * 39 + "。"
    page = placed(WIDE.format(rows=6, fit="auto"), news=f"{first}{second}{first}{'版' * 30}。")
    message = finding(page, "overset").message
    assert "over: the text takes" in message
    assert "in paragraph 1" in message
    cut = message.split("“")[1].split("”")[0]
    shorter = (f"{first}{second}{first}{'版' * 30}。").replace(cut, "", 1)
    again = placed(WIDE.format(rows=6, fit="auto"), news=shorter)
    assert not [d for d in again.diagnostics if d.code == "overset"]


def test_a_story_of_one_sentence_has_nothing_to_cut(placed: Place) -> None:
    page = placed(WIDE.format(rows=2, fit="auto"), news=solid(9))
    assert "no single sentence is enough" in finding(page, "overset").message


def test_a_short_story_says_how_much_is_wanting(placed: Place) -> None:
    page = placed(WIDE.format(rows=9, fit="auto"), news=solid(4))
    assert finding(page, "underfull").message == (
        "5 lines short: the text takes 4 lines, the frames have 9; "
        "about 100 characters would fill them"
    )
    proof = [i for i in page.items if isinstance(i, GlyphRun) and i.source.role is Role.PROOF]
    assert "".join(t for run in proof for t in run.texts) == "缺 5 行"


def test_tracked_paragraphs_are_noted(placed: Place) -> None:
    page = placed(WIDE.format(rows=10, fit="auto"), news="排" * (20 * 9 + 17))
    notes = [d.message for d in page.diagnostics if d.code == "fitted"]
    assert notes == [] or notes[0].startswith("paragraph 1 tracked")
    loose = placed(WIDE.format(rows=11, fit="auto"), news=solid(10))
    assert finding(loose, "fitted").message.startswith("paragraph 1 tracked +")


@pytest.mark.parametrize("key", ["scale", "space"])
def test_factors_that_are_no_range_about_one_are_refused(placed: Place, key: str) -> None:
    with pytest.raises(EditorError) as caught:
        placed(WIDE.format(rows=4, fit=f"{{{key}: [1.1, 1.2]}}"), news=ARTICLE)
    assert f"fit {key} [1.1, 1.2]" in caught.value.problem
    assert "[0.97, 1.03]" in caught.value.suggestion
