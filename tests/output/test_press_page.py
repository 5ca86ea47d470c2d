"""The press stage: page in, page out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from layout.geometry import MM, Point, Rect
from layout.model import (
    BLACK,
    Box,
    Color,
    ColorSpace,
    FaceRef,
    GlyphRun,
    Picture,
    PlacedPage,
    Rule,
)
from layout.output.press import PressSettings, for_press
from layout.output.press.page import colors_of, spot_colors

Maker = Callable[..., GlyphRun]
Pages = Callable[..., PlacedPage]

RED = Color(ColorSpace.RGB, (0.8, 0.0, 0.0))
SPOT = Color(ColorSpace.SPOT, (0.5,), "套红", (0.0, 0.95, 0.85, 0.0))
SOLID = Color(ColorSpace.CMYK, (0.0, 0.0, 0.0, 1.0))
PLAIN = PressSettings()
MARKED = PressSettings(marks=True)


def _rule(color: Color = BLACK) -> Rule:
    return Rule(Point(10, 10), Point(50, 10), 0.5, color)


def test_no_gray_and_no_rgb_is_left(page: Pages, run: Maker, fonts: dict[str, FaceRef]) -> None:
    before = page(
        run(fonts["glyf"], "AB", color=RED),
        _rule(),
        Box(Rect(20, 20, 30, 30), RED, BLACK, 0.5),
        _rule(SPOT),
        title="题",
    )
    after = for_press(before, PLAIN)
    spaces = {color.space for item in after.items for color in colors_of(item)}
    assert spaces == {ColorSpace.CMYK, ColorSpace.SPOT}
    assert (after.title, after.width, after.slug) == ("题", 300, 0)
    assert before == replace(before)


@pytest.mark.parametrize(
    ("color", "overprints"),
    [
        (BLACK, True),
        (SOLID, True),
        (Color(ColorSpace.RGB, (0.0, 0.0, 0.0)), True),
        (Color(ColorSpace.CMYK, (0.0, 0.0, 0.0, 0.4)), False),
        (Color(ColorSpace.GRAY, (1.0,)), False),
        (Color(ColorSpace.CMYK, (0.0, 1.0, 1.0, 0.0)), False),
        (SPOT, False),
    ],
)
def test_solid_black_overprints(
    page: Pages, run: Maker, fonts: dict[str, FaceRef], color: Color, overprints: bool
) -> None:
    frame = Box(Rect(20, 20, 30, 30), color, color, 0.5)
    text, rule, box = for_press(
        page(run(fonts["glyf"], "A", color=color), _rule(color), frame), PLAIN
    ).items
    assert isinstance(text, GlyphRun) and isinstance(rule, Rule) and isinstance(box, Box)
    assert text.color.overprint is rule.color.overprint is overprints
    assert box.stroke is not None and box.stroke.overprint is overprints
    # a solid area covers what lies beneath it
    assert box.fill is not None and not box.fill.overprint


def test_too_much_ink_is_a_finding_and_is_taken_away(page: Pages) -> None:
    heavy = Color(ColorSpace.CMYK, (1.0, 1.0, 1.0, 0.0))
    made = for_press(page(Box(Rect(20, 20, 30, 30), heavy, name="b")), PLAIN)
    (finding,) = made.diagnostics
    assert (finding.code, finding.item) == ("total-ink", "b")
    assert "cmyk 100 100 100 0 is 300% of ink" in finding.message
    (box,) = made.items
    assert isinstance(box, Box) and box.fill is not None
    assert sum(box.fill.values) == pytest.approx(2.4)


@pytest.mark.parametrize(
    ("rect", "bled"),
    [
        (Rect(0, 0, 100, 50), Rect(-9, -9, 109, 59)),
        (Rect(200, 350, 100, 50), Rect(200, 350, 109, 59)),
        (Rect(0, 0, 300, 400), Rect(-9, -9, 318, 418)),
        (Rect(-9, -9, 318, 418), Rect(-9, -9, 318, 418)),
        (Rect(10, 10, 100, 50), Rect(10, 10, 100, 50)),
    ],
)
def test_tints_at_the_trim_go_on_into_the_bleed(page: Pages, rect: Rect, bled: Rect) -> None:
    (box,) = for_press(page(Box(rect, RED), bleed=9.0), PLAIN).items
    assert isinstance(box, Box) and box.rect == bled


def test_a_picture_bleeds_as_far_as_it_goes(page: Pages) -> None:
    picture = Picture("p.jpg", Rect(0, 0, 300, 100), Rect(-5, -50, 310, 200), "", "p")
    (made,) = for_press(page(picture, bleed=9.0), PLAIN).items
    assert isinstance(made, Picture)
    assert made.rect == Rect(-5, -9, 310, 109)
    assert made.place == picture.place


# Marks


@pytest.mark.parametrize("bleed", [0.0, 9.0, 20.0])
def test_marks_keep_clear_of_trim_and_bleed(
    page: Pages, run: Maker, fonts: dict[str, FaceRef], bleed: float
) -> None:
    before = page(run(fonts["glyf"], "AB"), bleed=bleed)
    after = for_press(before, MARKED)
    marks = after.items[1:]
    out = max(bleed, 3 * MM)
    assert after.bleed == bleed
    assert after.margin == pytest.approx(out + 8 * MM)
    near = Rect(-out, -out, 300 + 2 * out, 400 + 2 * out)
    sheet = Rect(-after.margin, -after.margin, 300 + 2 * after.margin, 400 + 2 * after.margin)
    for mark in marks:
        if isinstance(mark, Rule):
            left, right = sorted((mark.start.x, mark.end.x))
            top, bottom = sorted((mark.start.y, mark.end.y))
            rect = Rect(left, top, right - left, bottom - top)
        else:
            assert isinstance(mark, Box | GlyphRun)
            rect = mark.rect if isinstance(mark, Box) else Rect(mark.origin.x, mark.origin.y, 0, 0)
        assert not rect.overlaps(near, 0.001), mark
        assert sheet.contains(rect, 0.001), mark


def test_crop_and_registration_marks_are_in_every_ink(page: Pages) -> None:
    after = for_press(page(), MARKED)
    rules = [item for item in after.items if isinstance(item, Rule)]
    assert len(rules) == 8 + 8
    assert {(rule.color.space, rule.color.name) for rule in rules} == {(ColorSpace.SPOT, "All")}
    crops = {(rule.start.x, rule.end.x) for rule in rules if rule.start.x == rule.end.x}
    assert {(0.0, 0.0), (300.0, 300.0)} <= crops


def test_the_colour_bar_shows_every_ink(page: Pages) -> None:
    after = for_press(page(_rule(SPOT), width=600.0), MARKED)
    fills = [item.fill for item in after.items if isinstance(item, Box) and item.fill]
    solids = [fill.values for fill in fills if fill.space is ColorSpace.CMYK]
    for ink in range(4):
        assert tuple(float(at == ink) for at in range(4)) in solids
        assert tuple(0.4 * (at == ink) for at in range(4)) in solids
    assert [fill.name for fill in fills if fill.space is ColorSpace.SPOT] == ["套红"]


def test_marks_of_a_gray_page_are_black(page: Pages) -> None:
    after = for_press(page(_rule(SPOT)), PressSettings(gray=True, marks=True))
    colors = [color for item in after.items for color in colors_of(item)]
    assert {color.space for color in colors} == {ColorSpace.CMYK}
    assert not any(any(color.values[:3]) for color in colors)
    assert spot_colors(after.items) == ()


def test_the_slug_line_tells_the_page_and_the_press(
    repository: Path, page: Pages, run: Maker
) -> None:
    face = FaceRef(str(repository / "fonts" / "NotoSansSC-Regular.ttf"))
    before = page(run(face, "中"), _rule(SPOT), name="a3", title="综合新闻", width=900.0)
    after = for_press(before, MARKED)
    slug = after.items[-1]
    assert isinstance(slug, GlyphRun)
    text = "".join(slug.texts)
    assert text.startswith("a3  综合新闻  317.5 x 141.111 mm  C M Y K 套红  240%  Newsprint")
    assert for_press(before, MARKED) == after


def test_a_page_without_text_has_no_slug_line(page: Pages) -> None:
    assert not any(isinstance(item, GlyphRun) for item in for_press(page(), MARKED).items)
