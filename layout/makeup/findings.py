"""What a story says of its fit: what was done for it, what does not fit, what would help."""

from __future__ import annotations

from collections.abc import Mapping

from layout.compose.copyfit import Thread
from layout.errors import Diagnostic, Mark, Severity
from layout.makeup.body import Body
from layout.makeup.cutting import sentence_to_cut
from layout.makeup.fitting import FittedBody
from layout.makeup.typeface import Typefaces
from layout.spec.page_spec import Story
from layout.spec.story import Article


def overset_characters(body: Body) -> int:
    """Characters that find no room."""
    return sum(len(entry.line.text.strip()) for entry in body.overset)


def overset_advice(
    body: Body,
    spec: Story,
    article: Article,
    thread: Thread,
    typefaces: Typefaces,
    pinned: Mapping[int, float],
) -> str:
    """Which sentence to cut from a text that ``thread`` does not hold; "" where it does."""
    if not body.overset:
        return ""
    over = overset_characters(body)
    cut = sentence_to_cut(spec, article, thread, typefaces, pinned, over)
    if cut is None:
        return "; no single sentence is enough to cut"
    result = "fills the frames exactly" if cut.exact else "fits"
    return (
        f"; without “{cut.text}” in paragraph {cut.paragraph + 1} ({len(cut.text)} characters) "
        f"it {result}"
    )


def fit_notes(fitted: FittedBody, pinned: Mapping[int, float], name: str) -> list[Diagnostic]:
    """What was done to make the text fit."""
    done = [fitted.note] if fitted.note else []
    for number, tracking in enumerate(fitted.body.trackings):
        if tracking and number not in pinned:
            done.append(f"paragraph {number + 1} tracked {tracking:+.2%}")
    if not done:
        return []
    return [Diagnostic(Severity.NOTE, "fitted", ", ".join(done), name)]


def fit_findings(body: Body, name: str, mark: Mark, advice: str) -> list[Diagnostic]:
    """What does not fit: lines that find no room, with ``advice``, or lines left empty."""
    fit = body.fit
    if fit.over:
        message = (
            f"{fit.over} line{'s' * (fit.over > 1)} ({overset_characters(body)} characters) over: "
            f"the text takes {fit.lines} lines, the frames have {fit.lines - fit.over}{advice}"
        )
        return [Diagnostic(Severity.ERROR, "overset", message, name, mark)]
    if fit.short:
        message = (
            f"{fit.short} line{'s' * (fit.short > 1)} short: the text takes {fit.lines} lines, "
            f"the frames have {fit.lines + fit.short}; about {_room(body)} characters would fill "
            "them"
        )
        return [Diagnostic(Severity.WARNING, "underfull", message, name, mark)]
    return []


def _room(body: Body) -> int:
    """Characters that the empty lines would take."""
    widths = [entry.line.measure / entry.line.size for entry in body.lines] or [0.0]
    return round(body.fit.short * sum(widths) / len(widths))
