"""From a page spec on disk to a placed page: the one way that every application takes."""

from __future__ import annotations

from pathlib import Path

from layout.fonts.registry import FontRegistry
from layout.makeup.page import place_page
from layout.makeup.picture import ImageInfo
from layout.model import PlacedPage
from layout.spec.load import LoadedPage, load_page

MAX_PIXELS = 400_000_000
"""Pictures with more pixels are refused unread: a full broadsheet at 600 dpi has 118 million."""

_TURNED = (5, 6, 7, 8)
"""EXIF orientations that swap width and height (Exif 2.32, tag 0x0112)."""


def place(path: str | Path, *, root: Path | None = None, allow_outside: bool = False) -> PlacedPage:
    """Read a page spec with all that it names and make the page up.

    ``root`` is the folder that paths in the spec start from (default: see
    :func:`layout.spec.load.load_page`). Raises :class:`layout.errors.EditorError`
    for input that cannot be used; what merely does not fit is in the page's
    ``diagnostics``.
    """
    return place_loaded(load_page(path, root=root, allow_outside=allow_outside))


def place_loaded(loaded: LoadedPage) -> PlacedPage:
    """Make up a page whose spec and articles are already in memory."""
    registry = FontRegistry.load(loaded.spec.fonts, loaded.root)
    images = {
        name: probe_image(loaded.resolve(picture.file, "pictures", name, "file"), picture.file)
        for name, picture in loaded.spec.pictures.items()
    }
    return place_page(loaded, registry, images)


def probe_image(path: Path, shown: str) -> ImageInfo:
    """Size and soundness of a picture file, from its header only.

    ``shown`` is the name that findings use. Nothing is raised: a file that is
    missing, broken or far too large comes back with its ``problem``.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                problem = f"‘{shown}’ has {width} × {height} pixels, more than can be printed"
                return ImageInfo(str(path), 0, 0, problem)
            if image.getexif().get(0x0112) in _TURNED:
                width, height = height, width
            return ImageInfo(str(path), width, height)
    except FileNotFoundError:
        return ImageInfo(str(path), 0, 0, f"‘{shown}’ does not exist")
    except Image.DecompressionBombError:
        return ImageInfo(str(path), 0, 0, f"‘{shown}’ has more pixels than can be printed")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return ImageInfo(str(path), 0, 0, f"‘{shown}’ is not a picture that can be read")
