"""Issues as an editor renders them: one PDF, stories that jump, reports by page."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from layout.cli import main
from layout.model import GlyphRun, PlacedIssue, PlacedPage, Role
from layout.output.pdf import write_pdf
from layout.pipeline import place, place_any

SENTENCE = "长沟镇科普报告会昨日举行，近千名师生参加，大家听得津津有味。"
ARTICLE = f"---\nheadline: 科普进校园\nbyline: 本报讯\n---\n{(SENTENCE * 4 + chr(10)) * 5}"
SHEET = "trim: [120mm, 160mm], margins: {top: 20mm, bottom: 10mm, left: 10mm, right: 10mm}"
FOLIO = 'folio: {left: "{date}　{weekday}", center: "{section}", right: "第{label}版"}\n'
FRONT = f"""\
page: {{{SHEET}}}
{FOLIO}
stories:
  lead:
    at: [0, 0, 8, 22]
    columns: 2
    continues: {{page: "4", story: rest}}
"""
BACK = f"""\
page: {{{SHEET}, leading: 14pt}}
{FOLIO}
stories:
  rest:
    at: [0, 0, 4, 10]
    columns: 2
    gutter: 1em
    continued: true
    headline: {{main: 报告会续篇, main-style: deck}}
"""
ISSUE = """\
issue: {title: 样刊, date: 2024-11-08}
pages:
  - {file: pages/front.yaml, label: "1", section: 要闻}
  - {file: pages/back.yaml, label: "4", section: 副刊}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with an issue of two pages, a story running over both, and the cwd in it."""
    for folder in ("pages", "articles"):
        (tmp_path / folder).mkdir()
    for name, text in (
        ("issue.yaml", ISSUE),
        ("pages/front.yaml", FRONT),
        ("pages/back.yaml", BACK),
        ("articles/lead.txt", ARTICLE),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def placed() -> PlacedIssue:
    issue = place_any("issue.yaml")
    assert isinstance(issue, PlacedIssue)
    return issue


def texts(page: PlacedPage, story: str) -> list[str]:
    """What each line of a story says, in reading order."""
    lines: dict[tuple[object, ...], str] = {}
    for item in page.items:
        source = getattr(item, "source", None)
        if source is not None and source.story == story:
            key = (source.role, source.paragraph, source.column, source.line)
            lines[key] = lines.get(key, "") + "".join(item.texts)
    return list(lines.values())


def test_an_issue_renders_to_one_pdf(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["issue.yaml"]) == 0
    assert capsys.readouterr().out.strip() == str(Path("out") / "issue.pdf")
    document = pypdfium2.PdfDocument(desk / "out" / "issue.pdf")
    assert [document.get_page_label(i) for i in range(len(document))] == ["1", "4"]
    assert document.get_metadata_value("Title") == "样刊"
    words = [document[i].get_textpage().get_text_range() for i in range(2)]
    for folio in ("2024年11月8日", "星期五", "要闻", "第1版"):
        assert folio in words[0]
    assert "副刊" in words[1]
    document.close()


def test_pages_share_one_program_a_face(desk: Path) -> None:
    issue = placed()
    together = write_pdf(issue.pages)
    apart = sum(len(write_pdf(page)) for page in issue.pages)
    with pikepdf.open(io.BytesIO(together)) as pdf:
        fonts = [o for o in pdf.objects if getattr(o, "get", None) and o.get("/FontFile2")]
        names = [str(font.FontName).partition("+")[2] for font in fonts]
        assert len(names) == len(set(names)) > 1
        assert pdf.pages[0].Resources.objgen == pdf.pages[1].Resources.objgen
    assert len(together) < apart
    assert together == write_pdf(placed().pages)


def test_a_story_runs_over_both_pages_as_one(desk: Path) -> None:
    front, back = placed().pages
    begin, end = texts(front, "lead"), texts(back, "rest")
    assert begin[0] == "科普进校园"
    assert begin[-1] == "（下转第4版）"
    assert end[:2] == ["报告会续篇", "（上接第1版）"]
    whole = "".join(begin[1:-1] + end[2:])
    assert whole == "本报讯" + SENTENCE * 20
    first, second = (
        {i.origin.y for i in page.items if getattr(i, "source", None) and i.source.story == story}
        for page, story in ((front, "lead"), (back, "rest"))
    )
    assert max(first) < 400 and max(second) < 250
    assert [s.continued for s in (*front.stories, *back.stories)] == [False, True]


def capacity() -> int:
    """Lines of text that the frames of both pages have."""
    issue = placed()
    count = 0
    for page, story, leading in zip(issue.pages, ("lead", "rest"), (13, 14), strict=True):
        columns = [r.rect for r in page.regions if r.name.startswith(f"{story}.column")]
        count += sum(round(rect.height / leading) for rect in columns) - 1
    return count


def test_it_is_fitted_as_one_and_what_fails_is_reported_on_the_last_page(desk: Path) -> None:
    long = ARTICLE + SENTENCE * 40
    (desk / "articles" / "lead.txt").write_text(long, encoding="utf-8")
    front, back = placed().pages
    assert front.diagnostics == ()
    (finding,) = back.diagnostics
    assert (finding.code, finding.item) == ("overset", "rest")
    assert f"the frames have {capacity()}" in finding.message
    (desk / "articles" / "lead.txt").write_text("短文一篇。", encoding="utf-8")
    front, back = placed().pages
    assert [d.code for d in (*front.diagnostics, *back.diagnostics)] == ["underfull"] * 2


def test_tracking_of_the_beginning_goes_on_to_the_end(desk: Path) -> None:
    front = FRONT.replace("columns: 2", "columns: 2\n    tracking: {5: 0.05em}\n    fit: none")
    before = texts(placed().pages[1], "rest")
    (desk / "pages" / "front.yaml").write_text(front, encoding="utf-8")
    assert texts(placed().pages[1], "rest") != before


def test_what_the_page_lets_give_gives_on_all_its_pages(desk: Path) -> None:
    (desk / "articles" / "lead.txt").write_text(SENTENCE * 30, encoding="utf-8")
    stiff = "{tracking: [0em, 0em]}"
    for fit, codes in (
        (stiff, [[], ["overset"]]),
        (stiff.replace("}", ", scale: [0.8, 1.2]}"), [["fitted"], []]),
    ):
        front = FRONT + f"    fit: {fit}\n    headline: false\n"
        (desk / "pages" / "front.yaml").write_text(front, encoding="utf-8")
        pages = placed().pages
        assert [[d.code for d in page.diagnostics] for page in pages] == codes
    scales = {
        item.scale
        for page in pages
        for item in page.items
        if isinstance(item, GlyphRun) and item.source.role is Role.BODY
    }
    assert len(scales) == 1 and scales != {1.0}


def test_an_issue_goes_to_press_without_links(desk: Path) -> None:
    assert main(["issue.yaml", "--press", "--marks", "-o", "i.pdf"]) == 0
    with pikepdf.open(desk / "i.pdf") as pdf:
        assert len(pdf.pages) == 2
        assert not any("/Annots" in page for page in pdf.pages)
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFX"
        assert float(pdf.pages[0].TrimBox[0]) > 0


def test_jump_lines_lead_to_each_other(desk: Path) -> None:
    assert main(["issue.yaml", "-o", "i.pdf"]) == 0
    with pikepdf.open(desk / "i.pdf") as pdf:
        links = [page.Annots[0] for page in pdf.pages]
        assert [str(link.Dest) for link in links] == ["4.rest", "1.lead"]
        names = list(pdf.Root.Names.Dests.Names)
        assert {"4.rest", "1.lead"} == {str(key) for key in names[::2]}
    document = pypdfium2.PdfDocument(desk / "i.pdf")
    for i, (link, words) in enumerate(zip(links, ("下转第4版", "上接第1版"), strict=True)):
        left, bottom, right, top = (float(n) for n in link.Rect)
        textpage = document[i].get_textpage()
        assert words in textpage.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
    document.close()


def test_a_story_may_go_on_twice(desk: Path) -> None:
    middle = BACK.replace(
        "continued: true", "continued: true\n    continues: {page: B, story: rest}"
    )
    (desk / "pages" / "middle.yaml").write_text(middle, encoding="utf-8")
    (desk / "issue.yaml").write_text(
        ISSUE.replace("pages/back", "pages/middle") + "  - {file: pages/back.yaml, label: B}\n",
        encoding="utf-8",
    )
    (desk / "articles" / "lead.txt").write_text(ARTICLE + SENTENCE * 8, encoding="utf-8")
    pages = placed().pages
    assert texts(pages[1], "rest")[-1] == "（下转B版）"
    assert texts(pages[2], "rest")[1] == "（上接第4版）"
    assert [len(page.links) for page in pages] == [1, 2, 1]


def test_a_jump_needs_a_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frames = "frames: [[0, 0, 4, 1]]\n    continues: {page: B, story: x}"
    text = BACK.replace("at: [0, 0, 4, 10]\n    columns: 2\n    gutter: 1em", frames)
    (desk / "pages" / "back.yaml").write_text(text, encoding="utf-8")
    assert main(["pages/back.yaml", "-o", "b.pdf"]) == 2
    assert "there is no line for where the story comes from" in capsys.readouterr().err


def test_pages_alone_show_what_they_hold(desk: Path) -> None:
    front, back = place("pages/front.yaml"), place("pages/back.yaml")
    assert texts(front, "lead")[-1] == "（下转第4版）"
    assert texts(back, "rest") == ["报告会续篇"]
    assert front.links == back.links == ()
    for page, words in ((front, "go to page 4"), (back, "comes from another page")):
        (note,) = [d for d in page.diagnostics if d.code == "jump"]
        assert note.severity == "warning" and words in note.message
        assert not [d for d in page.diagnostics if d.code in ("overset", "underfull")]


def test_findings_stand_under_their_page(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "articles" / "lead.txt").write_text(ARTICLE + SENTENCE * 40, encoding="utf-8")
    assert main(["issue.yaml", "--strict"]) == 1
    heading, finding = capsys.readouterr().err.splitlines()
    assert heading == "page 4:"
    assert finding.startswith("pages/back.yaml:6:5: error: overset [rest]")


def test_an_error_in_a_page_leaves_no_pdf(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "pages" / "back.yaml").write_text(BACK + "    colums: 2\n", encoding="utf-8")
    assert main(["issue.yaml"]) == 2
    assert capsys.readouterr().err.startswith("pages/back.yaml:11:5: error: unknown key 'colums'")
    assert not (desk / "out").exists()


def test_lines_of_an_issue_name_their_page(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lines", "issue.yaml"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert list(records[0]) == ["page", "story", "paragraph", "column", "line", "text"]
    assert [r["page"] for r in records] == sorted(r["page"] for r in records)
    assert {(r["page"], r["story"]) for r in records} == {("1", "lead"), ("4", "rest")}
    assert not any("下转" in r["text"] for r in records)
    first = next(r for r in records if r["page"] == "4")
    assert (first["column"], first["line"]) == (0, 0)
    assert main(["lines", "pages/front.yaml"]) == 0
    assert list(json.loads(capsys.readouterr().out.splitlines()[0])) == list(records[0])[1:]


def test_png_writes_a_picture_a_page(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["png", "issue.yaml", "--dpi", "36"]) == 0
    names = [Path("out") / f"issue-{n}.png" for n in (1, 2)]
    assert capsys.readouterr().out.split() == [str(name) for name in names]
    for name in names:
        with Image.open(desk / name) as image:
            assert image.size == (171, 227)
    assert main(["png", "issue.yaml", "--dpi", "36", "-o", "x.png"]) == 0
    assert (desk / "x-2.png").exists() and not (desk / "x.png").exists()


def test_contents_list_every_story(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contents", "issue.yaml"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["destination"], r["title"], r["continued"]) for r in records] == [
        ("1.lead", "科普进校园", False),
        ("4.rest", "报告会续篇", True),
    ]


def test_an_issue_may_hold_the_sample_page(repository: Path, desk: Path) -> None:
    issue = desk / "week.yaml"
    sample, front = repository / "pages" / "changgou.yaml", desk / "pages" / "front.yaml"
    front.write_text(
        FRONT.replace('    continues: {page: "4", story: rest}\n', ""), encoding="utf-8"
    )
    issue.write_text(f"pages: [{sample}, {front}]\n", encoding="utf-8")
    assert main(["week.yaml", "--allow-outside", "-o", "w.pdf"]) == 0
    with pikepdf.open(desk / "w.pdf") as pdf:
        assert len(pdf.pages) == 2
        with pdf.open_outline() as outline:
            assert [len(top.children) for top in outline.root] == [6, 1]
        assert "/Annots" not in pdf.pages[0]
