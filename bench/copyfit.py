"""How often and how fast stories fit: ``python -m bench.copyfit``.

Stories are sliced from the sample's articles; their frames are up to 3 % too
tight or too loose, by measure in one half and by line count in the other.
"""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from layout.compose.copyfit import Fit, Thread, copyfit, set_unfitted
from layout.compose.style import ParagraphStyle, StyledRun, TextStyle
from layout.compose.text import PreparedText, prepare
from layout.model import FaceRef
from layout.spec.article import read_article

ROOT = Path(__file__).resolve().parent.parent
STORIES = ("jiaxiang", "jinxiang", "liangshan", "sishui", "yanzhou", "yutai")
MEASURES = (13.0, 16.0, 18.0, 18.75, 20.75, 25.75)
FACE = FaceRef(str(ROOT / "fonts" / "NotoSerifSC-Regular.ttf"))
STYLE = TextStyle((FACE,), (FACE,), 9.0, latin_scale=1.095, han_latin_gap=0.07, han_space=0.375)
_RULES = ParagraphStyle(indent=18.0)
_SENTENCE = re.compile("[^。]*。[”’]?|[^。]+$")


@dataclass(frozen=True, slots=True)
class Case:
    """A story and the frames that it should fill."""

    texts: tuple[PreparedText, ...]
    thread: Thread


@lru_cache(maxsize=1)
def articles() -> dict[str, tuple[str, ...]]:
    """The sample's articles as plain paragraphs, bylines run in."""
    found = {}
    for story in STORIES:
        article = read_article(ROOT / "articles" / f"{story}.txt", story)
        first, *rest = (paragraph.text for paragraph in article.paragraphs)
        found[story] = (article.byline + first, *rest)
    return found


def cases(count: int, seed: int = 1) -> Iterator[Case]:
    """Generated stories with their frames; the same for the same seed."""
    rng = random.Random(seed)
    for number in range(count):
        texts = tuple(prepare([StyledRun(t, STYLE)], _RULES) for t in _slice(rng))
        measure = rng.choice(MEASURES) * STYLE.size
        columns = rng.choice((1, 2, 3, 4))
        natural = set_unfitted(texts, Thread((100_000,), (measure,))).lines
        factor = rng.uniform(0.97, 1.03)
        lines = natural
        if number % 2:
            measure /= factor
        else:
            lines = max(columns, round(natural * factor))
        heights = tuple(lines // columns + (i < lines % columns) for i in range(columns))
        yield Case(texts, Thread(heights, (measure,) * columns))


def _slice(rng: random.Random) -> list[str]:
    """Some paragraphs of one article, some of them without their first sentences."""
    while True:
        paragraphs = articles()[rng.choice(STORIES)]
        first = rng.randrange(len(paragraphs))
        made = []
        for paragraph in paragraphs[first : rng.randrange(first, len(paragraphs)) + 1]:
            sentences = _SENTENCE.findall(paragraph)
            start = rng.randrange(len(sentences)) if rng.random() < 0.3 else 0
            made.append("".join(sentences[start:]))
        if sum(map(len, made)) > 250:
            return made


def fitted(case: Case) -> Fit:
    """The case, copyfitted with the limits that a page has by default."""
    return copyfit(case.texts, case.thread)


def main() -> None:
    """Print how many of 200 stories fit exactly, how far they are tracked and how fast."""
    times, exact, widest = [], 0, 0.0
    for case in cases(200):
        start = time.perf_counter()
        fit = fitted(case)
        times.append((time.perf_counter() - start) * 1e3)
        exact += fit.exact
        widest = max(widest, *(abs(setting.tracking) for setting in fit.settings))
    times.sort()
    print(f"{exact} of {len(times)} stories fill their frames exactly")
    print(f"tracked by {widest:.2%} at most")
    print(
        f"{statistics.median(times):.2f} ms a story (median), "
        f"{times[len(times) * 95 // 100]:.2f} ms (95 of 100), {times[-1]:.2f} ms (slowest)"
    )


if __name__ == "__main__":
    main()
