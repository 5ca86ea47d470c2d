"""Old printings made by the engine itself: whatever set them, match explains them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from layout.compose.breaking import fill
from layout.compose.match import Hypothesis, maker_of, match
from layout.compose.style import ParagraphStyle, StyledRun, TextStyle
from layout.compose.text import prepare
from layout.compose.witness import align, read_printing
from layout.model import FaceRef
from layout.spec.article import read_article
from layout.spec.page_spec import Adjustment, Prohibition, PunctuationStyle

ROOT = Path(__file__).resolve().parents[2]
FACE = FaceRef(str(ROOT / "fonts" / "NotoSerifSC-Regular.ttf"))
STORIES = ("jiaxiang", "jinxiang", "liangshan", "sishui", "yanzhou", "yutai")


def paragraphs_of(story: str) -> list[str]:
    article = read_article(ROOT / "articles" / f"{story}.txt", story)
    texts = [paragraph.text for paragraph in article.paragraphs]
    return [article.byline + texts[0], *texts[1:]]


def house_style(rng: random.Random) -> Hypothesis:
    """A style as a printing house could have had it."""
    return Hypothesis(
        punctuation=rng.choice(list(PunctuationStyle)),
        prohibition=rng.choice((Prohibition.GB, Prohibition.BASIC, Prohibition.STRICT)),
        adjustment=rng.choice(list(Adjustment)),
        hang=rng.random() < 0.25,
        indent=rng.choice((2.0, 2.0, 0.0)),
        latin_scale=rng.choice((1.0, 1.05, 1.095)),
        han_latin_gap=rng.choice((0.0, 0.0625, 0.125, 0.25)),
        han_space=rng.choice((0.25, 0.375, 0.5)),
    )


def printed(paragraphs: list[str], style: Hypothesis, rng: random.Random) -> str:
    """Set paragraphs at one random measure, each at a random tracking of up to 4 %."""
    measure = rng.uniform(12, 30) * 9
    text = TextStyle(
        (FACE,),
        (FACE,),
        9.0,
        punctuation=style.punctuation,
        latin_scale=style.latin_scale,
        han_latin_gap=style.han_latin_gap,
        han_space=style.han_space,
    )
    rules = ParagraphStyle(
        indent=style.indent * 9,
        prohibition=style.prohibition,
        adjustment=style.adjustment,
        hang=style.hang,
    )
    groups = []
    for paragraph in paragraphs:
        prepared = prepare([StyledRun(paragraph, text)], rules)
        ends = fill(prepared, [measure], rng.uniform(-0.04, 0.04))
        starts = [0, *ends[:-1]]
        groups.append(
            "\n".join(
                "".join(c.text for c in prepared.clusters[a:b])
                for a, b in zip(starts, ends, strict=True)
            )
        )
    return "\n\n".join(groups)


@pytest.mark.parametrize("seed", range(20))
def test_a_synthetic_printing_is_explained_to_the_last_line(seed: int) -> None:
    rng = random.Random(seed)
    paragraphs = paragraphs_of(rng.choice(STORIES))
    style = house_style(rng)
    witnesses = align(paragraphs, read_printing(printed(paragraphs, style, rng)))
    found = match(maker_of(paragraphs, TextStyle((FACE,), (FACE,), 10.0)), witnesses, 10.0)
    assert [line.text for line in found.unexplained] == []
    assert found.explained == sum(len(witness.lines) for witness in witnesses)
    assert all(abs(paragraph.tracking) <= 0.06 for paragraph in found.paragraphs)


def test_a_fixed_hypothesis_is_kept_to() -> None:
    paragraphs = paragraphs_of("jiaxiang")
    rng = random.Random(5)
    witnesses = align(paragraphs, read_printing(printed(paragraphs, Hypothesis(), rng)))
    style = Hypothesis(punctuation=PunctuationStyle.FULL)
    make = maker_of(paragraphs, TextStyle((FACE,), (FACE,), 10.0))
    found = match(make, witnesses, 10.0, start=style, fixed=True, measure=20.0)
    assert found.hypothesis == style
    assert found.measure == 20.0
    assert found.explained < sum(len(witness.lines) for witness in witnesses)
    assert len(found.unexplained) + found.explained == sum(len(w.lines) for w in witnesses)


WITNESSES = [
    ("甲乙丙丁", "甲乙\n丙丁\n", [(2, False), (4, False)]),
    ("甲乙 丙丁", "甲乙\n丙丁\n", [(2, False), (4, False)]),
    ("甲乙丙丁戊己", "甲乙丙\n丁口己\n", [(3, False), (6, True)]),
    ("甲乙丙丁戊己", "甲乙丙\n戊己\n", [(4, True), (6, False)]),
]


@pytest.mark.parametrize(("text", "printing", "ends"), WITNESSES)
def test_lines_are_found_in_the_article(
    text: str, printing: str, ends: list[tuple[int, bool]]
) -> None:
    (witness,) = align([text], read_printing(printing))
    assert [(line.end, line.noisy) for line in witness.lines] == ends


def test_lines_are_dealt_to_paragraphs_when_the_blank_lines_are_lost() -> None:
    witnesses = align(["甲乙丙丁", "戊己庚辛"], read_printing("甲乙\n丙丁\n戊己\n庚辛\n"))
    assert [[line.text for line in w.lines] for w in witnesses] == [
        ["甲乙", "丙丁"],
        ["戊己", "庚辛"],
    ]


def test_line_numbers_are_those_of_the_file() -> None:
    assert read_printing("\ufeff甲\n\n\n乙\n丙") == [[(1, "甲")], [(4, "乙"), (5, "丙")]]
