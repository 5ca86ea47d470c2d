"""Setting one line: the clusters between two breaks get their places.

What is squeezed or stretched on a line, and in which order, is the business of
:mod:`layout.compose.adjustment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.compose.adjustment import stretch, tighten
from layout.compose.shaping import Cluster
from layout.compose.style import TextStyle
from layout.compose.text import PreparedText, visible_end
from layout.model import FaceRef
from layout.spec.page_spec import Align

TOLERANCE = 1e-9
"""Points by which a line may miss its measure without being adjusted."""


@dataclass(frozen=True, slots=True)
class SetRun:
    """Glyphs of one style and face on a line; ``offsets`` in points from the line's start."""

    face: FaceRef
    style: TextStyle
    scale: float
    gids: tuple[int, ...]
    offsets: tuple[float, ...]
    texts: tuple[str, ...]
    rises: tuple[float, ...]
    missing: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line as set; lengths in points from the start of its measure.

    ``start`` and ``end`` are cluster indices, ``width`` is where the line ends
    without trailing blanks, ``natural`` the width before line adjustment,
    ``measure`` the room it had. ``hang`` is how far a mark hangs out beyond
    ``width``. ``size`` is the largest type size on the line.
    """

    runs: tuple[SetRun, ...]
    text: str
    start: int
    end: int
    width: float
    natural: float
    measure: float
    size: float
    hang: float = 0.0


def set_line(
    text: PreparedText,
    start: int,
    end: int,
    measure: float,
    tracking: float = 0.0,
    *,
    last: bool = False,
    align: Align | None = None,
) -> Line:
    """Place clusters ``start``..``end`` in ``measure`` points.

    ``last`` marks a paragraph's last line, which keeps its natural width when
    justified (CLREQ #necessity_for_line_adjustment). The first line is
    indented. ``tracking`` is in em.
    """
    align = align or text.style.align
    clusters = text.clusters
    indent = text.style.indent if start == 0 else 0.0
    lead = 0.0 if start == 0 else text.line_start[start]
    shown = visible_end(clusters, end, start)
    room = measure - indent
    natural = (
        text.sums[end]
        - text.sums[start]
        - lead
        - text.line_end[end]
        + tracking * (text.ems[shown - 1] - text.ems[start])
    )
    mark = clusters[shown - 1]
    body = text.body_end(start, end)
    hang = mark.advance if body < shown else 0.0
    if hang and natural + hang - mark.line_end <= room + TOLERANCE:
        # A mark hangs only where it would begin the next line otherwise.
        natural += hang - mark.line_end
        body, hang = shown, 0.0
    spread = align is Align.FORCE or (align is Align.JUSTIFY and not last)
    additions: Sequence[float] = ()
    pen = indent
    if natural > room + TOLERANCE:
        additions = tighten(clusters, text.before, start, body, natural - room)
    elif spread and room > natural + TOLERANCE:
        additions = stretch(clusters, text.before, start, body, room - natural)
    elif align is Align.RIGHT:
        pen += room - natural
    elif align is Align.CENTER:
        pen += (room - natural) / 2
    runs, edge = _place(text, start, end, pen, lead, tracking, additions)
    if not hang:
        edge -= mark.line_end
    return Line(
        runs,
        "".join(cluster.text for cluster in clusters[start:end]),
        start,
        end,
        edge - hang,
        natural,
        measure,
        max(cluster.style.size for cluster in clusters[start:end]),
        hang,
    )


def _place(
    text: PreparedText,
    start: int,
    end: int,
    pen: float,
    lead: float,
    tracking: float,
    additions: Sequence[float],
) -> tuple[tuple[SetRun, ...], float]:
    """Walk along the line; returns its runs and where its last visible glyph ends."""
    runs: list[SetRun] = []
    gids: list[int] = []
    offsets: list[float] = []
    texts: list[str] = []
    rises: list[float] = []
    current: Cluster | None = None
    clusters, before = text.clusters, text.before
    pen -= lead
    count = len(additions)
    shown = visible_end(clusters, end, start)
    edge = pen
    for i in range(start, end):
        cluster = clusters[i]
        if current is not None and (
            cluster.face is not current.face
            or cluster.style is not current.style
            or cluster.scale != current.scale
            or cluster.missing != current.missing
        ):
            runs.append(_run(current, gids, offsets, texts, rises))
            gids, offsets, texts, rises = [], [], [], []
        current = cluster
        pen += before[i]
        if len(cluster.gids) == 1:
            gids.append(cluster.gids[0])
            offsets.append(pen + cluster.dxs[0])
            texts.append(cluster.text)
            rises.append(cluster.rises[0] if cluster.rises else 0.0)
        else:
            gids.extend(cluster.gids)
            offsets.extend(pen + dx for dx in cluster.dxs)
            texts.append(cluster.text)
            texts.extend("" for _ in cluster.gids[1:])
            rises.extend(cluster.rises or (0.0,) * len(cluster.gids))
        pen += cluster.advance
        if i - start < count:
            pen += additions[i - start]
        if i < shown:
            edge = pen
        pen += tracking * cluster.em
    hyphen = text.hyphens.get(end)
    if hyphen is not None:
        gids.extend(hyphen.gids)
        offsets.extend(edge + dx for dx in hyphen.dxs)
        texts.extend("" for _ in hyphen.gids)
        rises.extend(hyphen.rises or (0.0,) * len(hyphen.gids))
        edge += hyphen.advance
    if current is not None:
        runs.append(_run(current, gids, offsets, texts, rises))
    return tuple(runs), edge


def _run(
    cluster: Cluster, gids: list[int], offsets: list[float], texts: list[str], rises: list[float]
) -> SetRun:
    return SetRun(
        cluster.face,
        cluster.style,
        cluster.scale,
        tuple(gids),
        tuple(offsets),
        tuple(texts),
        tuple(rises) if any(rises) else (),
        cluster.missing,
    )
