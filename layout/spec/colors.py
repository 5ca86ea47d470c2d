"""Colours as editors write them, read to process colours."""

from __future__ import annotations

import re

from layout.model import Color, ColorSpace

FORMS = '"#c00", gray 40%, k 40%, cmyk 0 100 100 0, spot NAME cmyk 0 100 100 0, black, white or red'
"""The ways to write a colour, for messages."""

NAMES = {
    "black": Color(ColorSpace.GRAY, (0.0,)),
    "white": Color(ColorSpace.GRAY, (1.0,)),
    "red": Color(ColorSpace.CMYK, (0.0, 1.0, 1.0, 0.0)),
}
"""Named colours; red is the full magenta and yellow of a newspaper's masthead."""

_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_PERCENT = r"(\d{1,3}(?:\.\d{1,4})?)\s*%?"
_GRAY = re.compile(rf"(gray|grey|k)\s+{_PERCENT}\Z")
_INKS = r"cmyk" + rf"\s+{_PERCENT}" * 4
_CMYK = re.compile(_INKS + r"\Z")
_SPOT = re.compile(
    r"spot\s+(\S.*?)(?:\s+(\d{1,3}(?:\.\d{1,4})?)\s*%)?\s+" + _INKS + r"\Z", re.IGNORECASE
)
_TAKEN = ("all", "none", "cyan", "magenta", "yellow", "black")
"""Names of inks that are not spot inks (ISO 32000-1 8.6.6.4)."""


def parse_color(text: str) -> Color:
    """Read a colour.

    ``#rgb`` and ``#rrggbb`` are RGB; ``gray N%`` is a DeviceGray of N % *light*
    (0 is black), ``k N%`` N % of black ink alone and ``cmyk C M Y K`` four inks
    in percent. ``spot NAME cmyk C M Y K`` is an ink of its own with what stands for it
    where it is not printed; ``spot NAME N% cmyk …`` is a tint of it.
    Raises :class:`ValueError` that quotes the value.
    """
    plain = text.strip().lower()
    named = NAMES.get(plain)
    if named is not None:
        return named
    found = _HEX.match(plain)
    if found:
        digits = found[1] if len(found[1]) == 6 else "".join(d * 2 for d in found[1])
        parts = tuple(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
        return Color(ColorSpace.RGB, parts)
    found = _GRAY.match(plain)
    if found:
        share = _share(found[2], text)
        if found[1] == "k":
            return Color(ColorSpace.CMYK, (0.0, 0.0, 0.0, share))
        return Color(ColorSpace.GRAY, (share,))
    found = _CMYK.match(plain)
    if found:
        return Color(ColorSpace.CMYK, tuple(_share(part, text) for part in found.groups()))
    found = _SPOT.match(text.strip())
    if found:
        name, tint, *inks = found.groups()
        if name.lower() in _TAKEN:
            raise ValueError(f"{text!r} names an ink that is not a spot colour")
        return Color(
            ColorSpace.SPOT,
            (_share(tint, text) if tint else 1.0,),
            " ".join(name.split()),
            tuple(_share(ink, text) for ink in inks),
        )
    raise ValueError(f"{text!r} is not a colour")


def _share(percent: str, text: str) -> float:
    share = float(percent) / 100
    if share > 1:
        raise ValueError(f"{text!r} has more than 100 %")
    return share
