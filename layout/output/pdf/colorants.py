"""Inks beyond the device spaces: Separation colour spaces and overprint states."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from layout.errors import EditorError
from layout.model import Box, Color, ColorSpace, GlyphRun, Item, Rule
from layout.output.pdf.objects import FALSE, TRUE, Dictionary, Document, array, dictionary, name

_REGULAR = frozenset(
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"$&'*+,-.:;=?@\\^_`|~"
)


def spot_name(color: Color) -> str:
    """The resource name of a spot colour's space: equal inks have equal names."""
    plain = repr((color.name, color.process)).encode()
    return "S" + hashlib.sha256(plain).hexdigest()[:8]


def overprint_name(fill: bool, stroke: bool) -> str:
    """The resource name of the graphics state in which fills, strokes or both overprint."""
    return f"OP{2 * stroke + fill}"


def color_resources(document: Document, items: Iterable[Item]) -> dict[str, object]:
    """The ``ColorSpace`` and ``ExtGState`` resources that a display list needs; may be none."""
    spots: dict[str, bytes] = {}
    overprints = False
    for color in _colors(items):
        overprints = overprints or color.overprint
        if color.space is ColorSpace.SPOT:
            resource = spot_name(color)
            if resource not in spots:
                spots[resource] = _separation(document, color)
    entries: dict[str, object] = {}
    if spots:
        entries["ColorSpace"] = dictionary(spots)
    if overprints:
        entries["ExtGState"] = dictionary(
            {
                overprint_name(fill, stroke): document.add(_overprint(fill, stroke))
                for fill in (False, True)
                for stroke in (False, True)
            }
        )
    return entries


def blending_group() -> Dictionary:
    """The page group in which soft masks are blended: in the inks of the press."""
    return dictionary({"Type": name("Group"), "S": name("Transparency"), "CS": name("DeviceCMYK")})


def _colors(items: Iterable[Item]) -> Iterable[Color]:
    for item in items:
        if isinstance(item, GlyphRun | Rule):
            yield item.color
        elif isinstance(item, Box):
            if item.fill is not None:
                yield item.fill
            if item.stroke is not None:
                yield item.stroke


def _overprint(fill: bool, stroke: bool) -> object:
    """Mode 1: a component that is zero leaves the ink beneath alone (ISO 32000-1 8.6.7)."""
    return dictionary(
        {
            "Type": name("ExtGState"),
            "OP": TRUE if stroke else FALSE,
            "op": TRUE if fill else FALSE,
            "OPM": 1,
        }
    )


def _separation(document: Document, color: Color) -> bytes:
    """``[/Separation name /DeviceCMYK tint]`` (ISO 32000-1 8.6.6.4), the tint linear."""
    if len(color.process) != 4 or not all(0 <= ink <= 1 for ink in color.process):
        raise EditorError(
            f"spot colour '{color.name}' stands for {color.process}",
            expected="four inks between 0 and 1",
        )
    tint = document.add(
        dictionary(
            {
                "FunctionType": 2,
                "Domain": array((0, 1)),
                "C0": array((0, 0, 0, 0)),
                "C1": array(color.process),
                "N": 1,
            }
        )
    )
    return array((name("Separation"), _utf8_name(color.name), name("DeviceCMYK"), tint))


def _utf8_name(text: str) -> bytes:
    """A name object in UTF-8 (ISO 32000-1 7.3.5), other bytes written as ``#xx``."""
    parts = [chr(byte) if byte in _REGULAR else f"#{byte:02X}" for byte in text.encode("utf-8")]
    return ("/" + "".join(parts)).encode("ascii")
