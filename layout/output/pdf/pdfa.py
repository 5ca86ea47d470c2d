"""PDF/A-2a and PDF/UA-1: a page made fit to be kept and heard, and the claims that say so.

The archive's files are RGB: their output intent is sRGB, and colours written in
ink are turned into light by the plain formulas of ISO 32000-1 10.3.
"""

from __future__ import annotations

from dataclasses import replace

from layout.errors import EditorError, Mark
from layout.model import Box, Color, ColorSpace, GlyphRun, Item, PlacedPage, Rule
from layout.output.pdf.images import EmbeddedImage
from layout.output.pdf.objects import Document, array, dictionary, name
from layout.output.pdf.objects import text_string as text
from layout.output.pdf.streams import deflated

NAMESPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
CLAIMS = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
"""What the metadata says of an archive file (ISO 19005-2 6.6.4, ISO 14289-1 clause 5)."""

EXTENSION = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""What PDF/A does not know has to be described in the file (ISO 19005-2 6.6.2.3)."""

_MADE = bytes.fromhex("07d0 0001 0001 0000 0000 0000".replace(" ", ""))
"""The profile's date, 2000-01-01: LittleCMS would write the present."""


def for_archive(page: PlacedPage) -> PlacedPage:
    """The page in RGB and gray only.

    Raises :class:`EditorError` for a missing glyph: a file that is to be read in
    thirty years must not show ``.notdef`` (ISO 19005-2 6.2.11.8).
    """
    for item in page.items:
        if isinstance(item, GlyphRun) and 0 in item.gids:
            lost = item.texts[item.gids.index(0)]
            raise EditorError(
                f"'{lost}' (U+{ord(lost[:1] or ' '):04X}) in '{item.source.story}' has no glyph",
                expected="a glyph for every character of a page that goes into an archive",
                suggestion="name a font that has it under 'fonts:', or correct the text",
            )
    return replace(page, items=tuple(_in_light(item) for item in page.items), links=())


def _in_light(item: Item) -> Item:
    if isinstance(item, (GlyphRun, Rule)):
        return replace(item, color=light(item.color))
    if isinstance(item, Box):
        return replace(
            item,
            fill=light(item.fill) if item.fill is not None else None,
            stroke=light(item.stroke) if item.stroke is not None else None,
        )
    return item


def light(color: Color) -> Color:
    """A colour as gray or RGB (ISO 32000-1 10.3.4 and 10.3.5); a spot by its process colour."""
    if color.space is ColorSpace.SPOT:
        inks = tuple(value * color.values[0] for value in color.process)
    elif color.space is ColorSpace.CMYK:
        inks = color.values
    else:
        return replace(color, overprint=False)
    cyan, magenta, yellow, black = inks
    if cyan == magenta == yellow:
        return Color(ColorSpace.GRAY, (1 - min(1.0, cyan + black),))
    return Color(
        ColorSpace.RGB, tuple(1 - min(1.0, ink + black) for ink in (cyan, magenta, yellow))
    )


def check_picture(path: str, image: EmbeddedImage) -> None:
    """Refuse a picture whose colours the file's RGB intent does not describe.

    Raises :class:`EditorError` for a picture in inks (ISO 19005-2 6.2.4.3).
    """
    if image.stream.dictionary.dict.get("ColorSpace") == name("DeviceCMYK"):
        raise EditorError(
            f"'{path}' is a CMYK picture",
            mark=Mark(path),
            expected="RGB or gray pictures in an archive file",
            suggestion="convert it to RGB, or write a press file with --press",
        )


def output_intents(document: Document) -> bytes:
    """The ``OutputIntents`` of a catalogue (ISO 19005-2 6.2.3): sRGB, its profile in the file."""
    stream = document.add(deflated({"N": 3}, _srgb()), "outputprofile")
    intent = dictionary(
        {
            "Type": name("OutputIntent"),
            "S": name("GTS_PDFA1"),
            "OutputConditionIdentifier": text("sRGB IEC61966-2.1"),
            "Info": text("sRGB IEC61966-2.1"),
            "DestOutputProfile": stream,
        }
    )
    return array((document.add(intent),))


def _srgb() -> bytes:
    """LittleCMS's own sRGB profile, with a fixed date in its header (ICC.1 7.2.8)."""
    from PIL import ImageCms

    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + _MADE + made[36:]
