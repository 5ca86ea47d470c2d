"""What stands on the stage: the lectern, a model rocket and potted plants."""

from __future__ import annotations

import math
import random

from brush import RGB, Canvas, Light, curve, limb, oval, rect


def draw_plants(hall: Canvas, rng: random.Random) -> None:
    """Potted plants along the lip of the stage."""
    for x in (120, 300, 500, 1480, 2060, 2200, 2340):
        y = 1008 + rng.uniform(-3, 3)
        hall.paint(
            [[(x - 24, y - 44), (x + 24, y - 44), (x + 18, y), (x - 18, y)]],
            (176, 108, 76),
            Light(-16, 0, 8, (92, 52, 40), 0.8),
        )
        for _ in range(34):
            angle, reach = rng.uniform(-2.9, -0.25), rng.uniform(34, 82)
            tx, ty = x + reach * 0.8 * math.cos(angle), y - 44 + reach * math.sin(angle)
            mx, my = x + (tx - x) * 0.55, y - 44 + (ty - y + 44) * 0.72
            tone: RGB = rng.choice(((44, 84, 48), (62, 112, 58), (84, 136, 72), (34, 66, 44)))
            hall.paint(
                limb((x, y - 42, 1.5), (mx, my, 5.5), (tx, ty, 1.0)),
                tone,
                Light(1.5, 2, 1, (170, 200, 140), 0.5),
            )


def draw_lectern(hall: Canvas) -> None:
    """A wooden lectern with a laptop and a thin microphone."""
    hall.paint([oval(2082, 1006, 150, 14)], (24, 14, 10), opacity=0.6, soft=8)
    front = [(1976, 704), (2172, 704), (2158, 1004), (1992, 1004)]
    hall.paint(
        [front],
        ((178, 124, 78), (122, 80, 50)),
        Light(-46, 0, 26, (74, 46, 30), 0.7),
        Light(7, 0, 4, (214, 170, 120), 0.6),
    )
    hall.paint(
        [[(2004, 748), (2144, 748), (2134, 970), (2014, 970)]],
        (150, 102, 64),
        Light(4, 4, 2, (84, 54, 34), 0.8),
        Light(-4, -4, 2, (206, 158, 108), 0.6),
    )
    hall.paint([oval(2074, 850, 40, 40)], (206, 166, 96), Light(-6, -6, 4, (130, 92, 50), 0.8))
    hall.paint([oval(2074, 850, 31, 31)], (58, 92, 140))
    hall.paint([oval(2066, 842, 11, 11)], (250, 200, 90))
    hall.paint(
        [oval(2066, 862, 11, 9), oval(2080, 856, 14, 13), oval(2092, 864, 9, 7)], (240, 244, 248)
    )
    top = [(1956, 690), (2192, 690), (2180, 664), (1972, 664)]
    hall.paint([top], (198, 146, 96))
    hall.paint([rect(1956, 690, 2192, 706)], ((150, 100, 62), (104, 66, 42)))
    hall.paint(
        [[(2058, 682), (2160, 682), (2168, 614), (2068, 614)]],
        (58, 62, 72),
        Light(3, 3, 2, (150, 156, 168), 0.8),
    )
    hall.paint(
        limb((1996, 680, 3), (1992, 630, 2.4), (2004, 596, 2.2), (2012, 588, 2)), (36, 36, 40)
    )
    hall.paint(
        limb((2010, 590, 5), (2020, 580, 6)), (28, 28, 32), Light(2, 2, 1, (130, 130, 140), 0.7)
    )


def draw_model(hall: Canvas) -> None:
    """A model rocket on a draped table at the left of the stage."""
    hall.paint([oval(488, 980, 110, 14)], (20, 12, 10), opacity=0.6, soft=8)
    cloth = [(408, 860), (568, 860), (574, 976), (402, 976)]
    hall.paint(
        [cloth],
        ((64, 92, 148), (34, 48, 88)),
        Light(10, 0, 8, (120, 150, 204), 0.6),
        Light(-30, 0, 18, (20, 28, 54), 0.7),
    )
    for x in (424, 452, 486, 516, 546):
        hall.paint(
            limb((x, 872, 1), (x + 2, 920, 4), (x + 1, 974, 5)),
            (24, 34, 66),
            opacity=0.5,
            soft=3,
            within=[cloth],
        )
    hall.paint([oval(488, 860, 80, 9)], (86, 116, 172))
    sides = (Light(5, 0, 3, (255, 255, 255), 0.9), Light(-10, 0, 6, (104, 108, 126), 0.9))
    for x in (466, 510):
        hall.paint(
            [curve((x - 8, 842), (x - 8, 740), (x, 712), (x + 8, 740), (x + 8, 842))],
            (222, 222, 222),
            *sides,
        )
    hall.paint([rect(474, 640, 502, 846)], (230, 230, 230), *sides)
    hall.paint(
        [curve((472, 640), (470, 600), (478, 574), (488, 560), (498, 574), (506, 600), (504, 640))],
        (236, 236, 236),
        *sides,
    )
    hall.paint(limb((488, 562, 2.4), (488, 532, 1.4)), (210, 210, 212))
    for y0, y1 in ((664, 672), (742, 750)):
        hall.paint([rect(474, y0, 502, y1)], (44, 78, 150), opacity=0.9)
    hall.paint([rect(481, 686, 495, 700)], (204, 36, 40))
    for x in (466, 488, 510):
        hall.paint([[(x - 7, 842), (x + 7, 842), (x + 10, 856), (x - 10, 856)]], (70, 70, 76))
