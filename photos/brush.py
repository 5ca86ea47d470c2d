"""Soft-edged painting on top of Pillow: shapes, rim lights, glows, noise and warps."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Shape = list[Point]
RGB = tuple[int, int, int]
Fill = RGB | tuple[RGB, RGB]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Light:
    """A rim of light or shade along the side of a shape: (dx, dy) points into the shape."""

    dx: float
    dy: float
    soft: float
    colour: RGB
    strength: float


def curve(*points: Point, closed: bool = True, steps: int = 8) -> Shape:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    smooth: Shape = []
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(i + j) % count] for j in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(i + j, 0), count - 1)] for j in (-1, 0, 1, 2))
        smooth.extend(_between(a, b, c, d, step / steps) for step in range(steps))
    return smooth if closed else [*smooth, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def one(p: float, q: float, r: float, s: float) -> float:
        bend = (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3
        return 0.5 * (2 * q + (r - p) * t + bend)

    return one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1])


def oval(x: float, y: float, rx: float, ry: float, turn: float = 0.0, sides: int = 40) -> Shape:
    """An ellipse, turned by `turn` radians."""
    cos, sin = math.cos(turn), math.sin(turn)
    shape: Shape = []
    for i in range(sides):
        u = rx * math.cos(math.tau * i / sides)
        v = ry * math.sin(math.tau * i / sides)
        shape.append((x + u * cos - v * sin, y + u * sin + v * cos))
    return shape


def rect(x0: float, y0: float, x1: float, y1: float) -> Shape:
    """An upright rectangle."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def limb(*joints: tuple[float, float, float]) -> list[Shape]:
    """A tapering tube through (x, y, radius) joints."""
    middle = curve(*[(x, y) for x, y, _ in joints], closed=False, steps=10)
    girth = curve(*[(r, 0.0) for _, _, r in joints], closed=False, steps=10)
    shapes = [oval(x, y, r, r, sides=20) for (x, y), (r, _) in zip(middle, girth, strict=True)]
    for i in range(len(middle) - 1):
        (x0, y0), (x1, y1) = middle[i], middle[i + 1]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        nx, ny = (y0 - y1) / length, (x1 - x0) / length
        r0, r1 = girth[i][0], girth[i + 1][0]
        shapes.append(
            [
                (x0 + nx * r0, y0 + ny * r0),
                (x1 + nx * r1, y1 + ny * r1),
                (x1 - nx * r1, y1 - ny * r1),
                (x0 - nx * r0, y0 - ny * r0),
            ]
        )
    return shapes


def blur(image: Image.Image, radius: float) -> Image.Image:
    """Gaussian blur."""
    return image.filter(ImageFilter.GaussianBlur(radius)) if radius > 0 else image


def fade(mask: Image.Image, strength: float) -> Image.Image:
    """A mask times a number."""
    return (
        mask if strength == 1.0 else mask.point([min(255, round(v * strength)) for v in range(256)])
    )


def ramp(fill: Fill, size: tuple[int, int]) -> Image.Image:
    """A plain colour, or a vertical gradient of two."""
    if isinstance(fill[0], tuple):
        top, bottom = fill
        base = Image.new("RGB", size, top)
        base.paste(bottom, mask=Image.linear_gradient("L").resize(size))
        return base
    return Image.new("RGB", size, fill)


class Canvas:
    """A picture with its own coordinates: `k` pixels per unit, the origin anywhere."""

    def __init__(self, box: Box, k: float, base: RGB | None = None) -> None:
        self.left, self.top, self.k = box[0], box[1], k
        size = (round((box[2] - box[0]) * k), round((box[3] - box[1]) * k))
        self.image = Image.new("RGBa", size) if base is None else Image.new("RGB", size, base)
        self.tilt = 0.0
        self.pivot: Point = (0.0, 0.0)

    def pixel(self, point: Point) -> Point:
        """Where a point falls, after the tilt about the pivot."""
        x, y = point
        if self.tilt:
            cos, sin = math.cos(self.tilt), math.sin(self.tilt)
            u, v = x - self.pivot[0], y - self.pivot[1]
            x, y = self.pivot[0] + u * cos - v * sin, self.pivot[1] + u * sin + v * cos
        return (x - self.left) * self.k, (y - self.top) * self.k

    def patch(
        self, shapes: Sequence[Sequence[Point]], pad: float
    ) -> tuple[Image.Image, tuple[int, int]]:
        """A mask just large enough for the shapes and its place on the canvas."""
        drawn = [[self.pixel(p) for p in shape] for shape in shapes]
        xs = [x for shape in drawn for x, _ in shape]
        ys = [y for shape in drawn for _, y in shape]
        x0, y0 = math.floor(min(xs) - pad), math.floor(min(ys) - pad)
        mask = Image.new("L", (math.ceil(max(xs) + pad) - x0, math.ceil(max(ys) + pad) - y0))
        pen = ImageDraw.Draw(mask)
        for shape in drawn:
            pen.polygon([(x - x0, y - y0) for x, y in shape], fill=255)
        return mask, (x0, y0)

    def paint(
        self,
        shapes: Sequence[Sequence[Point]],
        fill: Fill,
        *lights: Light,
        opacity: float = 1.0,
        soft: float = 0.0,
        within: Sequence[Sequence[Point]] | None = None,
    ) -> None:
        """Lay the shapes down in one colour, each light along their edge, inside `within`."""
        reach = [abs(e.dx) + abs(e.dy) + 3 * e.soft for e in lights]
        pad = 2 + self.k * max([3 * soft, *reach])
        mask, at = self.patch(shapes, pad)
        mask = blur(mask, soft * self.k)
        body = ramp(fill, mask.size)
        for light in lights:
            moved = ImageChops.offset(mask, round(light.dx * self.k), round(light.dy * self.k))
            rim = blur(ImageChops.subtract(mask, moved), light.soft * self.k)
            body.paste(light.colour, mask=fade(rim, light.strength))
        if within is not None:
            frame, there = self.patch(within, 1)
            clip = Image.new("L", mask.size)
            clip.paste(frame, (there[0] - at[0], there[1] - at[1]))
            mask = ImageChops.multiply(mask, clip)
        self.lay(body, at, fade(mask, opacity))

    def lay(self, body: Image.Image, at: tuple[int, int], mask: Image.Image) -> None:
        """Paste pixels through a mask; off-canvas parts are cut."""
        if self.image.mode == "RGBa":
            body = body.convert("RGBA").convert("RGBa")
        self.image.paste(body, at, mask)

    def glow(self, x: float, y: float, rx: float, ry: float, colour: RGB, gain: float) -> None:
        """Add a soft pool of light (RGB canvases only)."""
        cx, cy = self.pixel((x, y))
        w, h = max(2, round(2.6 * rx * self.k)), max(2, round(2.6 * ry * self.k))
        fall = [round(255 * gain * max(0.0, 1 - v / 178) ** 2) for v in range(256)]
        mask = Image.radial_gradient("L").point(fall).resize((w, h), Image.Resampling.BICUBIC)
        self.add(Image.new("RGB", (w, h), colour), (round(cx - w / 2), round(cy - h / 2)), mask)

    def add(self, light: Image.Image, at: tuple[int, int], mask: Image.Image) -> None:
        """Screen light onto the canvas through a mask."""
        dark = Image.new("RGB", light.size)
        dark.paste(light, mask=mask)
        under = self.image.crop((at[0], at[1], at[0] + light.width, at[1] + light.height))
        self.image.paste(ImageChops.screen(under, dark), at)

    def beam(self, shape: Sequence[Point], colour: RGB, gain: float, soft: float) -> None:
        """Add a soft-edged shaft of light (RGB canvases only)."""
        mask, at = self.patch([shape], 2 + 3 * soft * self.k)
        mask = fade(blur(mask, soft * self.k), gain)
        self.add(Image.new("RGB", mask.size, colour), at, mask)

    def stamp(self, tile: Canvas, soft: float, dim: float = 1.0) -> None:
        """Lay a transparent canvas of the same scale of pixels over this one, out of focus."""
        image = tile.image
        if dim != 1.0:
            table = [round(v * dim) for v in range(256)]
            image = image.point(table * 3 + list(range(256)))
        image = blur(image, soft * self.k)
        x, y = self.pixel((tile.left, tile.top))
        plain = image.convert("RGBA")
        self.image.paste(plain.convert("RGB"), (round(x), round(y)), plain.getchannel("A"))


def clouds(
    rng: random.Random, size: tuple[int, int], first: int, octaves: int, decay: float = 0.55
) -> Image.Image:
    """Fractal noise; `first` cells across in the coarsest octave."""
    total: Image.Image | None = None
    weight, share = 0.0, 1.0
    for octave in range(octaves):
        w = first << octave
        h = max(2, round(w * size[1] / size[0]))
        cells = Image.frombytes("L", (w, h), rng.randbytes(w * h))
        layer = cells.resize(size, Image.Resampling.BICUBIC)
        weight += share
        total = layer if total is None else Image.blend(total, layer, share / weight)
        share *= decay
    assert total is not None
    return total


def levels(image: Image.Image, low: int, high: int) -> Image.Image:
    """Stretch low..high to 0..255, smoothly."""

    def step(v: int) -> int:
        t = min(1.0, max(0.0, (v - low) / (high - low)))
        return round(255 * t * t * (3 - 2 * t))

    return image.point([step(v) for v in range(256)])


def warp(
    image: Image.Image, size: tuple[int, int], source: Callable[[float, float], Point], cell: int
) -> Image.Image:
    """A picture of `size` whose pixel (x, y) comes from source(x, y), bent over a mesh."""
    mesh = []
    for y in range(0, size[1], cell):
        for x in range(0, size[0], cell):
            x1, y1 = min(x + cell, size[0]), min(y + cell, size[1])
            quad = (*source(x, y), *source(x, y1), *source(x1, y1), *source(x1, y))
            mesh.append(((x, y, x1, y1), quad))
    return image.transform(size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
