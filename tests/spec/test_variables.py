from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from layout.errors import EditorError, Mark, Severity
from layout.spec.load import LoadedPage
from layout.spec.page_spec import Text
from layout.spec.variables import chinese_date, chinese_weekday, parse_date

FACTS = "number: 3, label: A3, section: 要闻, date: 2024-11-08"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("{date}　{weekday}", "2024年11月8日　星期五"),
        ("第{page}版", "第3版"),
        ("{label}·{section}", "A3·要闻"),
        ("{ label }", "A3"),
        ("{{label}}", "{label}"),
        ("{{{label}}}", "{A3}"),
        ("}}{{", "}{"),
        ("无变量", "无变量"),
    ],
)
def test_folio_texts_are_filled(
    load: Callable[..., LoadedPage], written: str, printed: str
) -> None:
    page = load(f'page: {{{FACTS}}}\nfolio: {{left: "{written}"}}\n')
    assert page.spec.folio is not None
    assert page.spec.folio.left == printed
    assert page.findings == ()


def test_furniture_texts_are_filled_line_by_line(load: Callable[..., LoadedPage]) -> None:
    page = load(
        f"page: {{{FACTS}}}\n"
        'furniture: {a: {kind: text, at: [0, 0, 1, 1], text: ["{section}", "{page}", x]}}\n'
    )
    piece = page.spec.furniture["a"]
    assert isinstance(piece, Text)
    assert piece.text == ["要闻", "3", "x"]


def test_the_label_is_the_number_where_there_is_none(load: Callable[..., LoadedPage]) -> None:
    page = load('page: {number: 4}\nfolio: {right: "{label}"}\n')
    assert page.spec.folio is not None
    assert page.spec.folio.right == "4"


@pytest.mark.parametrize(
    ("variable", "key"),
    [
        ("page", "number"),
        ("label", "label"),
        ("section", "section"),
        ("date", "date"),
        ("weekday", "date"),
    ],
)
def test_a_variable_without_value_stays_and_is_reported(
    load: Callable[..., LoadedPage], variable: str, key: str
) -> None:
    page = load(f'folio: {{left: "第{{{variable}}}版"}}\n')
    assert page.spec.folio is not None
    assert page.spec.folio.left == f"第{{{variable}}}版"
    (finding,) = page.findings
    assert (finding.severity, finding.code, finding.item) == (
        Severity.WARNING,
        "no-value",
        "folio",
    )
    assert f"'{key}'" in finding.message
    assert str(finding.mark) == "pages/p.yaml:1:15"


@pytest.mark.parametrize(
    ("text", "problem", "suggestion"),
    [
        ("{lable}", "unknown variable '{lable}'", "did you mean 'label'?"),
        ("{xyzzy}", "unknown variable '{xyzzy}'", "write '{{xyzzy}}'"),
        ("{}", "unknown variable '{}'", "write '{{}}'"),
        ("{label", "a single '{'", "write '{{'"),
        ("label}", "a single '}'", "write '}}'"),
    ],
)
def test_braces_that_mean_nothing_are_refused(
    refuse: Callable[[str], EditorError], text: str, problem: str, suggestion: str
) -> None:
    error = refuse(f'furniture: {{a: {{kind: text, at: [0, 0, 1, 1], text: [x, "{text}"]}}}}\n')
    assert str(error.mark) == "pages/p.yaml:1:57"
    assert problem in error.problem
    assert suggestion in error.suggestion


@pytest.mark.parametrize(
    ("label", "suggestion"), [('"A 1"', "A-1"), ("a.1", "a-1"), ('""', "A1"), ('"（）/"', "（）")]
)
def test_labels_that_cannot_be(
    refuse: Callable[[str], EditorError], label: str, suggestion: str
) -> None:
    error = refuse(f"page: {{label: {label}}}\n")
    assert "cannot be a page's label" in error.problem
    assert error.suggestion == f"write '{suggestion}'"
    assert str(error.mark) == "pages/p.yaml:1:15"


def test_a_date_that_is_none_is_refused_where_it_stands(
    refuse: Callable[[str], EditorError],
) -> None:
    error = refuse("page: {date: 2024年11月8日}\n")
    assert str(error.mark) == "pages/p.yaml:1:14"
    assert error.suggestion == "write 2024-11-08"


@pytest.mark.parametrize("text", ["2024-02-30", "2024-13-01", "0000-01-01"])
def test_days_that_are_not_in_the_calendar(text: str) -> None:
    with pytest.raises(EditorError, match="there is no day"):
        parse_date(text, Mark("p"))


@pytest.mark.parametrize("text", ["Friday", "11-08", "8.11.2024", ""])
def test_what_is_not_a_date(text: str) -> None:
    with pytest.raises(EditorError, match="is not a date"):
        parse_date(text, Mark("p"))


@pytest.mark.parametrize(
    ("day", "written", "weekday"),
    [
        (date(2024, 11, 8), "2024年11月8日", "星期五"),
        (date(2024, 12, 1), "2024年12月1日", "星期日"),
        (date(2025, 1, 6), "2025年1月6日", "星期一"),
    ],
)
def test_dates_in_chinese(day: date, written: str, weekday: str) -> None:
    assert (chinese_date(day), chinese_weekday(day)) == (written, weekday)
