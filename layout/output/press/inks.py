"""Total ink: how much lies in one place, and how it is brought under a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, 0–1 each."""

NEWSPRINT_LIMIT = 2.4
"""The most ink on newsprint, in full inks (ISO 12647-3: 240 %, better 220 %)."""


def limit_inks(inks: Inks, limit: float) -> Inks:
    """Bring four inks under ``limit`` (1 is one full ink), keeping hue and black.

    The grey that cyan, magenta and yellow have in common goes over to black first (grey
    component replacement); what is still too much is taken from the three alike.
    """
    c, m, y, k = inks
    over = c + m + y + k - limit
    if over <= 1e-9:
        return inks
    gray = max(0.0, min(over / 2, c, m, y, 1 - k))
    c, m, y, k = c - gray, m - gray, y - gray, min(1.0, k + gray)
    colour = c + m + y
    room = max(0.0, limit - k)
    if colour > room:
        share = room / colour
        c, m, y = c * share, m * share, y * share
    return c, m, y, min(k, limit)


def most_ink(image: Image) -> float:
    """The largest total of any pixel of a CMYK image, in full inks."""
    return float(_total(image).getextrema()[1]) / 255  # type: ignore[arg-type]


def limit_image(image: Image, limit: float) -> Image:
    """Bring every pixel of a CMYK image under ``limit``, as :func:`limit_inks` does."""
    most = int(limit * 255)
    if _total(image).getextrema()[1] <= most:  # type: ignore[operator]
        return image
    from PIL import Image as Images

    def gray_part(args: dict[str, Any]) -> Any:
        low, high = args["min"], args["max"]
        over = high(args["c"] + args["m"] + args["y"] + args["k"] - most, 0)
        shared = low(low(args["c"], args["m"]), args["y"])
        return low(low((over + 1) / 2, shared), 255 - args["k"])

    planes = {name: band for name, band in zip("cmyk", image.split(), strict=True)}
    gray = _evaluate(gray_part, planes)
    planes = {
        name: _evaluate(
            lambda args: args["a"] + args["b"] if args["more"] else args["a"] - args["b"],
            {"a": band, "b": gray},
            more=name == "k",
        )
        for name, band in planes.items()
    }

    def scaled(args: dict[str, Any]) -> Any:
        low, high = args["min"], args["max"]
        colour = high(args["c"] + args["m"] + args["y"], 1)
        room = high(most - args["k"], 0)
        return args[args["which"]] * low(room, colour) / colour

    three = [_evaluate(scaled, planes, which=name).convert("L") for name in "cmy"]
    return Images.merge("CMYK", (*three, planes["k"].convert("L")))


def _total(image: Image) -> Image:
    planes = dict(zip("cmyk", image.split(), strict=True))
    return _evaluate(lambda args: args["c"] + args["m"] + args["y"] + args["k"], planes)


def _evaluate(
    rule: Callable[[dict[str, Any]], Any], planes: dict[str, Image], **given: object
) -> Image:
    """Evaluate ``rule`` for every pixel in whole numbers of 32 bits, divisions rounded down."""
    from PIL import ImageMath

    whole = {name: plane.convert("I") for name, plane in planes.items()}
    made: Image = ImageMath.lambda_eval(rule, **whole, **given)
    return made
