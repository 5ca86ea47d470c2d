"""``write_pdf``: placed pages as one PDF file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from layout import __version__
from layout.errors import EditorError
from layout.geometry import Rect
from layout.model import Direction, FaceRef, GlyphRun, Item, Picture, PlacedPage
from layout.output.pdf.boxes import Use, run_uses
from layout.output.pdf.colorants import blending_group, color_resources
from layout.output.pdf.content import ContentWriter
from layout.output.pdf.fonts import PdfFont, add_encoding, add_font, prepare_font
from layout.output.pdf.images import (
    EmbeddedImage,
    add_image,
    load_image,
    picture_operators,
)
from layout.output.pdf.navigation import (
    add_outline,
    destinations,
    link_annotations,
    outline_entries,
    page_labels,
)
from layout.output.pdf.objects import (
    TRUE,
    Dictionary,
    Document,
    array,
    dictionary,
    name,
    text_string,
)
from layout.output.pdf.outlines import DrawnGlyph, draw_mute_glyphs
from layout.output.pdf.streams import deflated
from layout.output.pdf.tags import PageTags, add_structure

if TYPE_CHECKING:
    from layout.output.press.settings import PressSettings

PRODUCER = "layout"
_DEFAULT_EPOCH = 946_684_800
"""2000-01-01T00:00:00Z: the date of a file when ``SOURCE_DATE_EPOCH`` gives none."""


def write_pdf(
    pages: PlacedPage | Sequence[PlacedPage],
    *,
    title: str | None = None,
    creator: str = "",
    max_dpi: float | None = None,
    press: PressSettings | None = None,
    archive: bool = False,
) -> bytes:
    """Return ``pages`` as a PDF 1.7 file; equal pages give equal bytes.

    ``title`` (else the first page's) and ``creator`` go into the document's information,
    dates come from ``SOURCE_DATE_EPOCH``. Pictures keep the pixels they have unless
    ``max_dpi`` is given: those finer than it are sampled down.

    With ``press`` the file is PDF/X-4 for that printing condition and its pictures are
    separated; ``pages`` are to have gone through :func:`layout.output.press.for_press`.

    With ``archive`` the file is tagged, PDF/A-2a and PDF/UA-1; ``pages`` are to have gone through
    :func:`layout.output.pdf.pdfa.for_archive`.

    Raises :class:`EditorError` for fonts and pictures that cannot be embedded, for colours
    out of range and for an unusable ``SOURCE_DATE_EPOCH``.
    """
    placed = (pages,) if isinstance(pages, PlacedPage) else tuple(pages)
    if not placed:
        raise ValueError("a PDF needs at least one page")
    return _Writer(placed, title, creator, max_dpi, press, archive).write()


class _Writer:
    """One file in the making."""

    def __init__(
        self,
        pages: tuple[PlacedPage, ...],
        title: str | None,
        creator: str,
        max_dpi: float | None,
        press: PressSettings | None,
        archive: bool,
    ) -> None:
        self._pages = pages
        self._title = title if title is not None else pages[0].title
        self._creator = creator
        self._max_dpi = max_dpi
        self._press = press
        self._archive = archive
        self._tags: list[PageTags] = []
        # Before reportlab reads SOURCE_DATE_EPOCH for itself and stumbles over it.
        self._date = _date()
        # ISO 15930-7 6.1: what is in a PDF/X-4 file is PDF 1.6 at most.
        self._document = Document((1, 6) if press else (1, 7))
        self._fonts: dict[FaceRef, PdfFont] = {}
        self._font_names: dict[tuple[FaceRef, int, Direction], str] = {}
        self._images: dict[tuple[str, tuple[float, float] | None], tuple[str, EmbeddedImage]] = {}

    def write(self) -> bytes:
        document = self._document
        catalog = document.reserve("catalog")
        tree = document.reserve("pages")
        info = document.add(self._info(), "info")
        items = [tuple(draw_mute_glyphs(page.items)) for page in self._pages]
        runs = [[item for item in on_page if isinstance(item, GlyphRun)] for on_page in items]
        shown = [run_uses(on_page) for on_page in runs]
        self._fonts = {
            ref: prepare_font(ref, uses) for ref, uses in _font_uses(runs, shown).items()
        }
        contents = [
            self._content(page, on_page, uses)
            for page, on_page, uses in zip(self._pages, items, shown, strict=True)
        ]
        resources = document.reserve("resources")
        references = [
            self._page(number, page, content, tree, resources)
            for number, (page, content) in enumerate(zip(self._pages, contents, strict=True))
        ]
        document.fill("resources", self._resources())
        document.fill(
            "pages",
            dictionary(
                {"Type": name("Pages"), "Count": len(references), "Kids": array(references)}
            ),
        )
        catalog_entries = self._catalog(tree, references)
        self._claim(catalog_entries, contents)
        if self._archive:
            structure = add_structure(document, self._pages, self._tags, references)
            catalog_entries.dict.update(structure.dict)
        document.fill("catalog", catalog_entries)
        return document.to_bytes(catalog, info)

    def _claim(self, catalog: Dictionary, contents: Sequence[bytes]) -> None:
        """Say which standard the file follows: an output intent and metadata."""
        if self._press:
            from layout.output.pdf import pdfx

            catalog["OutputIntents"] = pdfx.output_intents(self._document, self._press.profile)
            namespaces, claims, extension = pdfx.NAMESPACES, pdfx.CLAIMS, ""
        elif self._archive:
            from layout.output.pdf import pdfa

            catalog["OutputIntents"] = pdfa.output_intents(self._document)
            namespaces, claims, extension = pdfa.NAMESPACES, pdfa.CLAIMS, pdfa.EXTENSION
        else:
            return
        from layout.output.pdf.xmp import metadata

        catalog["Metadata"] = metadata(
            self._document,
            title=self._title or self._pages[0].name,
            producer=f"{PRODUCER} {__version__}",
            creator=self._creator or f"{PRODUCER} {__version__}",
            date=self._date,
            contents=contents,
            namespaces=namespaces,
            claims=claims,
            extension=extension,
        )

    def _info(self) -> Dictionary:
        return dictionary(
            {
                "Title": text_string(self._title) if self._title else None,
                "Trapped": name("False") if self._press else None,
                "Producer": text_string(f"{PRODUCER} {__version__}"),
                "Creator": text_string(self._creator or f"{PRODUCER} {__version__}"),
                "CreationDate": self._date,
                "ModDate": self._date,
            }
        )

    def _content(
        self, page: PlacedPage, items: tuple[Item | DrawnGlyph, ...], shown: list[list[Use]]
    ) -> bytes:
        writer = ContentWriter(
            page.height,
            page.margin,
            self._fonts,
            self._font_name,
            lambda picture: self._picture(page, picture),
            self._tags_of(page),
        )
        return writer.write(items, shown)

    def _tags_of(self, page: PlacedPage) -> PageTags | None:
        """A page's marked content; only archive files are tagged."""
        if not self._archive:
            return None
        self._tags.append(PageTags())
        return self._tags[-1]

    def _font_name(self, ref: FaceRef, layer: int, direction: Direction) -> str:
        key = (ref, layer, direction)
        given = self._font_names.get(key)
        if given is None:
            given = self._font_names[key] = f"F{len(self._font_names) + 1}"
        return given

    def _picture(self, page: PlacedPage, picture: Picture) -> str:
        wanted = None
        if self._max_dpi:
            scale = self._max_dpi / 72
            wanted = (picture.place.width * scale, picture.place.height * scale)
        key = (picture.path, wanted)
        if key not in self._images:
            self._images[key] = (f"I{len(self._images) + 1}", self._image(*key))
        resource, image = self._images[key]
        top = page.height + page.margin
        return picture_operators(picture, resource, image.orientation, page.margin, top)

    def _image(self, path: str, wanted: tuple[float, float] | None) -> EmbeddedImage:
        if self._press is None:
            image = load_image(path, wanted)
            if self._archive:
                from layout.output.pdf.pdfa import check_picture

                check_picture(path, image)
            return image
        from layout.output.pdf.separated import load_separated

        return load_separated(path, self._press, wanted)

    def _page(
        self, number: int, page: PlacedPage, content: bytes, tree: bytes, resources: bytes
    ) -> bytes:
        document = self._document
        edge, near = page.margin, page.margin - page.bleed
        width, height = page.width + 2 * edge, page.height + 2 * edge
        media = array((0, 0, width, height))
        bleed = array((near, near, width - near, height - near))
        trim = array((edge, edge, edge + page.width, edge + page.height))
        return document.add(
            dictionary(
                {
                    "Type": name("Page"),
                    "Parent": tree,
                    "MediaBox": media,
                    "BleedBox": bleed,
                    "TrimBox": trim,
                    "Group": blending_group() if self._press and self._masked() else None,
                    "Resources": resources,
                    "Contents": document.add(deflated({}, content)),
                    "Annots": self._links(page),
                    "StructParents": number if self._archive else None,
                    "Tabs": name("S") if self._archive else None,
                }
            )
        )

    def _masked(self) -> bool:
        return any(image.mask is not None for _, image in self._images.values())

    def _links(self, page: PlacedPage) -> bytes | None:
        left, top = page.margin, page.height + page.margin
        return link_annotations(
            self._document,
            page,
            self._pages,
            lambda r: (left + r.x, top - r.bottom, left + r.right, top - r.y),
        )

    def _resources(self) -> Dictionary:
        """One resource dictionary for all pages."""
        document = self._document
        cid_fonts: dict[FaceRef, tuple[str, bytes]] = {}
        fonts: dict[str, object] = {}
        for (ref, layer, direction), resource in self._font_names.items():
            if ref not in cid_fonts:
                key = f"font{len(cid_fonts) + 1}"
                cid_fonts[ref] = (key, add_font(document, self._fonts[ref], key))
            key, cid_font = cid_fonts[ref]
            fonts[resource] = add_encoding(
                document, self._fonts[ref], key, cid_font, layer, direction
            )
        images = {
            resource: add_image(document, image, f"image.{resource}")
            for resource, image in self._images.values()
        }
        return dictionary(
            {
                "Font": dictionary(fonts) if fonts else None,
                "XObject": dictionary(images) if images else None,
                **color_resources(document, (item for page in self._pages for item in page.items)),
            }
        )

    def _catalog(self, tree: bytes, pages: Sequence[bytes]) -> Dictionary:
        outlines = add_outline(self._document, outline_entries(self._pages, pages, _destination))
        return dictionary(
            {
                "Type": name("Catalog"),
                "Pages": tree,
                "Lang": text_string(self._pages[0].language),
                "ViewerPreferences": dictionary({"DisplayDocTitle": TRUE}) if self._title else None,
                "Outlines": outlines,
                "PageMode": name("UseOutlines") if outlines and len(pages) > 1 else None,
                "PageLabels": page_labels(self._pages),
                "Names": destinations(self._pages, pages, _destination),
            }
        )


def _font_uses(
    runs: Iterable[Iterable[GlyphRun]], shown: Iterable[Iterable[list[Use]]]
) -> dict[FaceRef, dict[Use, None]]:
    """Every glyph with every text and box it has, by face, in order of appearance."""
    found: dict[FaceRef, dict[Use, None]] = {}
    for on_page, uses_on_page in zip(runs, shown, strict=True):
        for run, uses in zip(on_page, uses_on_page, strict=True):
            found.setdefault(run.face, {}).update(dict.fromkeys(uses))
    return found


def _destination(page: PlacedPage, reference: bytes, story: str) -> bytes:
    """Where an outline entry leads: the story's region, else the page's top."""
    rect = next((region.rect for region in page.regions if region.name == story), None)
    rect = rect or Rect(0, 0, page.width, page.height)
    left, top = rect.x + page.margin, page.height + page.margin - rect.y
    return array((reference, name("XYZ"), left, top, b"null"))


def _date() -> bytes:
    """The date of the file (ISO 32000-1 7.9.4), from ``SOURCE_DATE_EPOCH``."""
    import time

    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        moment = time.gmtime(int(text) if text else _DEFAULT_EPOCH)
    except (ValueError, OverflowError, OSError) as problem:
        raise EditorError(
            f"SOURCE_DATE_EPOCH is '{text}'",
            expected="a whole number of seconds since 1970-01-01",
            suggestion="set it as `date +%s` prints it, or unset it",
        ) from problem
    return text_string(time.strftime("D:%Y%m%d%H%M%SZ", moment))
