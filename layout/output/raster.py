"""Picture files opened: whatever an editor was sent, as plain pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from layout.errors import EditorError, Mark

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 178_956_970
"""The largest picture taken: where Pillow refuses one as a decompression bomb."""

_MODES = ("L", "RGB", "CMYK")


@dataclass(frozen=True, slots=True)
class Raster:
    """A decoded picture in L, RGB or CMYK, eight bits deep, as it is stored.

    ``alpha`` is None where it is opaque, ``orientation`` EXIF's (1–8, still to be applied),
    ``photo`` tells that the file is a JPEG, ``icc`` is the profile that came with it.
    """

    image: Image
    alpha: Image | None
    orientation: int
    photo: bool
    icc: bytes | None

    def within(self, wanted: tuple[float, float] | None) -> Raster:
        """The same sampled down (Lanczos) so that it is no larger than needed.

        ``wanted`` is the size in pixels, as shown (upright), that suffices.
        """
        excess = excess_of(*self.image.size, self.orientation, wanted) if wanted else 1.0
        if excess <= 1:
            return self
        from PIL import Image as Images

        size = (
            max(1, round(self.image.width / excess)),
            max(1, round(self.image.height / excess)),
        )
        kind = Images.Resampling.LANCZOS
        alpha = self.alpha.resize(size, kind) if self.alpha else None
        return replace(self, image=self.image.resize(size, kind), alpha=alpha)


def read_picture(path: str) -> bytes:
    """The bytes of a picture file; raises :class:`EditorError` when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise EditorError(
            f"picture '{path}' cannot be read",
            mark=Mark(path),
            expected="an image file",
            suggestion="check the file's name and that it may be read",
        ) from problem


def check_size(path: str, width: int, height: int) -> None:
    """Raise :class:`EditorError` for more than :data:`MAX_PIXELS` pixels."""
    if width * height > MAX_PIXELS:
        raise EditorError(
            f"picture '{path}' has {width} × {height} pixels",
            mark=Mark(path),
            expected=f"at most {MAX_PIXELS // 1_000_000} million pixels",
            suggestion="save the picture in the size it is printed in",
        )


def excess_of(width: int, height: int, orientation: int, wanted: tuple[float, float]) -> float:
    """How many times more pixels along an edge there are than wanted."""
    if orientation >= 5:
        width, height = height, width
    return min(width / wanted[0], height / wanted[1])


def open_raster(path: str, data: bytes) -> Raster:
    """Decode a picture; ``path`` is for messages.

    Raises :class:`EditorError` for what is no picture that can be read, or too large.
    """
    import io
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(data))
            check_size(path, *image.size)
            orientation = image.getexif().get(0x0112, 1)
            orientation = orientation if orientation in range(1, 9) else 1
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
    icc = image.info.get("icc_profile") or None
    plain, alpha = _device_image(image)
    return Raster(plain, alpha, orientation, photo, icc)


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
    if image.mode not in _MODES:
        image = image.convert("RGB")
    return image, alpha
