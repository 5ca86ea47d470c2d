from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.errors import EditorError, Mark
from layout.spec.article import parse_article, parse_text, read_article
from layout.spec.markup import ESCAPABLE
from layout.spec.story import ParagraphKind, Run
from layout.spec.units import Length


def texts(text: str) -> list[str]:
    return [p.text for p in parse_article(text, "a.txt").paragraphs]


def runs(text: str) -> tuple[Run, ...]:
    (paragraph,) = parse_article(text, "a.txt").paragraphs
    return paragraph.runs


FRONT = """---
kicker: 泗水县
headline:
  - 社区党组织领办企业
  - 提升社区服务效能
deck: 副题
byline: 本报泗水讯（通讯员 宋腾）
source: 济宁日报
---
正文第一段。
正文第二段。
"""


def test_front_matter_gives_the_headline_parts() -> None:
    article = parse_article(FRONT, "a.txt")
    assert article.kicker == ("泗水县",)
    assert article.headline == ("社区党组织领办企业", "提升社区服务效能")
    assert article.deck == ("副题",)
    assert article.byline == "本报泗水讯（通讯员 宋腾）"
    assert article.source == "济宁日报"
    assert [(p.text, p.line) for p in article.paragraphs] == [
        ("正文第一段。", 10),
        ("正文第二段。", 11),
    ]


def test_without_front_matter_all_is_text() -> None:
    article = parse_article("甲\n乙", "a.txt")
    assert (article.headline, article.byline, article.path) == ((), "", "a.txt")
    assert [p.text for p in article.paragraphs] == ["甲", "乙"]


def test_empty_front_matter_and_empty_text() -> None:
    assert parse_article("---\n---\n甲", "a.txt").paragraphs[0].text == "甲"
    assert parse_article("", "a.txt").paragraphs == ()
    assert parse_article("\n \n　\n", "a.txt").paragraphs == ()


PARAGRAPHS = [
    ("one a line", "甲。\n乙。\n丙。", ["甲。", "乙。", "丙。"]),
    ("blank lines at the ends do not count", "\n\n甲\n乙\n\n", ["甲", "乙"]),
    ("blank-separated, Han joined without a space", "甲，\n乙。\n\n丙\n丁", ["甲，乙。", "丙丁"]),
    ("Latin joined with one space", "Hello\nworld\n\nnext", ["Hello world", "next"]),
    ("Han and Latin joined without", "用\nPython\n写\n\n完", ["用Python写", "完"]),
    ("a line of spaces is blank", "甲\n　 \n乙\n丙", ["甲", "乙丙"]),
    ("indented lines begin paragraphs", "　　甲\n乙\n　　丙\n\n丁", ["甲乙", "丙", "丁"]),
    ("indents are dropped", "　　甲 \n  乙　\n\u00a0丙", ["甲", "乙", "丙"]),
    ("text within is kept", "创新合作模式 ，为\n甲  乙", ["创新合作模式 ，为", "甲  乙"]),
    ("a subhead stands alone", "甲\n## 题\n乙\n\n丙", ["甲", "题", "乙", "丙"]),
    ("a pin begins a paragraph", "甲\n{tracking=1pt}乙\n\n丙", ["甲", "乙", "丙"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in PARAGRAPHS], ids=[c[0] for c in PARAGRAPHS]
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_subheads_have_their_kind() -> None:
    first, second, third = parse_article("## 小标题\n##不是\n# 也不是", "a.txt").paragraphs
    assert (first.kind, first.text) == (ParagraphKind.SUBHEAD, "小标题")
    assert (second.kind, second.text) == (ParagraphKind.TEXT, "##不是")
    assert third.text == "# 也不是"


def test_a_paragraph_pins_its_tracking() -> None:
    first, second, third = parse_article(
        "{tracking=-0.01em}甲\n{tracking=0.2pt} 乙\n{别的}丙", "a.txt"
    ).paragraphs
    assert (first.tracking, first.text) == (Length(-0.01, "em"), "甲")
    assert (second.tracking, second.text) == (Length(0.2, "pt"), "乙")
    assert (third.tracking, third.text) == (None, "{别的}丙")


TIGHT = Length(0.02, "em")
MARKUP = [
    ("甲**乙**丙", (Run("甲"), Run("乙", bold=True), Run("丙"))),
    ("*甲*乙", (Run("甲", kai=True), Run("乙"))),
    ("***甲***", (Run("甲", bold=True, kai=True),)),
    ("**甲*乙***", (Run("甲", bold=True), Run("乙", bold=True, kai=True))),
    ("*甲**乙***", (Run("甲", kai=True), Run("乙", bold=True, kai=True))),
    ("[甲]{tracking=0.02em}", (Run("甲", tracking=TIGHT),)),
    ("[甲]{.lead}乙", (Run("甲", style="lead"), Run("乙"))),
    ("[甲]{tracking=0.02em .lead}", (Run("甲", style="lead", tracking=TIGHT),)),
    ("[甲]{.导语}", (Run("甲", style="导语"),)),
    ("[甲**乙**]{.x}", (Run("甲", style="x"), Run("乙", bold=True, style="x"))),
    (
        "[甲[乙]{tracking=0.02em}]{.x}",
        (Run("甲", style="x"), Run("乙", style="x", tracking=TIGHT)),
    ),
    ("**[甲]{.x}**", (Run("甲", bold=True, style="x"),)),
    ("[甲]{}乙", (Run("甲乙"),)),
    (r"\*甲\* \\ \[乙\] \{丙\} \#", (Run(r"*甲* \ [乙] {丙} #"),)),
    (r"C:\甲\n", (Run(r"C:\甲\n"),)),
    ("**甲", (Run("**甲"),)),
    ("甲**", (Run("甲**"),)),
    ("*甲", (Run("*甲"),)),
    ("**甲*", (Run("**甲*"),)),
    ("**甲*乙**", (Run("甲*乙", bold=True),)),
    ("**甲[乙**]{.x}", (Run("**甲"), Run("乙**", style="x"))),
    ("[甲]乙", (Run("[甲]乙"),)),
    ("[甲", (Run("[甲"),)),
    ("甲]{.x}", (Run("甲]{.x}"),)),
    ("{甲}", (Run("{甲}"),)),
    ("3*4=12，5*6=30", (Run("3*4=12，5*6=30"),)),
    ("甲 * 乙 * 丙", (Run("甲 * 乙 * 丙"),)),
    ("****甲****", (Run("****甲****"),)),
    ("****", (Run("****"),)),
]


@pytest.mark.parametrize(("text", "expected"), MARKUP, ids=[c[0] for c in MARKUP])
def test_inline_markup(text: str, expected: tuple[Run, ...]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    ("text", "mark", "problem", "suggestion"),
    [
        ("---\nheadline: x\n", "a.txt:1:1", "is not closed", "'---'"),
        ("---\nheading: x\n---\n", "a.txt:2:1", "unknown key 'heading'", "'headline'"),
        ("---\nheadline: a\nbyline: [a]\n---\n", "a.txt:3:9", "'byline' is a list of 1", ""),
        ("---\nheadline: 2024\n---\n", "a.txt:2:11", "'headline' is '2024'", '"2024"'),
        ("---\nheadline: a\n\tdeck: b\n---\n", "a.txt:3:1", "tab", "spaces"),
        ("---\nheadline: a\nheadline: b\n---\n", "a.txt:3:1", "'headline' stands twice", "2 and 3"),
        ("甲\n[乙]{tracking=0.02en}", "a.txt:2:5", "unknown unit 'en'", ""),
        ("[乙]{tracking=0.02}", "a.txt:1:5", "no unit", "tracking=0.02em"),
        ("[乙]{tracking=3em}", "a.txt:1:5", "tracking 3em is not possible", "0.05em"),
        ("[乙]{tracking=1mm}", "a.txt:1:5", "tracking 1mm is not possible", "0.05em"),
        ("　　甲[乙]{bold}", "a.txt:1:8", "'bold' is not an attribute", "\\{"),
        ("[乙]{.boddy}", "a.txt:1:5", "unknown style 'boddy'", "did you mean 'body'?"),
        ("[乙]{.zzzz}", "a.txt:1:5", "unknown style 'zzzz'", "styles:"),
        ("甲\n\n乙\n丙[丁]{foo}", "a.txt:4:6", "'foo' is not an attribute", "\\{"),
        ("{tracking=1}甲", "a.txt:1:2", "no unit", "tracking=1em"),
    ],
)
def test_faults_are_named_with_their_place(
    text: str, mark: str, problem: str, suggestion: str
) -> None:
    with pytest.raises(EditorError) as caught:
        parse_article(text, "a.txt", styles=("body", "lead"))
    assert str(caught.value.mark) == mark
    assert problem in caught.value.problem
    assert suggestion in caught.value.suggestion


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_article_files_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(FRONT.replace("\n", "\r\n").encode(encoding))
    assert read_article(file, "a.txt") == parse_article(FRONT, "a.txt")


def test_text_in_a_spec_carries_the_specs_mark() -> None:
    mark = Mark("p.yaml", 7, 12)
    (paragraph,) = parse_text("甲*乙*", mark)
    assert paragraph.runs == (Run("甲"), Run("乙", kai=True))
    with pytest.raises(EditorError) as caught:
        parse_text("[甲]{foo}", mark)
    assert caught.value.mark == mark


def test_the_shipped_articles_are_read_as_written(repository: Path) -> None:
    for file in sorted((repository / "articles").glob("*.txt")):
        article = read_article(file, file.name)
        written = file.read_text(encoding="utf-8").strip()
        if not written.startswith("---"):
            assert [p.text for p in article.paragraphs] == written.split("\n")


CHARS = st.text(st.sampled_from("甲乙a1 *[]{}\\.#=，"), min_size=1, max_size=30)


@given(CHARS)
def test_escaped_text_reads_as_it_was(text: str) -> None:
    text = "字" + text.strip() + "字"
    escaped = "".join("\\" + c if c in ESCAPABLE else c for c in text)
    assert texts(escaped) == [text]


@given(CHARS)
def test_markup_never_loses_plain_characters(text: str) -> None:
    try:
        found = texts("字" + text)
    except EditorError:
        return
    plain = [c for c in text if c in "甲乙1，"]
    if "{" not in text:
        assert [c for c in "".join(found) if c in "甲乙1，"] == plain


def test_hostile_markup_takes_linear_time() -> None:
    import time

    start = time.process_time()
    for piece in ("[", "*", "**a", "*a ", "]{.x}", "[*", "[a]{", "\\", "**[*"):
        parse_article(piece * 40_000, "a.txt")
    assert time.process_time() - start < 10
