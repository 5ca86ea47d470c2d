"""Stories on a page: columns, headlines, boxes, pins, and where everything went."""

from __future__ import annotations

import pytest

from layout.errors import EditorError
from layout.model import Box, GlyphRun, PlacedPage, Region, Role, Rule
from layout.spec.units import Scale
from tests.makeup.conftest import ARTICLE, Place

MM = 72 / 25.4
EM, LINE = 9.0, 13.0


def region(page: PlacedPage, name: str) -> Region:
    (found,) = (r for r in page.regions if r.name == name)
    return found


def runs(page: PlacedPage, role: Role) -> list[GlyphRun]:
    return [i for i in page.items if isinstance(i, GlyphRun) and i.source.role is role]


def text_of(page: PlacedPage, role: Role) -> str:
    return "".join("".join(run.texts) for run in runs(page, role))


def test_a_place_counts_columns_rows_and_lengths(placed: Place) -> None:
    page = placed(
        "stories:\n  news: {at: [1, 2, 3, 10], headline: false}\n"
        "furniture:\n  bar: {kind: panel, at: [20mm, 3lines, 4em, 1], fill: black}\n"
    )
    area = 100 * MM
    column = (area - 7 * 2 * EM) / 8
    story = region(page, "news").rect
    assert story.x == pytest.approx(10 * MM + column + 2 * EM)
    assert story.y == pytest.approx(10 * MM + 2 * LINE)
    assert story.width == pytest.approx(3 * column + 2 * 2 * EM)
    assert story.height == pytest.approx(10 * LINE)
    bar = region(page, "bar").rect
    assert (bar.x, bar.y) == pytest.approx((30 * MM, 10 * MM + 3 * LINE))
    assert (bar.width, bar.height) == pytest.approx((4 * EM, LINE))


@pytest.mark.parametrize(
    ("keys", "width", "gutter"),
    [
        ("columns: 3", (100 * MM - 2 * 1.5 * EM) / 3, 1.5 * EM),
        ("columns: 3, gutter: 1em", (100 * MM - 2 * EM) / 3, EM),
        ("columns: 3, measure: 10em", 10 * EM, (100 * MM - 30 * EM) / 2),
    ],
)
def test_columns_share_the_place(placed: Place, keys: str, width: float, gutter: float) -> None:
    page = placed(f"stories:\n  news: {{at: [0, 0, 8, 10], headline: false, {keys}}}\n")
    columns = [region(page, f"news.column.{i}").rect for i in (1, 2, 3)]
    assert [c.width for c in columns] == pytest.approx([width] * 3)
    assert columns[1].x - columns[0].right == pytest.approx(gutter)
    assert columns[2].right == pytest.approx(110 * MM)


def test_a_single_measure_is_centred_in_its_place(placed: Place) -> None:
    page = placed("stories:\n  news: {at: [0, 0, 8, 30], headline: false, measure: 20em}\n")
    column = region(page, "news.column.1").rect
    assert column.x + column.width / 2 == pytest.approx(60 * MM)


def test_column_rules_stand_in_the_middle_of_gutters(placed: Place) -> None:
    page = placed(
        "stories:\n  news: {at: [0, 0, 8, 10], headline: false, columns: 2, rule: true}\n"
    )
    (rule,) = (i for i in page.items if isinstance(i, Rule) and i.name == "news.rule.1")
    assert rule.start.x == rule.end.x == pytest.approx(60 * MM)
    assert rule.end.y - rule.start.y == pytest.approx(10 * LINE - (LINE - EM))


def test_explicit_frames_are_filled_in_their_order(placed: Place) -> None:
    page = placed(
        "stories:\n  news: {frames: [[4, 0, 4, 10], [0, 12, 8, 20]], headline: false, fit: none}\n"
    )
    body = runs(page, Role.BODY)
    assert body[0].origin.x == pytest.approx(region(page, "news.column.1").rect.x)
    assert {run.source.column for run in body} == {0, 1}
    assert sum(run.source.column == 0 for run in body) == 10
    assert text_of(page, Role.BODY) == ARTICLE * 12


def test_body_lines_stand_on_the_grid_across_stories(placed: Place) -> None:
    page = placed(
        "stories:\n"
        "  news: {at: [0, 0, 4, 30], box: true, headline: {main: 科普报告会}}\n"
        "  more: {at: [4, 3, 4, 25], headline: {main: 科普报告会, lines: 3}}\n",
        more=ARTICLE * 10,
    )
    phases = {round((run.origin.y - 10 * MM) % LINE, 4) for run in runs(page, Role.BODY)}
    assert len(phases) == 1


def test_no_line_leaves_its_column(placed: Place) -> None:
    page = placed("stories:\n  news: {at: [0, 0, 8, 12], headline: false, columns: 3}\n")
    for run in runs(page, Role.BODY):
        column = region(page, f"news.column.{run.source.column + 1}").rect
        assert run.origin.x + run.offsets[0] >= column.x - run.size / 2
        assert run.origin.x + run.offsets[-1] + run.size / 2 <= column.right + 0.01


def test_a_box_keeps_text_at_its_inset(placed: Place) -> None:
    page = placed(
        "stories:\n  news: {at: [0, 0, 8, 20], headline: false,"
        " box: {weight: 2pt, inset: [1lines, 2em], fill: gray 90%, radius: 3pt}}\n"
    )
    (box,) = (i for i in page.items if isinstance(i, Box) and i.name == "news.box")
    column = region(page, "news.column.1").rect
    assert (box.rect.x, box.weight, box.radius) == (pytest.approx(10 * MM + 1), 2, 3)
    assert column.x == pytest.approx(10 * MM + 2 * EM)
    assert column.y == pytest.approx(10 * MM + LINE)
    assert column.bottom <= 10 * MM + 19 * LINE + 0.01


def test_headline_parts_come_from_the_article_unless_the_page_says_otherwise(placed: Place) -> None:
    article = (
        "---\nkicker: 长沟镇\nheadline: [科普报告, 进校园]\ndeck: 师生近千人\nbyline: 本报讯\n---\n"
    )
    page = placed(
        "stories:\n  news: {at: [0, 0, 8, 30], fit: none, headline: {kicker: 任城区}}\n",
        news=article + ARTICLE,
    )
    assert text_of(page, Role.KICKER) == "任城区"
    assert text_of(page, Role.HEADLINE) == "科普报告进校园"
    assert text_of(page, Role.DECK) == "师生近千人"
    assert text_of(page, Role.BODY) == "本报讯" + ARTICLE
    assert page.stories[0].title == "科普报告　进校园"
    kai = runs(page, Role.BODY)[0]
    assert "WenKai" in kai.face.path and "".join(kai.texts) == "本报讯"


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_headlines_are_aligned_on_purpose(placed: Place, align: str, share: float) -> None:
    page = placed(
        "stories:\n  news: {at: [0, 0, 8, 30], fit: none,"
        f" headline: {{main: 科普, align: {align}}}}}\n"
    )
    (run,) = runs(page, Role.HEADLINE)
    room = 100 * MM - 2 * run.size
    assert run.offsets[0] == pytest.approx(room * share, abs=0.01)


def test_a_headline_spread_by_force_fills_the_width(placed: Place) -> None:
    page = placed(
        "stories:\n  news: {at: [0, 0, 8, 30], fit: none,"
        " headline: {main: 科普进校园, align: force}}\n"
    )
    (run,) = runs(page, Role.HEADLINE)
    assert run.offsets[0] == pytest.approx(0, abs=0.01)
    assert run.offsets[-1] + run.size == pytest.approx(100 * MM, abs=0.01)


@pytest.mark.parametrize(("count", "size", "note"), [(11, 30, "condensed"), (16, 21.8, "set in")])
def test_a_wide_headline_is_condensed_and_then_set_smaller(
    placed: Place, count: int, size: float, note: str
) -> None:
    page = placed(
        f"stories:\n  news: {{at: [0, 0, 8, 30], fit: none, headline: {{main: {'普' * count}}}}}\n"
    )
    (run,) = runs(page, Role.HEADLINE)
    assert run.size == pytest.approx(size, abs=0.5)
    assert run.offsets[-1] + run.size * run.scale <= 100 * MM + 0.01
    assert run.scale >= 0.8
    messages = [d.message for d in page.diagnostics if d.code == "headline-fitted"]
    assert len(messages) == 1 and note in messages[0]


def test_a_tinted_headline_ends_over_the_body(placed: Place) -> None:
    page = placed(
        "stories:\n  news: {at: [0, 0, 8, 30], fit: none,"
        " headline: {main: 科普, lines: 6, fill: gray 90%}}\n"
    )
    (tint,) = (i for i in page.items if isinstance(i, Box) and i.name == "news.headline.tint")
    assert tint.rect.height == pytest.approx(5.5 * LINE)
    assert region(page, "news.column.1").rect.y == pytest.approx(10 * MM + 6 * LINE)


def spread(page: PlacedPage, paragraph: int) -> float:
    """Advance of the first character of a paragraph's last line, in em."""
    lines = [r for r in runs(page, Role.BODY) if r.source.paragraph == paragraph]
    last = lines[-1]
    return round((last.offsets[1] - last.offsets[0]) / last.size, 4)


def test_tracking_is_pinned_by_the_page_and_by_the_article(placed: Place) -> None:
    text = f"{ARTICLE * 3}\n{{tracking=0.03em}}{ARTICLE * 3}\n{ARTICLE * 3}\n"
    page = placed(
        "stories:\n  news: {at: [0, 0, 8, 30], fit: none, headline: false,"
        " tracking: {3: -0.02em}}\n",
        news=text,
    )
    assert [spread(page, i) for i in (0, 1, 2)] == [1.0, 1.03, 0.98]


def test_a_story_is_fitted_to_its_last_line(placed: Place) -> None:
    loose = placed("stories:\n  news: {at: [0, 0, 4, 30], headline: false, fit: none}\n")
    lines = len({(r.source.column, r.source.line) for r in runs(loose, Role.BODY)})
    page = placed(f"stories:\n  news: {{at: [0, 0, 4, {lines}], headline: false}}\n")
    assert [d.code for d in page.diagnostics] == []


def test_subheads_and_markup_are_set_in_their_faces(placed: Place) -> None:
    page = placed(
        "stories:\n  news: {at: [0, 0, 8, 30], headline: false, fit: none}\n",
        news="## 报告会\n普通**粗体***楷体*普通\n",
    )
    faces = {"".join(r.texts): r.face.path.rpartition("/")[2] for r in runs(page, Role.BODY)}
    assert faces == {
        "报告会": "NotoSansSC-Bold.ttf",
        "普通": "NotoSerifSC-Regular.ttf",
        "粗体": "NotoSerifSC-Bold.ttf",
        "楷体": "WenKaiSC-Regular.ttf",
    }


def test_items_come_in_reading_order(placed: Place) -> None:
    page = placed(
        "folio: {left: 今日}\nstories:\n"
        "  news: {at: [0, 0, 4, 30], fit: none, headline: {main: 甲}}\n"
        "  more: {at: [4, 0, 4, 30], fit: none, headline: {main: 乙}}\n",
        more=ARTICLE,
    )
    order = list(dict.fromkeys(i.source.story for i in page.items if isinstance(i, GlyphRun)))
    assert order == ["folio", "news", "more"]


REFUSED = [
    ("columns: 30", "30 columns of text cannot stand", "fewer columns"),
    ("columns: 2, measure: 40em", "2 columns of text cannot stand", "narrower"),
    ("headline: {main: 科普, lines: 10}", "leaves no line", "more rows"),
]


@pytest.mark.parametrize(("keys", "problem", "suggestion"), REFUSED)
def test_stories_without_room_are_refused(
    placed: Place, keys: str, problem: str, suggestion: str
) -> None:
    with pytest.raises(EditorError) as caught:
        placed(f"stories:\n  news: {{at: [0, 0, 8, 10], {keys}}}\n")
    assert problem in caught.value.problem
    assert suggestion in caught.value.suggestion
    assert str(caught.value.mark).endswith("p.yaml:3:3")


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("{margins: {left: 200mm, right: 200mm}}", "leave no type area"),
        ("{grid: {lines: 400}}", "grid of 400 lines does not fit"),
        ("{grid: {columns: 60, gutter: 20mm}}", "60 columns with gutters"),
        ("{trim: [1pt, 1pt]}", "cannot be a PDF page"),
    ],
)
def test_pages_without_room_are_refused(placed: Place, page: str, problem: str) -> None:
    with pytest.raises(EditorError) as caught:
        placed(f"page: {page}\nstories:\n  news: {{at: [0, 0, 8, 10]}}\n")
    assert problem in caught.value.problem


def test_columns_of_a_grid_lose_the_last_gutter() -> None:
    from layout.spec.units import Length

    scale = Scale(9, 13, col=50, gutter=10)
    assert Length(3, "cols").pt(scale) == 140
