"""Fitting a story to its frames: by tracking, and by what else the page allows.

Tracking paragraphs comes first. Where that is not enough, the spaces of the
text, the width of its characters or its leading may give a little, one of them
at a time and the least change that fills the frames, if ``fit`` sets bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from layout.compose.copyfit import Thread
from layout.geometry import Rect
from layout.makeup.body import Body, compose_body, paragraphs
from layout.makeup.typeface import Typefaces
from layout.spec.page_spec import FitSpec, Story
from layout.spec.story import Article
from layout.spec.units import Scale

SCALE_STEP = 0.005
SPACE_STEP = 0.1
"""Character scaling and spaces are tried in steps of so much of their width."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What gives beside tracking; factors of the style's own, and a leading in points."""

    scale: float = 1.0
    space: float = 1.0
    leading: float = 0.0

    def __str__(self) -> str:
        if self.scale != 1:
            return f"characters at {self.scale:.1%} of their width"
        if self.space != 1:
            return f"spaces at {self.space:.0%}"
        return f"leading {self.leading:.2f}pt"


@dataclass(frozen=True, slots=True)
class FittedBody:
    """A body and the leading in points that its lines stand at; ``note`` says what gave."""

    body: Body
    leading: float
    note: str


def fit_story(
    spec: Story,
    article: Article,
    columns: Sequence[Rect],
    line: float,
    typefaces: Typefaces,
    pinned: Mapping[int, float],
) -> FittedBody:
    """Compose a story into ``columns`` at a leading of ``line`` points, as its spec allows."""
    ways: Iterable[Relaxation] = ()
    if isinstance(spec.fit, FitSpec):
        ways = relaxations(spec.fit, columns, line, typefaces.styles[spec.style].size)
    return fit_thread(
        spec, article, lambda leading: thread_of(columns, leading), line, ways, typefaces, pinned
    )


def fit_thread(
    spec: Story,
    article: Article,
    thread_at: Callable[[float], Thread],
    line: float,
    ways: Iterable[Relaxation],
    typefaces: Typefaces,
    pinned: Mapping[int, float],
) -> FittedBody:
    """Compose a story into the thread that there is at a leading, ``line`` points at first.

    Where tracking alone does not fill it, ``ways`` are tried in turn.
    """

    def composed(faces: Typefaces, leading: float) -> Body:
        texts = paragraphs(article, spec.style, spec.byline_style, faces)
        return compose_body(texts, thread_at(leading), spec.fit, pinned)

    body = composed(typefaces, line)
    if body.fit.exact:
        return FittedBody(body, line, "")
    for relaxation in ways:
        leading = relaxation.leading or line
        other = composed(relaxed(typefaces, relaxation), leading)
        if other.fit.exact:
            return FittedBody(other, leading, str(relaxation))
    return FittedBody(body, line, "")


def relaxations(
    fit: FitSpec, columns: Sequence[Rect], line: float, size: float
) -> Iterator[Relaxation]:
    """What ``fit`` allows: spaces, then character widths, then leading, the least first."""
    for factor in _steps(fit.space, SPACE_STEP):
        yield Relaxation(space=factor)
    for factor in _steps(fit.scale, SCALE_STEP):
        yield Relaxation(scale=factor)
    if fit.leading is not None:
        scale = Scale(size, line)
        low, high = (length.pt(scale) for length in fit.leading)
        height = max(column.height for column in columns)
        count = round(height / line)
        for more in (1, -1, 2, -2, 3, -3):
            leading = height / (count + more) if count + more > 0 else 0.0
            if low <= leading <= high:
                yield Relaxation(leading=leading)


def _steps(bounds: tuple[float, float], step: float) -> Iterator[float]:
    low, high = bounds
    for number in range(1, round(max(1 - low, high - 1, 0) / step) + 1):
        for factor in (1 - number * step, 1 + number * step):
            if low - 1e-9 <= factor <= high + 1e-9:
                yield factor


def relaxed(typefaces: Typefaces, by: Relaxation) -> Typefaces:
    """The page's styles with widths and spaces changed."""
    if by.scale == 1 and by.space == 1:
        return typefaces
    styles = {
        name: replace(
            style,
            scale=style.scale * by.scale,
            han_space=style.han_space * by.space,
            han_latin_gap=style.han_latin_gap * by.space,
        )
        for name, style in typefaces.styles.items()
    }
    return replace(typefaces, styles=styles)


def thread_of(columns: Sequence[Rect], leading: float) -> Thread:
    """The thread that runs through ``columns``, as many lines of ``leading`` as fit each."""
    return Thread(
        tuple(max(0, int(column.height / leading + 1e-6)) for column in columns),
        tuple(column.width for column in columns),
    )
