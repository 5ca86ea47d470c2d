"""Children's heads from behind: hair, ears and what ties the hair."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from brush import RGB, Canvas, Light, Shape, curve, limb, oval

SKIN: RGB = (206, 156, 126)
STAGE: RGB = (158, 190, 238)


@dataclass(frozen=True)
class Pupil:
    """What one child looks like from behind."""

    style: str
    hair: RGB
    shirt: str
    turn: float
    tilt: float
    arm: int
    band: RGB


def draw_head(tile: Canvas, who: Pupil, rng: random.Random) -> None:
    """The head over the collar; the hair by its style, an ear and a cheek where it turns."""
    shift = 0.09 * who.turn
    seen = [] if who.style == "bob" else [s for s in (-1, 1) if s * who.turn > -0.35]
    for side in seen:
        if abs(who.turn) <= 0.25:
            _ear(tile, 0.485 * side, side)
    mass = _hair(who)
    sheen: RGB = (who.hair[0] + 64, who.hair[1] + 64, who.hair[2] + 64)
    lights = (
        Light(-0.26, -0.06, 0.15, (16, 13, 18), 0.7),
        Light(0.15, 0.05, 0.10, (150, 124, 104), 0.60),
        Light(0.02, 0.06, 0.04, STAGE, 0.55),
    )
    tails = _tails(who)
    if who.style == "pigtails":
        tile.paint(tails, who.hair, *lights)
    tile.paint([mass], who.hair, *lights)
    crown = (0.05 + shift, -0.34)
    for _ in range(64):
        angle = rng.uniform(-0.5, math.pi + 0.5)
        reach = rng.uniform(0.35, 1.0)
        ex, ey = (
            crown[0] + 0.62 * reach * math.cos(angle),
            crown[1] + (0.86 if math.sin(angle) > 0 else 0.36) * reach * math.sin(angle),
        )
        mx, my = (crown[0] + ex) / 2 + 0.05 * math.sin(angle), (crown[1] + ey) / 2 - 0.04
        tone = sheen if rng.random() < 0.6 else (12, 10, 13)
        tile.paint(
            limb((*crown, 0.004), (mx, my, 0.012), (ex, ey, 0.004)),
            tone,
            opacity=0.17,
            soft=0.012,
            within=[mass],
        )
    tile.paint(
        [oval(-0.16 + shift, -0.36, 0.2, 0.09, -0.5)],
        (190, 180, 176),
        opacity=0.22,
        soft=0.08,
        within=[mass],
    )
    if abs(who.turn) > 0.25 and seen:
        side = seen[-1] if who.turn > 0 else seen[0]
        cheek = curve(
            *[
                (x * side, y)
                for x, y in (
                    (0.37, -0.16),
                    (0.47, -0.14),
                    (0.505, 0.06),
                    (0.5, 0.2),
                    (0.45, 0.38),
                    (0.32, 0.5),
                    (0.22, 0.44),
                    (0.33, 0.2),
                )
            ]
        )
        tile.paint(
            [cheek],
            SKIN,
            Light(0.05, 0, 0.04, (246, 208, 180), 0.6),
            Light(-0.12, 0, 0.07, (122, 78, 66), 0.8),
        )
        _ear(tile, (0.43 - 0.1 * abs(who.turn)) * side, side)
    _knot(tile, who, tails, lights)


def _ear(tile: Canvas, x: float, side: float) -> None:
    tile.paint(
        [oval(x, 0.12, 0.085, 0.155, 0.16 * side)],
        (208, 148, 120),
        Light(-0.05, 0, 0.03, (140, 84, 70), 0.8),
        Light(0.03, 0.02, 0.02, (255, 206, 176), 0.9),
    )
    tile.paint(
        [oval(x + 0.01 * side, 0.13, 0.035, 0.085, 0.16 * side)],
        (150, 92, 76),
        opacity=0.6,
        soft=0.02,
    )


def _hair(who: Pupil) -> Shape:
    t = 0.05 * who.turn
    top = (
        (-0.5, -0.12),
        (-0.45, -0.4),
        (-0.24, -0.6),
        (0.0 + t, -0.655),
        (0.24, -0.6),
        (0.45, -0.4),
        (0.5, -0.12),
    )
    if who.style == "bob":
        return curve(
            *top,
            (0.55, 0.2),
            (0.54, 0.5),
            (0.44, 0.6),
            (0.2, 0.63),
            (0, 0.635),
            (-0.2, 0.63),
            (-0.44, 0.6),
            (-0.54, 0.5),
            (-0.55, 0.2),
        )
    if who.style in ("ponytail", "bun", "pigtails"):
        return curve(
            *top,
            (0.48, 0.12),
            (0.4, 0.34),
            (0.24, 0.47),
            (0, 0.5),
            (-0.24, 0.47),
            (-0.4, 0.34),
            (-0.48, 0.12),
        )
    low = 0.4 if who.style == "crop" else 0.47
    return curve(
        *top,
        (0.47, 0.06),
        (0.42, 0.16),
        (0.37, 0.3),
        (0.27, low - 0.02),
        (0.1, low + 0.03),
        (-0.1, low + 0.03),
        (-0.27, low - 0.02),
        (-0.37, 0.3),
        (-0.42, 0.16),
        (-0.47, 0.06),
    )


def _tails(who: Pupil) -> list[Shape]:
    if who.style == "ponytail":
        s = 0.1 * (1 if who.turn >= 0 else -1)
        return [
            curve(
                (-0.1, -0.2),
                (0.1, -0.2),
                (0.19 + s * 0.3, 0.1),
                (0.17 + s, 0.5),
                (0.05 + s * 1.6, 0.92),
                (-0.03 + s * 1.6, 0.9),
                (-0.13 + s, 0.5),
                (-0.18, 0.1),
            )
        ]
    if who.style == "pigtails":
        return [
            curve(
                (0.4 * s, 0.22),
                (0.5 * s, 0.2),
                (0.66 * s, 0.42),
                (0.66 * s, 0.78),
                (0.58 * s, 1.12),
                (0.52 * s, 1.08),
                (0.46 * s, 0.75),
                (0.42 * s, 0.45),
            )
            for s in (-1, 1)
        ]
    if who.style == "bun":
        return [oval(0, -0.5, 0.24, 0.21)]
    return []


def _knot(tile: Canvas, who: Pupil, tails: list[Shape], lights: tuple[Light, ...]) -> None:
    """The tail over the back of the head, and what ties it."""
    shine = Light(0.03, 0.03, 0.02, (255, 240, 230), 0.7)
    if who.style == "pigtails":
        parting = limb((0.02, -0.6, 0.008), (-0.01, -0.2, 0.012), (0.01, 0.4, 0.01))
        tile.paint(parting, (176, 132, 110), opacity=0.7, soft=0.008)
        for side in (-1, 1):
            tile.paint([oval(0.47 * side, 0.27, 0.09, 0.07, 0.7 * side)], who.band, shine)
        return
    if not tails:
        return
    tile.paint([[(x + 0.05, y + 0.04) for x, y in tails[0]]], (10, 8, 10), opacity=0.5, soft=0.05)
    tile.paint(tails, who.hair, *lights)
    if who.style == "ponytail":
        for n in (-1, 0, 1):
            strand = limb(
                (0.05 * n, -0.1, 0.006), (0.07 * n, 0.3, 0.012), (0.05 * n + 0.03, 0.75, 0.004)
            )
            tile.paint(strand, (120, 98, 86), opacity=0.5, soft=0.015, within=tails)
        tile.paint(
            [oval(0, -0.19, 0.125, 0.075)],
            who.band,
            shine,
            Light(-0.05, -0.02, 0.03, (90, 30, 40), 0.6),
        )
    else:
        tile.paint(
            limb((-0.2, -0.36, 0.03), (0, -0.32, 0.035), (0.2, -0.36, 0.03)), who.band, shine
        )
