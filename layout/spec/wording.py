"""Types of the page spec in plain words, and what to write in place of a wrong value."""

from __future__ import annotations

import types
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from layout.spec.colors import FORMS
from layout.spec.page_spec import ColorText, GridLength
from layout.spec.suggest import closest, listed
from layout.spec.units import ABSOLUTE, RELATIVE, Length
from layout.spec.yaml_source import plain_scalar

_COMMENT = 'put the colour in quotes, such as "#c00": a bare # begins a comment'
_UNITS = ", ".join((*ABSOLUTE, *RELATIVE))
_LENGTH_WORDS = f"a length: a number with a unit ({_UNITS})"
_GRID_WORDS = "a number of grid columns or lines, or a length with a unit"
_WORDS: dict[object, str] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    Length: _LENGTH_WORDS,
    GridLength: _GRID_WORDS,
    ColorText: f"a colour: {FORMS}",
    type(None): "nothing",
}
_WEIGHTS = {
    "thin": 100,
    "light": 300,
    "normal": 400,
    "regular": 400,
    "medium": 500,
    "semibold": 600,
    "bold": 700,
    "heavy": 900,
    "black": 900,
}
_MAIN_KEYS = {"headline": "main", "rule": "weight", "box": "weight", "grid": "columns"}
"""The key that an editor means who writes a record as a plain value."""
_UNIT_SLIPS = {
    "en": "em",
    "m": "mm",
    "mn": "mm",
    "millimeter": "mm",
    "毫米": "mm",
    "厘米": "cm",
    "p": "pt",
    "pts": "pt",
    "px": "pt",
    "point": "pt",
    "磅": "pt",
    "点": "pt",
    "字": "em",
    "%": "em",
    "rem": "em",
    "inch": "in",
    "l": "lines",
    "ln": "lines",
    "行": "lines",
    "c": "cols",
    "column": "cols",
    "columns": "cols",
    "栏": "cols",
}


def alternatives(kind: Any) -> tuple[Any, ...]:
    """The members of a union (``None`` left out), else the type alone."""
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(k for k in get_args(kind) if k is not type(None))
    return (kind,)


def is_record(kind: Any) -> bool:
    """Tell whether a type is one of the spec's records."""
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def words(kind: Any) -> str:
    """A type in plain words."""
    if get_origin(kind) in (Union, types.UnionType):
        records = [k for k in alternatives(kind) if is_record(k)]
        others = [words(k) for k in alternatives(kind) if not is_record(k)]
        return ", or ".join(dict.fromkeys([*others, *(words(k) for k in records)]))
    if get_origin(kind) is Annotated:
        base, meta = get_args(kind)[:2]
        low, high = getattr(meta, "ge", None), getattr(meta, "le", None)
        if low is not None and high is not None:
            return f"{words(base)} from {low} to {high}"
        return f"{words(base)} of at least {low}" if low is not None else words(base)
    origin, args = get_origin(kind), get_args(kind)
    if origin is list:
        return f"a list (each entry {words(args[0])})"
    if origin is tuple:
        each = " and ".join(dict.fromkeys(words(a) for a in args))
        return f"a list of {len(args)} values (each {each})"
    if origin is dict:
        return "a mapping of names to values"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"one of {listed(member.value for member in kind)}"
    if is_record(kind):
        return f"a mapping with keys {listed(f.encode_name for f in msgspec.structs.fields(kind))}"
    return _WORDS.get(kind, getattr(kind, "__name__", str(kind)))


def remedy(value: Any, kind: Any, name: str) -> str:
    """What to write in place of a wrong value; "" where nothing better can be guessed."""
    members = [get_args(k)[0] if get_origin(k) is Annotated else k for k in alternatives(kind)]
    enums = [k for k in members if isinstance(k, type) and issubclass(k, Enum)]
    if value is None:
        if ColorText in members:
            return _COMMENT
        return f"give it a value or take '{name}' away"
    if bool in members and str(value).lower() in ("yes", "on", "no", "off", "y", "n", "是", "否"):
        yes = str(value).lower() in ("yes", "on", "y", "是")
        return f"write {'true' if yes else 'false'}"
    if enums and isinstance(value, str):
        return closest(value, [member.value for member in enums[0]])
    if any(isinstance(k, type) and issubclass(k, Length) for k in members):
        return _length_remedy(value)
    if ColorText in members:
        return _color_remedy(value)
    if isinstance(value, (int, float)) and str in members:
        return f'put it in quotes if it is text: "{str(value).lower()}"'
    if isinstance(value, str) and (int in members or float in members):
        if name == "weight" and value.lower() in _WEIGHTS:
            return f"write {_WEIGHTS[value.lower()]}"
        if isinstance(plain_scalar(value), (int, float)):
            return f"write {value}, without quotes"
        digits = value.strip().rstrip("%ptmelinscor ").strip()
        if digits.replace(".", "", 1).isdigit() and digits != value:
            return f"write {digits}, without a unit"
    if any(is_record(k) for k in members) and not isinstance(value, (dict, list)):
        if "：" in str(value):
            return "end keys with an ASCII colon and a space ': '"
        if name in _MAIN_KEYS:
            return f"write {name}: {{{_MAIN_KEYS[name]}: {value}}}"
    return ""


def _length_remedy(value: Any) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"write {value}pt, {value}mm or {value}em"
    if isinstance(value, str):
        number = value.strip().rstrip("%").strip()
        at = next((i for i, c in enumerate(number) if c not in "+-.0123456789 "), len(number))
        unit = value.strip()[at:].strip().lower()
        number = number[:at].strip()
        guess = _UNIT_SLIPS.get(unit) or closest(unit, (*ABSOLUTE, *RELATIVE), bare=True)
        if number and guess:
            if unit == "%":
                try:
                    return f"write {float(number) / 100:g}em"
                except ValueError:
                    return ""
            return f"write {number}{guess}"
    return ""


def _color_remedy(value: Any) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    text = str(value).strip()
    if len(text) in (3, 6) and all(c in "0123456789abcdefABCDEF" for c in text):
        return f'write "#{text}", in quotes'
    return closest(text.lower(), ("black", "white", "red"))
