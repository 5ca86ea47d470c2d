from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from layout.errors import EditorError
from layout.spec.load import LoadedPage, load_page
from layout.spec.page_spec import GridLength, PageSpec, Text
from layout.spec.story import Run
from layout.spec.units import Length

Load = Callable[..., LoadedPage]
Refuse = Callable[[str], EditorError]

STORY = "stories:\n  story:\n    at: [0, 0, 4, 20]\n"


def test_a_story_takes_three_lines(load: Load) -> None:
    page = load(STORY)
    assert page.spec.stories["story"].at == tuple(GridLength(n, "grid") for n in (0, 0, 4, 20))
    assert [p.text for p in page.articles["story"].paragraphs] == ["第一段文字。", "第二段文字。"]
    assert page.articles["story"].path == "articles/story.txt"
    assert page.name == "p"
    assert str(page.path) == "pages/p.yaml"


def test_an_empty_spec_is_an_empty_page(load: Load) -> None:
    assert load("").spec == PageSpec()


def test_the_root_is_above_a_folder_named_pages(site: Path) -> None:
    (site / "pages" / "p.yaml").write_text(STORY, encoding="utf-8")
    assert load_page("pages/p.yaml").root == site.resolve()
    assert load_page(site / "pages" / "p.yaml").root == site.resolve()
    os.chdir(site / "pages")
    page = load_page("p.yaml")
    assert page.root == site.resolve()
    assert page.articles["story"].path == "../articles/story.txt"


def test_elsewhere_the_root_is_the_specs_own_folder(site: Path) -> None:
    (site / "p.yaml").write_text(STORY, encoding="utf-8")
    assert load_page("p.yaml").root == site.resolve()


def test_a_root_can_be_given(site: Path) -> None:
    (site / "specs").mkdir()
    (site / "specs" / "p.yaml").write_text(STORY, encoding="utf-8")
    assert load_page("specs/p.yaml", root=site).articles["story"].paragraphs
    with pytest.raises(EditorError, match="root 'nowhere' is not a folder"):
        load_page("specs/p.yaml", root=Path("nowhere"))


def test_captions_come_from_text_or_file(load: Load) -> None:
    page = load(
        "pictures:\n"
        "  a: {at: [0, 0, 1, 1], file: a.jpg, caption: 图*一*}\n"
        "  b: {at: [0, 0, 1, 1], file: b.jpg, caption: {text: 图二, lines: 1}}\n"
        "  c: {at: [0, 0, 1, 1], file: c.jpg, caption: {article: articles/story.txt}}\n"
        "  d: {at: [0, 0, 1, 1], file: d.jpg}\n"
    )
    assert page.captions["a"].paragraphs[0].runs == (Run("图"), Run("一", kai=True))
    assert page.captions["b"].paragraphs[0].text == "图二"
    assert len(page.captions["c"].paragraphs) == 2
    assert "d" not in page.captions


def test_a_missing_picture_is_no_error_here(load: Load) -> None:
    page = load("pictures: {a: {at: [0, 0, 1, 1], file: none.jpg}}")
    assert page.resolve("none.jpg", "pictures", "a", "file") == page.root / "none.jpg"


def test_furniture_is_told_apart_by_kind(load: Load) -> None:
    page = load("furniture: {m: {kind: text, text: [甲, 乙], at: [0, 0, 1, 1.5em]}}")
    piece = page.spec.furniture["m"]
    assert isinstance(piece, Text)
    assert piece.at[3] == Length(1.5, "em")


def test_paths_stay_within_the_root(site: Path, load: Load) -> None:
    outside = site.parent / "outside.txt"
    outside.write_text("外", encoding="utf-8")
    (site / "articles" / "link.txt").symlink_to(outside)
    for path in (f"../{outside.name}", str(outside), "articles/link.txt"):
        text = f"stories: {{story: {{article: {path}}}}}"
        with pytest.raises(EditorError, match="lies outside of the page's folder") as caught:
            load(text)
        assert str(caught.value.mark) == "pages/p.yaml:1:28"
        assert "--allow-outside" in caught.value.suggestion
        assert load(text, allow_outside=True).articles["story"].paragraphs[0].text == "外"
    inside = str(site / "articles" / "story.txt")
    assert load(f"stories: {{x: {{article: {inside}}}}}").articles["x"].paragraphs


def test_resolve_refuses_what_is_no_path(load: Load) -> None:
    page = load("pictures: {a: {at: [0, 0, 1, 1], file: x.jpg}}")
    with pytest.raises(EditorError, match="is not a path") as caught:
        page.resolve("a\0b", "pictures", "a", "file")
    assert str(caught.value.mark) == "pages/p.yaml:1:40"


KEYS = "one of page, fonts, styles, folio, stories, pictures, furniture"
BROKEN = [
    # (spec, line:column, in the problem, in the suggestion)
    ("pages: {}", "1:1", "unknown key 'pages' in the file's top level", "'page'"),
    ("stories:\n  a:\n    colums: 4", "3:5", "unknown key 'colums' in 'a'", "'columns'"),
    ("stories: {a: {byline_style: x}}", "1:15", "unknown key 'byline_style'", "'byline-style'"),
    ("page:\n  grid: {rows: 3}", "2:10", "unknown key 'rows' in 'grid'", ""),
    ("page: {trim: [390, 545mm]}", "1:15", "'trim[1]' is '390': length 390 has no unit", "390mm"),
    ("page: {size: 9en}", "1:14", "unknown unit 'en'", "9em"),
    ("page: {margins: {top: 36m}}", "1:23", "unknown unit 'm'", "36mm"),
    ("page: {leading: 13磅}", "1:17", "'13磅' is not a length", "13pt"),
    ("page: {leading: 150%}", "1:17", "unknown unit '%'", "1.5em"),
    ("page: {leading: 13ptt}", "1:17", "unknown unit 'ptt'", "13pt"),
    ("page: {bleed: -3mm}", "1:15", "'bleed' is '-3mm', less than nothing", "write 3mm"),
    ("stories: {a: {rule: {dash: [1pt, -1pt]}}}", "1:34", "'dash' is '-1pt'", "write 1pt"),
    ("page: {bleed: wide}", "1:15", "'wide' is not a length", ""),
    ("page: {size: 0.5pt}", "1:14", "size 0.5pt cannot be the page's", "9pt"),
    ("page: {size: 1lines}", "1:14", "size 1lines cannot be the page's", "9pt"),
    ("page: {leading: 0}", "1:17", "leading 0pt cannot be the page's", "9pt"),
    ("page: {grid: {columns: 4.5}}", "1:24", "'columns' is '4.5'", ""),
    ("page: {grid: {columns: '3'}}", "1:24", "'columns' is '3'", "without quotes"),
    ("page: {grid: {columns: 3cols}}", "1:24", "'columns' is '3cols'", "write 3"),
    ("page: {grid: 8}", "1:14", "'grid' is '8'", "grid: {columns: 8}"),
    ("page: {margins: 3mm}", "1:17", "'margins' is '3mm'", ""),
    ("page: {title: 2024}", "1:15", "'title' is '2024'", '"2024"'),
    ("page: {title: true}", "1:15", "'title' is true", '"true"'),
    ("page:\n", "1:6", "'page' is empty", "take 'page' away"),
    ("42", "1:1", "the file is '42'", ""),
    ("- a", "1:1", "the file is a list of 1", ""),
    ("stories: [a]", "1:10", "'stories' is a list of 1", ""),
    ("stories: {a: {at: [1, 2, 3]}}", "1:19", "'at' is a list of 3", ""),
    ("stories:\n  a:\n    at: [1, 2, 3, 4x]", "3:19", "'at[4]' is '4x': unknown unit 'x'", ""),
    ("stories: {a: {frames: [[0, 0, 1, 1], [0, b, 1, 1]]}}", "1:42", "'frames[2]' is 'b'", ""),
    ("stories: {a: {columns: 400}}", "1:24", "'columns' is '400'", ""),
    ("stories: {a: {rule: yes}}", "1:21", "'rule' is 'yes'", "write true"),
    ("stories: {a: {rule: 0.5pt}}", "1:21", "'rule' is '0.5pt'", "rule: {weight: 0.5pt}"),
    ("stories: {a: {box: {radius: 1}}}", "1:29", "'radius' is '1'", "1pt"),
    ("stories: {a: {headline: 题}}", "1:25", "'headline' is '题'", "headline: {main: 题}"),
    ("stories: {a: {headline: {main: 1}}}", "1:32", "'main' is '1'", '"1"'),
    ("stories: {a: {fit: aut}}", "1:20", "'fit' is 'aut'", "'auto'"),
    ("stories: {a: {style: bod}}", "1:22", "unknown style 'bod'", "'body'"),
    ("stories: {a: {byline-style: zz}}", "1:29", "unknown style 'zz'", "define 'zz'"),
    ("stories: {a: {headline: {main-style: headlin}}}", "1:38", "'headlin'", "'headline'"),
    ("stories: {a: {tracking: {one: 1em}}}", "1:26", "'one' is not a possible key", ""),
    ("stories: {story: {tracking: {9: 1em}}}", "1:30", "no paragraph 9", ""),
    ("stories: {story: {tracking: {1: 1mm}}}", "1:33", "tracking 1mm is not possible", "0.05em"),
    ("stories: {a: {fit: {tracking: [-1em, 1em]}}}", "1:31", "is not a range", "0.045em"),
    ("stories: {a: {fit: {tracking: [1pt, 2pt]}}}", "1:31", "is not in em", "0.045em"),
    ("stories: {a b: {}}", "1:11", "'a b' cannot be an id", "'a-b'"),
    ("stories: {../a: {}}", "1:11", "'../a' cannot be an id", "'a'"),
    ("stories: {stry: {}}", "1:11", "'articles/stry.txt' does not exist", "'articles/story.txt'"),
    (
        "stories: {a: {article: articles/storys.txt}}",
        "1:24",
        "'articles/storys.txt' does not exist",
        "'articles/story.txt'",
    ),
    ("stories: {a: {article: texts/a.txt}}", "1:24", "does not exist", "no folder 'texts'"),
    ("stories: {a: {article: articles\\a.txt}}", "1:24", "does not exist", "'articles/a.txt'"),
    ("pictures: {p: {at: [0, 0, 1, 1]}}", "1:12", "'p' has no 'file'", ""),
    (
        "stories: {story: {}}\npictures: {story: {at: [0, 0, 1, 1], file: x}}",
        "2:12",
        "'story' is an id in 'stories' and again in 'pictures'",
        "'story-picture'",
    ),
    (
        "pictures: {p: {at: [0, 0, 1, 1], file: x, focus: [2, 3]}}",
        "1:50",
        "focus [2, 3] of 'p'",
        "middle",
    ),
    (
        "pictures: {p: {at: [0, 0, 1, 1], file: x, caption: {lines: 3}}}",
        "1:52",
        "neither a text nor an article",
        "",
    ),
    (
        "pictures: {p: {at: [0, 0, 1, 1], file: x, caption: {text: a, article: b}}}",
        "1:52",
        "both a text and an article",
        "",
    ),
    (
        "pictures: {p: {at: [0, 0, 1, 1], file: x, caption: {article: articles/x.txt}}}",
        "1:62",
        "'articles/x.txt' does not exist",
        "",
    ),
    (
        "pictures: {p: {at: [0, 0, 1, 1], file: x, caption: '[a]{b}'}}",
        "1:52",
        "'b' is not an attribute",
        "\\{",
    ),
    ("pictures: {p: {at: [0, 0, 1, 1], file: x, crop: cove}}", "1:49", "'crop'", "'cover'"),
    ("furniture: {m: {at: [0, 0, 1, 1], text: x}}", "1:13", "'m' has no 'kind'", "kind: text"),
    ("furniture: {m: {kind: txt}}", "1:23", "unknown kind 'txt'", "'text'"),
    (
        "furniture: {m: {kind: rule, at: [0, 0, 1, 1], wieghts: []}}",
        "1:47",
        "'wieghts'",
        "'weights'",
    ),
    ("furniture: {m: {kind: text, text: x, at: [0, 0, 1, 1], style: x}}", "1:63", "style 'x'", ""),
    ("folio: {style: foli}", "1:16", "unknown style 'foli'", "'folio'"),
    ("styles: {b: {align: centre}}", "1:21", "'align' is 'centre'", "'center'"),
    ("styles: {b: {weight: bold}}", "1:22", "'weight' is 'bold'", "write 700"),
    ("styles: {b: {hang: on}}", "1:20", "'hang' is 'on'", "write true"),
    ("styles: {b: {scale: 9}}", "1:21", "'scale' is '9'", ""),
    ("styles: {b: {color: c00}}", "1:21", "'c00' is not a colour", '"#c00", in quotes'),
    ("styles: {b: {color: blak}}", "1:21", "'blak' is not a colour", "'black'"),
    ("styles: {b: {color: gray 400%}}", "1:21", "more than 100 %", ""),
    ("styles: {b: {color: 123456}}", "1:21", "'color' is '123456'", '"#123456"'),
    ("styles: {b: {font: ../x.ttf}}", "1:20", "lies outside", "--allow-outside"),
    ("fonts: {X: {faces: [{file: a.ttf}]}}", "1:28", "font file 'a.ttf' does not exist", ""),
    ("fonts: {X: {faces: []}}", "1:9", "font family 'X' has no faces", ""),
    ("fonts: {X: {faces: [{file: a, weight: 0}]}}", "1:39", "weight 0 of font family 'X'", ""),
]


@pytest.mark.parametrize(
    ("text", "mark", "problem", "suggestion"), BROKEN, ids=[case[0][:40] for case in BROKEN]
)
def test_a_broken_spec_is_one_message_with_its_place(
    refuse: Refuse, text: str, mark: str, problem: str, suggestion: str
) -> None:
    error = refuse(text)
    assert str(error.mark) == f"pages/p.yaml:{mark}"
    assert problem in error.problem
    assert suggestion in error.suggestion
    assert error.expected
    assert str(error).startswith(f"pages/p.yaml:{mark}: error: ")


def test_unknown_keys_are_told_the_known_ones(refuse: Refuse) -> None:
    assert refuse("hello: 1").expected == KEYS


def test_a_fault_in_an_article_is_placed_in_the_article(site: Path, refuse: Refuse) -> None:
    (site / "articles" / "story.txt").write_text("甲\n乙[丙]{.nope}\n", encoding="utf-8")
    error = refuse(STORY)
    assert str(error.mark) == "articles/story.txt:2:6"
    assert "unknown style 'nope'" in error.problem


def test_a_missing_spec_names_its_neighbour(site: Path) -> None:
    (site / "pages" / "front.yaml").write_text("", encoding="utf-8")
    with pytest.raises(EditorError) as caught:
        load_page("pages/frnt.yaml")
    assert str(caught.value.mark) == "pages/frnt.yaml"
    assert "does not exist" in caught.value.problem
    assert "'pages/front.yaml'" in caught.value.suggestion


def test_the_sample_page_loads(repository: Path) -> None:
    page = load_page(repository / "pages" / "changgou.yaml")
    assert {"liangshan", "yanzhou", "jiaxiang", "jinxiang", "yutai", "sishui"} <= set(page.articles)


def test_records_survive_garbage_collection() -> None:
    # Some unions crash msgspec's traversal; in a process of its own it cannot take pytest along.
    code = (
        "import gc, msgspec\n"
        "from layout.spec import page_spec as p\n"
        "from layout.spec.convert import convert\n"
        "from layout.spec.yaml_source import parse_yaml\n"
        "convert(parse_yaml('', 'p'), p.PageSpec)\n"
        "convert(parse_yaml('', 'p'), p.FontConfig)\n"
        "gc.collect()\n"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
    gc.collect()
