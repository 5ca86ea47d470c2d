"""Separated pictures as image XObjects."""

from __future__ import annotations

from layout.output.pdf.images import EmbeddedImage
from layout.output.pdf.objects import Stream, array, name
from layout.output.pdf.streams import deflated
from layout.output.press.pictures import press_picture
from layout.output.press.settings import PressSettings


def load_separated(
    path: str, settings: PressSettings, pixels_wanted: tuple[float, float] | None
) -> EmbeddedImage:
    """Read a picture file and embed it in CMYK, or in gray when it is black ink alone.

    Raises :class:`layout.errors.EditorError` as :func:`layout.output.pdf.images.load_image`.
    """
    picture = press_picture(path, settings, pixels_wanted)
    entries = _entries(picture.size, "DeviceCMYK" if picture.components == 4 else "DeviceGray")
    mask = None
    if picture.alpha is not None:
        mask = deflated(_entries(picture.size, "DeviceGray"), picture.alpha)
    if not picture.jpeg:
        return EmbeddedImage(deflated(entries, picture.data), mask, picture.orientation)
    entries["Filter"] = name("DCTDecode")
    if picture.components == 4:
        entries["Decode"] = array((1, 0) * 4)
    return EmbeddedImage(Stream(entries, picture.data), mask, picture.orientation)


def _entries(size: tuple[int, int], space: str) -> dict[str, object]:
    return {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": size[0],
        "Height": size[1],
        "ColorSpace": name(space),
        "BitsPerComponent": 8,
    }
