"""The projected slide: the Earth from orbit with a cyclone, a space station, a rising rocket."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from brush import RGB, Canvas, Light, Point, blur, clouds, curve, fade, levels, oval, rect, warp
from PIL import Image, ImageChops

SIZE = (1900, 1070)
CENTRE, RADIUS = (1120.0, 1560.0), 1180.0
CHART = (1800, 1300)
EYE = (760.0, 520.0)


def draw_slide(rng: random.Random) -> Image.Image:
    """The whole slide."""
    slide = Canvas((0, 0, *SIZE), 1, (4, 8, 22))
    _sky(slide, rng)
    for spread, gain in ((150, 0.30), (70, 0.5), (22, 0.8)):
        ring = [oval(*CENTRE, RADIUS + spread * 0.25, RADIUS + spread * 0.25, sides=240)]
        mask, at = slide.patch(ring, spread * 3)
        mask = fade(blur(mask, spread * 0.6), gain)
        slide.add(Image.new("RGB", mask.size, (70, 150, 255)), at, mask)
    slide.paint([oval(*CENTRE, RADIUS, RADIUS, sides=360)], (10, 40, 90), soft=1.5)
    _globe(slide, rng)
    _rocket(slide)
    _station(slide)
    return slide.image


def _sky(slide: Canvas, rng: random.Random) -> None:
    haze = levels(clouds(rng, SIZE, 3, 4), 110, 220)
    slide.add(Image.new("RGB", SIZE, (40, 48, 96)), (0, 0), fade(haze, 0.5))
    for _ in range(330):
        x, y, size = rng.uniform(0, SIZE[0]), rng.uniform(0, 760), rng.random() ** 4
        slide.paint(
            [oval(x, y, 1 + 1.8 * size, 1 + 1.8 * size, sides=10)],
            (225, 232, 255),
            opacity=0.3 + 0.7 * size,
        )


def _on_chart(x: float, y: float) -> Point:
    """Where a point of the slide lies on the flat chart of the globe."""
    u, v = (x - CENTRE[0]) / RADIUS, (y - CENTRE[1]) / RADIUS
    far = min(math.hypot(u, v), 0.9995)
    bend = math.asin(far) / far if far else 1.0
    return CHART[0] / 2 + u * bend * 610, CHART[1] + v * bend * 790 + 40


def _swirl(turns: float, reach: float) -> Callable[[float, float], Point]:
    def source(x: float, y: float) -> Point:
        u, v = x - EYE[0], y - EYE[1]
        far = math.hypot(u, v)
        angle = turns * math.exp(-((far / reach) ** 1.2))
        cos, sin = math.cos(angle), math.sin(angle)
        return EYE[0] + u * cos - v * sin, EYE[1] + u * sin + v * cos

    return source


def _cyclone(rng: random.Random) -> Image.Image:
    """The spiral arms round a clear eye, as a grey mask on the chart."""
    chart = Canvas((0, 0, *CHART), 1, (0, 0, 0))
    for arm in range(3):
        for step in range(420):
            t = step / 420
            angle = arm * math.tau / 3 + 5.6 * t**0.8
            far = 24 + 300 * t**1.25
            spread = 4 + 26 * t
            x = EYE[0] + far * math.cos(angle) + rng.gauss(0, spread)
            y = EYE[1] + 0.86 * far * math.sin(angle) + rng.gauss(0, spread)
            size = (26 - 12 * t) * rng.uniform(0.3, 1.1)
            chart.paint(
                [oval(x, y, size * 1.5, size, angle + 1.6, sides=14)],
                (255, 255, 255),
                opacity=0.75 * (1 - t) ** 0.6,
            )
    chart.image = blur(chart.image, 6)
    chart.paint([oval(*EYE, 105, 92)], (255, 255, 255), opacity=0.75, soft=30)
    chart.paint([oval(*EYE, 17, 14)], (0, 0, 0), opacity=0.9, soft=5)
    return chart.image.convert("L")


def _globe(slide: Canvas, rng: random.Random) -> None:
    """Sea, land and cloud, bent over the sphere and lit from the upper left."""
    chart = Image.new("RGB", CHART, (16, 66, 134))
    depth = levels(clouds(rng, CHART, 5, 4), 90, 190)
    chart.paste((32, 112, 176), mask=fade(depth, 0.8))
    shape = clouds(rng, CHART, 4, 7)
    relief = Image.composite(
        Image.new("RGB", CHART, (150, 132, 88)),
        Image.new("RGB", CHART, (66, 96, 58)),
        levels(clouds(rng, CHART, 10, 5), 90, 170),
    )
    chart.paste((60, 150, 180), mask=fade(levels(shape, 128, 146), 0.6))
    chart.paste(relief, mask=levels(shape, 138, 146))
    veil = warp(clouds(rng, CHART, 7, 7, 0.62), CHART, _swirl(3.6, 330), 20)
    veil = levels(veil, 122, 182)
    streaks = levels(warp(clouds(rng, CHART, 22, 5, 0.7), CHART, _swirl(4.5, 300), 20), 70, 170)
    arms = ImageChops.multiply(
        _cyclone(rng), streaks.point([120 + v * 135 // 255 for v in range(256)])
    )
    cover = ImageChops.lighter(veil, arms.point([min(255, round(v * 1.35)) for v in range(256)]))
    shadow = ImageChops.offset(cover, 7, 9)
    chart.paste((8, 30, 66), mask=fade(blur(shadow, 5), 0.45))
    tops = Image.composite(
        Image.new("RGB", CHART, (252, 253, 255)),
        Image.new("RGB", CHART, (178, 196, 220)),
        levels(
            ImageChops.subtract(cover, ImageChops.offset(blur(cover, 4), -5, -6), 1, 150), 90, 190
        ),
    )
    chart.paste(tops, mask=cover)
    globe = warp(chart, SIZE, _on_chart, 16)
    edge = Canvas((0, 0, *SIZE), 1, (0, 0, 0))
    edge.paint([oval(*CENTRE, RADIUS, RADIUS, sides=360)], (255, 255, 255))
    disc = blur(edge.image.convert("L"), 1.2)
    for inset, gain, colour in ((170, 0.30, (90, 160, 240)), (60, 0.45, (140, 200, 255))):
        core = Canvas((0, 0, *SIZE), 1, (0, 0, 0))
        core.paint([oval(*CENTRE, RADIUS - inset, RADIUS - inset, sides=360)], (255, 255, 255))
        rim = ImageChops.invert(blur(core.image.convert("L"), inset * 0.55))
        globe.paste(colour, mask=fade(rim, gain))
    slide.image.paste(globe, mask=disc)
    night = Canvas((0, 0, *SIZE), 1, (0, 0, 0))
    night.paint([oval(560, 900, 1180, 900)], (255, 255, 255), soft=170)
    dusk = ImageChops.multiply(ImageChops.invert(night.image.convert("L")), disc)
    slide.image.paste((3, 8, 26), mask=fade(dusk, 0.82))


def _rocket(slide: Canvas) -> None:
    """A thin arc of exhaust from the horizon up to a point of flame."""
    path = curve((1395, 560), (1420, 400), (1490, 255), (1600, 130), closed=False, steps=40)
    for i, (x, y) in enumerate(path):
        t = i / (len(path) - 1)
        width = 2.2 + 15 * (1 - t) ** 1.5
        slide.glow(x, y, width * 2.4, width * 2.4, (225, 232, 250), 0.10 + 0.30 * t)
    slide.glow(1600, 130, 80, 80, (255, 190, 110), 0.85)
    slide.glow(1600, 130, 28, 28, (255, 250, 235), 1.0)
    body = [(1598, 133), (1592, 126), (1616, 98), (1624, 92), (1620, 102)]
    slide.paint([body], (236, 238, 242))


def _station(slide: Canvas) -> None:
    """A T of three modules with paired solar wings, seen against the dark."""
    tile = Canvas((-420, -300, 420, 300), 1)
    tile.tilt = -0.30
    sun = Light(0, 10, 5, (255, 252, 240), 1.0)
    dark = Light(0, -16, 8, (44, 50, 70), 0.95)

    def wing(x: float, y: float, width: float, height: float) -> None:
        tile.paint([rect(x, y, x + width, y + height)], ((86, 112, 178), (36, 52, 110)))
        for n in range(1, 9):
            tile.paint(
                [rect(x + n * width / 9, y, x + n * width / 9 + 2, y + height)], (22, 30, 66)
            )
        tile.paint([rect(x, y + height / 2 - 2, x + width, y + height / 2 + 2)], (214, 184, 112))

    tile.paint([rect(-330, -3, 330, 3)], (188, 190, 196))
    for side in (-1, 1):
        for y in (-70, 14):
            wing(side * 250 - 95, y, 190, 56)
    tile.paint([rect(-34, 150, 34, 156)], (188, 190, 196))
    for side in (-1, 1):
        wing(side * 110 - 75, 158, 150, 44)

    def module(x0: float, y0: float, x1: float, y1: float) -> None:
        tile.paint([rect(x0, y0, x1, y1)], (206, 208, 212), sun, dark)

    module(-150, -24, -22, 24)
    module(22, -24, 150, 24)
    tile.paint([oval(0, 0, 32, 32)], (214, 214, 216), sun, dark)
    for y0, y1, half in ((34, 110, 26), (110, 196, 20), (-70, -30, 18), (-150, -74, 22)):
        tile.paint(
            [rect(-half, y0, half, y1)],
            (212, 212, 212),
            Light(9, 0, 5, (255, 252, 240), 1.0),
            Light(-14, 0, 8, (44, 50, 70), 0.95),
        )
    for x in (-118, -70, 66, 112):
        tile.paint([rect(x, -24, x + 3, 24)], (120, 124, 136))
    shade: RGB = (150, 120, 70)
    tile.paint([oval(0, -158, 14, 9)], shade)
    small = Canvas((0, 0, 1, 1), 1)
    small.image = tile.image.convert("RGBA").resize((756, 540), Image.Resampling.LANCZOS)
    slide.image.paste(small.image.convert("RGB"), (150, 40), small.image.getchannel("A"))
