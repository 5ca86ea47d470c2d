"""Draw the stand-in for the sample page's photograph: a science lecture in a school hall.

The printed photograph is not to be had. This picture is an original, drawn by
Pillow from a fixed seed: the same picture every time. Run from anywhere:

    python photos/draw_science_lecture.py [-o photos/science-lecture.jpg]
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from pathlib import Path

from PIL import Image, ImageChops

sys.path.insert(0, str(Path(__file__).parent))
from audience import choose, draw_pupil
from brush import RGB, Canvas, Light, blur, curve, oval, rect
from hall import (
    SCALE,
    SCREEN,
    VANISH,
    draw_curtain,
    draw_lamps,
    draw_room,
    draw_screen,
    draw_stage,
    draw_valance,
    draw_windows,
)
from props import draw_lectern, draw_model, draw_plants
from speaker import draw_speaker

SIZE = (2400, 1520)
SEED = 20241108
FLOOR = 1010
"""The lecturer's feet."""

ROWS = (
    (70, 962, 0.7, 1.0),
    (88, 1024, 1.2, 0.97),
    (110, 1104, 2.0, 0.92),
    (138, 1206, 2.9, 0.86),
    (180, 1356, 4.4, 0.76),
    (246, 1588, 8.0, 0.52),
)
"""Head width, height of the heads' middle, blur and brightness, farthest first."""


def light_stage(hall: Canvas) -> None:
    """A warm pool of stage light round the lecturer."""
    hall.glow(1830, 640, 420, 520, (255, 206, 160), 0.34)
    hall.glow(1850, 985, 480, 70, (255, 222, 170), 0.5)
    hall.beam([(1700, 150), (1790, 150), (2010, 1000), (1590, 1000)], (255, 232, 196), 0.10, 30)
    hall.glow(490, 820, 220, 330, (255, 210, 160), 0.20)


def draw_rows(hall: Canvas, rng: random.Random) -> None:
    """The pupils, the farthest row first, each behind the back of a seat."""
    hall.paint([rect(-10, 1060, 2410, 1530)], (26, 22, 28), opacity=0.55, soft=50)
    for number, (head, y, soft, dim) in enumerate(ROWS):
        pitch = head * 3.05
        x = VANISH[0] - pitch * (math.ceil(1300 / pitch) + (0.5 if number % 2 else 0.08))
        seat, seats = 0, []
        while x < SIZE[0] + pitch:
            hands = number in (0, 1, 2, 3) and rng.random() < (0.20, 0.24, 0.22, 0.34)[number]
            size = head * rng.uniform(0.95, 1.05)
            at = (x + rng.uniform(-0.16, 0.16) * head, y + rng.uniform(-0.14, 0.14) * head)
            who = choose(rng, seat + number * 5, hands)
            if -2 * head < at[0] < SIZE[0] + 2 * head:
                tile = draw_pupil(who, size * SCALE, rng)
                tile.left, tile.top = at[0] - 2.1 * size, at[1] - 2.9 * size
                hall.stamp(tile, soft, dim)
                seats.append(x)
            x += pitch
            seat += 1
        draw_seats(hall, seats, head, y, soft, dim)


def draw_seats(
    hall: Canvas, seats: list[float], head: float, y: float, soft: float, dim: float
) -> None:
    """The upholstered backs of a row, just under the shoulders."""
    tone: RGB = (round(44 * dim), round(58 * dim), round(86 * dim))
    for x in seats:
        top = y + 1.78 * head
        w, h = 1.34 * head, 2.6 * head
        back = curve(
            (x - w, top + 0.34 * head),
            (x - w * 0.93, top + 0.06 * head),
            (x, top),
            (x + w * 0.93, top + 0.06 * head),
            (x + w, top + 0.34 * head),
            (x + w, top + h),
            (x - w, top + h),
        )
        rim = Light(
            0.02 * head,
            0.09 * head,
            0.05 * head,
            (round(150 * dim), round(170 * dim), round(206 * dim)),
            0.8,
        )
        hall.paint([back], (tone, (12, 14, 22)), rim, soft=soft)


def draw_daylight(hall: Canvas) -> None:
    """Shafts of window light over the left of the room."""
    for x, width, gain in ((40, 150, 0.11), (290, 110, 0.10)):
        shaft = [
            (x - 60, 120),
            (x + width - 60, 160),
            (x + 760 + width * 1.6, 1530),
            (x + 420, 1530),
        ]
        hall.beam(shaft, (255, 240, 210), gain, 42)
    hall.glow(40, 520, 560, 760, (255, 240, 212), 0.20)


def tone(t: float) -> float:
    """Lift the middle, hold the ends: an S over a gamma."""
    lifted = math.pow(t, 0.84)
    return 0.55 * lifted + 0.45 * lifted * lifted * (3 - 2 * lifted)


def finish(picture: Image.Image, rng: random.Random) -> Image.Image:
    """Bloom, tone, vignette, grain and the final size."""
    picture = picture.resize(SIZE, Image.Resampling.LANCZOS)
    bright = picture.point([max(0, round((v - 150) * 1.6)) for v in range(256)] * 3).resize(
        (600, 380)
    )
    bloom = blur(bright, 9).resize(SIZE, Image.Resampling.BICUBIC)
    picture = ImageChops.screen(picture, bloom.point([round(v * 0.30) for v in range(256)] * 3))
    curve_ = [round(255 * tone(v / 255)) for v in range(256)]
    picture = picture.point(curve_ * 3)
    fall = (
        Image.radial_gradient("L")
        .point([255 - round(max(0, v - 100) * 0.62) for v in range(256)])
        .resize(SIZE, Image.Resampling.BICUBIC)
    )
    picture = ImageChops.multiply(picture, Image.merge("RGB", (fall,) * 3))
    noise = Image.frombytes("L", SIZE, rng.randbytes(SIZE[0] * SIZE[1]))
    noise = blur(noise, 0.7).point([128 + round((v - 128) * 0.13) for v in range(256)])
    return ImageChops.add(picture, Image.merge("RGB", (noise,) * 3), 1, -128)


def draw() -> Image.Image:
    """The whole scene, from the back wall to the nearest row of pupils."""
    rng = random.Random(SEED)
    hall = Canvas((0, 0, *SIZE), SCALE, (60, 52, 48))
    draw_room(hall)
    draw_windows(hall, rng)
    draw_lamps(hall)
    hall.paint([rect(440, 150, 2250, 920)], (46, 26, 30))
    draw_curtain(hall, rng, 440, 2250)
    draw_screen(hall, rng)
    draw_valance(hall)
    x0, y0, x1, y1 = (side * SCALE for side in SCREEN)
    draw_stage(hall, hall.image.crop((x0, y0, x1, y1)))
    draw_model(hall)
    light_stage(hall)
    hall.paint([oval(1800, 1008, 120, 12)], (24, 14, 10), opacity=0.6, soft=8)
    hall.stamp(draw_speaker(1800, FLOOR, 3.3), 0.3)
    draw_lectern(hall)
    draw_plants(hall, rng)
    draw_rows(hall, rng)
    draw_daylight(hall)
    return finish(hall.image, rng)


def main() -> None:
    """Write the picture as a JPEG."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    default = Path(__file__).with_name("science-lecture.jpg")
    parser.add_argument("-o", "--output", type=Path, default=default)
    draw().save(
        parser.parse_args().output, quality=88, subsampling=1, dpi=(300, 300), optimize=True
    )


if __name__ == "__main__":
    main()
