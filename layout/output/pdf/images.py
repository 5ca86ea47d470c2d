"""Pictures as image XObjects: JPEG files as they are, all else decoded and deflated."""

from __future__ import annotations

from dataclasses import dataclass

from layout.model import Picture
from layout.output.pdf.jpeg import JpegInfo, read_jpeg
from layout.output.pdf.objects import Document, Stream, array, dictionary, name, numbers
from layout.output.pdf.streams import deflated
from layout.output.raster import check_size, excess_of, open_raster, read_picture

_SPACES = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_COMPONENTS = {"L": 1, "RGB": 3, "CMYK": 4}
_REENCODED_QUALITY = 90

_ORIENTED = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""EXIF orientation → matrix that turns the stored image upright within the unit square."""


@dataclass(frozen=True, slots=True)
class EmbeddedImage:
    """An image XObject: its stream, its soft mask's and the orientation still to be applied."""

    stream: Stream
    mask: Stream | None
    orientation: int


def load_image(path: str, pixels_wanted: tuple[float, float] | None = None) -> EmbeddedImage:
    """Read an image file.

    ``pixels_wanted`` is the size (as shown, upright) that suffices; a larger image is
    sampled down to it. Raises :class:`EditorError` when the file is missing, is no image
    that can be read, or is larger than :data:`~layout.output.raster.MAX_PIXELS`.
    """
    data = read_picture(path)
    info = read_jpeg(data)
    if info is None:
        return _decoded(path, data, pixels_wanted)
    check_size(path, info.width, info.height)
    if pixels_wanted and excess_of(info.width, info.height, info.orientation, pixels_wanted) > 1:
        return _decoded(path, data, pixels_wanted)
    return EmbeddedImage(_jpeg_stream(info, data), None, info.orientation)


def picture_operators(
    picture: Picture, resource: str, orientation: int, left: float, top: float
) -> str:
    """Operators that draw an image into ``picture.place`` and clip it to ``picture.rect``.

    ``left`` and ``top`` are the trim's top left corner in the page's default space, in points.
    """
    rect, place = picture.rect, picture.place
    clip = ""
    if not rect.contains(place, 0.001):
        clip = f"{numbers(left + rect.x, top - rect.bottom, rect.width, rect.height)} re W n "
    a, b, c, d, e, f = _ORIENTED[orientation]
    matrix = (
        a * place.width,
        b * place.height,
        c * place.width,
        d * place.height,
        e * place.width + left + place.x,
        f * place.height + top - place.bottom,
    )
    return f"q {clip}{numbers(*matrix)} cm /{resource} Do Q"


def add_image(document: Document, image: EmbeddedImage, key: str) -> bytes:
    """Add an image and its soft mask; returns the image's reference."""
    if image.mask is not None:
        image.stream.dictionary["SMask"] = document.add(image.mask, key + ".mask")
    return document.add(image.stream, key)


def _entries(width: int, height: int, space: str) -> dict[str, object]:
    return {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": width,
        "Height": height,
        "ColorSpace": name(space),
        "BitsPerComponent": 8,
    }


def _jpeg_stream(info: JpegInfo, data: bytes) -> Stream:
    entries = _entries(info.width, info.height, _SPACES[info.components])
    entries["Filter"] = name("DCTDecode")
    if info.components == 4 and info.adobe:
        # Photoshop, and all who followed it, store CMYK inverted; no reader puts it right
        # by itself (ISO 32000-1 leaves it to Decode).
        entries["Decode"] = array((1, 0) * 4)
    if info.plain_rgb:
        entries["DecodeParms"] = dictionary({"ColorTransform": 0})
    return Stream(entries, data)


def _decoded(path: str, data: bytes, wanted: tuple[float, float] | None) -> EmbeddedImage:
    """Decode with Pillow; a JPEG that is sampled down becomes a JPEG again."""
    import io

    raster = open_raster(path, data).within(wanted)
    image, alpha = raster.image, raster.alpha
    mask = None
    if alpha is not None:
        mask = deflated(_entries(*alpha.size, "DeviceGray"), alpha.tobytes())
    if raster.photo and image.mode != "CMYK":
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=_REENCODED_QUALITY, subsampling=0)
        info = read_jpeg(buffer.getvalue())
        if info is not None:
            return EmbeddedImage(_jpeg_stream(info, buffer.getvalue()), mask, raster.orientation)
    entries = _entries(*image.size, _SPACES[_COMPONENTS[image.mode]])
    return EmbeddedImage(deflated(entries, image.tobytes()), mask, raster.orientation)
