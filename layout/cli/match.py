"""``render.py match ARTICLE PRINTED-LINES``: how was this old page set?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

from layout.cli.options import Parser
from layout.compose.match import Hypothesis, Maker, Match, maker_of, match
from layout.compose.style import StyledRun
from layout.compose.text import PreparedText, prepare
from layout.compose.witness import Witness, align, read_printing
from layout.errors import EditorError, Mark
from layout.fonts.registry import FontRegistry
from layout.makeup.typeface import Typefaces
from layout.spec.article import read_article
from layout.spec.encoding import read_text
from layout.spec.load import load_page
from layout.spec.page_spec import PageSpec
from layout.spec.story import Article, Run
from layout.spec.styles import ResolvedStyle, resolve_styles
from layout.spec.yaml_source import parse_yaml

_KEYS = {
    "punctuation": "punctuation",
    "prohibition": "prohibition",
    "adjustment": "adjustment",
    "hang": "hang",
    "indent": "indent",
    "latin_scale": "latin-scale",
    "han_latin_gap": "han-latin-gap",
    "han_space": "han-space",
}
_IN_EM = frozenset(("indent", "han_latin_gap", "han_space"))


def run(arguments: Sequence[str]) -> int:
    """Infer measure, style and trackings; returns 1 when a line stays unexplained."""
    options = _parser().parse_args(arguments)
    for path in (options.article, options.printed):
        if not path.is_file():
            raise EditorError(
                f"'{path}' cannot be read: no such file",
                mark=Mark(str(path)),
                expected="an article, then the file of its printed lines",
            )
    article = read_article(options.article, str(options.article))
    printing = read_printing(read_text(options.printed, str(options.printed)))
    if not printing:
        raise EditorError(
            "the printing has no lines",
            mark=Mark(str(options.printed)),
            expected="one printed line a line, a blank line between paragraphs",
        )
    if not article.paragraphs:
        raise EditorError("the article has no text", mark=Mark(str(options.article)))
    faces, style, fixed = _style(options)
    witnesses = align(_texts(article), printing)
    make = _maker(article, faces, style, options.byline_style, fixed)
    found = match(
        make,
        witnesses,
        style.size,
        start=_hypothesis(style) if fixed else None,
        fixed=fixed,
        measure=options.measure,
    )
    total = sum(len(witness.lines) for witness in witnesses)
    name = options.article.stem
    print("\n".join(_yaml(found, name, total, fixed)))
    for line in _report(found, witnesses, str(options.printed)):
        print(line, file=sys.stderr)
    return 0 if found.explained == total else 1


def _parser() -> Parser:
    parser = Parser(
        prog="render.py match",
        description="Infer how an old page was set from the line breaks that it was printed with.",
    )
    parser.add_argument("article", type=Path, metavar="ARTICLE", help="the article file")
    parser.add_argument(
        "printed",
        type=Path,
        metavar="PRINTED-LINES",
        help="one printed line a line, a blank line between paragraphs",
    )
    parser.add_argument(
        "--page", type=Path, metavar="PAGE.yaml", help="keep to a style of this page"
    )
    parser.add_argument("--style", default="body", help="which of its styles (default body)")
    parser.add_argument("--byline-style", default="byline", help="and which for the byline")
    parser.add_argument("--font", default="song", help="without --page: the text face")
    parser.add_argument("--measure", type=float, metavar="EM", help="keep to this measure")
    return parser


def _style(options: argparse.Namespace) -> tuple[Typefaces, ResolvedStyle, bool]:
    """The faces and the style to compose in, and whether that style is to be kept to."""
    if options.page is None:
        shown = f"styles: {{body: {{font: '{options.font}'}}}}"
        source = parse_yaml(shown, "--font")
        registry = FontRegistry.load()
        styles = resolve_styles(PageSpec(), source)
        registry.resolve(options.font)
        styles = {name: _with_font(style, options.font) for name, style in styles.items()}
        return Typefaces(styles, registry), styles["body"], False
    loaded = load_page(options.page)
    style = loaded.styles.get(options.style)
    if style is None or options.byline_style not in loaded.styles:
        wanted = options.style if style is None else options.byline_style
        raise EditorError(
            f"the page has no style '{wanted}'",
            mark=Mark(str(options.page)),
            expected=f"one of {', '.join(loaded.styles)}",
        )
    return Typefaces(loaded.styles, FontRegistry.load(loaded.spec.fonts, loaded.root)), style, True


def _with_font(style: ResolvedStyle, font: str) -> ResolvedStyle:
    return replace(style, font=font)


def _texts(article: Article) -> list[str]:
    """The paragraphs as printed: the byline run in before the first."""
    texts = [paragraph.text for paragraph in article.paragraphs]
    return [article.byline + texts[0], *texts[1:]]


def _maker(
    article: Article, faces: Typefaces, style: ResolvedStyle, byline_style: str, fixed: bool
) -> Maker:
    if not fixed:
        return maker_of(_texts(article), faces.text(style))

    def make(guess: Hypothesis) -> list[PreparedText]:
        made = []
        for number, paragraph in enumerate(article.paragraphs):
            runs: list[StyledRun] = faces.runs(paragraph.runs, style)
            if number == 0 and article.byline:
                runs = faces.runs((Run(article.byline, style=byline_style),), style) + runs
            made.append(prepare(runs, faces.paragraph(style)))
        return made

    return make


def _hypothesis(style: ResolvedStyle) -> Hypothesis:
    return Hypothesis(
        punctuation=style.punctuation,
        prohibition=style.prohibition,
        adjustment=style.adjustment,
        hang=style.hang,
        indent=style.indent / style.size,
        latin_scale=style.latin_scale,
        han_latin_gap=style.han_latin_gap,
        han_space=style.han_space,
    )


def _yaml(found: Match, name: str, total: int, fixed: bool) -> Iterator[str]:
    """What goes into a page spec: the style unless it was given, measure and trackings."""
    yield f"# {found.explained} of {total} printed lines are explained"
    if not fixed:
        pairs = []
        for field in fields(Hypothesis):
            value = getattr(found.hypothesis, field.name)
            text = str(value).lower() if isinstance(value, bool) else f"{value}"
            if isinstance(value, float):
                text = f"{value:g}em" if field.name in _IN_EM else f"{value:g}"
            pairs.append(f"{_KEYS[field.name]}: {text}")
        yield "styles:"
        yield f"  body: {{{', '.join(pairs)}}}"
    yield "stories:"
    yield f"  {name}:"
    yield f"    measure: {found.measure:g}em"
    pins = {i: p.tracking for i, p in enumerate(found.paragraphs, 1) if p.tracking}
    if pins:
        listed = ", ".join(f"{number}: {tracking:g}em" for number, tracking in pins.items())
        yield f"    tracking: {{{listed}}}"


def _report(found: Match, witnesses: Sequence[Witness], printed: str) -> Iterator[str]:
    """Lines that read differently from the article, and lines that do not come out."""
    missed = set(found.unexplained)
    for witness in witnesses:
        for line in witness.lines:
            if line.noisy:
                yield f"{printed}:{line.number}: note: differs from the article: {line.text}"
            if line in missed:
                yield f"{printed}:{line.number}: warning: not explained: {line.text}"
