"""Pictures separated for the press, each in one of two shapes: inks, or black alone."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.output.press.inks import limit_image, most_ink
from layout.output.press.separation import Separator, separator
from layout.output.raster import open_raster, read_picture

if TYPE_CHECKING:
    from PIL.Image import Image

    from layout.output.press.settings import PressSettings

_QUALITY = 80
"""JPEG quality: four planes at full resolution, to be screened at half of it, bear no more."""

_ATTEMPTS = 3
_KEPT = 32


@dataclass(frozen=True, slots=True)
class PressPicture:
    """A picture as it goes into the file.

    ``data`` is a JPEG file where ``jpeg`` (with stored inks inverted, as every JPEG in CMYK
    is), else plain pixels. ``components`` is 4 for CMYK and 1 for gray, ``alpha`` plain
    pixels of ``alpha_size``. ``ink`` is the most ink of any pixel *as decoded again*.
    """

    size: tuple[int, int]
    components: int
    data: bytes
    jpeg: bool
    alpha: bytes | None
    orientation: int
    ink: float


_done: OrderedDict[tuple[object, ...], PressPicture] = OrderedDict()
"""Pictures of this process by content and settings: an issue repeats some on many pages."""


def press_picture(
    path: str, settings: PressSettings, wanted: tuple[float, float] | None = None
) -> PressPicture:
    """Read and separate a picture file; ``wanted`` is the size in pixels that suffices.

    Raises :class:`layout.errors.EditorError` for files that cannot be used.
    """
    data = read_picture(path)
    key = (
        hashlib.sha256(data).digest(),
        hashlib.sha256(settings.profile.data).digest(),
        settings.ink_limit,
        settings.gray,
        wanted,
    )
    found = _done.get(key)
    if found is None:
        found = _done[key] = _separated(path, data, settings, wanted)
        if len(_done) > _KEPT:
            _done.popitem(last=False)
    return found


def _separated(
    path: str, data: bytes, settings: PressSettings, wanted: tuple[float, float] | None
) -> PressPicture:
    # Sampled down before it is separated: that is less to separate, and mixes light, not ink.
    raster = open_raster(path, data).within(wanted)
    work: Separator = separator(settings.profile, settings.ink_limit, settings.gray)
    image = work.image(raster.image, raster.icc)
    pixels, jpeg, ink = _encoded(image, settings.ink_limit, raster.photo)
    return PressPicture(
        image.size,
        len(image.getbands()),
        pixels,
        jpeg,
        raster.alpha.tobytes() if raster.alpha else None,
        raster.orientation,
        ink,
    )


def _encoded(image: Image, limit: float, photo: bool) -> tuple[bytes, bool, float]:
    """Encode a photo as JPEG, all else as plain pixels; returns also the most ink.

    JPEG overshoots at edges. What it adds beyond the limit is taken off the limit before
    encoding anew; when that does not help, the picture goes out without loss.
    """
    if photo and image.mode == "L":
        return _jpeg(image), True, 1.0
    if photo:
        target = limit
        for _ in range(_ATTEMPTS):
            data = _jpeg(limit_image(image, target))
            most = most_ink(_reopened(data))
            if most <= limit:
                return data, True, most
            target -= most - limit
    return image.tobytes(), False, most_ink(image) if image.mode == "CMYK" else 1.0


def _jpeg(image: Image) -> bytes:
    import io

    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return buffer.getvalue()


def _reopened(data: bytes) -> Image:
    import io

    from PIL import Image as Images

    image = Images.open(io.BytesIO(data))
    image.load()
    return image
