"""Rows of pupils seen from behind, larger and softer towards the camera."""

from __future__ import annotations

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

RIM = (126, 158, 206)
SCARF, SCARF_SHADE = (196, 30, 34), (140, 18, 26)
SKIN = (196, 148, 118)
HAIR = ((34, 28, 30), (46, 36, 33), (60, 44, 36), (30, 27, 32))
SHIRTS = ((214, 220, 230), (200, 210, 226), (222, 224, 228))
STYLES = ("short", "short", "tail", "bob", "tails", "short")

# y of the shoulders, head radius, spacing, blur, brightness
ROWS = (
    (1716, 62, 196, 1.6, 0.86),
    (1862, 86, 268, 2.4, 0.78),
    (2078, 122, 382, 5.0, 0.64),
    (2410, 178, 560, 11.0, 0.46),
)


def draw_audience(picture: Image.Image, rng: random.Random) -> Image.Image:
    """Draw all rows, the farthest first; returns the picture with them."""
    for number, (y, radius, spacing, blur, light) in enumerate(ROWS):
        layer = Image.new("RGBA", picture.size)
        pen = ImageDraw.Draw(layer)
        x = rng.uniform(-0.3, 0.3) * spacing - spacing * 0.2
        while x < picture.width + spacing:
            size = radius * rng.uniform(0.93, 1.07)
            lift = rng.uniform(-0.18, 0.18) * radius
            hand = number < 3 and rng.random() < 0.22
            _pupil(pen, x, y + lift, size, rng, hand)
            x += spacing * rng.uniform(0.9, 1.1)
        picture.paste(*_lit(layer, blur, light))
    return picture


def _lit(
    layer: Image.Image, blur: float, light: float
) -> tuple[Image.Image, tuple[int, int], Image.Image]:
    """Darken a row, give it a rim of light from the screen and put it out of focus."""
    alpha = layer.getchannel("A")
    colours = layer.convert("RGB").point(lambda v: int(v * light))
    lower = ImageChops.offset(alpha, round(blur), round(7 + blur * 1.2))
    edge = ImageChops.subtract(alpha, lower).filter(ImageFilter.GaussianBlur(3 + blur / 2))
    rim = Image.composite(
        Image.new("RGB", layer.size, RIM),
        Image.new("RGB", layer.size),
        edge.point(lambda v: v * 0.8),
    )
    colours = ImageChops.screen(colours, rim)
    solid = colours.filter(ImageFilter.GaussianBlur(blur * 0.6))
    return solid, (0, 0), alpha.filter(ImageFilter.GaussianBlur(blur))


def _pupil(
    pen: ImageDraw.ImageDraw, x: float, y: float, r: float, rng: random.Random, hand: bool
) -> None:
    """One pupil: ``y`` is the top of the shoulders, ``r`` the head's radius."""
    shirt, hair, style = rng.choice(SHIRTS), rng.choice(HAIR), rng.choice(STYLES)
    tilt = rng.uniform(-0.12, 0.12) * r
    head = y - 1.06 * r
    if hand:
        _raised_arm(pen, x, y, r, shirt, rng.choice((-1, 1)))
    _shoulders(pen, x, y, r, shirt)
    pen.polygon(
        [
            (x - 0.36 * r, y - 0.5 * r),
            (x + 0.36 * r, y - 0.5 * r),
            (x + 0.5 * r, y + 0.2 * r),
            (x - 0.5 * r, y + 0.2 * r),
        ],
        fill=SKIN,
    )
    _scarf(pen, x, y, r)
    cx = x + tilt
    for side in (-1, 1):
        ear = cx + side * 0.86 * r
        pen.ellipse((ear - 0.16 * r, head - 0.14 * r, ear + 0.16 * r, head + 0.32 * r), fill=SKIN)
    pen.ellipse((cx - 0.86 * r, head - 1.04 * r, cx + 0.86 * r, head + 0.92 * r), fill=hair)
    if style == "short":
        pen.polygon(
            [
                (cx - 0.56 * r, head + 0.66 * r),
                (cx + 0.56 * r, head + 0.66 * r),
                (cx + 0.4 * r, head + 0.92 * r),
                (cx - 0.4 * r, head + 0.92 * r),
            ],
            fill=SKIN,
        )
        pen.pieslice(
            (cx - 0.86 * r, head - 1.04 * r, cx + 0.86 * r, head + 0.84 * r), 0, 360, fill=hair
        )
    elif style == "bob":
        pen.rounded_rectangle(
            (cx - 0.98 * r, head - 0.5 * r, cx + 0.98 * r, head + 1.0 * r), 0.4 * r, fill=hair
        )
    elif style == "tail":
        pen.ellipse(
            (cx - 0.24 * r, head - 0.5 * r, cx + 0.24 * r, head - 0.1 * r), fill=SCARF_SHADE
        )
        pen.polygon(
            [
                (cx - 0.26 * r, head - 0.3 * r),
                (cx + 0.26 * r, head - 0.3 * r),
                (cx + 0.34 * r, head + 0.8 * r),
                (cx, head + 1.5 * r),
                (cx - 0.3 * r, head + 0.8 * r),
            ],
            fill=_lighter(hair),
        )
    else:
        for side in (-1, 1):
            tx = cx + side * 0.95 * r
            pen.ellipse(
                (tx - 0.14 * r, head + 0.2 * r, tx + 0.14 * r, head + 0.48 * r), fill=(60, 90, 160)
            )
            pen.ellipse(
                (tx - 0.24 * r, head + 0.36 * r, tx + 0.24 * r, head + 1.3 * r), fill=_lighter(hair)
            )
    pen.arc(
        (cx - 0.5 * r, head - 0.8 * r, cx + 0.5 * r, head + 0.2 * r),
        215,
        300,
        fill=_lighter(hair, 26),
        width=max(2, round(r / 14)),
    )


def _lighter(colour: tuple[int, int, int], by: int = 10) -> tuple[int, int, int]:
    red, green, blue = colour
    return (red + by, green + by, blue + by)


def _shoulders(
    pen: ImageDraw.ImageDraw, x: float, y: float, r: float, shirt: tuple[int, int, int]
) -> None:
    shade = tuple(int(value * 0.82) for value in shirt)
    pen.polygon(
        [
            (x - 0.45 * r, y - 0.12 * r),
            (x + 0.45 * r, y - 0.12 * r),
            (x + 1.28 * r, y + 0.36 * r),
            (x + 1.62 * r, y + 1.1 * r),
            (x + 1.72 * r, y + 4.5 * r),
            (x - 1.72 * r, y + 4.5 * r),
            (x - 1.62 * r, y + 1.1 * r),
            (x - 1.28 * r, y + 0.36 * r),
        ],
        fill=shirt,
    )
    pen.polygon(
        [
            (x + 0.9 * r, y + 0.2 * r),
            (x + 1.28 * r, y + 0.36 * r),
            (x + 1.62 * r, y + 1.1 * r),
            (x + 1.72 * r, y + 4.5 * r),
            (x + 1.2 * r, y + 4.5 * r),
        ],
        fill=shade,
    )
    for side in (-1, 1):
        pen.line(
            (x + side * 1.12 * r, y + 0.5 * r, x + side * 1.06 * r, y + 3 * r),
            fill=(70, 98, 158),
            width=max(3, round(r * 0.16)),
        )


def _scarf(pen: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    """The red scarf: from behind a triangle that hangs over the collar."""
    pen.polygon(
        [
            (x - 0.66 * r, y - 0.02 * r),
            (x + 0.66 * r, y - 0.02 * r),
            (x + 0.5 * r, y + 0.26 * r),
            (x, y + 1.16 * r),
            (x - 0.5 * r, y + 0.26 * r),
        ],
        fill=SCARF,
    )
    pen.polygon(
        [(x + 0.06 * r, y + 0.2 * r), (x + 0.5 * r, y + 0.26 * r), (x, y + 1.16 * r)],
        fill=SCARF_SHADE,
    )
    pen.arc(
        (x - 0.62 * r, y - 0.34 * r, x + 0.62 * r, y + 0.3 * r),
        20,
        160,
        fill=SCARF_SHADE,
        width=max(3, round(r * 0.12)),
    )


def _raised_arm(
    pen: ImageDraw.ImageDraw, x: float, y: float, r: float, shirt: tuple[int, int, int], side: int
) -> None:
    elbow, wrist = (x + side * 1.66 * r, y - 0.5 * r), (x + side * 1.42 * r, y - 2.0 * r)
    pen.line((x + side * 1.2 * r, y + 0.7 * r, *elbow), fill=shirt, width=round(0.62 * r))
    pen.ellipse(
        (elbow[0] - 0.31 * r, elbow[1] - 0.31 * r, elbow[0] + 0.31 * r, elbow[1] + 0.31 * r),
        fill=shirt,
    )
    pen.line((*elbow, *wrist), fill=SKIN, width=round(0.34 * r))
    hx, hy = wrist[0], wrist[1] - 0.2 * r
    pen.ellipse((hx - 0.26 * r, hy - 0.3 * r, hx + 0.26 * r, hy + 0.32 * r), fill=SKIN)
    for finger in (-0.2, -0.07, 0.06, 0.18):
        pen.line(
            (hx + finger * r, hy, hx + finger * 1.25 * r, hy - 0.6 * r),
            fill=SKIN,
            width=max(3, round(0.12 * r)),
        )
    pen.line(
        (hx - side * 0.2 * r, hy + 0.1 * r, hx - side * 0.46 * r, hy - 0.18 * r),
        fill=SKIN,
        width=max(3, round(0.12 * r)),
    )
