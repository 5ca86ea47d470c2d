"""The lecturer at her lectern, one arm raised to the screen."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFilter

SKIN, SKIN_SHADE = (222, 178, 148), (176, 130, 104)
HAIR = (26, 21, 22)
SUIT, SUIT_LIGHT, SUIT_DARK = (38, 48, 78), (62, 76, 116), (22, 28, 48)


def draw_speaker(picture: Image.Image, x: int, floor: int) -> None:
    """Draw her with her feet at ``floor`` and her spine at ``x``; in drawing pixels."""
    card = Image.new("RGBA", (1100, 1300))
    pen = ImageDraw.Draw(card)
    _body(pen)
    _arm(pen)
    _head(pen)
    _lectern(pen)
    card = card.filter(ImageFilter.GaussianBlur(1.3))
    shadow = Image.new("L", card.size)
    ImageDraw.Draw(shadow).ellipse((380, 1180, 1000, 1260), fill=150)
    shadow = shadow.filter(ImageFilter.GaussianBlur(22))
    place = (x - 600, floor - 1220)
    picture.paste((20, 14, 12), place, shadow)
    picture.paste(card, place, card)


def _body(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon(
        [(548, 900), (700, 900), (690, 1215), (632, 1215), (628, 960), (612, 1215), (556, 1215)],
        fill=(30, 32, 42),
    )
    pen.polygon(
        [
            (534, 470),
            (580, 432),
            (668, 432),
            (716, 472),
            (730, 640),
            (722, 930),
            (528, 930),
            (520, 640),
        ],
        fill=SUIT,
    )
    pen.polygon([(534, 470), (560, 450), (556, 925), (528, 930), (520, 640)], fill=SUIT_LIGHT)
    pen.polygon([(596, 430), (652, 430), (626, 560)], fill=(238, 238, 236))
    pen.polygon([(582, 430), (600, 428), (628, 570), (612, 592)], fill=SUIT_DARK)
    pen.polygon([(668, 430), (650, 428), (624, 570), (640, 592)], fill=SUIT_DARK)
    pen.line((626, 592, 626, 920), fill=SUIT_DARK, width=4)
    pen.polygon(
        [(700, 470), (742, 520), (768, 690), (724, 760), (700, 742), (722, 676)], fill=SUIT_DARK
    )
    pen.polygon([(724, 760), (700, 742), (640, 752), (640, 778)], fill=SUIT)
    pen.ellipse((606, 742, 652, 786), fill=SKIN)


def _arm(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon([(552, 452), (520, 500), (392, 420), (302, 296), (340, 274), (428, 380)], fill=SUIT)
    pen.polygon(
        [(552, 452), (428, 380), (340, 274), (330, 280), (418, 388), (540, 470)], fill=SUIT_LIGHT
    )
    pen.polygon([(306, 298), (338, 276), (326, 256), (296, 280)], fill=(236, 236, 234))
    pen.ellipse((272, 222, 332, 284), fill=SKIN)
    for fx, fy in ((262, 176), (280, 168), (298, 170)):
        pen.line((300, 246, fx, fy + 16), fill=SKIN, width=13)
        pen.ellipse((fx - 6, fy + 10, fx + 6, fy + 24), fill=SKIN)
    pen.line((318, 256, 338, 224), fill=SKIN, width=13)


def _head(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon([(600, 372), (652, 372), (660, 440), (626, 458), (592, 440)], fill=SKIN_SHADE)
    pen.ellipse((556, 236, 696, 412), fill=HAIR)
    pen.polygon([(560, 330), (572, 430), (604, 424), (604, 340)], fill=HAIR)
    pen.polygon([(694, 320), (690, 424), (652, 424), (656, 330)], fill=HAIR)
    pen.ellipse((572, 264, 674, 402), fill=SKIN)
    pen.pieslice((560, 232, 694, 350), 178, 362, fill=HAIR)
    pen.polygon([(574, 300), (600, 262), (650, 262), (604, 292)], fill=HAIR)
    pen.ellipse((654, 318, 674, 352), fill=SKIN_SHADE)
    for ex in (594, 632):
        pen.arc((ex - 13, 312, ex + 13, 328), 190, 350, fill=(70, 48, 40), width=4)
        pen.ellipse((ex - 17, 318, ex + 17, 346), outline=(60, 52, 52), width=3)
        pen.ellipse((ex - 5, 326, ex + 5, 337), fill=(36, 28, 26))
    pen.line((611, 330, 615, 330), fill=(60, 52, 52), width=3)
    pen.line((610, 336, 604, 358, 614, 361), fill=SKIN_SHADE, width=4)
    pen.chord((598, 368, 632, 388), 10, 170, fill=(168, 72, 70))


def _lectern(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon([(540, 800), (860, 800), (900, 760), (516, 760)], fill=(150, 104, 64))
    pen.polygon([(548, 800), (858, 800), (838, 1225), (570, 1225)], fill=(112, 74, 44))
    pen.polygon([(700, 800), (858, 800), (838, 1225), (704, 1225)], fill=(92, 60, 36))
    pen.rectangle((588, 850, 820, 1160), outline=(140, 98, 62), width=5)
    pen.polygon([(556, 1225), (852, 1225), (868, 1250), (540, 1250)], fill=(70, 46, 28))
    pen.polygon([(640, 752), (770, 752), (786, 738), (650, 736)], fill=(236, 234, 226))
    pen.line((700, 760, 676, 690, 654, 640), fill=(24, 24, 26), width=6)
    pen.ellipse((640, 614, 668, 650), fill=(20, 20, 22))
