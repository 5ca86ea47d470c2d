"""The commands as an editor runs them: exit codes, messages, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from layout.cli import main

ARTICLE = "长沟镇科普报告会昨日举行，近千名师生参加。" * 12

PAGE = """\
page: {trim: [120mm, 160mm], margins: {top: 10mm, bottom: 10mm, left: 10mm, right: 10mm}}
stories:
  news:
    at: [0, 0, 8, 20]
    headline: false
    fit: none
"""

Result = subprocess.CompletedProcess[str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a page of one story that its frames hold, and the cwd in it."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "pages" / "p.yaml").write_text(PAGE, encoding="utf-8")
    (tmp_path / "articles" / "news.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def write(desk: Path, text: str) -> str:
    (desk / "pages" / "p.yaml").write_text(text, encoding="utf-8")
    return "pages/p.yaml"


REFUSED = [
    ("unknown key", PAGE.replace("fit:", "fitt:"), "pages/p.yaml:6:5", "did you mean 'fit'?"),
    ("wrong unit", PAGE.replace("120mm", "120mn"), "pages/p.yaml:1:15", "unit"),
    ("no unit", PAGE.replace("120mm", "120"), "pages/p.yaml:1:15", "120mm"),
    ("missing article", PAGE.replace("news:", "nows:"), "pages/p.yaml:3:3", "news.txt"),
    ("bad indentation", PAGE.replace("    fit", "   fit"), "pages/p.yaml:6:4", "indent"),
    ("a tab", PAGE.replace("    fit", "\tfit"), "pages/p.yaml:6:1", "space"),
    ("a key twice", PAGE + "    fit: auto\n", "pages/p.yaml:7:5", "6"),
    ("too narrow", PAGE.replace("8, 20]", "12pt, 20]"), "pages/p.yaml:3:3", "column"),
    ("off the page", PAGE.replace("0, 0, 8", "7, 0, 8"), "pages/p.yaml:4:9", "leaves the page"),
    ("no area", PAGE.replace("8, 20]", "8, 0]"), "pages/p.yaml:4:9", "no area"),
    ("unknown font", PAGE + "styles: {body: {font: sung}}\n", "pages/p.yaml:7:23", "song"),
    ("outside", PAGE + "    article: ../../etc/passwd\n", "pages/p.yaml:7:14", "outside"),
    ("giant", PAGE.replace("120mm", "99999mm"), "pages/p.yaml:1:", "14400pt"),
]


@pytest.mark.parametrize(
    ("text", "where", "hint"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_input_that_cannot_be_used_gives_one_message(
    desk: Path, capsys: pytest.CaptureFixture[str], text: str, where: str, hint: str
) -> None:
    code = main([write(desk, text), "-o", "out.pdf"])
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert captured.err.startswith(where), captured.err
    assert captured.err.count("error:") == 1
    assert hint in captured.err
    assert "Traceback" not in captured.err
    assert not (desk / "out.pdf").exists()
    assert sorted(p.name for p in desk.iterdir()) == ["articles", "pages"]


def test_overlapping_items_are_named_both(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "articles" / "other.txt").write_text(ARTICLE, encoding="utf-8")
    text = PAGE + "  other:\n    at: [4, 10, 4, 20]\n    headline: false\n"
    assert main([write(desk, text), "-o", "out.pdf"]) == 2
    message = capsys.readouterr().err
    assert "'other' overlaps 'news'" in message
    assert message.startswith("pages/p.yaml:8:9")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["pages/none.yaml"], "pages/none.yaml"),
        (["pages"], "pages"),
        ([], "PAGE.yaml"),
        (["pages/p.yaml", "--nope"], "--nope"),
        (["png", "pages/p.yaml", "--dpi", "many"], "many"),
        (["lines"], "PAGE.yaml"),
    ],
)
def test_bad_arguments_give_one_message(
    desk: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str
) -> None:
    assert main(arguments) == 2
    message = capsys.readouterr().err
    assert message.count("error:") == 1
    assert expected in message


def test_an_older_pdf_survives_an_error(desk: Path) -> None:
    (desk / "out.pdf").write_bytes(b"the one before")
    assert main([write(desk, PAGE + "wrong: 1\n"), "-o", "out.pdf"]) == 2
    assert (desk / "out.pdf").read_bytes() == b"the one before"


def red_pixels(image: Image.Image) -> int:
    """Pixels in the colour that proofs point things out with."""
    data = image.convert("RGB").get_flattened_data()
    return sum(1 for r, g, b in data if r > 170 and g < 90 and b < 90)


def longer(desk: Path) -> str:
    (desk / "articles" / "news.txt").write_text(ARTICLE * 9, encoding="utf-8")
    return PAGE


def lost(desk: Path) -> str:
    (desk / "articles" / "news.txt").write_text(ARTICLE + "\U0010fffd", encoding="utf-8")
    return PAGE


def without_picture(desk: Path) -> str:
    return PAGE + "pictures:\n  map:\n    at: [0, 22, 8, 8]\n    file: photos/map.jpg\n"


def shorter(desk: Path) -> str:
    (desk / "articles" / "news.txt").write_text(ARTICLE[:30], encoding="utf-8")
    return PAGE


@pytest.mark.parametrize(
    ("spoil", "code", "item"),
    [
        (longer, "overset", "news"),
        (shorter, "underfull", "news"),
        (lost, "missing-glyph", "news"),
        (without_picture, "missing-picture", "map"),
    ],
)
def test_what_does_not_fit_is_reported_and_visible(
    desk: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], str],
    code: str,
    item: str,
) -> None:
    page = write(desk, spoil(desk))
    assert main([page, "-o", "out.pdf"]) == 0
    assert f"{code} [{item}]" in capsys.readouterr().err
    document = pypdfium2.PdfDocument(desk / "out.pdf")
    image = document[0].render(scale=1.5).to_pil()
    document.close()
    assert red_pixels(image) > 20
    assert main([page, "-o", "out.pdf", "--strict"]) == 1


def test_a_page_that_fits_shows_no_proof_marks(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PAGE.replace("fit: none", "fit: auto")
    assert main([write(desk, text), "-o", "out.pdf"]) == 0
    findings = capsys.readouterr().err
    short = PAGE.replace("8, 20]", f"8, {lines_of(desk)}]")
    assert main([write(desk, short), "-o", "out.pdf", "--strict"]) == 0, findings


def lines_of(desk: Path) -> int:
    """Lines that the article takes in the page's frame."""
    out = run_in(desk, "lines", "pages/p.yaml").stdout
    return len(out.splitlines())


def run_in(folder: Path, *arguments: str, **environment: str) -> Result:
    render = Path(__file__).resolve().parents[2] / "render.py"
    return subprocess.run(
        [sys.executable, str(render), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


def test_the_default_output_is_named_after_the_page(desk: Path) -> None:
    result = run_in(desk, "pages/p.yaml")
    assert result.returncode == 0
    assert result.stdout.strip() == str(Path("out") / "p.pdf")
    assert (desk / "out" / "p.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_lines_are_json_counted_from_zero(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lines", "pages/p.yaml"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(record) for record in records[:1]] == [
        ["story", "paragraph", "column", "line", "text"]
    ]
    assert [record["line"] for record in records] == list(range(len(records)))
    assert {(r["story"], r["paragraph"], r["column"]) for r in records} == {("news", 0, 0)}
    assert "".join(record["text"] for record in records) == ARTICLE


def test_png_has_the_resolution_asked_for(desk: Path) -> None:
    assert main(["png", "pages/p.yaml", "--dpi", "72", "-o", "p.png"]) == 0
    with Image.open(desk / "p.png") as image:
        assert image.size == (341, 454)
        assert image.info["dpi"] == pytest.approx((72, 72), abs=0.1)


def test_the_same_bytes_under_other_circumstances(desk: Path, tmp_path: Path) -> None:
    made = set()
    for seed, folder in (("0", desk), ("7", desk / "pages")):
        page = os.path.relpath(desk / "pages" / "p.yaml", folder)
        run_in(folder, page, "-o", str(tmp_path / "x.pdf"), PYTHONHASHSEED=seed)
        made.add((tmp_path / "x.pdf").read_bytes())
    assert len(made) == 1
    run_in(desk, "pages/p.yaml", "-o", "x.pdf", SOURCE_DATE_EPOCH="1700000000")
    assert b"20231114" in (desk / "x.pdf").read_bytes()


def test_an_article_in_gb18030_is_read(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "articles" / "news.txt").write_bytes(ARTICLE.encode("gb18030"))
    assert main(["lines", "pages/p.yaml"]) == 0
    text = "".join(json.loads(line)["text"] for line in capsys.readouterr().out.splitlines())
    assert text == ARTICLE


def test_three_lines_make_a_story(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "articles" / "news.txt").write_text(
        f"---\nheadline: 科普进校园\nbyline: 本报讯\n---\n{ARTICLE}", encoding="utf-8"
    )
    page = write(desk, "stories:\n  news:\n    at: [0, 0, 4, 30]\n    columns: 2\n")
    assert main([page, "-o", "out.pdf"]) == 0
    assert (desk / "out.pdf").exists()


def test_help_names_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["png", "--help"])
    assert ended.value.code == 0
    assert "--dpi" in capsys.readouterr().out
