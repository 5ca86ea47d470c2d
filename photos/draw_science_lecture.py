"""Draw the stand-in for the sample page's photograph: a science lecture in a school hall.

The printed photograph is not to be had. This picture is an original, drawn by
Pillow from a fixed seed: the same bytes every time. Run from anywhere:

    python photos/draw_science_lecture.py [-o photos/science-lecture.jpg]
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

sys.path.insert(0, str(Path(__file__).parent))
from audience import draw_audience
from speaker import draw_speaker

SIZE = (2200, 1560)
SCALE = 1.5
SEED = 20241108
WIDTH, HEIGHT = (round(side * SCALE) for side in SIZE)
SCREEN = (330, 250, 2180, 1290)
"""Left, top, right and bottom of the projection, in drawing pixels."""


def fractal(rng: random.Random, width: int, height: int, octaves: int = 6) -> Image.Image:
    """Smooth noise: grey squares of ever finer grain, each half as strong as the last."""
    total = Image.new("L", (width, height), 128)
    for octave in range(octaves):
        cells = 4 * 2**octave
        grain = Image.frombytes("L", (cells, cells), rng.randbytes(cells * cells))
        layer = grain.resize((width, height), Image.Resampling.BICUBIC)
        total = Image.blend(total, layer, 0.55 if octave == 0 else 0.5 ** (octave * 0.55) * 0.5)
    return total


def gradient(
    width: int, height: int, top: tuple[int, int, int], bottom: tuple[int, int, int]
) -> Image.Image:
    """A vertical blend of two colours."""
    ramp = Image.linear_gradient("L").resize((width, height))
    return Image.composite(
        Image.new("RGB", (width, height), bottom), Image.new("RGB", (width, height), top), ramp
    )


def glow(picture: Image.Image, shape: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """Add coloured light where ``shape`` (a grey mask) is bright."""
    light = Image.composite(
        Image.new("RGB", picture.size, colour), Image.new("RGB", picture.size), shape
    )
    return ImageChops.screen(picture, light)


def spot(box: tuple[float, float, float, float], blur: float, level: int = 255) -> Image.Image:
    """A soft ellipse as a grey mask; drawn small, since it has no detail."""
    small = Image.new("L", (WIDTH // 6, HEIGHT // 6))
    ImageDraw.Draw(small).ellipse([side / 6 for side in box], fill=level)
    small = small.filter(ImageFilter.GaussianBlur(blur / 6))
    return small.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


def draw_hall(rng: random.Random) -> Image.Image:
    """Panelled back wall, curtains at both sides and lamps under the ceiling."""
    hall = gradient(WIDTH, HEIGHT, (58, 46, 42), (30, 25, 27))
    pen = ImageDraw.Draw(hall)
    for x in range(0, WIDTH, 165):
        tone = rng.randint(-4, 4)
        pen.rectangle((x, 0, x + 162, 1420), fill=(56 + tone, 44 + tone, 39 + tone))
        pen.line((x + 163, 0, x + 163, 1420), fill=(30, 24, 22), width=3)
    shade = gradient(WIDTH, HEIGHT, (150, 138, 130), (90, 84, 86))
    hall = ImageChops.multiply(hall, shade)
    for left, right in ((-40, 270), (WIDTH - 330, WIDTH + 60)):
        hall.paste(curtain(right - left), (left, 0))
    for x in (560, 1260, 1960, 2660):
        hall = glow(hall, spot((x - 330, -190, x + 330, 190), 120, 150), (255, 205, 140))
        hall = glow(hall, spot((x - 120, 10, x + 120, 52), 16, 255), (255, 238, 205))
    return hall


def curtain(width: int) -> Image.Image:
    """Dark red folds."""
    cloth = Image.new("RGB", (width, 1440))
    pen = ImageDraw.Draw(cloth)
    for x in range(width):
        fold = 0.5 + 0.5 * math.sin(x / 13.0 + 1.6 * math.sin(x / 47.0))
        pen.line(
            (x, 0, x, 1440), fill=(int(52 + 62 * fold), int(13 + 14 * fold), int(18 + 14 * fold))
        )
    return ImageChops.multiply(cloth, gradient(width, 1440, (255, 255, 255), (120, 120, 130)))


def draw_projection(rng: random.Random) -> Image.Image:
    """The slide: the Earth's limb with a cyclone, stars and a space station over it."""
    width, height = SCREEN[2] - SCREEN[0], SCREEN[3] - SCREEN[1]
    slide = gradient(width, height, (3, 7, 22), (10, 28, 66))
    pen = ImageDraw.Draw(slide)
    for _ in range(420):
        x, y, light = rng.uniform(0, width), rng.uniform(0, height * 0.6), rng.randint(70, 235)
        r = rng.choice((0.8, 0.8, 1.2, 1.9))
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(light, light, min(255, light + 15)))
    centre, radius = (width * 0.36, height * 2.02), height * 1.5
    rim = [centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius]
    air = Image.new("L", (width, height))
    for step in range(34, 0, -1):
        grown = step * 3.2
        ImageDraw.Draw(air).ellipse(
            (rim[0] - grown, rim[1] - grown, rim[2] + grown, rim[3] + grown),
            fill=int(240 * (1 - step / 34) ** 2.2),
        )
    slide = ImageChops.screen(
        slide,
        Image.composite(
            Image.new("RGB", slide.size, (96, 176, 255)), Image.new("RGB", slide.size), air
        ),
    )
    globe = Image.new("L", (width, height))
    ImageDraw.Draw(globe).ellipse(rim, fill=255)
    globe = globe.filter(ImageFilter.GaussianBlur(1.5))
    slide.paste(draw_ocean(rng, width, height), (0, 0), globe)
    draw_station(slide, width * 0.70, height * 0.27, 1.0)
    return slide


def draw_ocean(rng: random.Random, width: int, height: int) -> Image.Image:
    """Sea, land and cloud seen from orbit, a cyclone in the middle."""
    sea = gradient(width, height, (40, 104, 176), (9, 42, 104))
    land = fractal(rng, width, height, 5).point(
        lambda v: 255 if v > 146 else max(0, (v - 134) * 21)
    )
    sea.paste(
        Image.new("RGB", (width, height), (92, 104, 66)), (0, 0), land.point(lambda v: v * 0.7)
    )
    cloud = fractal(rng, width, height, 7).point(lambda v: max(0, min(255, (v - 122) * 7)))
    sea.paste(
        Image.new("RGB", (width, height), (244, 248, 252)), (0, 0), cloud.point(lambda v: v * 0.8)
    )
    arms = Image.new("L", (width, height))
    pen = ImageDraw.Draw(arms)
    cx, cy = width * 0.40, height * 0.80
    for arm in range(4):
        for step in range(300):
            turn = step / 300
            angle = arm * math.pi / 2 + turn * 4.4
            reach = 26 + 420 * turn**1.25
            x = cx + reach * math.cos(angle) + rng.gauss(0, 5 + 20 * turn)
            y = cy + reach * 0.36 * math.sin(angle) + rng.gauss(0, 3 + 8 * turn)
            r = (24 - 15 * turn) * rng.uniform(0.5, 1.2)
            pen.ellipse(
                (x - r * 1.6, y - r * 0.7, x + r * 1.6, y + r * 0.7), fill=int(255 - 135 * turn)
            )
    pen.ellipse((cx - 19, cy - 8, cx + 19, cy + 8), fill=0)
    arms = arms.filter(ImageFilter.GaussianBlur(4.5))
    sea.paste(Image.new("RGB", (width, height), (252, 253, 255)), (0, 0), arms)
    return sea


def draw_station(slide: Image.Image, x: float, y: float, size: float) -> None:
    """A space station of three modules with paired solar wings, tilted a little."""
    card = Image.new("RGBA", (760, 460))
    pen = ImageDraw.Draw(card)
    for px in (60, 190, 500, 630):
        for top in (20, 262):
            pen.rectangle(
                (px, top, px + 76, top + 178), fill=(58, 74, 128), outline=(190, 170, 110), width=4
            )
            for row in range(1, 6):
                pen.line(
                    (px, top + row * 30, px + 76, top + row * 30), fill=(120, 130, 175), width=2
                )
            pen.line((px + 38, top, px + 38, top + 178), fill=(120, 130, 175), width=2)
    pen.rectangle((80, 222, 690, 238), fill=(176, 178, 182))
    pen.rounded_rectangle(
        (270, 196, 496, 262), 28, fill=(226, 226, 222), outline=(130, 130, 134), width=3
    )
    pen.rounded_rectangle(
        (352, 88, 412, 372), 26, fill=(208, 208, 206), outline=(120, 120, 124), width=3
    )
    for line in (300, 336, 430, 462):
        pen.line((line, 200, line, 258), fill=(150, 150, 152), width=3)
    pen.ellipse((366, 214, 398, 246), fill=(96, 100, 112))
    card = card.rotate(17, Image.Resampling.BICUBIC, expand=True)
    card = card.resize(
        (round(card.width * size), round(card.height * size)), Image.Resampling.LANCZOS
    )
    slide.paste(card, (round(x - card.width / 2), round(y - card.height / 2)), card)


def hang_screen(hall: Image.Image, slide: Image.Image) -> Image.Image:
    """Put the slide on its framed screen and let it light the room."""
    left, top, right, bottom = SCREEN
    pen = ImageDraw.Draw(hall)
    pen.rectangle((left - 22, top - 22, right + 22, bottom + 22), fill=(17, 16, 18))
    hall.paste(slide, (left, top))
    halo = spot((left - 260, top - 200, right + 260, bottom + 330), 210, 92)
    return glow(hall, halo, (88, 128, 190))


def draw_stage(hall: Image.Image) -> None:
    """The stage's boards and its edge."""
    boards = gradient(WIDTH, 190, (96, 70, 50), (142, 102, 68))
    hall.paste(boards, (0, 1400))
    pen = ImageDraw.Draw(hall)
    for y in (1432, 1474, 1528):
        pen.line((0, y, WIDTH, y), fill=(84, 60, 42), width=3)
    pen.rectangle((0, 1590, WIDTH, 1640), fill=(58, 40, 30))
    pen.line((0, 1591, WIDTH, 1591), fill=(196, 150, 104), width=4)
    hall.paste(gradient(WIDTH, HEIGHT - 1640, (44, 34, 32), (12, 10, 12)), (0, 1640))


def finish(picture: Image.Image, rng: random.Random) -> Image.Image:
    """Vignette, grain and the final size."""
    picture = picture.resize(SIZE, Image.Resampling.LANCZOS)
    picture = picture.point(lambda v: int(255 * (v / 255) ** 0.82))
    radial = Image.radial_gradient("L").resize(SIZE)
    vignette = radial.point(lambda v: 255 - int(max(0, v - 110) * 0.55))
    picture = ImageChops.multiply(picture, Image.merge("RGB", (vignette,) * 3))
    grain = Image.frombytes("L", SIZE, rng.randbytes(SIZE[0] * SIZE[1]))
    grain = grain.filter(ImageFilter.GaussianBlur(0.8)).point(lambda v: 128 + (v - 128) * 0.26)
    return Image.blend(picture, ImageChops.overlay(picture, Image.merge("RGB", (grain,) * 3)), 0.5)


def draw() -> Image.Image:
    """The whole scene, from the back wall to the nearest row of pupils."""
    rng = random.Random(SEED)
    hall = draw_hall(rng)
    hall = hang_screen(hall, draw_projection(rng))
    draw_stage(hall)
    hall = hall.filter(ImageFilter.GaussianBlur(1.6))
    draw_speaker(hall, 2560, 1560)
    hall = glow(hall, spot((2260, 300, 2900, 1640), 150, 60), (255, 226, 180))
    hall = draw_audience(hall, rng)
    return finish(hall, rng)


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
