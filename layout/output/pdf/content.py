"""The content stream of a page: the display list as operators, in its own order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from layout.model import Box, Color, Direction, FaceRef, GlyphRun, Item, Picture, Rule
from layout.output.pdf.boxes import Use
from layout.output.pdf.color import fill_operator, overprint_operator, stroke_operator
from layout.output.pdf.fonts import Code, PdfFont
from layout.output.pdf.objects import number, numbers
from layout.output.pdf.outlines import DrawnGlyph, glyph_path
from layout.output.pdf.tags import PageTags, Tag, tag_of

_REACH = 4.0
"""Em that a line may leap without being placed anew."""

_STRETCH_PLACES = 4

_WORTH = 4
"""Equal gaps from which setting the character spacing takes less room than adjusting."""

_ROUND = 0.5522847498
"""Control points of a quarter circle by a Bézier curve, in radii."""

FontNames = Callable[[FaceRef, int, Direction], str]
"""Resource name of a face's Type 0 font for a layer and a direction."""


class ContentWriter:
    """Writes one page's operators; y is turned up here and nowhere else."""

    def __init__(
        self,
        height: float,
        bleed: float,
        fonts: Mapping[FaceRef, PdfFont],
        font_name: FontNames,
        picture_operators: Callable[[Picture], str],
        tags: PageTags | None = None,
    ) -> None:
        self._tags = tags
        self._open: Tag | bool | None = False
        self._fonts = fonts
        self._font_name = font_name
        self._picture = picture_operators
        self._left = bleed
        self._top = height + bleed
        self._out: list[str] = []
        self._in_text = False
        self._forget()

    def write(self, items: Iterable[Item | DrawnGlyph], shown: Iterable[Sequence[Use]]) -> bytes:
        """Return the operators that draw ``items`` in order.

        ``shown`` gives the uses of each glyph run in turn.
        """
        uses = iter(shown)
        for item in items:
            if self._tags is not None:
                self._tag(self._tags, item)
            if isinstance(item, GlyphRun):
                self._run(item, next(uses))
                continue
            if self._in_text:
                self._out.append("ET")
                self._in_text = False
            if isinstance(item, Rule):
                self._rule(item)
            elif isinstance(item, Box):
                self._box(item)
            elif isinstance(item, DrawnGlyph):
                path = glyph_path(item, self._left, self._top)
                if path:
                    state = self._overprint(item.color, None)
                    self._out.append(f"q {state}{fill_operator(item.color)} {path} f Q")
            else:
                self._out.append(self._picture(item))
        if self._in_text:
            self._out.append("ET")
        if self._open is not False:
            self._out.append("EMC")
        return "\n".join(self._out).encode("ascii")

    def _tag(self, tags: PageTags, item: Item | DrawnGlyph) -> None:
        """Open a marked-content sequence where an item belongs to another element."""
        tag = tag_of(item)
        if self._open is not False and tag == self._open:
            return
        if self._in_text:
            self._out.append("ET")
            self._in_text = False
        if self._open is not False:
            self._out.append("EMC")
        self._out.append(tags.begin(tag))
        self._open = tag

    def _forget(self) -> None:
        """Know nothing of the graphics state but what a page begins with."""
        self._fill_color = ""
        self._overprints = False
        self._font: tuple[str, float] | None = None
        self._line: tuple[float, float, Direction] | None = None
        self._pen = 0.0
        self._spacing = 0.0

    def _overprint(self, fill: Color | None, stroke: Color | None) -> str:
        """What has to be said within ``q`` … ``Q`` so that two colours overprint as they do."""
        wanted = (fill is not None and fill.overprint, stroke is not None and stroke.overprint)
        if wanted == (self._overprints, self._overprints):
            return ""
        return overprint_operator(*wanted) + " "

    def _fill(self, color: Color) -> None:
        if color.overprint != self._overprints:
            self._overprints = color.overprint
            self._out.append(overprint_operator(color.overprint, color.overprint))
        operator = fill_operator(color)
        if operator != self._fill_color:
            self._fill_color = operator
            self._out.append(operator)

    # Text

    def _run(self, run: GlyphRun, uses: Sequence[Use]) -> None:
        if not run.gids:
            return
        self._fill(run.color)
        if not self._in_text:
            self._out.append("BT")
            self._in_text = True
            self._line = None
        codes = self._fonts[run.face].codes
        shown = [codes[use] for use in uses]
        if not run.rises and not any([code.layer for code in shown]):
            self._segment(run, 0, len(shown), 0.0, shown)
            return
        rises = run.rises or (0.0,) * len(shown)
        start = 0
        for index in range(1, len(shown) + 1):
            if (
                index == len(shown)
                or rises[index] != rises[start]
                or shown[index].layer != shown[start].layer
            ):
                self._segment(run, start, index, rises[start], shown)
                start = index

    def _segment(self, run: GlyphRun, start: int, end: int, rise: float, shown: list[Code]) -> None:
        """Show glyphs of one font on one baseline with a single ``TJ``.

        Each number in it is measured from where the reader's pen really stands after all
        the rounded numbers before, so a glyph is off by half a thousandth of an em at most.
        """
        font = (self._font_name(run.face, shown[start].layer, run.direction), run.size)
        if font != self._font:
            self._font = font
            self._out.append(f"/{font[0]} {number(run.size)} Tf")
        vertical = run.direction is Direction.VERTICAL
        origin = run.origin
        base, cross = (origin.y, origin.x + rise) if vertical else (origin.x, origin.y - rise)
        line = (cross, run.scale, run.direction)
        scale = round(run.scale, _STRETCH_PLACES)
        unit = run.size * scale / 1000
        codes, places = shown[start:end], run.offsets[start:end]
        first = base + places[0] + codes[0].start * unit
        if line != self._line or abs(first - self._pen) > _REACH * run.size:
            self._line = line
            self._pen = self._place(first, cross, scale, vertical)
        spacing = 0.0 if vertical else self._space(codes, places, run.size, unit) * scale
        per_unit = 1 / unit
        pen = self._pen
        parts: list[str] = []
        digits: list[str] = []
        for (code, width, shift, _), offset in zip(codes, places, strict=True):
            gap = round((base + offset - pen) * per_unit + shift)
            if gap:
                if digits:
                    parts.append(f"<{''.join(digits)}>")
                    digits = []
                parts.append(str(gap if vertical else -gap))
                pen += gap * unit
            digits.append(code)
            pen += (1000 if vertical else width) * unit + spacing
        parts.append(f"<{''.join(digits)}>")
        self._pen = pen
        self._out.append(f"[{''.join(parts)}] TJ" if len(parts) > 1 else f"{parts[0]} Tj")

    def _space(
        self, codes: Sequence[Code], places: Sequence[float], size: float, unit: float
    ) -> float:
        """Set the character spacing that most glyphs of a segment have; returns it in points.

        It spares a number between every two glyphs of a justified line, and PDFium reads
        no spaces into evenly spaced text when the evenness is said this way.
        """
        per_unit = 1 / unit
        gaps = [
            round((behind - place) * per_unit - code.width + following.start - code.start)
            for code, following, place, behind in zip(
                codes, codes[1:], places, places[1:], strict=False
            )
        ]
        spacing = 0.0
        if any(gaps):
            commonest, times = Counter(gaps).most_common(1)[0]
            if times >= _WORTH:
                spacing = commonest * size / 1000
        if spacing != self._spacing:
            self._spacing = spacing
            self._out.append(f"{number(spacing, 4)} Tc")
        return round(spacing, 4)

    def _place(self, inline: float, cross: float, scale: float, vertical: bool) -> float:
        """Set the text matrix; returns the inline place as it was rounded."""
        stretch = number(scale, _STRETCH_PLACES)
        if vertical:
            matrix = f"1 0 0 {stretch} {self._x(cross)} {self._y(inline)}"
        else:
            matrix = f"{stretch} 0 0 1 {self._x(inline)} {self._y(cross)}"
        self._out.append(f"{matrix} Tm")
        return round(inline, 3)

    def _x(self, x: float) -> str:
        return number(self._left + x)

    def _y(self, y: float) -> str:
        return number(self._top - y)

    # Rules and boxes

    def _rule(self, rule: Rule) -> None:
        if rule.weight <= 0:
            return
        dash = f"[{numbers(*rule.dash)}] 0 d " if rule.dash else ""
        self._out.append(
            f"q {self._overprint(None, rule.color)}"
            f"{stroke_operator(rule.color)} {number(rule.weight)} w {dash}"
            f"{self._x(rule.start.x)} {self._y(rule.start.y)} m "
            f"{self._x(rule.end.x)} {self._y(rule.end.y)} l S Q"
        )

    def _box(self, box: Box) -> None:
        stroked = box.stroke is not None and box.weight > 0
        if box.fill is None and not stroked:
            return
        parts = [f"q {self._overprint(box.fill, box.stroke if stroked else None)}".rstrip()]
        if box.fill is not None:
            parts.append(fill_operator(box.fill))
        if box.stroke is not None and stroked:
            parts += [stroke_operator(box.stroke), number(box.weight), "w"]
        parts.append(self._outline(box))
        parts.append("B" if box.fill is not None and stroked else "S" if stroked else "f")
        self._out.append(" ".join([*parts, "Q"]))

    def _outline(self, box: Box) -> str:
        rect = box.rect
        radius = min(box.radius, rect.width / 2, rect.height / 2)
        if radius <= 0:
            size = numbers(rect.width, rect.height)
            return f"{self._x(rect.x)} {self._y(rect.bottom)} {size} re"
        bend = radius * (1 - _ROUND)
        left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom

        def at(*places: tuple[float, float]) -> str:
            return " ".join([f"{self._x(x)} {self._y(y)}" for x, y in places])

        corners = [
            (
                (right - radius, top),
                (right - bend, top),
                (right, top + bend),
                (right, top + radius),
            ),
            (
                (right, bottom - radius),
                (right, bottom - bend),
                (right - bend, bottom),
                (right - radius, bottom),
            ),
            (
                (left + radius, bottom),
                (left + bend, bottom),
                (left, bottom - bend),
                (left, bottom - radius),
            ),
            ((left, top + radius), (left, top + bend), (left + bend, top), (left + radius, top)),
        ]
        path = [f"{at((left + radius, top))} m"]
        for begin, *curve in corners:
            path.append(f"{at(begin)} l {at(*curve)} c")
        return " ".join([*path, "h"])
