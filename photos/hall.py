"""The school hall: walls, windows, ceiling lamps, curtain, screen and stage."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from brush import Canvas, Light, Shape, blur, curve, oval, rect
from PIL import Image, ImageChops
from slide import draw_slide

SCALE = 2
"""Pixels drawn for each pixel of the picture."""

SCREEN = (590, 262, 1540, 797)
VANISH = (1180, 700)
"""Where the room's lines meet, at the height of the camera."""


def fan(x: float, y: float, s: float) -> tuple[float, float]:
    """A point carried away from the vanishing point by the factor s."""
    return VANISH[0] + (x - VANISH[0]) * s, VANISH[1] + (y - VANISH[1]) * s


def draw_room(hall: Canvas) -> None:
    """Ceiling, back wall and both side walls."""
    hall.paint([rect(380, 150, 2250, 920)], ((122, 104, 90), (104, 86, 74)))
    ceiling = [fan(380, 150, 1), fan(2250, 150, 1), fan(2250, 150, 1.5), fan(380, 150, 1.5)]
    hall.paint([ceiling], ((176, 160, 138), (132, 116, 100)))
    for edge in (380, 2250):
        wall = [fan(edge, 150, 1), fan(edge, 1100, 1), fan(edge, 1100, 2.4), fan(edge, 150, 2.4)]
        hall.paint(
            [wall],
            ((164, 152, 136), (116, 102, 88)) if edge == 380 else ((104, 84, 66), (62, 50, 44)),
        )
    for edge, steps in ((380, (1.0, 1.46)), (2250, (1.0, 1.16))):
        for n in range(9):
            s = steps[0] + (steps[1] - steps[0]) * n / 8
            line = [
                fan(edge, 150, s),
                fan(edge, 1100, s),
                fan(edge, 1100, s + 0.004),
                fan(edge, 150, s + 0.004),
            ]
            hall.paint([line], (70, 58, 50), opacity=0.4)
    for s in (1.07, 1.17, 1.28):
        beam = [
            fan(380, 150, s),
            fan(2250, 150, s),
            fan(2250, 150, s + 0.018),
            fan(380, 150, s + 0.018),
        ]
        hall.paint([beam], (96, 82, 70), opacity=0.55, soft=1)
    hall.paint([rect(380, 146, 2250, 156)], (84, 68, 56), opacity=0.8, soft=2)


def draw_lamps(hall: Canvas) -> None:
    """Round lamps sunk in the ceiling, and the warm light they spill."""
    for s in (1.035, 1.12, 1.225):
        for x in (560, 810, 1060, 1310, 1560, 1810, 2060):
            cx, cy = fan(x, 150, s)
            hall.glow(cx, cy + 6, 170 * s, 74 * s, (255, 206, 140), 0.55)
            hall.paint([oval(cx, cy, 26 * s, 7 * s)], (255, 246, 226), soft=1.2)
            hall.glow(cx, cy, 60 * s, 26 * s, (255, 236, 200), 0.9)


@dataclass(frozen=True)
class Window:
    """An opening in the left wall between two x; t runs along it, heights are in metres."""

    far: float
    near: float

    def at(self, t: float, metre: float) -> tuple[float, float]:
        """A point of the wall."""
        x = self.far + (self.near - self.far) * t
        return x, VANISH[1] - metre * 225 * (VANISH[0] - x) / 800

    def pane(self, t0: float, t1: float, low: float, high: float) -> Shape:
        """A rectangle of the wall."""
        return [self.at(t0, high), self.at(t1, high), self.at(t1, low), self.at(t0, low)]


def draw_windows(hall: Canvas, rng: random.Random) -> None:
    """Two tall windows in the left wall, bright, with pale curtains half drawn."""
    for near, far in ((1.19, 1.045), (1.455, 1.265)):
        x_far, x_near = fan(380, 0, far)[0], fan(380, 0, near)[0]
        window = Window(x_far, x_near)
        at, pane = window.at, window.pane
        hall.paint(
            [pane(-0.06, 1.06, -0.66, 2.22)], (214, 204, 188), Light(-3, -2, 3, (120, 106, 92), 0.7)
        )
        frame = pane(0, 1, -0.6, 2.15)
        hall.paint([frame], ((240, 246, 252), (222, 234, 226)))
        for _ in range(46):
            x, y = at(rng.random(), rng.uniform(-0.6, 0.75))
            hall.paint(
                [oval(x, y, 20, 26)],
                rng.choice(((150, 186, 130), (178, 204, 150), (128, 168, 122))),
                opacity=0.5,
                soft=7,
                within=[frame],
            )
        hall.paint([pane(0.48, 0.52, -0.6, 2.15)], (150, 142, 132))
        for h in (0.1, 1.35):
            hall.paint([pane(0, 1, h - 0.02, h + 0.025)], (150, 142, 132))
        for t0, t1 in ((-0.05, 0.22), (0.80, 1.06)):
            for n in range(7):
                a = t0 + (t1 - t0) * n / 7
                b = a + (t1 - t0) / 7
                hall.paint(
                    [pane(a, b, -0.75, 2.26)],
                    (206, 214, 222) if n % 2 else (236, 238, 238),
                    opacity=0.93,
                    soft=1,
                )
        cx, cy = at(0.5, 0.8)
        hall.glow(cx, cy, 230, 600, (255, 246, 228), 0.30)


def draw_curtain(hall: Canvas, rng: random.Random, x0: int, x1: int) -> None:
    """Dark red velvet in deep folds."""
    width = (x1 - x0) * SCALE
    strip = Image.new("RGB", (width, 1))
    phase = rng.uniform(0, 6)
    for x in range(width):
        fold = 0.5 + 0.5 * math.sin(
            x / 17 + phase + 1.9 * math.sin(x / 71 + phase) + 0.8 * math.sin(x / 29)
        )
        fold = fold**1.4
        strip.putpixel(
            (x, 0), (round(64 + 92 * fold), round(16 + 26 * fold), round(22 + 26 * fold))
        )
    cloth = strip.resize((width, 780 * SCALE))
    shade = Image.linear_gradient("L").point(
        [round(255 - 110 * (v / 255) ** 1.5) for v in range(256)]
    )
    cloth = ImageChops.multiply(cloth, Image.merge("RGB", (shade.resize(cloth.size),) * 3))
    hall.image.paste(cloth, (x0 * SCALE, 150 * SCALE))


def draw_valance(hall: Canvas) -> None:
    """The scalloped red drape over the stage, with a gold fringe."""
    width = 180
    hall.paint([rect(440, 150, 2250, 196)], ((112, 24, 30), (138, 32, 38)))
    for n in range(10):
        x = 440 + n * width * 1.006
        swag = [
            (x, 186),
            *curve(
                (x, 190),
                (x + width * 0.2, 222),
                (x + width / 2, 238),
                (x + width * 0.8, 222),
                (x + width, 190),
                closed=False,
            ),
        ]
        hall.paint([[(a, b + 12) for a, b in swag]], (20, 8, 10), opacity=0.55, soft=7)
        hall.paint([[(a, b + 6) for a, b in swag]], (206, 164, 84))
        hall.paint([swag], (146, 34, 40), Light(0, -16, 9, (74, 14, 22), 0.8))
        for depth in (0.35, 0.62):
            crease = [(a, 186 + (b - 186) * depth) for a, b in swag]
            hall.paint(
                [[*crease, *[(a, b - 4) for a, b in reversed(crease)]]],
                (86, 16, 24),
                opacity=0.6,
                soft=2.5,
            )


def draw_screen(hall: Canvas, rng: random.Random) -> None:
    """The projection in its black border, and its light on the room."""
    x0, y0, x1, y1 = SCREEN
    hall.paint([rect(x0 - 20, y0 - 8, x1 + 26, y1 + 34)], (10, 6, 10), opacity=0.6, soft=16)
    hall.paint(
        [rect(x0 - 13, y0 - 13, x1 + 13, y1 + 13)],
        (22, 22, 26),
        Light(0, 2, 1, (110, 106, 104), 0.8),
    )
    size = ((x1 - x0) * SCALE, (y1 - y0) * SCALE)
    slide = draw_slide(rng).resize(size, Image.Resampling.LANCZOS)
    slide = slide.point([round(6 + v * 0.975) for v in range(256)] * 3)
    hall.image.paste(slide, (x0 * SCALE, y0 * SCALE))
    hall.glow((x0 + x1) / 2, (y0 + y1) / 2, 900, 560, (96, 140, 214), 0.20)


def draw_stage(hall: Canvas, slide_light: Image.Image) -> None:
    """Boards that mirror the screen, the stage's lip and its panelled front."""
    boards = [fan(380, 914, 1), fan(2250, 914, 1), fan(2250, 914, 1.42), fan(380, 914, 1.42)]
    hall.paint([boards], ((118, 84, 58), (168, 122, 82)))
    for n in range(-14, 30):
        x = VANISH[0] + n * 62
        seam = [fan(x, 914, 1), fan(x + 2.4, 914, 1), fan(x + 2.4, 914, 1.42), fan(x, 914, 1.42)]
        hall.paint([seam], (84, 58, 40), opacity=0.55, soft=0.5)
    hall.paint([rect(300, 904, 2300, 926)], (30, 20, 18), opacity=0.55, soft=8)
    mirror = blur(
        slide_light.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((1000, 90)), 12
    ).resize((2100, 190))
    mask = blur(
        ImageChops.invert(Image.linear_gradient("L"))
        .resize((2100, 190))
        .point([round(v * 0.5) for v in range(256)]),
        8,
    )
    hall.add(mirror, (1090, 918 * SCALE), mask)
    hall.paint([rect(-10, 1004, 2410, 1020)], ((206, 160, 112), (120, 84, 56)))
    hall.paint([rect(-10, 1020, 2410, 1530)], ((92, 66, 50), (44, 34, 34)))
    for n in range(24):
        hall.paint(
            [rect(n * 105 - 20, 1034, n * 105 + 70, 1200)],
            (104, 76, 56),
            Light(3, 3, 2, (58, 40, 32), 0.7),
        )
