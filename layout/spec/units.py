"""Lengths as editors write them, and what they come to in points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from layout.geometry import MM

ABSOLUTE = {"pt": 1.0, "mm": MM, "cm": 10 * MM, "in": 72.0}
"""Points in one of each absolute unit."""

RELATIVE = ("em", "lines", "cols")
"""Units that need a :class:`Scale`; ``line`` and ``col`` are read as well."""

LONGEST = 1e5
"""Largest number that a length may have, in any unit."""

_SINGULAR = {"line": "lines", "col": "cols"}
_LENGTH = re.compile(r"\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*([A-Za-z%]*)\s*\Z")


@dataclass(frozen=True, slots=True)
class Scale:
    """What the relative units mean at one place: points per em, grid line and grid column.

    ``col`` is one column *with* the gutter after it, ``gutter`` that gutter:
    n columns are ``n * col - gutter`` points wide.
    """

    em: float
    line: float
    col: float = 0.0
    gutter: float = 0.0


class Length:
    """A number with a unit: ``pt``, ``mm``, ``cm``, ``in``, ``em``, ``lines`` or ``cols``.

    ``grid`` stands for a bare number, which only a place on the grid may have.
    Not a dataclass: msgspec would then expect a YAML mapping for every length.
    """

    __slots__ = ("unit", "value")

    def __init__(self, value: float, unit: str) -> None:
        self.value = value
        self.unit = unit

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Length):
            return NotImplemented
        return (self.value, self.unit) == (other.value, other.unit)

    def __hash__(self) -> int:
        return hash((self.value, self.unit))

    def __repr__(self) -> str:
        return f"Length({self.value!r}, {self.unit!r})"

    def pt(self, scale: Scale) -> float:
        """The length in points, relative units taken from ``scale``."""
        factor = ABSOLUTE.get(self.unit)
        if factor is not None:
            return self.value * factor
        if self.unit == "em":
            return self.value * scale.em
        if self.unit == "lines":
            return self.value * scale.line
        if self.unit == "cols":
            return self.value * scale.col - (scale.gutter if self.value else 0.0)
        raise ValueError(f"a bare number ({self.value:g}) has no length of its own")

    def __str__(self) -> str:
        return f"{self.value:g}{'' if self.unit == 'grid' else self.unit}"


def parse_length(text: object, *, bare: bool = False) -> Length:
    """Read ``"2.5em"``, ``"10 mm"``, ``0`` and, where ``bare``, any plain number (grid units).

    Raises :class:`ValueError` that quotes the value and names the units.
    """
    if isinstance(text, bool) or not isinstance(text, (int, float, str)):
        raise ValueError(f"{text!r} is not a length; write a number with a unit, such as 2.5em")
    if isinstance(text, (int, float)):
        if abs(text) > LONGEST:
            raise ValueError(f"length {text:g} is longer than any page")
        if bare:
            return Length(float(text), "grid")
        if text == 0:
            return Length(0.0, "pt")
        raise ValueError(f"length {text!r} has no unit; write {text}pt, {text}mm or {text}em")
    match = _LENGTH.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not a length; write a number with a unit, such as 2.5em")
    value, unit = float(match[1]), _SINGULAR.get(match[2], match[2])
    if abs(value) > LONGEST:
        raise ValueError(f"length {text[:40]!r} is longer than any page")
    if not unit:
        return parse_length(value, bare=bare)
    if unit not in ABSOLUTE and unit not in RELATIVE:
        known = ", ".join((*ABSOLUTE, *RELATIVE))
        raise ValueError(f"unknown unit {match[2]!r} in length {text!r}; known units are {known}")
    return Length(value, unit)
