"""Schoolchildren from behind, in head widths: the head's middle at (0, 0)."""

from __future__ import annotations

import random

from brush import RGB, Canvas, Light, Shape, curve, limb, oval
from heads import SKIN, STAGE, Pupil, draw_head

SCARF: RGB = (206, 34, 36)
WINDOW: RGB = (255, 246, 230)
DUSK: RGB = (58, 56, 78)


def choose(rng: random.Random, seat: int, hands: bool) -> Pupil:
    """A child for a seat; neighbours differ."""
    styles = ("crop", "ponytail", "crop", "bob", "pigtails", "short", "bun", "short")
    hair = rng.choice(((36, 29, 29), (44, 34, 32), (54, 42, 36), (30, 26, 30)))
    return Pupil(
        style=styles[(seat * 3 + rng.randrange(3)) % len(styles)],
        hair=hair,
        shirt=rng.choice(("white", "white", "track", "track", "pale")),
        turn=rng.choice((-1.0, -0.5, 0.0, 0.0, 0.3, 0.8)) * rng.uniform(0.5, 1.0),
        tilt=rng.uniform(-0.11, 0.11),
        arm=rng.choice((-1, 1)) if hands else 0,
        band=rng.choice(((226, 84, 96), (240, 196, 72), (86, 150, 214), (232, 130, 170))),
    )


def draw_pupil(who: Pupil, k: float, rng: random.Random) -> Canvas:
    """The child on a tile of k pixels per head width."""
    tile = Canvas((-2.1, -2.9, 2.1, 3.4), k)
    if who.arm:
        _arm(tile, who)
    _trunk(tile, who)
    tile.tilt, tile.pivot = who.tilt, (0.0, 0.75)
    _neck(tile)
    _scarf(tile)
    draw_head(tile, who, rng)
    tile.tilt = 0.0
    return tile


def _cloth(shirt: str) -> RGB:
    return {"white": (206, 208, 214), "pale": (188, 204, 224), "track": (210, 212, 218)}[shirt]


def _trunk(tile: Canvas, who: Pupil) -> None:
    right = (
        (0.26, 0.74),
        (0.52, 0.86),
        (0.86, 0.98),
        (1.04, 1.22),
        (1.12, 1.7),
        (1.16, 2.6),
        (1.1, 3.7),
    )
    body = curve(*right, *[(-x, y) for x, y in reversed(right)])
    fill = _cloth(who.shirt)
    sun = Light(0.09, 0.02, 0.07, WINDOW, 0.9)
    shade = Light(-0.34, -0.02, 0.22, (84, 88, 116), 0.8)
    tile.paint([body], fill, shade, sun, Light(0, 0.045, 0.03, STAGE, 0.55))
    for x, y0, y1, bow in (
        (-0.62, 1.35, 2.6, 0.07),
        (0.55, 1.3, 2.5, -0.06),
        (-0.1, 1.75, 2.7, 0.03),
    ):
        fold = limb((x, y0, 0.02), (x + bow, (y0 + y1) / 2, 0.045), (x - bow, y1, 0.02))
        tile.paint(fold, (120, 126, 150), opacity=0.45, soft=0.05, within=[body])
    for side in (-1, 1):
        seam = limb(
            (side * 0.78, 0.98, 0.012), (side * 0.74, 1.4, 0.014), (side * 0.82, 1.9, 0.014)
        )
        tile.paint(seam, (110, 116, 142), opacity=0.6, soft=0.015, within=[body])
    if who.shirt == "track":
        yoke = curve(
            (-1.3, 0.6), (1.3, 0.6), (1.3, 1.42), (0.5, 1.22), (0, 1.36), (-0.5, 1.22), (-1.3, 1.42)
        )
        tile.paint(
            [yoke],
            (48, 74, 132),
            Light(-0.3, 0, 0.2, (24, 32, 62), 0.7),
            Light(0.1, 0, 0.08, (150, 176, 214), 0.6),
            within=[body],
        )
        for side in (-1, 1):
            stripe = limb((side * 1.0, 1.4, 0.035), (side * 0.98, 3.0, 0.035))
            tile.paint(stripe, (48, 74, 132), opacity=0.8, within=[body])
    collar = curve(
        (-0.3, 0.66),
        (0, 0.6),
        (0.3, 0.66),
        (0.4, 0.86),
        (0.2, 0.95),
        (0, 0.97),
        (-0.2, 0.95),
        (-0.4, 0.86),
    )
    tone: RGB = (48, 74, 132) if who.shirt == "track" else (224, 226, 230)
    tile.paint(
        [collar],
        tone,
        Light(-0.16, -0.03, 0.08, (84, 88, 116), 0.6),
        Light(0.05, 0.02, 0.03, WINDOW, 0.7),
    )


def _neck(tile: Canvas) -> None:
    tile.paint(
        limb((0, 0.3, 0.24), (0, 0.58, 0.225), (0, 0.8, 0.26)),
        SKIN,
        Light(-0.16, 0, 0.09, (122, 78, 66), 0.85),
        Light(0.07, 0, 0.05, (246, 208, 180), 0.7),
    )
    tile.paint([oval(0, 0.46, 0.26, 0.1)], (92, 60, 52), opacity=0.6, soft=0.05)


def _scarf(tile: Canvas) -> None:
    """The red scarf: a roll round the neck, a triangle down the back."""
    back = [
        *curve((-0.45, 0.82), (0, 0.76), (0.45, 0.82), closed=False),
        (0.24, 1.14),
        (0.02, 1.46),
        (-0.2, 1.16),
    ]
    tile.paint([[(x + 0.04, y + 0.05) for x, y in back]], DUSK, opacity=0.45, soft=0.04)
    tile.paint(
        [back],
        SCARF,
        Light(-0.16, -0.02, 0.09, (124, 14, 26), 0.85),
        Light(0.05, 0.02, 0.04, (244, 96, 82), 0.7),
    )
    roll = limb(
        (-0.42, 0.85, 0.05),
        (-0.22, 0.79, 0.06),
        (0, 0.8, 0.062),
        (0.22, 0.79, 0.06),
        (0.42, 0.85, 0.05),
    )
    tile.paint(
        roll,
        (196, 30, 34),
        Light(0, 0.035, 0.025, (240, 96, 84), 0.7),
        Light(0, -0.04, 0.03, (120, 14, 26), 0.8),
    )


def _arm(tile: Canvas, who: Pupil) -> None:
    """One arm up, the hand open."""
    s, lean = who.arm, 0.25 * who.tilt * 8
    elbow, wrist = (1.16 * s + 0.1 * lean, 0.02), (1.02 * s + 0.3 * lean, -1.06)
    hx, hy = wrist[0] + 0.02 * s, wrist[1] - 0.26
    skin: list[Shape] = limb(
        (1.06 * s, 0.5, 0.2), (*elbow, 0.17), (*wrist, 0.115), (hx, hy + 0.08, 0.15)
    )
    skin.append(
        curve(
            (hx - 0.15, hy + 0.16),
            (hx - 0.18, hy - 0.12),
            (hx, hy - 0.2),
            (hx + 0.18, hy - 0.12),
            (hx + 0.15, hy + 0.16),
        )
    )
    for n, length in enumerate((0.29, 0.36, 0.34, 0.26)):
        fx, spread = hx + (n - 1.5) * 0.095, (n - 1.5) * 0.055
        skin += limb(
            (fx, hy - 0.08, 0.056),
            (fx + spread * 0.6, hy - 0.1 - length / 2, 0.052),
            (fx + spread, hy - 0.1 - length, 0.04),
        )
    skin += limb(
        (hx - 0.12 * s, hy + 0.06, 0.07),
        (hx - 0.27 * s, hy - 0.05, 0.06),
        (hx - 0.33 * s, hy - 0.2, 0.045),
    )
    tile.paint(
        skin,
        (216, 166, 136),
        Light(-0.12, 0, 0.06, (128, 82, 70), 0.8),
        Light(0.05, 0.02, 0.035, (255, 226, 200), 0.85),
    )
    end = (*elbow, 0.24) if who.shirt != "track" else (wrist[0], wrist[1] + 0.3, 0.19)
    sleeve = limb(
        (0.84 * s, 1.24, 0.3), (1.08 * s, 0.62, 0.27), (elbow[0], elbow[1] + 0.16, 0.25), end
    )
    tile.paint(
        sleeve,
        _cloth(who.shirt),
        Light(-0.24, 0, 0.12, (84, 88, 116), 0.8),
        Light(0.08, 0.02, 0.05, WINDOW, 0.9),
    )
