"""Named styles resolved: builtin defaults, the page's own, inheritance, lengths to points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec

from layout.errors import EditorError, Mark
from layout.model import BLACK, Color
from layout.spec.colors import parse_color
from layout.spec.page_spec import (
    Adjustment,
    Align,
    ColorText,
    Filling,
    PageSpec,
    Prohibition,
    PunctuationStyle,
    Style,
)
from layout.spec.suggest import closest, listed
from layout.spec.units import Length, Scale

LARGEST = 2000.0
"""Largest type size and leading in points; a broadsheet is 1545 high."""


class Marks(Protocol):
    """Whatever knows where a piece of a page spec stands in its file."""

    def mark(self, *path: object) -> Mark:
        """The mark of the value at ``path``, or of the nearest parent there is."""
        ...


@dataclass(frozen=True, slots=True)
class ResolvedStyle:
    """A style with nothing left open.

    ``size``, ``leading`` and ``indent`` are points; ``tracking``,
    ``latin_tracking``, ``han_latin_gap`` and ``han_space`` are em of ``size``.
    ``font`` and ``latin_font`` ("" for the same as ``font``) are names for the
    font registry; ``mark`` is where the page names ``font`` (``None``: nowhere).
    """

    name: str
    font: str
    latin_font: str
    weight: int
    size: float
    leading: float
    color: Color
    align: Align
    indent: float
    tracking: float
    scale: float
    latin_scale: float
    punctuation: PunctuationStyle
    prohibition: Prohibition
    adjustment: Adjustment
    filling: Filling
    hang: bool
    hyphenate: bool
    cells: tuple[tuple[str, float, float], ...]
    han_latin_gap: float
    han_space: float
    latin_tracking: float
    mark: Mark | None = field(default=None, compare=False)


def _pt(value: float) -> Length:
    return Length(value, "pt")


def _em(value: float) -> Length:
    return Length(value, "em")


BUILTIN: Mapping[str, Style] = {
    "body": Style(
        font="song",
        weight=400,
        size=_em(1),
        leading=Length(1.0, "lines"),
        color=ColorText("black"),
        align=Align.JUSTIFY,
        indent=_em(2),
        tracking=_em(0),
        scale=1.0,
        punctuation=PunctuationStyle.KAIMING,
        prohibition=Prohibition.GB,
        adjustment=Adjustment.PUSH_OUT,
        filling=Filling.GREEDY,
        hang=False,
        hyphenate=False,
        cells={},
        han_latin_gap=_em(0.125),
        han_space=_em(0.5),
        latin_scale=1.0,
        latin_tracking=_em(0),
    ),
    "byline": Style(font="kai"),
    "subhead": Style(font="hei", weight=700),
    "kicker": Style(font="hei", size=_pt(16), leading=_em(1.3), indent=_em(0), align=Align.CENTER),
    "headline": Style(
        weight=900, size=_pt(30), leading=_em(1.15), indent=_em(0), align=Align.CENTER
    ),
    "deck": Style(font="kai", size=_pt(14), leading=_em(1.35), indent=_em(0), align=Align.CENTER),
    "caption": Style(font="kai", size=_pt(10), leading=_em(1.35), indent=_em(0)),
    "credit": Style(inherit="caption"),
    "furniture": Style(
        font="hei", size=_pt(8.5), leading=_em(1.4), indent=_em(0), align=Align.LEFT
    ),
    "folio": Style(inherit="furniture"),
    "jump": Style(font="kai", indent=_em(0)),
}
"""The styles that every page has; a page's style of the same name refines it."""

_FIELDS = tuple(f for f in Style.__struct_fields__ if f != "inherit")
_IN_EM = ("tracking", "latin_tracking", "han_latin_gap", "han_space")


def style_names(spec: PageSpec) -> tuple[str, ...]:
    """All style names that a page may use: the builtin ones, then its own."""
    return tuple(dict.fromkeys((*BUILTIN, *spec.styles)))


def resolve_styles(spec: PageSpec, marks: Marks) -> dict[str, ResolvedStyle]:
    """Resolve every style of a page.

    ``em`` in ``size`` is the page's ``size``, in other fields the style's own
    size; ``lines`` is the page's ``leading``. A style without ``inherit``
    inherits from ``body``. Raises :class:`EditorError` for an unknown or
    circular ``inherit`` and for sizes that cannot be set.
    """
    page_em = spec.page.size.pt(Scale(9.0, 13.0))
    scale = Scale(page_em, spec.page.leading.pt(Scale(page_em, page_em)))
    _check_parents(spec, marks)
    merged: dict[str, dict[str, tuple[Any, str]]] = {}
    return {
        name: _concrete(name, _merge(name, spec, merged), scale, spec, marks)
        for name in style_names(spec)
    }


def _own(name: str, spec: PageSpec) -> tuple[Style, str | None]:
    """A style's own fields and its parent.

    A page's style refines the builtin of its name; one that inherits from another takes its place.
    """
    builtin, mine = BUILTIN.get(name), spec.styles.get(name)
    if mine is None or builtin is None:
        own = mine or builtin or Style()
        return own, own.inherit or ("body" if name != "body" else None)
    if mine.inherit is not None and mine.inherit != name:
        return mine, mine.inherit
    values = {f: getattr(mine, f) for f in _FIELDS if getattr(mine, f) is not None}
    own = msgspec.structs.replace(builtin, **values)
    return own, builtin.inherit or ("body" if name != "body" else None)


def _check_parents(spec: PageSpec, marks: Marks) -> None:
    known = style_names(spec)
    for name, style in spec.styles.items():
        if style.inherit is not None and style.inherit not in known:
            raise EditorError(
                f"style '{name}' inherits from unknown style '{style.inherit}'",
                mark=marks.mark("styles", name, "inherit"),
                expected=f"one of {listed(k for k in known if k != name)}",
                suggestion=closest(style.inherit, [k for k in known if k != name]),
            )
    done: set[str] = set()
    for name in known:
        path: list[str] = []
        at: str | None = name
        while at is not None and at not in done:
            if at in path:
                ring = [*path[path.index(at) :], at]
                first = next(n for n in ring if n in spec.styles and spec.styles[n].inherit)
                raise EditorError(
                    f"style '{at}' inherits from itself: {' → '.join(ring)}",
                    mark=marks.mark("styles", first, "inherit"),
                    expected="a chain of styles that ends at 'body'",
                    suggestion=f"take 'inherit' of '{first}' away",
                )
            path.append(at)
            at = _own(at, spec)[1]
        done.update(path)


def _merge(
    name: str, spec: PageSpec, merged: dict[str, dict[str, tuple[Any, str]]]
) -> dict[str, tuple[Any, str]]:
    """Every field's value with the name of the style that sets it.

    Chains have no rings by now, and every one ends at ``body``, which sets all fields.
    """
    chain: list[str] = []
    at: str | None = name
    while at is not None and at not in merged:
        chain.append(at)
        at = _own(at, spec)[1]
    values = merged[at] if at is not None else {}
    for style in reversed(chain):
        own = _own(style, spec)[0]
        mine = {f: (getattr(own, f), style) for f in _FIELDS if getattr(own, f) is not None}
        values = {**values, **mine}
        merged[style] = values
    return values


def _concrete(
    name: str, values: dict[str, tuple[Any, str]], page: Scale, spec: PageSpec, marks: Marks
) -> ResolvedStyle:
    def points(field_name: str, scale: Scale) -> float:
        length, origin = values[field_name]
        if length.unit in ("cols", "grid"):
            raise EditorError(
                f"'{length}' cannot be the {field_name.replace('_', '-')} of style '{name}'",
                mark=marks.mark("styles", origin, field_name.replace("_", "-")),
                expected="a length in pt, mm, em or lines",
                suggestion=f"write {length.value:g}em or {length.value:g}pt",
            )
        return float(length.pt(scale))

    def positive(field_name: str, scale: Scale) -> float:
        value = points(field_name, scale)
        if not 0 < value <= LARGEST:
            length, origin = values[field_name]
            raise EditorError(
                f"{field_name} {length} of style '{name}' cannot be set",
                mark=marks.mark("styles", origin, field_name),
                expected=f"more than 0pt, at most {LARGEST:g}pt",
                suggestion="a text face has 7pt to 12pt, a headline 14pt to 100pt",
            )
        return value

    size = positive("size", page)
    scale = Scale(size, page.line)
    ems = {f: points(f, scale) / size for f in _IN_EM}
    for field_name, em in ems.items():
        if not -1 <= em <= 10:
            key = field_name.replace("_", "-")
            raise EditorError(
                f"{key} {values[field_name][0]} of style '{name}' is beyond reason",
                mark=marks.mark("styles", values[field_name][1], key),
                expected="between -1em and 10em",
                suggestion="spaces in text are between 0em and 1em",
            )
    color, font_origin = values["color"][0], values["font"][1]
    named = font_origin in spec.styles
    latin = values.get("latin_font", (None, ""))[0]
    return ResolvedStyle(
        name=name,
        font=values["font"][0],
        latin_font=latin or "",
        weight=values["weight"][0],
        size=size,
        leading=positive("leading", scale),
        color=parse_color(color) if color is not None else BLACK,
        align=values["align"][0],
        indent=points("indent", scale),
        scale=values["scale"][0],
        latin_scale=values["latin_scale"][0],
        punctuation=values["punctuation"][0],
        prohibition=values["prohibition"][0],
        adjustment=values["adjustment"][0],
        filling=values["filling"][0],
        hang=values["hang"][0],
        hyphenate=values["hyphenate"][0],
        cells=_cells(name, values["cells"], marks),
        mark=marks.mark("styles", font_origin, "font") if named else None,
        **ems,
    )


CELL_CLASSES = ("open", "close", "pause", "stop", "exclaim", "middot")
"""Classes of marks that `cells` may name, as CLREQ divides them by where their blank lies."""


def _cells(
    name: str, given: tuple[Mapping[str, tuple[float, float]], str], marks: Marks
) -> tuple[tuple[str, float, float], ...]:
    """A style's own widths of marks, checked."""
    cells, origin = given
    for key, (before, after) in cells.items():
        mark = marks.mark("styles", origin, "cells", key)
        if len(key) != 1 and key not in CELL_CLASSES:
            raise EditorError(
                f"'{key}' in the cells of style '{name}' is no mark",
                mark=mark,
                expected=f"one character, or one of {', '.join(CELL_CLASSES)}",
                suggestion=closest(key, CELL_CLASSES),
            )
        if not (0 <= before <= 1 and 0 <= after <= 1 and before + after <= 1):
            raise EditorError(
                f"[{before:g}, {after:g}] leaves '{key}' no cell",
                mark=mark,
                expected="em taken off before and after the ink, together at most 1",
                suggestion="[0, 0.5] makes a comma half an em wide",
            )
    return tuple((key, before, after) for key, (before, after) in cells.items())
