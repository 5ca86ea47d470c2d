"""From a page spec on disk to a placed page: the one way that every application takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.fonts.registry import FontRegistry
from layout.makeup.page import place_page
from layout.makeup.picture import ImageInfo
from layout.model import PlacedIssue, PlacedPage
from layout.spec.load import LoadedPage, is_issue, load_page, read_spec

if TYPE_CHECKING:
    from layout.makeup.jump import Share
    from layout.spec.load_issue import LoadedIssue

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


def place_any(
    path: str | Path, *, root: Path | None = None, allow_outside: bool = False
) -> PlacedPage | PlacedIssue:
    """Place the page or the issue that a file describes; for the rest see :func:`place`."""
    source = read_spec(Path(path))
    if is_issue(source):
        from layout.spec.load_issue import load_issue

        return place_issue(load_issue(path, root=root, allow_outside=allow_outside, source=source))
    return place_loaded(load_page(path, root=root, allow_outside=allow_outside, source=source))


def place_loaded(loaded: LoadedPage) -> PlacedPage:
    """Make up a page whose spec and articles are already in memory."""
    registry = FontRegistry.load(loaded.spec.fonts, loaded.root)
    return place_page(loaded, registry, _images(loaded))


def place_issue(issue: LoadedIssue) -> PlacedIssue:
    """Make up an issue whose pages are in memory, stories that jump fitted as one."""
    from layout.makeup.chain import compose_chain

    registries = [FontRegistry.load(page.spec.fonts, page.root) for page in issue.pages]
    shares: list[dict[str, Share]] = [{} for _ in issue.pages]
    for stops in issue.chains:
        composed = compose_chain(stops, issue.pages, registries)
        for stop, share in zip(stops, composed, strict=True):
            shares[stop.page][stop.story] = share
    pages = [
        place_page(page, registry, _images(page), share)
        for page, registry, share in zip(issue.pages, registries, shares, strict=True)
    ]
    return PlacedIssue(issue.name, issue.title, tuple(pages))


def _images(loaded: LoadedPage) -> dict[str, ImageInfo]:
    return {
        name: probe_image(loaded.resolve(picture.file, "pictures", name, "file"), picture.file)
        for name, picture in loaded.spec.pictures.items()
    }


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
