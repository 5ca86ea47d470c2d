"""A picture with its caption in its place, cropped to fill or fitted whole."""

from __future__ import annotations

from dataclasses import dataclass

from layout.compose.copyfit import Limits, Thread
from layout.compose.text import prepare
from layout.errors import Diagnostic, Mark, Severity
from layout.geometry import Point, Rect
from layout.makeup.body import Body, compose_body
from layout.makeup.grid import PageGrid
from layout.makeup.headline import missing_glyphs
from layout.makeup.lettering import ALERT, baseline, letter
from layout.makeup.typeface import Typefaces
from layout.model import Box, Color, ColorSpace, Item, Picture, Region, Role, Rule, Source
from layout.spec.colors import parse_color
from layout.spec.page_spec import Caption, Crop, FitSpec, Fitting, PictureSpec, RuleSpec
from layout.spec.story import Article, Paragraph, Run
from layout.spec.units import Length

PLACEHOLDER = Color(ColorSpace.GRAY, (0.88,))


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """What make-up needs to know of an image file.

    ``width`` and ``height`` are pixels after EXIF orientation; ``problem`` says
    why the file cannot be used ("" when it can), and then the size is 0.
    """

    path: str
    width: int
    height: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture's items, named regions and findings."""

    items: tuple[Item, ...]
    regions: tuple[Region, ...]
    diagnostics: tuple[Diagnostic, ...]


def place_picture(
    name: str,
    spec: PictureSpec,
    article: Article | None,
    image: ImageInfo,
    grid: PageGrid,
    typefaces: Typefaces,
    mark: Mark,
) -> PlacedPicture:
    """Set the caption at the foot of the place and the picture into the rest."""
    place = grid.place(spec.at)
    items: list[Item] = []
    regions = [Region(name, place)]
    found: list[Diagnostic] = []
    caption = caption_of(spec)
    frame = place
    if caption is not None and article is not None:
        style = typefaces.styles[caption.style]
        body = _compose_caption(caption, spec.credit, article, place.width, typefaces)
        count = len(body.lines)
        height = count * style.leading
        foot = (style.leading - style.size) / 2
        top = place.bottom - height + foot
        gap = caption.gap.pt(grid.scale)
        frame = Rect(place.x, place.y, place.width, top - gap - place.y)
        for entry in body.lines:
            y = baseline(top - foot + entry.number * style.leading, style.leading, style.size)
            source = Source(name, Role.CAPTION, entry.paragraph, 0, entry.number)
            items.extend(letter(entry.line, place.x, y + foot, source))
        regions.append(Region(f"{name}.caption", Rect(place.x, top, place.width, height)))
        found.extend(missing_glyphs(body.missing, name))
        if body.fit.over or (caption.lines and body.fit.short):
            found.append(_misfit(name, body, mark))
    regions.append(Region(f"{name}.picture", frame))
    drawn, notes = _draw(name, spec, image, frame, mark)
    found.extend(notes)
    keyline = _keyline(spec.keyline, frame, grid, name)
    return PlacedPicture((*drawn, *keyline, *items), tuple(regions), tuple(found))


def caption_of(spec: PictureSpec) -> Caption | None:
    """The caption record, a plain text being one in short."""
    if isinstance(spec.caption, str):
        return Caption(text=spec.caption)
    return spec.caption


def _compose_caption(
    caption: Caption, credit: str, article: Article, width: float, typefaces: Typefaces
) -> Body:
    style = typefaces.styles[caption.style]
    paragraphs = list(article.paragraphs)
    if credit:
        last = paragraphs[-1] if paragraphs else Paragraph(())
        runs = (*last.runs, Run(" ")) if last.runs else ()
        tail = Paragraph((*runs, Run(credit, style="credit")))
        paragraphs = [*paragraphs[:-1], tail]
    texts = [prepare(typefaces.runs(p.runs, style), typefaces.paragraph(style)) for p in paragraphs]
    pinned = {}
    if caption.tracking.value:
        pinned = dict.fromkeys(range(len(texts)), _em(caption.tracking, style.size))
    if caption.lines is None:
        return compose_body(texts, Thread((1000,), (width,)), Fitting.NONE, pinned)
    return compose_body(texts, Thread((caption.lines,), (width,)), FitSpec(), pinned)


def _em(length: Length, size: float) -> float:
    return length.value if length.unit == "em" else length.value / size


def _misfit(name: str, body: Body, mark: Mark) -> Diagnostic:
    low, high = Limits().tracking
    state = f"{body.fit.over} over" if body.fit.over else f"{body.fit.short} short"
    return Diagnostic(
        Severity.ERROR if body.fit.over else Severity.WARNING,
        "overset" if body.fit.over else "underfull",
        f"the caption is {state} of its lines within tracking {low:+g}…{high:+g} em",
        name,
        mark,
    )


def _draw(
    name: str, spec: PictureSpec, image: ImageInfo, frame: Rect, mark: Mark
) -> tuple[list[Item], list[Diagnostic]]:
    if image.problem or not (image.width and image.height):
        finding = Diagnostic(Severity.ERROR, "missing-picture", image.problem, name, mark)
        return _placeholder(frame, name), [finding]
    fit = max if spec.crop is Crop.COVER else min
    scale = fit(frame.width / image.width, frame.height / image.height)
    width, height = image.width * scale, image.height * scale
    across, down = spec.focus
    if spec.crop is Crop.CONTAIN:
        across = down = 0.5
    place = Rect(
        frame.x + _offset(frame.width, width, across),
        frame.y + _offset(frame.height, height, down),
        width,
        height,
    )
    clip = frame if spec.crop is Crop.COVER else place
    found = []
    dpi = 72.0 / scale
    if dpi < spec.min_dpi:
        found.append(
            Diagnostic(
                Severity.WARNING,
                "low-resolution",
                f"‘{spec.file}’ prints at {dpi:.0f} dpi, less than {spec.min_dpi:g}",
                name,
                mark,
            )
        )
    return [Picture(image.path, clip, place, spec.alt, name)], found


def _offset(room: float, extent: float, focus: float) -> float:
    """Where an image of ``extent`` starts so that its focus is as central as the crop allows."""
    if extent <= room:
        return (room - extent) / 2
    return min(0.0, max(room - extent, room / 2 - extent * focus))


def _placeholder(frame: Rect, name: str) -> list[Item]:
    """What a proof shows in place of a missing picture: a grey field, crossed out in red."""
    return [
        Box(frame, PLACEHOLDER, ALERT, 1.0, 0.0, f"{name}.missing"),
        Rule(Point(frame.x, frame.y), Point(frame.right, frame.bottom), 1.0, ALERT),
        Rule(Point(frame.x, frame.bottom), Point(frame.right, frame.y), 1.0, ALERT),
    ]


def _keyline(rule: RuleSpec | bool, frame: Rect, grid: PageGrid, name: str) -> list[Item]:
    if rule is False:
        return []
    spec = RuleSpec() if rule is True else rule
    weight = spec.weight.pt(grid.scale)
    return [Box(frame, None, parse_color(spec.color), weight, 0.0, f"{name}.keyline")]
