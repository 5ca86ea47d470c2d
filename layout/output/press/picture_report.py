"""Pictures of a page, measured: resolution as printed and ink."""

from __future__ import annotations

from dataclasses import dataclass

from layout.model import Picture, PlacedPage
from layout.output.press.pictures import press_picture
from layout.output.press.settings import PRESS_DPI, PressSettings
from layout.output.raster import open_raster, read_picture

_BY_COMPONENTS = {1: "K", 4: "CMYK"}


@dataclass(frozen=True, slots=True)
class PictureReport:
    """One picture: ``dpi`` is what its file gives in its place, ``written_dpi`` what is written.

    ``space`` is the file's, ``printed`` that of the press file; ``ink`` is the most ink of
    any pixel written (1 is one full ink).
    """

    name: str
    path: str
    pixels: tuple[int, int]
    dpi: float
    written_dpi: float
    space: str
    profile: str
    printed: str
    ink: float


def picture_reports(page: PlacedPage, settings: PressSettings) -> tuple[PictureReport, ...]:
    """Measure every picture of a page as it would be written."""
    return tuple(_measured(item, settings) for item in page.items if isinstance(item, Picture))


def _measured(picture: Picture, settings: PressSettings) -> PictureReport:
    raster = open_raster(picture.path, read_picture(picture.path))
    place = picture.place
    scale = PRESS_DPI / 72
    made = press_picture(picture.path, settings, (place.width * scale, place.height * scale))
    turned = raster.orientation >= 5
    width, height = _turned(raster.image.size, turned)
    across, down = _turned(made.size, turned)
    return PictureReport(
        picture.name,
        picture.path,
        (width, height),
        round(72 * min(width / place.width, height / place.height), 1),
        round(72 * min(across / place.width, down / place.height), 1),
        "gray" if raster.image.mode == "L" else raster.image.mode,
        _profile_name(raster.icc),
        _BY_COMPONENTS[made.components],
        round(made.ink, 4),
    )


def _turned(size: tuple[int, int], turned: bool) -> tuple[int, int]:
    return (size[1], size[0]) if turned else size


def _profile_name(icc: bytes | None) -> str:
    if icc is None:
        return "no profile, taken for sRGB"
    import io

    from PIL import ImageCms

    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    except OSError:
        return "damaged profile, taken for sRGB"
    return (opened.profile.profile_description or "unnamed profile").strip()
