from __future__ import annotations

from collections.abc import Callable

import pytest

from layout.errors import EditorError
from layout.model import BLACK, Color, ColorSpace
from layout.spec.load import LoadedPage
from layout.spec.page_spec import Adjustment, Align, PageSpec, Prohibition, PunctuationStyle
from layout.spec.styles import BUILTIN, resolve_styles
from layout.spec.yaml_source import parse_yaml

Load = Callable[..., LoadedPage]
Refuse = Callable[[str], EditorError]


def test_the_body_has_the_defaults_of_a_mainland_daily() -> None:
    body = resolve_styles(PageSpec(), parse_yaml("", "p"))["body"]
    assert (body.font, body.latin_font, body.weight) == ("song", "", 400)
    assert (body.size, body.leading, body.indent) == (9.0, 13.0, 18.0)
    assert (body.align, body.punctuation) == (Align.JUSTIFY, PunctuationStyle.KAIMING)
    assert (body.prohibition, body.adjustment) == (Prohibition.GB, Adjustment.PUSH_OUT)
    assert (body.han_latin_gap, body.han_space, body.tracking) == (0.125, 0.5, 0.0)
    assert (body.scale, body.latin_scale, body.latin_tracking) == (1.0, 1.0, 0.0)
    assert (body.hang, body.color, body.mark) == (False, BLACK, None)


@pytest.mark.parametrize(
    ("name", "font", "weight", "size", "align"),
    [
        ("byline", "kai", 400, 9.0, Align.JUSTIFY),
        ("subhead", "hei", 700, 9.0, Align.JUSTIFY),
        ("kicker", "hei", 400, 16.0, Align.CENTER),
        ("headline", "song", 900, 30.0, Align.CENTER),
        ("deck", "kai", 400, 14.0, Align.CENTER),
        ("caption", "kai", 400, 10.0, Align.JUSTIFY),
        ("credit", "kai", 400, 10.0, Align.JUSTIFY),
        ("furniture", "hei", 400, 8.5, Align.LEFT),
        ("folio", "hei", 400, 8.5, Align.LEFT),
    ],
)
def test_builtin_styles(name: str, font: str, weight: int, size: float, align: Align) -> None:
    style = resolve_styles(PageSpec(), parse_yaml("", "p"))[name]
    assert (style.font, style.weight, style.size, style.align) == (font, weight, size, align)
    assert style.name == name


def test_every_builtin_is_resolved() -> None:
    assert set(resolve_styles(PageSpec(), parse_yaml("", "p"))) == set(BUILTIN)


def test_a_page_style_refines_the_builtin_of_its_name(load: Load) -> None:
    styles = load("styles: {headline: {size: 40pt}}").styles
    assert (styles["headline"].size, styles["headline"].weight) == (40.0, 900)
    assert styles["headline"].leading == pytest.approx(46.0)


def test_a_refined_builtin_is_what_others_inherit(load: Load) -> None:
    styles = load("styles: {body: {font: hei, han-latin-gap: 0}, caption: {size: 12pt}}").styles
    assert (styles["headline"].font, styles["headline"].han_latin_gap) == ("hei", 0.0)
    assert styles["credit"].size == 12.0


def test_inherit_in_a_builtins_name_takes_its_place(load: Load) -> None:
    styles = load("styles: {kicker: {inherit: deck, weight: 700}}").styles
    assert (styles["kicker"].font, styles["kicker"].size, styles["kicker"].weight) == (
        "kai",
        14.0,
        700,
    )


def test_inheriting_from_its_own_builtin_refines_it(load: Load) -> None:
    assert load("styles: {deck: {inherit: deck, weight: 700}}").styles["deck"].font == "kai"


def test_a_style_without_inherit_comes_from_body(load: Load) -> None:
    style = load("styles: {lead: {size: 2em}}").styles["lead"]
    assert (style.size, style.font, style.indent, style.leading) == (18.0, "song", 36.0, 13.0)


def test_em_of_size_is_the_pages_and_em_elsewhere_the_styles_own(load: Load) -> None:
    styles = load(
        "page: {size: 10pt, leading: 15pt}\n"
        "styles:\n"
        "  a: {size: 2em, leading: 1.5em, indent: 1em, tracking: 1pt, han-space: 5pt}\n"
        "  b: {inherit: a, size: 30pt}\n"
        "  c: {inherit: a, leading: 2lines}\n"
    ).styles
    a, b, c = styles["a"], styles["b"], styles["c"]
    assert (a.size, a.leading, a.indent, a.tracking, a.han_space) == (20.0, 30.0, 20.0, 0.05, 0.25)
    assert (b.size, b.leading, b.indent) == (30.0, 45.0, 30.0)
    assert b.tracking == pytest.approx(1 / 30)
    assert c.leading == 30.0


def test_colours_and_switches_are_inherited(load: Load) -> None:
    styles = load(
        "styles:\n  a: {color: k 40%, hang: true, scale: 0.9}\n  b: {inherit: a}\n"
    ).styles
    assert styles["b"].color == Color(ColorSpace.CMYK, (0.0, 0.0, 0.0, 0.4))
    assert (styles["b"].hang, styles["b"].scale) == (True, 0.9)


def test_a_style_has_its_own_cells_and_hyphenates(load: Load) -> None:
    styles = load(
        "styles: {body: {hyphenate: true, cells: {，: [0, 0.25], open: [0.5, 0]}}}"
    ).styles
    assert styles["caption"].cells == (("，", 0.0, 0.25), ("open", 0.5, 0.0))
    assert styles["body"].hyphenate


def test_the_font_keeps_its_mark_through_inheritance(load: Load) -> None:
    styles = load("styles:\n  a: {font: X}\n  b: {inherit: a}\n  c: {font: Y}\n").styles
    assert str(styles["b"].mark) == "pages/p.yaml:2:13"
    assert str(styles["c"].mark) == "pages/p.yaml:4:13"
    assert styles["body"].mark is None


@pytest.mark.parametrize(
    ("text", "mark", "problem", "suggestion"),
    [
        ("styles: {b: {inherit: boddy}}", "1:23", "unknown style 'boddy'", "'body'"),
        ("styles: {b: {inherit: zz}}", "1:23", "unknown style 'zz'", ""),
        (
            "styles:\n  a: {inherit: b}\n  b: {inherit: c}\n  c: {inherit: a}\n",
            "2:16",
            "'a' inherits from itself: a → b → c → a",
            "'inherit' of 'a'",
        ),
        ("styles: {b: {inherit: b}}", "1:23", "inherits from itself: b → b", "'b'"),
        ("styles: {body: {inherit: deck}}", "1:26", "inherits from itself", "'body'"),
        ("styles: {b: {size: 0pt}}", "1:20", "size 0pt of style 'b'", "text face"),
        ("styles: {b: {size: -3mm}}", "1:20", "size -3mm of style 'b'", "text face"),
        ("styles: {b: {size: 900mm}}", "1:20", "size 900mm of style 'b'", "text face"),
        ("styles: {b: {leading: 0}}", "1:23", "leading 0pt of style 'b'", "text face"),
        ("styles: {b: {size: 3cols}}", "1:20", "'3cols' cannot be the size", "3em or 3pt"),
        ("styles: {b: {indent: 1col}}", "1:22", "'1cols' cannot be the indent", "1em or 1pt"),
        ("styles: {b: {tracking: 99pt}}", "1:24", "tracking 99pt of style 'b'", "0em and 1em"),
        ("styles: {b: {cells: {stopp: [0, 0.5]}}}", "1:29", "'stopp' in the cells", "'stop'"),
        ("styles: {b: {cells: {，: [0.5, 0.6]}}}", "1:25", "leaves '，' no cell", "[0, 0.5]"),
        ("styles: {b: {han-space: -2em}}", "1:25", "han-space -2em of style 'b'", "0em and 1em"),
    ],
)
def test_refused_styles(
    refuse: Refuse, text: str, mark: str, problem: str, suggestion: str
) -> None:
    error = refuse(text)
    assert str(error.mark) == f"pages/p.yaml:{mark}"
    assert problem in error.problem
    assert suggestion in error.suggestion
