"""Preflight: what a plate-maker would look at, listed, and what it would send back, found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from layout.errors import Diagnostic, Severity
from layout.fonts.face import open_face
from layout.geometry import Rect
from layout.model import Box, Color, ColorSpace, FaceRef, GlyphRun, PlacedPage, Rule
from layout.output.press.page import colors_of, for_press, item_name, spot_colors
from layout.output.press.picture_report import PictureReport, picture_reports
from layout.output.press.settings import PressSettings

_RESTRICTED = 0x0002
"""``fsType`` of a font that may not be embedded at all (OpenType OS/2)."""

_WHOLE_ONLY = 0x0100
"""``fsType`` of a font that may be embedded whole only, not subset."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still let pass: resolution in dpi, line weight and text size in points."""

    dpi: float = 150.0
    hairline: float = 0.25
    colored_text: float = 10.0
    """Letters smaller than this in more than one ink lose their edges when out of register."""


@dataclass(frozen=True, slots=True)
class FontReport:
    """One face: as the file will have it, always embedded and always a subset."""

    name: str
    glyphs: int
    embedded: bool
    subset: bool


@dataclass(frozen=True, slots=True)
class ColorReport:
    """One colour: as it was written, the inks it prints in, and how many items have it."""

    written: str
    printed: str
    ink: float
    items: int


@dataclass(frozen=True, slots=True)
class Preflight:
    """The whole report; boxes are left, top, width and height in points from the trim."""

    page: str
    boxes: dict[str, tuple[float, float, float, float]]
    pictures: tuple[PictureReport, ...]
    fonts: tuple[FontReport, ...]
    colors: tuple[ColorReport, ...]
    spots: tuple[str, ...]
    finest_line: float | None
    most_ink: float
    findings: tuple[Diagnostic, ...]

    @property
    def violations(self) -> tuple[Diagnostic, ...]:
        """The findings that are more than notes."""
        return tuple(f for f in self.findings if f.severity is not Severity.NOTE)


def preflight(page: PlacedPage, settings: PressSettings, limits: Limits | None = None) -> Preflight:
    """Look a made-up page (not yet in inks) over, as it would be written for the press.

    Raises :class:`layout.errors.EditorError` for fonts and pictures that cannot be read.
    """
    limits = limits or Limits()
    pressed = for_press(page, settings)
    pictures = picture_reports(page, settings)
    colors = _colors(page, pressed)
    fonts = _fonts(page)
    weights = [weight for _, weight in _lines(page)]
    findings = [
        *(found for found in pressed.diagnostics if found.code != "low-resolution"),
        *_picture_findings(pictures, settings, limits),
        *_font_findings(page),
        *_line_findings(page, limits),
        *_color_findings(page, pressed, limits),
        *_edge_findings(page),
    ]
    return Preflight(
        page.name,
        _boxes(pressed),
        pictures,
        fonts,
        colors,
        tuple(color.name for color in spot_colors(pressed.items)),
        min(weights, default=None),
        max((*(c.ink for c in colors), *(p.ink for p in pictures)), default=0),
        tuple(dict.fromkeys(findings)),
    )


def describe(color: Color) -> str:
    """A colour as a spec would say it, in percent."""
    shares = " ".join(f"{value * 100:.4g}" for value in color.values)
    if color.space is ColorSpace.SPOT:
        return f"spot {color.name} {shares}%"
    if color.space is ColorSpace.CMYK and not any(color.values[:3]):
        return f"k {color.values[3] * 100:.4g}%"
    return f"{color.space} {shares}" + ("%" if color.space is ColorSpace.GRAY else "")


def _boxes(page: PlacedPage) -> dict[str, tuple[float, float, float, float]]:
    def around(out: float) -> tuple[float, float, float, float]:
        return (-out, -out, page.width + 2 * out, page.height + 2 * out)

    return {"media": around(page.margin), "bleed": around(page.bleed), "trim": around(0.0)}


def _fonts(page: PlacedPage) -> tuple[FontReport, ...]:
    used: dict[FaceRef, set[int]] = {}
    for item in page.items:
        if isinstance(item, GlyphRun):
            used.setdefault(item.face, set()).update(item.gids)
    made = []
    for ref, gids in used.items():
        flags = _fs_type(ref)
        allowed = not flags & _RESTRICTED
        made.append(
            FontReport(_face_name(ref), len(gids), allowed, allowed and not flags & _WHOLE_ONLY)
        )
    return tuple(made)


def _face_name(ref: FaceRef) -> str:
    place = "".join(f" {tag.strip()}={value:g}" for tag, value in ref.variations)
    return PurePath(ref.path).name + (f"#{ref.index}" if ref.index else "") + place


def _fs_type(ref: FaceRef) -> int:
    face = open_face(ref).hb_face
    if "OS/2" not in face.table_tags:
        return 0
    table = bytes(face.reference_table("OS/2").data)
    return int.from_bytes(table[8:10], "big")


def _colors(page: PlacedPage, pressed: PlacedPage) -> tuple[ColorReport, ...]:
    counts: dict[tuple[str, str, float], int] = {}
    for before, after in zip(page.items, pressed.items, strict=False):
        for written, printed in zip(colors_of(before), colors_of(after), strict=True):
            key = (describe(written), describe(printed), round(sum(printed.values), 4))
            counts[key] = counts.get(key, 0) + 1
    return tuple(ColorReport(*key, count) for key, count in counts.items())


def _lines(page: PlacedPage) -> Iterator[tuple[str, float]]:
    for item in page.items:
        stroked = isinstance(item, Rule) or (isinstance(item, Box) and item.stroke is not None)
        if stroked and isinstance(item, Rule | Box) and item.weight > 0:
            yield item.name, item.weight


def _picture_findings(
    pictures: tuple[PictureReport, ...], settings: PressSettings, limits: Limits
) -> Iterator[Diagnostic]:
    for picture in pictures:
        if picture.dpi < limits.dpi:
            text = f"prints at {picture.dpi:.0f} dpi, less than {limits.dpi:g}"
            yield Diagnostic(Severity.ERROR, "low-resolution", text, picture.name)
        if picture.ink > settings.ink_limit + 1e-9:
            text = f"has {picture.ink:.0%} of ink, more than {settings.ink_limit:.0%}"
            yield Diagnostic(Severity.ERROR, "total-ink", text, picture.name)
        if picture.space == "RGB":
            text = f"is RGB ({picture.profile}); it is separated for the press"
            yield Diagnostic(Severity.NOTE, "rgb", text, picture.name)


def _font_findings(page: PlacedPage) -> Iterator[Diagnostic]:
    for font in _fonts(page):
        if not font.subset:
            what = "embedded" if not font.embedded else "subset"
            text = f"font '{font.name}' says that it must not be {what} (fsType)"
            yield Diagnostic(Severity.ERROR, "font-embedding", text)


def _line_findings(page: PlacedPage, limits: Limits) -> Iterator[Diagnostic]:
    for name, weight in _lines(page):
        if weight < limits.hairline - 1e-6:
            text = f"a line of {weight:.3g} pt is finer than {limits.hairline:g} pt"
            yield Diagnostic(Severity.WARNING, "hairline", text, name)


def _color_findings(page: PlacedPage, pressed: PlacedPage, limits: Limits) -> Iterator[Diagnostic]:
    for before, after in zip(page.items, pressed.items, strict=False):
        for color in colors_of(before):
            if color.space is ColorSpace.RGB:
                text = f"{describe(color)} is RGB; it is converted for the press"
                yield Diagnostic(Severity.NOTE, "rgb", text, item_name(before))
        for color in colors_of(after):
            if color.space is ColorSpace.SPOT:
                text = f"'{color.name}' is a spot ink: one more plate"
                yield Diagnostic(Severity.NOTE, "spot-color", text, item_name(before))
        if isinstance(after, GlyphRun) and after.size < limits.colored_text:
            inks = sum(value > 0 for value in after.color.values)
            if inks > 1:
                text = f"text of {after.size:g} pt in {inks} inks ({describe(after.color)})"
                yield Diagnostic(Severity.WARNING, "colored-text", text, after.source.story)


def _edge_findings(page: PlacedPage) -> Iterator[Diagnostic]:
    """What is cut off by the trim, and what ends on it with no bleed to spare."""
    trim = Rect(0, 0, page.width, page.height)
    for item in page.items:
        if isinstance(item, GlyphRun):
            if item.gids and not trim.contains(Rect(item.origin.x, item.origin.y, 0, 0)):
                text = "text begins beyond the trim"
                yield Diagnostic(Severity.ERROR, "outside", text, item.source.story)
            continue
        if isinstance(item, Rule) or (isinstance(item, Box) and item.fill is None):
            continue
        rect = item.rect
        meets = min(rect.x, rect.y) <= 0 or rect.right >= page.width or rect.bottom >= page.height
        if meets and not page.bleed:
            text = "reaches the trim, but the page has no bleed"
            yield Diagnostic(Severity.WARNING, "bleed", text, item.name)
