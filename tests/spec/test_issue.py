"""The issue spec: what it says to its pages, and what cannot be used in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from layout.errors import EditorError
from layout.spec import issue_spec
from layout.spec.load import is_issue, load_page
from layout.spec.load_issue import LoadedIssue, load_issue
from layout.spec.schema import issue_schema, schema_text
from layout.spec.yaml_source import parse_yaml

PAGE = 'folio: {left: "{date}", center: "{section}", right: "{label}/{page}"}\n'

Load = Callable[[str], LoadedIssue]


@pytest.fixture
def issue(site: Path) -> Load:
    """Writes ``issue.yaml`` beside three pages and loads it by that name."""
    for name in ("a", "b", "c"):
        (site / "pages" / f"{name}.yaml").write_text(PAGE, encoding="utf-8")

    def run(text: str) -> LoadedIssue:
        (site / "issue.yaml").write_text(text, encoding="utf-8")
        return load_issue("issue.yaml")

    return run


def folios(loaded: LoadedIssue) -> list[tuple[str, str, str]]:
    found = [page.spec.folio for page in loaded.pages]
    return [(f.left, f.center, f.right) for f in found if f is not None]


def test_pages_are_filled_from_the_issue(issue: Load) -> None:
    loaded = issue(
        "issue: {title: 样刊, date: 2024-11-08, language: zh-TW}\n"
        "pages:\n"
        "  - {file: pages/a.yaml, label: A1, section: 要闻}\n"
        "  - {file: pages/b.yaml, section: 副刊}\n"
        "  - {file: pages/c.yaml, section: 副刊, label: B1}\n"
    )
    assert folios(loaded) == [
        ("2024年11月8日", "要闻", "A1/1"),
        ("2024年11月8日", "副刊", "2/2"),
        ("2024年11月8日", "副刊", "B1/3"),
    ]
    assert (loaded.name, loaded.title) == ("issue", "样刊")
    assert {page.spec.page.language for page in loaded.pages} == {"zh-TW"}


def test_what_a_page_says_of_itself_holds_where_the_issue_is_silent(
    issue: Load, site: Path
) -> None:
    own = "page: {number: 9, label: C9, section: 体育, date: 2024-01-02, language: en}\n"
    (site / "pages" / "b.yaml").write_text(own + PAGE, encoding="utf-8")
    loaded = issue("pages: [pages/a.yaml, pages/b.yaml]\n")
    assert folios(loaded)[1] == ("2024年1月2日", "体育", "C9/2")
    assert [page.spec.page.language for page in loaded.pages] == ["zh-CN", "en"]
    assert loaded.title == "issue"
    assert [f.code for f in loaded.pages[0].findings] == ["no-value", "no-value"]


def test_paths_start_from_the_issue_or_the_folder_above_pages(issue: Load, site: Path) -> None:
    (site / "pages" / "week.yaml").write_text("pages: [pages/a.yaml]\n", encoding="utf-8")
    assert load_issue("pages/week.yaml").pages[0].root == site.resolve()
    (site / "pages" / "a.yaml").write_text(
        "stories: {story: {at: [0, 0, 1, 9]}}\n", encoding="utf-8"
    )
    loaded = load_issue(site / "pages" / "week.yaml")
    assert loaded.pages[0].articles["story"].paragraphs
    assert loaded.pages[0].path.is_absolute()


def test_a_given_root_is_that_of_all_pages(issue: Load, site: Path) -> None:
    (site / "specs").mkdir()
    (site / "specs" / "a.yaml").write_text(
        "stories: {story: {at: [0, 0, 1, 9]}}\n", encoding="utf-8"
    )
    (site / "specs" / "i.yaml").write_text("pages: [specs/a.yaml]\n", encoding="utf-8")
    assert load_issue("specs/i.yaml", root=site).pages[0].root == site.resolve()
    with pytest.raises(EditorError, match="does not exist"):
        load_issue("specs/i.yaml")


REFUSED = [
    ("pages: []\n", "1:1", "the issue has no pages", "at least one"),
    ("pages:\n", "1:", "'pages' is empty", ""),
    ("pages: pages/a.yaml\n", "1:8", "'pages' is 'pages/a.yaml'", "a list"),
    ("pages: [pages/d.yaml]\n", "1:9", "'pages/d.yaml' does not exist", "did you mean"),
    ("pages: [page/a.yaml]\n", "1:9", "'page/a.yaml' does not exist", "no folder 'page'"),
    ("pages: [../x.yaml]\n", "1:9", "'../x.yaml' lies outside of the issue's folder", "--allow"),
    ("pages: [issue.yaml]\n", "1:9", "'issue.yaml' is an issue itself", "list its pages"),
    ("pages: [3]\n", "1:9", "'pages[1]' is '3'", "text"),
    ("pages: [{label: A1}]\n", "1:9", "'pages[1]' has no 'file'", ""),
    (
        "pages: [{file: pages/a.yaml, lable: A1}]\n",
        "1:30",
        "unknown key 'lable' in 'pages[1]'",
        "did you mean 'label'?",
    ),
    ("pages: [{file: pages/a.yaml, label: 1}]\n", "1:37", "'label' is '1'", '"1"'),
    ("pages: [{file: pages/a.yaml, label: A.1}]\n", "1:37", "'A.1' cannot be", "A-1"),
    (
        "pages: [{file: pages/a.yaml, label: A1}, {file: pages/b.yaml, label: A1}]\n",
        "1:70",
        "pages 1 and 2 are both called 'A1'",
        "a label that no other page has",
    ),
    (
        'pages: [{file: pages/a.yaml, label: "2"}, pages/b.yaml]\n',
        "1:43",
        "pages 1 and 2 are both called '2'",
        "label: …",
    ),
    ("issue: {date: 2024-11-31}\npages: [pages/a.yaml]\n", "1:15", "there is no day", ""),
    ("issue: {name: x}\npages: [pages/a.yaml]\n", "1:9", "unknown key 'name'", ""),
    ("pages: [pages/a.yaml]\npage: {}\n", "2:1", "unknown key 'page'", "did you mean 'pages'?"),
]


@pytest.mark.parametrize(("text", "where", "problem", "hint"), REFUSED, ids=[r[2] for r in REFUSED])
def test_what_cannot_be_used_is_said_where_it_stands(
    issue: Load, text: str, where: str, problem: str, hint: str
) -> None:
    with pytest.raises(EditorError) as caught:
        issue(text)
    message = str(caught.value)
    assert message.startswith(f"issue.yaml:{where}"), message
    assert problem in message
    assert hint in message


def test_an_error_in_a_page_names_the_page(issue: Load, site: Path) -> None:
    (site / "pages" / "b.yaml").write_text("stores: {}\n", encoding="utf-8")
    with pytest.raises(EditorError) as caught:
        issue("pages: [pages/a.yaml, pages/b.yaml]\n")
    assert str(caught.value.mark) == "pages/b.yaml:1:1"


def test_a_list_of_pages_makes_an_issue_and_nothing_else_does() -> None:
    assert is_issue(parse_yaml("pages: [a.yaml]", "x"))
    assert not is_issue(parse_yaml("page: {}", "x"))
    assert not is_issue(parse_yaml("", "x"))
    assert not is_issue(parse_yaml("pages: {trim: [1mm, 1mm]}", "x")), "a slip of 'page'"


def test_a_page_is_asked_for_and_an_issue_is_given(issue: Load) -> None:
    issue("pages: [pages/a.yaml]\n")
    with pytest.raises(EditorError, match="is an issue of several pages") as caught:
        load_page("issue.yaml")
    assert "one of the pages" in caught.value.suggestion


# The reference and the schema


def test_the_issue_in_the_reference_loads(repository: Path, issue: Load, site: Path) -> None:
    reference = (repository / "docs" / "spec.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^```issue\n(.*?)^```$", reference, re.M | re.S)
    for name in ("a1", "a2", "a3"):
        (site / "pages" / f"{name}.yaml").write_text(PAGE, encoding="utf-8")
    assert [page.facts.label for page in issue(text).pages] == ["A1", "A2", "3"]


@pytest.mark.parametrize(
    "record",
    [issue_spec.IssueSpec, issue_spec.Issue, issue_spec.IssuePage],
    ids=lambda r: r.__name__,
)
def test_every_key_is_in_the_reference(repository: Path, record: Any) -> None:
    reference = (repository / "docs" / "spec.md").read_text(encoding="utf-8")
    section = reference.partition("\n## Issues\n")[2].partition("\n### ")[0]
    for field in msgspec.structs.fields(record):
        assert f"\n| `{field.encode_name}` |" in section, field.name


def test_the_schema_in_docs_is_up_to_date(repository: Path) -> None:
    written = (repository / "docs" / "issue.schema.json").read_text(encoding="utf-8")
    command = "python -m layout.spec.schema issue > docs/issue.schema.json"
    assert written == schema_text(issue_schema()), f"run: {command}"


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("pages: [a.yaml, {file: b.yaml, label: B1, section: x}]", True),
        ("issue: {title: x, date: 2024-11-08}\npages: [a.yaml]", True),
        ("pages: []", False),
        ("issue: {}", False),
        ("pages: [{label: A1}]", False),
        ("pages: [{file: a.yaml, label: 1}]", False),
        ("page: {}\npages: [a.yaml]", False),
    ],
)
def test_the_schema_tells_good_from_bad(text: str, valid: bool) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(issue_schema())
    assert (not list(validator.iter_errors(parse_yaml(text, "i").data))) is valid
