"""The sample page, end to end: every line as printed, every frame full, all text in the PDF."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from layout.errors import Severity
from layout.model import GlyphRun, PlacedPage, Role
from layout.output.lines import dump_lines
from layout.output.pdf import write_pdf
from layout.pipeline import place
from layout.spec.article import read_article

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "pages" / "changgou.yaml"
PRINTED = ROOT / "tests" / "data" / "printed-lines"
STORIES = ("liangshan", "jiaxiang", "jinxiang", "yutai", "yanzhou", "sishui")

FRAMES = [
    ("liangshan", [22, 22, 22, 22]),
    ("yanzhou", [36]),
    ("jiaxiang", [51]),
    ("jinxiang", [16, 16, 16]),
    ("yutai", [15, 15, 15, 15]),
    ("sishui", [45]),
]


@pytest.fixture(scope="module")
def page() -> PlacedPage:
    return place(PAGE)


@pytest.fixture(scope="module")
def pdf(page: PlacedPage) -> bytes:
    return write_pdf(page)


def lines_of(page: PlacedPage, story: str) -> list[dict[str, object]]:
    records = (json.loads(record) for record in dump_lines(page))
    return [record for record in records if record["story"] == story]


def squeezed(text: str) -> str:
    return "".join(text.split())


def article_text(story: str) -> str:
    article = read_article(ROOT / "articles" / f"{story}.txt", f"articles/{story}.txt")
    return article.byline + "".join(p.text for p in article.paragraphs)


def test_nothing_is_found_wanting(page: PlacedPage) -> None:
    assert [str(d) for d in page.diagnostics if d.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("story", ["liangshan", "yanzhou", "jiaxiang", "photo-caption"])
def test_lines_break_as_printed(page: PlacedPage, story: str) -> None:
    printed = [
        line.strip()
        for line in (PRINTED / f"{story}.txt").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    ours = [str(record["text"]).strip() for record in lines_of(page, story)]
    differing = [
        f"{number}: printed {want!r}, set {got!r}"
        for number, (want, got) in enumerate(zip_longest(printed, ours), 1)
        if want != got
    ]
    assert differing == []


@pytest.mark.parametrize(("story", "columns"), FRAMES)
def test_every_story_fills_its_frames_exactly(
    page: PlacedPage, story: str, columns: list[int]
) -> None:
    records = lines_of(page, story)
    filled = [sum(r["column"] == c for r in records) for c in range(len(columns))]
    assert filled == columns
    for column, count in enumerate(columns):
        assert [r["line"] for r in records if r["column"] == column] == list(range(count))


@pytest.mark.parametrize("story", STORIES)
def test_no_character_of_an_article_is_lost(page: PlacedPage, story: str) -> None:
    set_text = "".join(str(record["text"]) for record in lines_of(page, story))
    assert squeezed(set_text) == squeezed(article_text(story))


def test_no_line_break_is_forced(page: PlacedPage) -> None:
    """The articles hold no break that the engine could have been told."""
    for story in STORIES:
        article = read_article(ROOT / "articles" / f"{story}.txt", story)
        assert all("\n" not in paragraph.text for paragraph in article.paragraphs)
        lines = [str(record["text"]) for record in lines_of(page, story)]
        assert len(lines) > sum(1 for paragraph in article.paragraphs)


def test_body_type_stands_on_one_baseline_grid(page: PlacedPage) -> None:
    leading = 12.7
    phases = {
        round((item.origin.y % leading) / leading, 3)
        for item in page.items
        if isinstance(item, GlyphRun) and item.source.role is Role.BODY
    }
    assert len(phases) == 1


def story_texts(extracted: str) -> list[str]:
    """Stories whose text is not found whole and in order."""
    text = squeezed(extracted)
    return [story for story in STORIES if squeezed(article_text(story)) not in text]


def test_pdfium_extracts_every_article_in_reading_order(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert story_texts(text) == []


def pdftotext(pdf: bytes, folder: Path, *options: str) -> str:
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", *options, str(file), "-"], capture_output=True, text=True, check=True
    ).stdout


needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed"
)


@needs_poppler
def test_poppler_extracts_every_article_in_reading_order(pdf: bytes, tmp_path: Path) -> None:
    text = pdftotext(pdf, tmp_path, "-raw")
    assert story_texts(text) == []
    caption = squeezed((ROOT / "articles" / "photo-caption.txt").read_text(encoding="utf-8"))
    assert caption in squeezed(text)


@needs_poppler
def test_poppler_extracts_every_column_whole_when_it_orders_by_itself(
    pdf: bytes, page: PlacedPage, tmp_path: Path
) -> None:
    """Without ``-raw`` pdftotext guesses an order of blocks; no block may come apart."""
    text = squeezed(pdftotext(pdf, tmp_path))
    for story, columns in FRAMES:
        records = lines_of(page, story)
        for column in range(len(columns)):
            wanted = "".join(str(r["text"]) for r in records if r["column"] == column)
            assert squeezed(wanted) in text, (story, column)


@pytest.mark.skipif(not shutil.which("mutool"), reason="MuPDF's mutool is not installed")
def test_mupdf_extracts_every_article_in_reading_order(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(
        ["mutool", "draw", "-q", "-F", "txt", str(file)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert story_texts(text) == []


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_fault(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    result = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


def test_every_font_is_embedded_subset_and_mapped(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    with pikepdf.open(file) as document:
        fonts = document.pages[0].Resources.Font
        assert len(fonts) > 4
        for font in fonts.values():
            assert font.Subtype == "/Type0"
            assert font.Encoding == "/Identity-H"
            assert "/ToUnicode" in font
            assert str(font.BaseFont)[7] == "+"
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def render(folder: Path, seed: str) -> bytes:
    """The sample's PDF as made by the command, from ``folder`` with a hash seed."""
    output = folder / f"seed-{seed}.pdf"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run(
        [sys.executable, str(ROOT / "render.py"), str(PAGE), "-o", str(output)],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
    )
    return output.read_bytes()


def test_the_same_page_gives_the_same_bytes(pdf: bytes, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    digests = {
        hashlib.sha256(data).hexdigest()
        for data in (pdf, render(tmp_path, "0"), render(elsewhere, "4242"))
    }
    assert len(digests) == 1
