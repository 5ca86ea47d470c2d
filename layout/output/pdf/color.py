"""Colours as operators of a content stream, in the device spaces."""

from __future__ import annotations

from layout.errors import EditorError
from layout.model import Color, ColorSpace
from layout.output.pdf.objects import numbers

_FILL = {ColorSpace.GRAY: "g", ColorSpace.RGB: "rg", ColorSpace.CMYK: "k"}
_STROKE = {ColorSpace.GRAY: "G", ColorSpace.RGB: "RG", ColorSpace.CMYK: "K"}
_COMPONENTS = {ColorSpace.GRAY: 1, ColorSpace.RGB: 3, ColorSpace.CMYK: 4}


def fill_operator(color: Color) -> str:
    """The operator that sets ``color`` for filling (ISO 32000-1 8.6.8)."""
    return _operator(color, _FILL)


def stroke_operator(color: Color) -> str:
    """The operator that sets ``color`` for stroking (ISO 32000-1 8.6.8)."""
    return _operator(color, _STROKE)


def _operator(color: Color, operators: dict[ColorSpace, str]) -> str:
    wanted = _COMPONENTS[color.space]
    if len(color.values) != wanted or not all(0 <= value <= 1 for value in color.values):
        raise EditorError(
            f"{color.values} is not a {color.space} colour",
            expected=f"{wanted} value{'s' if wanted > 1 else ''} between 0 and 1",
        )
    return f"{numbers(*color.values, places=4)} {operators[color.space]}"
