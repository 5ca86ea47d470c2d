"""What an editor can do about a story that its frames do not hold: which sentence to cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from layout.compose.copyfit import Thread
from layout.makeup.body import compose_body, paragraphs
from layout.makeup.typeface import Typefaces
from layout.spec.page_spec import Story
from layout.spec.story import Article, Paragraph, Run

_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）》]*")

TRIES = 16
"""So many sentences are tried at most: advice must not make a proof wait."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole sentence in a 0-based paragraph; ``exact``: the rest fills the frames."""

    paragraph: int
    text: str
    exact: bool


def sentence_to_cut(
    spec: Story,
    article: Article,
    thread: Thread,
    typefaces: Typefaces,
    pinned: Mapping[int, float],
    over: int,
) -> Cut | None:
    """The shortest sentence without which the story fits; the exact fit goes before others.

    ``over`` is how many characters find no room. The article's first sentence,
    which carries the news, and paragraphs of one sentence are left alone.
    """
    fallback: Cut | None = None
    candidates = sorted(_sentences(article), key=lambda s: len(s[2].group()))
    wanted = [s for s in candidates if len(s[2].group()) >= over * 0.6][:TRIES]
    for number, paragraph, sentence in wanted:
        rest = _without(paragraph, *sentence.span())
        shorter = replace(
            article,
            paragraphs=(
                *article.paragraphs[:number],
                rest,
                *article.paragraphs[number + 1 :],
            ),
        )
        texts = paragraphs(shorter, spec.style, spec.byline_style, typefaces)
        fit = compose_body(texts, thread, spec.fit, pinned).fit
        cut = Cut(number, sentence.group().strip(), fit.exact)
        if fit.exact:
            return cut
        if not fit.over and fallback is None:
            fallback = cut
    return fallback


def _sentences(article: Article) -> Iterator[tuple[int, Paragraph, re.Match[str]]]:
    for number, paragraph in enumerate(article.paragraphs):
        found = list(_SENTENCE.finditer(paragraph.text))
        if len(found) > 1:
            for sentence in found[1:] if number == 0 else found:
                yield number, paragraph, sentence


def _without(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """The paragraph with characters ``start``..``end`` taken out of its runs."""
    runs: list[Run] = []
    at = 0
    for run in paragraph.runs:
        low, high = max(start - at, 0), max(end - at, 0)
        runs.append(replace(run, text=run.text[:low] + run.text[high:]))
        at += len(run.text)
    return replace(paragraph, runs=tuple(run for run in runs if run.text))
