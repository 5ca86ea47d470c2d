"""Colours as operators of a content stream, in the device spaces or that of a spot ink."""

from __future__ import annotations

from layout.errors import EditorError
from layout.model import Color, ColorSpace
from layout.output.pdf.colorants import overprint_name, spot_name
from layout.output.pdf.objects import numbers

_FILL = {"gray": "g", "rgb": "rg", "cmyk": "k", "spot": "scn"}
_STROKE = {"gray": "G", "rgb": "RG", "cmyk": "K", "spot": "SCN"}
_COMPONENTS = {"gray": 1, "rgb": 3, "cmyk": 4, "spot": 1}


def fill_operator(color: Color) -> str:
    """The operator that sets ``color`` for filling (ISO 32000-1 8.6.8)."""
    return _operator(color, _FILL)


def stroke_operator(color: Color) -> str:
    """The operator that sets ``color`` for stroking (ISO 32000-1 8.6.8)."""
    return _operator(color, _STROKE)


def _operator(color: Color, operators: dict[str, str]) -> str:
    wanted = _COMPONENTS[color.space]
    if len(color.values) != wanted or not all(0 <= value <= 1 for value in color.values):
        raise EditorError(
            f"{color.values} is not a {color.space} colour",
            expected=f"{wanted} value{'s' if wanted > 1 else ''} between 0 and 1",
        )
    values = f"{numbers(*color.values, places=4)} {operators[color.space]}"
    if color.space is ColorSpace.SPOT:
        return f"/{spot_name(color)} {'cs' if operators is _FILL else 'CS'} {values}"
    return values


def overprint_operator(fill: bool, stroke: bool) -> str:
    """The operator that lets fills, strokes or both overprint (ISO 32000-1 8.4.5)."""
    return f"/{overprint_name(fill, stroke)} gs"
