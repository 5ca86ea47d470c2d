"""Colours and images separated into inks, by LittleCMS and a press profile."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from layout.model import Color, ColorSpace
from layout.output.press.inks import Inks, limit_image, limit_inks
from layout.output.press.profile import PressProfile

if TYPE_CHECKING:
    from PIL.Image import Image

PERCEPTUAL, RELATIVE = 0, 1
"""ICC rendering intents."""

_SOLID_FROM = 0.5
"""Ink from which a coloured letter is set in solid black on a grey page."""


class Separator:
    """Separates for one printing condition.

    ``limit`` is the most ink in one place (1 is one full ink); ``gray`` makes everything
    black ink alone. Colours are converted relative-colorimetrically, pictures perceptually,
    both with black point compensation.
    """

    def __init__(self, profile: PressProfile, limit: float, gray: bool = False) -> None:
        self.profile = profile
        self.limit = limit
        self.gray = gray
        self._transforms: dict[tuple[object, ...], Any] = {}
        self._tones: list[int] | None = None

    def color(self, color: Color, *, lettering: bool = False) -> Color:
        """``color`` in inks: CMYK, or a spot colour with its stand-in under the limit.

        Gray, and RGB without a hue, become black ink alone. ``lettering`` is for text and
        rules, which a grey page sets in solid black unless they are light: a screened
        letter has ragged edges.
        """
        if color.space is ColorSpace.GRAY:
            return _black(1 - color.values[0], color)
        if color.space is ColorSpace.SPOT:
            if not self.gray:
                return replace(color, process=limit_inks(_four(color.process), self.limit))
            tint = color.values[0]
            return self._grayed(_four([ink * tint for ink in color.process]), color, lettering)
        if color.space is ColorSpace.CMYK:
            inks = _four(color.values)
            if self.gray:
                return self._grayed(inks, color, lettering)
            return replace(color, values=limit_inks(inks, self.limit))
        if len(set(color.values)) == 1:
            return _black(self._black_of(color.values), color)
        if self.gray:
            return _black(_solid(self._black_of(color.values), lettering), color)
        inks = limit_inks(self._inks_of(color.values), self.limit)
        return Color(ColorSpace.CMYK, inks, overprint=color.overprint)

    def image(self, image: Image, icc: bytes | None) -> Image:
        """``image`` (L, RGB or CMYK) as CMYK under the limit, or as L to be printed in black.

        ``icc`` is the profile that came with it: none means sRGB, and for CMYK the press
        itself. An image in L has black ink where it is dark.
        """
        if self.gray or image.mode == "L":
            return self._lightness(image, icc).point(self._tone_table())
        if image.mode == "CMYK" and (icc is None or icc == self.profile.data):
            return limit_image(image, self.limit)
        made = self._apply(image, _source(image.mode, icc), "CMYK", PERCEPTUAL)
        return limit_image(made, self.limit)

    def _grayed(self, inks: Inks, color: Color, lettering: bool) -> Color:
        if not any(inks[:3]):
            return _black(inks[3], color)
        from PIL import Image as Images

        pixel = Images.new("CMYK", (1, 1), tuple(round(ink * 255) for ink in inks))
        shown = self._apply(pixel, self.profile.data, "LAB", RELATIVE).tobytes()[0]
        ramp = self._printed()
        return _black(_solid(_nearest(ramp, shown) / 255, lettering), color)

    def _inks_of(self, rgb: tuple[float, ...]) -> Inks:
        from PIL import Image as Images

        pixel = Images.new("RGB", (1, 1), tuple(round(value * 255) for value in rgb))
        made = self._apply(pixel, None, "CMYK", RELATIVE).tobytes()
        return _four([value / 255 for value in made])

    def _black_of(self, rgb: tuple[float, ...]) -> float:
        if not any(rgb):
            return 1.0
        from PIL import Image as Images

        pixel = Images.new("RGB", (1, 1), tuple(round(value * 255) for value in rgb))
        printed = self._lightness(pixel, None).point(self._tone_table()).tobytes()[0]
        return 1 - printed / 255

    def _lightness(self, image: Image, icc: bytes | None) -> Image:
        """CIELAB lightness, 0–255 for 0–100."""
        if image.mode == "L" and icc is None:
            image = image.convert("RGB")
        source = _source(image.mode, icc)
        if image.mode == "CMYK" and source is None:
            source = self.profile.data
        return self._apply(image, source, "LAB", RELATIVE).getchannel("L")

    def _printed(self) -> list[int]:
        """Lightness (0–255) that 0 to 255 of black ink print, relative to the paper's."""
        from PIL import Image as Images

        zero = Images.new("L", (256, 1))
        ramp = Images.frombytes("L", (256, 1), bytes(range(256)))
        inks = Images.merge("CMYK", (zero, zero, zero, ramp))
        shown = self._apply(inks, self.profile.data, "LAB", RELATIVE).getchannel("L")
        # Black never gets lighter with more ink; a table's rounding may say so.
        return list(itertools.accumulate(shown.tobytes(), min))

    def _tone_table(self) -> list[int]:
        """For each lightness the gray value (255 is no ink) that shows it in black ink.

        The range from white to black is laid, linearly in luminance, onto that from paper
        to solid black: what black point compensation does (Adobe 2006; ISO 18619).
        """
        if self._tones is None:
            ramp = self._printed()
            darkest = _luminance(ramp[255])
            self._tones = [
                255 - _nearest(ramp, _lightness_of(darkest + _luminance(at) * (1 - darkest)))
                for at in range(256)
            ]
            self._tones[255], self._tones[0] = 255, 0
        return self._tones

    def _apply(self, image: Image, source: bytes | None, mode: str, intent: int) -> Image:
        from PIL import ImageCms

        key = (image.mode, source, mode, intent)
        transform = self._transforms.get(key)
        if transform is None:
            target = ImageCms.createProfile("LAB") if mode == "LAB" else self.profile.data
            flags = ImageCms.Flags.NONE if mode == "LAB" else ImageCms.Flags.BLACKPOINTCOMPENSATION
            opened = ImageCms.createProfile("sRGB") if source is None else _opened(source)
            transform = self._transforms[key] = ImageCms.buildTransform(
                opened,
                _opened(target) if isinstance(target, bytes) else target,
                image.mode,
                mode,
                ImageCms.Intent(intent),
                flags,
            )
        made = ImageCms.applyTransform(image, transform)
        assert made is not None
        return made


@lru_cache(maxsize=8)
def separator(profile: PressProfile, limit: float, gray: bool) -> Separator:
    """The separator for these, made once: its transforms are costly to build."""
    return Separator(profile, limit, gray)


def _opened(data: bytes) -> Any:
    import io

    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(io.BytesIO(data))


def _source(mode: str, icc: bytes | None) -> bytes | None:
    """The embedded profile where it is sound and of the image's kind."""
    if icc is None or icc[36:40] != b"acsp":
        return None
    space = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK"}[mode]
    return icc if icc[16:20] == space else None


def _four(values: Any) -> Inks:
    c, m, y, k = values
    return c, m, y, k


def _black(ink: float, color: Color) -> Color:
    return Color(ColorSpace.CMYK, (0.0, 0.0, 0.0, ink), overprint=color.overprint)


def _solid(ink: float, lettering: bool) -> float:
    return 1.0 if lettering and ink >= _SOLID_FROM else ink


def _luminance(lightness: float) -> float:
    """CIELAB lightness (0–255) as relative luminance (CIE 15)."""
    value = (lightness / 2.55 + 16) / 116
    return float(value**3 if value > 6 / 29 else (value - 4 / 29) * 108 / 841)


def _lightness_of(luminance: float) -> float:
    root = luminance ** (1 / 3) if luminance > (6 / 29) ** 3 else luminance * 841 / 108 + 4 / 29
    return float((116 * root - 16) * 2.55)


def _nearest(ramp: list[int], wanted: float) -> int:
    if wanted <= ramp[255]:
        return 255
    return min(range(256), key=lambda ink: (abs(ramp[ink] - wanted), ink))
