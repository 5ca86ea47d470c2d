"""The archive file: what veraPDF says of it, how it is tagged, and what is refused."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from layout.cli import main
from layout.model import BLACK, Color, ColorSpace
from layout.output.pdf.pdfa import light

ROOT = Path(__file__).resolve().parents[2]
VERAPDF = ROOT / "tests" / "verapdf"
SAMPLE = ROOT / "pages" / "changgou.yaml"

PAGE = """\
page: {trim: [120mm, 160mm], margins: {top: 10mm, bottom: 10mm, left: 10mm, right: 10mm}}
styles: {body: {color: cmyk 0 80 60 20}, headline: {color: spot 套红 cmyk 0 95 85 0}}
stories:
  news: {at: [0, 0, 8, 12], box: {fill: k 10%}, headline: {main: 科普进校园}}
pictures:
  clear: {at: [0, 13, 4, 8], file: clear.png, caption: 报告会现场}
  lost: {at: [4, 13, 4, 8], file: none.jpg}
"""
FLAVOURS = ("2u", "2a", "ua1")
ARTICLE = "普通**粗体***楷体*“引号”——破折号……fi 2024年·㐂𠮷。" * 30
"""Half-width marks, ligatures, rare characters and more text than the frame holds."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A page with everything that an archive file might stumble over."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "news.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(PAGE, encoding="utf-8")
    Image.new("RGBA", (300, 200), (200, 60, 60, 120)).save(tmp_path / "clear.png")
    return tmp_path


@pytest.fixture(scope="session")
def classpath(tmp_path_factory: pytest.TempPathFactory) -> str:
    """veraPDF's classes, as Maven finds them; skipped without Java, failed in CI."""
    if not (shutil.which("java") and shutil.which("mvn")):
        reason = "veraPDF needs java and mvn, which are not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    listed = tmp_path_factory.mktemp("verapdf") / "classpath"
    done = subprocess.run(
        ["mvn", "-q", "dependency:build-classpath", f"-Dmdep.outputFile={listed}"],
        cwd=VERAPDF,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        reason = f"Maven cannot fetch veraPDF: {done.stdout[-300:]}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return listed.read_text(encoding="utf-8")


def validate(classpath: str, *files: str) -> str:
    """What veraPDF says of files against every flavour: PASS lines, or what fails."""
    flavoured = [word for file in files for flavour in FLAVOURS for word in (flavour, file)]
    return subprocess.run(
        ["java", "-cp", classpath, str(VERAPDF / "Validate.java"), *flavoured],
        capture_output=True,
        text=True,
    ).stdout


def test_verapdf_finds_no_failed_rule(classpath: str, desk: Path) -> None:
    sample, odd = str(desk / "sample.pdf"), str(desk / "odd.pdf")
    assert main([str(SAMPLE), "--archive", "-o", sample]) == 0
    assert main([str(desk / "p.yaml"), "--archive", "-o", odd]) == 0
    assert validate(classpath, sample, odd).splitlines() == [
        f"PASS {flavour} {file}" for file in (sample, odd) for flavour in FLAVOURS
    ]


def test_verapdf_does_find_fault_with_an_ordinary_file(classpath: str, desk: Path) -> None:
    plain = str(desk / "plain.pdf")
    assert main([str(desk / "p.yaml"), "-o", plain]) == 0
    said = validate(classpath, plain)
    assert said.startswith(f"FAIL 2u {plain}")
    assert "6.6.2.1-1" in said


def test_the_metadata_agrees_with_the_information(desk: Path) -> None:
    assert main([str(desk / "p.yaml"), "--archive", "-o", str(desk / "a.pdf")]) == 0
    with pikepdf.open(desk / "a.pdf") as document, document.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == str(document.docinfo.Title)
        assert metadata["pdf:Producer"] == str(document.docinfo.Producer)
        (intent,) = document.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        profile = intent.DestOutputProfile.read_bytes()
        assert profile[16:20] == b"RGB "


def test_the_structure_follows_the_stories(tmp_path: Path) -> None:
    assert main([str(SAMPLE), "--archive", "-o", str(tmp_path / "a.pdf")]) == 0
    with pikepdf.open(tmp_path / "a.pdf") as document:
        assert document.Root.MarkInfo.Marked
        (whole,) = document.Root.StructTreeRoot.K
        assert whole.S == "/Document"
        articles = list(whole.K)
        titles = [str(article.T) for article in articles]
        assert titles[0] == "发挥组团帮扶优势 助力乡村振兴提速"
        assert len(articles) == 7
        kinds = [[str(element.S) for element in article.K] for article in articles]
        assert kinds[0] == ["/P", "/H1", *["/P"] * 6]
        assert kinds[-1] == ["/Figure", "/Caption"]
        assert "科普报告" in str(articles[-1].K[0].Alt)
        page = document.pages[0]
        parents = document.Root.StructTreeRoot.ParentTree.Nums[1]
        marked = page.Contents.read_bytes().count(b"BDC")
        assert len(parents) == marked
        assert page.Contents.read_bytes().count(
            b"EMC"
        ) == marked + page.Contents.read_bytes().count(b"BMC")


def test_tags_leave_the_text_as_it_reads(tmp_path: Path) -> None:
    texts = []
    for options in ([], ["--archive"]):
        assert main([str(SAMPLE), "-o", str(tmp_path / "t.pdf"), *options]) == 0
        document = pypdfium2.PdfDocument(tmp_path / "t.pdf")
        texts.append("".join(document[0].get_textpage().get_text_range().split()))
        document.close()
    assert texts[0] == texts[1]


def test_archive_files_are_the_same_every_time(desk: Path) -> None:
    made = []
    for name in ("a.pdf", "b.pdf"):
        assert main([str(desk / "p.yaml"), "--archive", "-o", str(desk / name)]) == 0
        made.append((desk / name).read_bytes())
    assert made[0] == made[1]


LIGHT = [
    (BLACK, BLACK),
    (Color(ColorSpace.CMYK, (0, 0, 0, 0.4)), Color(ColorSpace.GRAY, (0.6,))),
    (Color(ColorSpace.CMYK, (0, 1, 1, 0)), Color(ColorSpace.RGB, (1, 0, 0))),
    (Color(ColorSpace.CMYK, (0.2, 0.9, 0, 0.5)), Color(ColorSpace.RGB, (0.3, 0.0, 0.5))),
    (
        Color(ColorSpace.SPOT, (0.5,), "套红", (0, 1, 1, 0)),
        Color(ColorSpace.RGB, (1, 0.5, 0.5)),
    ),
]


@pytest.mark.parametrize(("ink", "wanted"), LIGHT)
def test_inks_become_light(ink: Color, wanted: Color) -> None:
    made = light(ink)
    assert made.space is wanted.space
    assert made.values == pytest.approx(wanted.values)


def test_a_page_with_a_missing_glyph_is_not_archived(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "articles" / "news.txt").write_text("甲\U0010fffd乙", encoding="utf-8")
    assert main([str(desk / "p.yaml"), "--archive", "-o", str(desk / "a.pdf")]) == 2
    message = capsys.readouterr().err
    assert "U+10FFFD" in message and "'news'" in message
    assert not (desk / "a.pdf").exists()


def test_a_picture_in_inks_is_not_archived(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = io.BytesIO()
    Image.new("CMYK", (300, 200), (0, 200, 200, 0)).save(data, "JPEG")
    (desk / "clear.png").write_bytes(data.getvalue())
    assert main([str(desk / "p.yaml"), "--archive", "-o", str(desk / "a.pdf")]) == 2
    assert "CMYK picture" in capsys.readouterr().err


def test_press_and_archive_exclude_each_other(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(desk / "p.yaml"), "--archive", "--press"]) == 2
    assert "render it twice" in capsys.readouterr().err
