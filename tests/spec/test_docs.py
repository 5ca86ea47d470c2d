from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from layout.spec import page_spec
from layout.spec.article import FrontMatter, parse_article
from layout.spec.load import load_page
from layout.spec.story import ParagraphKind, Run
from layout.spec.styles import BUILTIN


@pytest.fixture(scope="module")
def reference() -> str:
    root = Path(__file__).resolve().parents[2]
    return (root / "docs" / "spec.md").read_text(encoding="utf-8")


def blocks(reference: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", reference, re.M | re.S)


def tables(reference: str) -> list[dict[str, str]]:
    """Every table whose first column is keys: key → the row's other cells."""
    found = []
    for table in re.findall(r"^\| Key \|.*?(?=^\s*$)", reference, re.M | re.S):
        rows = {}
        for line in table.splitlines()[2:]:
            first, *others = line.strip().strip("|").split("|")
            rows.update(dict.fromkeys(re.findall(r"`([^`]+)`", first), "|".join(others)))
        found.append(rows)
    return found


RECORDS: list[Any] = [
    page_spec.PageSpec,
    page_spec.Page,
    page_spec.Margins,
    page_spec.Grid,
    page_spec.Story,
    page_spec.Headline,
    page_spec.RuleSpec,
    page_spec.BoxSpec,
    page_spec.FitSpec,
    page_spec.PictureSpec,
    page_spec.Caption,
    page_spec.Folio,
    page_spec.Text,
    page_spec.Line,
    page_spec.Panel,
    page_spec.Style,
    page_spec.FontFamily,
    page_spec.FontFace,
    page_spec.FontConfig,
    FrontMatter,
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.__name__))
def test_every_record_has_a_table_with_its_keys(reference: str, record: Any) -> None:
    keys = {field.encode_name for field in msgspec.structs.fields(record)}
    assert keys in [set(table) for table in tables(reference)]


@pytest.mark.parametrize(
    "record",
    [r for r in RECORDS if r not in (page_spec.Style, FrontMatter)],
    ids=lambda record: str(record.__name__),
)
def test_defaults_in_tables_are_those_of_the_code(reference: str, record: Any) -> None:
    fields = {field.encode_name: field for field in msgspec.structs.fields(record)}
    (table,) = [t for t in tables(reference) if set(t) == set(fields)][:1]
    for key, cells in table.items():
        written = re.match(r"\s*`([^`]*)`\s*\|", cells)
        default = fields[key].default
        if written and isinstance(default, (page_spec.Length, int, str)):
            shown = str(default).lower() if isinstance(default, bool) else str(default)
            assert written[1] in (shown, shown.removesuffix(".0")) or not shown, key


def test_the_specs_in_the_reference_load(reference: str, tmp_path: Path) -> None:
    examples = blocks(reference, "yaml")
    assert len(examples) >= 3
    (tmp_path / "articles").mkdir()
    for name in ("lead", "second"):
        (tmp_path / "articles" / f"{name}.txt").write_text("文字。", encoding="utf-8")
    for number, text in enumerate(examples):
        spec = tmp_path / f"p{number}.yaml"
        spec.write_text(text, encoding="utf-8")
        assert load_page(spec).spec != page_spec.PageSpec()


def test_the_article_in_the_reference_reads(reference: str) -> None:
    (text,) = blocks(reference, "article")
    article = parse_article(text, "a.txt", styles=tuple(BUILTIN))
    assert article.headline == ("社区党组织领办企业", "提升社区服务效能")
    first, second, third, last = article.paragraphs
    assert Run("粗体", bold=True) in first.runs
    assert second.tracking is not None
    assert third.kind is ParagraphKind.SUBHEAD
    assert last.text == "最后一段，这里用一个样式，星号写作 *。"


def test_every_builtin_style_is_described(reference: str) -> None:
    table = reference.partition("| Builtin |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| (.*?) \|", table, re.M)) >= {"`byline`", "`headline`"}
    assert {"body", *re.findall(r"`([a-z]+)`[, ]", table)} >= set(BUILTIN)
