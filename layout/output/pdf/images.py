"""Pictures as image XObjects: JPEG files as they are, all else decoded and deflated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from layout.errors import EditorError, Mark
from layout.model import Picture
from layout.output.pdf.jpeg import JpegInfo, read_jpeg
from layout.output.pdf.objects import Document, Stream, array, dictionary, name, numbers
from layout.output.pdf.streams import deflated

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 178_956_970
"""The largest picture taken: where Pillow refuses one as a decompression bomb."""

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
    that can be read, or is larger than :data:`MAX_PIXELS`.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as problem:
        raise EditorError(
            f"picture '{path}' cannot be read",
            mark=Mark(path),
            expected="an image file",
            suggestion="check the file's name and that it may be read",
        ) from problem
    info = read_jpeg(data)
    if info is None:
        return _decoded(path, data, pixels_wanted)
    _check_size(path, info.width, info.height)
    if pixels_wanted and _excess(info.width, info.height, info.orientation, pixels_wanted) > 1:
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


def _check_size(path: str, width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise EditorError(
            f"picture '{path}' has {width} × {height} pixels",
            mark=Mark(path),
            expected=f"at most {MAX_PIXELS // 1_000_000} million pixels",
            suggestion="save the picture in the size it is printed in",
        )


def _excess(width: int, height: int, orientation: int, wanted: tuple[float, float]) -> float:
    """How many times more pixels along an edge there are than wanted."""
    if orientation >= 5:
        width, height = height, width
    return min(width / wanted[0], height / wanted[1])


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
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(data))
            _check_size(path, *image.size)
            orientation = image.getexif().get(0x0112, 1)
            orientation = orientation if orientation in _ORIENTED else 1
            photo = image.format == "JPEG"
            image.load()
    except Image.DecompressionBombError as problem:
        raise EditorError(
            f"picture '{path}' is too large: {problem}",
            mark=Mark(path),
            expected=f"at most {MAX_PIXELS // 1_000_000} million pixels",
            suggestion="save the picture in the size it is printed in",
        ) from problem
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise EditorError(
            f"picture '{path}' is not an image that can be read",
            mark=Mark(path),
            expected="a JPEG, PNG, TIFF, WebP, GIF or BMP file",
            suggestion="open it in an image editor and save it anew",
        ) from problem
    image, alpha = _device_image(image)
    if wanted:
        excess = _excess(*image.size, orientation, wanted)
        if excess > 1:
            size = (max(1, round(image.width / excess)), max(1, round(image.height / excess)))
            image = image.resize(size, Image.Resampling.LANCZOS)
            alpha = alpha.resize(size, Image.Resampling.LANCZOS) if alpha else None
    mask = None
    if alpha is not None:
        mask = deflated(_entries(*alpha.size, "DeviceGray"), alpha.tobytes())
    if photo and image.mode != "CMYK":
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=_REENCODED_QUALITY, subsampling=0)
        info = read_jpeg(buffer.getvalue())
        if info is not None:
            return EmbeddedImage(_jpeg_stream(info, buffer.getvalue()), mask, orientation)
    entries = _entries(*image.size, _SPACES[_COMPONENTS[image.mode]])
    return EmbeddedImage(deflated(entries, image.tobytes()), mask, orientation)


def _device_image(image: Image) -> tuple[Image, Image | None]:
    """The image in one of the device spaces, eight bits deep, and its alpha unless opaque."""
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    if image.mode in ("I", "F"):
        # Sixteen bits: Pillow would cut at 255 where the upper byte is meant.
        image = image.point(lambda value: value * (1 / 257)).convert("L")
    alpha = None
    if "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA" if image.mode not in ("LA", "La") else "LA")
        alpha = image.getchannel("A")
        if alpha.getextrema() == (255, 255):
            alpha = None
        image = image.convert("L" if image.mode == "LA" else "RGB")
    if image.mode == "1":
        image = image.convert("L")
    if image.mode not in _COMPONENTS:
        image = image.convert("RGB")
    return image, alpha
