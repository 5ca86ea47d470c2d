"""From characters to clusters: the smallest pieces that a line is made of.

Han characters and marks are shaped one by one and remembered, because nothing
around them changes them; words, numbers, dash and ellipsis pairs and sequences
with selectors or combining marks are shaped as whole runs by HarfBuzz.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from layout.compose.classes import FULL_WIDTH_MARKS, WESTERN, CharClass, classify
from layout.compose.rules import FIXED_SPACES, STACKED, blank, cell, loses_blank_at_line_end
from layout.compose.style import TextStyle
from layout.compose.tokens import ADDRESS_SEPARATORS, INVISIBLE, KEYCAP, is_address, is_word, tokens
from layout.fonts.face import Face, ShapedGlyph, open_face
from layout.model import Direction, FaceRef

_SPACE_WIDTHS = {char: width for char, width, _ in FIXED_SPACES}
_STACKED = {count: widths for count, widths, _ in STACKED}
_HALF_FORMS = frozenset("｡､｢｣･")
"""Half-width forms keep the width that they were chosen for."""


class Cluster(NamedTuple):
    """Characters that stay together, with their glyphs; lengths in points.

    ``advance`` includes the style's tracking and has the punctuation style's
    trims taken off. ``dxs`` and ``rises`` place the glyphs from the cluster's
    origin on the baseline. ``lead`` and ``trail`` are the blanks that are left
    in the cell of a mark, ``line_end`` what the cluster loses at a line's end.
    ``em`` is what one em of tracking adds, ``scale`` stretches the glyphs along the line.
    """

    text: str
    cls: CharClass
    face: FaceRef
    style: TextStyle
    gids: tuple[int, ...]
    dxs: tuple[float, ...]
    rises: tuple[float, ...]
    advance: float
    lead: float
    trail: float
    line_end: float
    em: float
    scale: float
    missing: bool


class Shaper:
    """Shapes the text of one style; remembers single characters and words."""

    def __init__(self, style: TextStyle) -> None:
        self.style = style
        self._known: dict[str, tuple[Cluster, ...]] = {}
        self._cells = {mark: (before, after) for mark, before, after in style.cells}

    def clusters(self, text: str) -> Iterator[Cluster]:
        """Yield the clusters of ``text`` in order; no character is lost."""
        known = self._known
        for token in tokens(text):
            found = known.get(token)
            if found is None:
                found = known[token] = self._shape(token)
            yield from found

    def _face(self, text: str, faces: tuple[FaceRef, ...]) -> tuple[Face, bool]:
        """The face to set ``text`` in and whether it has all of it.

        Failing a face that has everything, one that at least has the base
        characters is taken: only an accent is missing then.
        """
        visible = INVISIBLE.sub("", text)
        if len(visible) > 1:
            visible = normalize("NFC", visible)  # HarfBuzz sets e + ´ as é where it can
        for ref in faces:
            face = open_face(ref)
            if face.has(visible):
                return face, True
        base = "".join(c for c in visible if classify(c) is not CharClass.MARK)
        for ref in faces:
            face = open_face(ref)
            if base and face.has(base):
                return face, False
        return open_face(faces[0]), False

    def _shape(self, token: str) -> tuple[Cluster, ...]:
        cls = classify(token[0])
        if cls is CharClass.SPACE:
            return (self._space(token),)
        if cls in FULL_WIDTH_MARKS:
            stacked = _STACKED.get(len(token)) if cls is CharClass.EXCLAIM else None
            if stacked and classify(token[1]) is CharClass.EXCLAIM:
                return tuple(
                    self._mark(char, cls, 1.0 - width)
                    for char, width in zip(token, stacked, strict=True)
                )
            return (self._mark(token, cls),)
        if is_word(token) and not token.endswith(KEYCAP):
            return self._word(token)
        face, covered = self._face(token, self.style.faces)
        if len(token) > 1:
            return (self._whole(token, cls, face, covered),)
        return self._run(token, face, covered, 1.0)

    def _word(self, token: str) -> tuple[Cluster, ...]:
        """A word or number in the Latin face, or in the first face that has it all."""
        style = self.style
        face, covered = self._face(token, style.latin_faces)
        if not covered:
            other, covered = self._face(token, style.faces)
            face = other if covered else face
        if not covered and len(token) > 1:
            parts = [part for part in _base_and_marks(token) if part != token]
            if parts:
                return tuple(c for part in parts for c in self._word(part))
        made = self._run(token, face, covered, style.latin_scale)
        return _as_address(made) if is_address(token) else made

    def _shaped(self, text: str, face: Face) -> list[ShapedGlyph]:
        return face.shape(text, None, Direction.HORIZONTAL, self.style.language)

    def _run(self, text: str, face: Face, covered: bool, stretch: float) -> tuple[Cluster, ...]:
        """Shape a run into one cluster for each HarfBuzz cluster."""
        glyphs = self._shaped(text, face)
        starts = sorted({glyph.cluster for glyph in glyphs})
        made = []
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            part = [glyph for glyph in glyphs if glyph.cluster == start]
            piece = text[start:end]
            cls = CharClass.LATIN if piece == "’" else classify(piece[0])
            made.append(self._cluster(piece, cls, face, part, stretch, covered))
        return tuple(made)

    def _whole(self, text: str, cls: CharClass, face: Face, covered: bool) -> Cluster:
        """Shape a sequence (base with selector, marks or joiners) into one cluster."""
        return self._cluster(text, cls, face, self._shaped(text, face), 1.0, covered)

    def _cluster(
        self,
        text: str,
        cls: CharClass,
        face: Face,
        glyphs: list[ShapedGlyph],
        stretch: float,
        covered: bool,
    ) -> Cluster:
        style = self.style
        factor = style.size * style.scale * stretch
        dxs, pen = [], 0.0
        for glyph in glyphs:
            dxs.append((pen + glyph.dx) * factor)
            pen += glyph.advance
        tracking = style.tracking
        if cls in WESTERN or cls is CharClass.OPERATOR:
            tracking += style.latin_tracking
        rises = tuple(glyph.dy * style.size for glyph in glyphs)
        return Cluster(
            text,
            cls,
            face.ref,
            style,
            tuple(glyph.gid for glyph in glyphs),
            tuple(dxs),
            rises if any(rises) else (),
            pen * factor + tracking * style.size,
            0.0,
            0.0,
            0.0,
            style.size,
            style.scale * stretch,
            not covered,
        )

    def _space(self, text: str) -> Cluster:
        """A space; :mod:`layout.compose.text` widens a word space between Han characters."""
        style = self.style
        face, _ = self._face(" ", style.latin_faces)
        gid = face.glyph(" ")
        width = _SPACE_WIDTHS.get(text)
        if width is None:
            width = face.advance(gid)
        tracking = style.tracking if width else 0.0
        return Cluster(
            text,
            CharClass.SPACE,
            face.ref,
            style,
            (gid,),
            (0.0,),
            (),
            width * style.size * style.scale + tracking * style.size,
            0.0,
            0.0,
            0.0,
            style.size if width else 0.0,
            style.scale,
            False,
        )

    def _trims(self, text: str, cls: CharClass) -> tuple[float, float]:
        """What is taken off a mark's cell: the user's table before the style's."""
        cells = self._cells
        return (
            cells.get(text[0]) or cells.get(cls.name.lower()) or cell(self.style.punctuation, cls)
        )

    def _mark(self, text: str, cls: CharClass, at_least: float = 0.0) -> Cluster:
        """A mark in its cell: one em less what the punctuation style takes off.

        ``at_least`` is taken off after the ink in any style, in em.
        Where the font has the half-width alternate (``halt``) its placement of
        the ink is taken over, otherwise the glyph's side bearings decide how
        much can go without cutting into the ink. A glyph that is not full
        width is put into the half of the cell where its ink belongs.
        """
        style = self.style
        face, covered = self._face(text, style.faces)
        glyph = self._shaped(text, face)[0]
        before, after = self._trims(text, cls)
        after = max(after, at_least)
        lead, trail = blank(cls)
        left, right = _bearings(face.ref, glyph.gid, text)
        if text[0] in _HALF_FORMS:
            width, dx, lead, trail = glyph.advance, glyph.dx, 0.0, 0.0
        elif glyph.advance < 0.75:
            width = max(1.0 - before - after, glyph.advance)
            if cls is CharClass.OPEN:
                dx = width - glyph.advance
            elif cls is CharClass.MIDDOT:
                dx = (width - glyph.advance) / 2
            else:
                dx = 0.0
            spare = max(0.0, 1.0 - before - after - glyph.advance)
            left, right = (spare, 0.0) if cls is CharClass.OPEN else (0.0, spare)
            lead, trail = min(max(lead - before, 0.0), left), min(max(trail - after, 0.0), right)
        else:
            before, after = min(before, left), min(after, right)
            width = glyph.advance - before - after
            dx = glyph.dx - before
            lead, trail = min(lead, left) - before, min(trail, right) - after
        factor = style.size * style.scale
        trail, lead = max(trail, 0.0) * factor, max(lead, 0.0) * factor
        return Cluster(
            text,
            cls,
            face.ref,
            style,
            (glyph.gid,),
            (dx * factor,),
            (),
            width * factor + style.tracking * style.size,
            lead,
            trail,
            trail if loses_blank_at_line_end(style.punctuation, cls) else 0.0,
            style.size,
            style.scale,
            not covered,
        )


def _base_and_marks(token: str) -> Iterator[str]:
    """Cut a word that no single face has into letters, each with its combining marks."""
    part = ""
    for char in token:
        if part and classify(char) is not CharClass.MARK:
            yield part
            part = ""
        part += char
    yield part


def _as_address(clusters: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """Mark where an address may break; a full stop that ends it belongs to the sentence."""
    last = len(clusters) - 1
    return tuple(
        cluster._replace(cls=CharClass.ADDRESS)
        if cluster.text in ADDRESS_SEPARATORS and (i < last or cluster.text == "/")
        else cluster
        for i, cluster in enumerate(clusters)
    )


@lru_cache(maxsize=4096)
def _bearings(ref: FaceRef, gid: int, text: str) -> tuple[float, float]:
    """How much blank can be taken off before and after a mark's ink, in em.

    The font's own ``halt`` placement where it changes the glyph, the ink's side
    bearings where it does not.
    """
    face = open_face(ref)
    half = face.shape(text, {"halt": True})[0]
    full = face.advance(gid)
    if half.gid == gid and half.advance < full - 0.01:
        taken = full - half.advance
        lead = min(max(-half.dx, 0.0), taken)
        return (lead, taken - lead) if lead < taken else (taken, 0.0)
    left, _, right, _ = face.ink(gid)
    return (max(left, 0.0), max(full - right, 0.0))


@lru_cache(maxsize=512)
def shaper_for(style: TextStyle) -> Shaper:
    """The process's shaper for a style."""
    return Shaper(style)
