"""Stories that jump: which goes on where, and every way in which that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from layout.errors import EditorError
from layout.spec.jumps import Stop
from layout.spec.load import LoadedPage
from layout.spec.load_issue import LoadedIssue, load_issue

BEGIN = "stories: {story: {at: [0, 0, 1, 9], continues: {page: %s, story: %s}}}\n"
END = "stories: {rest: {at: [0, 0, 1, 9], continued: true}}\n"
MIDDLE = "stories: {rest: {at: [0, 0, 1, 9], continued: true, continues: {page: %s, story: %s}}}\n"
PLAIN = "stories: {story: {at: [0, 0, 1, 9]}}\n"

Load = Callable[[Mapping[str, str]], LoadedIssue]


@pytest.fixture
def issue(site: Path) -> Load:
    """Loads an issue of pages given by label."""

    def run(pages: Mapping[str, str]) -> LoadedIssue:
        listed = []
        for label, text in pages.items():
            (site / "pages" / f"{label}.yaml").write_text(text, encoding="utf-8")
            listed.append(f"{{file: pages/{label}.yaml, label: {label}}}")
        (site / "issue.yaml").write_text(f"pages: [{', '.join(listed)}]\n", encoding="utf-8")
        return load_issue("issue.yaml")

    return run


def test_stories_are_followed_from_page_to_page(issue: Load) -> None:
    loaded = issue({"A1": END, "A2": BEGIN % ("A3", "rest"), "A3": MIDDLE % ("A1", "rest")})
    assert loaded.chains == ((Stop(1, "story"), Stop(2, "rest"), Stop(0, "rest")),)
    assert loaded.pages[0].articles["rest"].paragraphs == ()


def test_an_issue_without_jumps_has_no_chains(issue: Load) -> None:
    assert issue({"A1": PLAIN, "A2": PLAIN}).chains == ()


TWO = "stories: {story: {at: [0, 0, 1, 9], continues: {page: A2, story: rest}}, \
other: {article: articles/story.txt, at: [1, 0, 1, 9], continues: {page: A2, story: rest}}}\n"

REFUSED: list[tuple[str, dict[str, str], str, str, str]] = [
    (
        "no such page",
        {"A1": BEGIN % ("A3", "rest"), "A2": END},
        "pages/A1.yaml:1:55",
        "the issue has no page 'A3'",
        "A1, A2",
    ),
    (
        "no such story",
        {"A1": BEGIN % ("A2", "rust"), "A2": END},
        "pages/A1.yaml:1:66",
        "page A2 has no story 'rust'",
        "did you mean 'rest'?",
    ),
    (
        "a page without stories",
        {"A1": BEGIN % ("A2", "rest"), "A2": "page: {}\n"},
        "pages/A1.yaml:1:66",
        "page A2 has no story 'rest'",
        "a page with stories",
    ),
    (
        "not expected there",
        {"A1": BEGIN % ("A2", "story"), "A2": PLAIN},
        "pages/A1.yaml:1:66",
        "'story' on page A2 has a text of its own",
        "add 'continued: true' to it in pages/A2.yaml",
    ),
    (
        "its own page",
        {"A1": BEGIN % ("A1", "story")},
        "pages/A1.yaml:1:55",
        "'story' continues on its own page A1",
        "frames",
    ),
    ("two in one place", {"A1": TWO, "A2": END}, "pages/A1.yaml:1:", "does already", "of its own"),
    (
        "none comes",
        {"A1": PLAIN, "A2": END},
        "pages/A2.yaml:1:47",
        "no story continues in 'rest'",
        "continues: {page: A2, story: rest}",
    ),
    (
        "a ring",
        {"A1": MIDDLE % ("A2", "rest"), "A2": MIDDLE % ("A1", "rest")},
        "pages/A1.yaml:1:",
        "a story continues in itself: 'rest' on A1 → 'rest' on A2 → 'rest' on A1",
        "ends elsewhere",
    ),
]


@pytest.mark.parametrize(
    ("pages", "where", "problem", "hint"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_jumps_that_lead_nowhere_are_refused(
    issue: Load, pages: dict[str, str], where: str, problem: str, hint: str
) -> None:
    with pytest.raises(EditorError) as caught:
        issue(pages)
    message = str(caught.value)
    assert message.startswith(where), message
    assert problem in message
    assert hint in message


@pytest.mark.parametrize(
    "key",
    ["article: x.txt", "tracking: {1: 0.01em}", "fit: none", "style: body", "byline-style: body"],
)
def test_what_a_continued_story_cannot_say(refuse: Callable[[str], EditorError], key: str) -> None:
    error = refuse(f"stories: {{rest: {{at: [0, 0, 1, 9], continued: true, {key}}}}}\n")
    name = key.partition(":")[0]
    assert error.problem.startswith(f"'{name}' has no effect in 'rest'")
    assert str(error.mark) == "pages/p.yaml:1:53"


@pytest.mark.parametrize(
    ("jump", "problem"),
    [
        ("{page: 4, story: x}", "'page' is '4'"),
        ("{page: A4}", "'continues' has no 'story'"),
        ("A4", "'continues' is 'A4'"),
    ],
)
def test_a_jump_names_a_page_and_a_story(
    refuse: Callable[[str], EditorError], jump: str, problem: str
) -> None:
    assert problem in refuse(f"stories: {{a: {{at: [0, 0, 1, 9], continues: {jump}}}}}\n").problem


def test_a_continued_story_needs_no_article(load: Callable[..., LoadedPage]) -> None:
    assert load(END).articles["rest"].paragraphs == ()
