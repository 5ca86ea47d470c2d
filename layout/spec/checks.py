"""What the types of a page spec cannot say: names that must exist, sizes that must be sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from layout.errors import EditorError
from layout.spec.markup import check_tracking
from layout.spec.page_spec import Caption, FitSpec, FontFamily, Headline, PageSpec, Story, Text
from layout.spec.story import Article
from layout.spec.styles import LARGEST, style_names
from layout.spec.suggest import closest, listed
from layout.spec.units import Length, Scale
from layout.spec.yaml_source import YamlSource

_ID = re.compile(r"[^\s./\\:#\[\]{}*\"']+\Z")
_NOT_NEGATIVE = frozenset(
    (
        "weight",
        "weights",
        "radius",
        "dash",
        "gutter",
        "measure",
        "bleed",
        "inset",
        "rule",
        "rule-gap",
        "trim",
    )
)
"""Keys of lengths that nothing can have less than zero of."""

_SECTIONS = ("stories", "pictures", "furniture")
_Path = tuple[str, ...]


def check_page(spec: PageSpec, source: YamlSource) -> None:
    """Check a converted spec as a whole.

    Raises :class:`EditorError` for the first ID, style name, size, tracking or
    caption that cannot be used.
    """
    _check_ids(spec, source)
    _check_page_sizes(spec, source)
    _check_not_negative(source.data, (), source)
    known = style_names(spec)
    for name, path in _style_uses(spec):
        if name not in known:
            raise EditorError(
                f"unknown style '{name}'",
                mark=source.mark(*path),
                expected=f"one of {listed(known)}",
                suggestion=closest(name, known) or f"define '{name}' under 'styles:'",
            )
    for length, path in _trackings(spec):
        check_tracking(length, source.mark(*path))
    _check_fits(spec, source)
    for name, picture in spec.pictures.items():
        caption = picture.caption
        if isinstance(caption, Caption) and (caption.text is None) == (caption.article is None):
            both = caption.text is not None
            raise EditorError(
                f"the caption of '{name}' has {'both' if both else 'neither'} a text "
                f"{'and' if both else 'nor'} an article",
                mark=source.mark("pictures", name, "caption"),
                expected="either 'text:' or 'article:'",
            )
        if not all(0 <= share <= 1 for share in picture.focus):
            raise EditorError(
                f"focus [{picture.focus[0]:g}, {picture.focus[1]:g}] of '{name}' lies outside of "
                "the picture",
                mark=source.mark("pictures", name, "focus"),
                expected="two numbers from 0 to 1: from the left, from the top",
                suggestion="[0.5, 0.5] is the picture's middle",
            )


def check_pins(name: str, story: Story, article: Article, source: YamlSource) -> None:
    """Check that every paragraph whose tracking a story pins is in its article.

    Raises :class:`EditorError`.
    """
    count = len(article.paragraphs)
    for number in story.tracking:
        if not 1 <= number <= count:
            raise EditorError(
                f"'{name}' has no paragraph {number}",
                mark=source.key_mark("stories", name, "tracking", str(number)),
                expected=f"a paragraph from 1 to {count}",
            )


def check_families(families: Mapping[str, FontFamily], source: YamlSource, key: str) -> None:
    """Check that font families under ``key`` have faces, and weights that are weights.

    Raises :class:`EditorError`.
    """
    for name, family in families.items():
        if not family.faces:
            raise EditorError(
                f"font family '{name}' has no faces",
                mark=source.key_mark(key, name),
                expected="a list 'faces:' with at least one font file",
            )
        for number, face in enumerate(family.faces):
            weights = face.weight if isinstance(face.weight, tuple) else (face.weight,)
            if any(w is not None and not 1 <= w <= 1000 for w in weights):
                raise EditorError(
                    f"weight {weights[0]} of font family '{name}' is not a weight",
                    mark=source.mark(key, name, "faces", number, "weight"),
                    expected="a whole number from 1 to 1000, or [lightest, heaviest]",
                    suggestion="regular is 400, bold 700, black 900",
                )


def _check_ids(spec: PageSpec, source: YamlSource) -> None:
    owner: dict[str, str] = {}
    for section in _SECTIONS:
        for name in getattr(spec, section):
            mark = source.key_mark(section, name)
            if not _ID.match(name):
                raise EditorError(
                    f"'{name}' cannot be an id",
                    mark=mark,
                    expected="letters, digits, '-' and '_'",
                    suggestion=f"write '{re.sub(_NOT_ID, '-', name).strip('-') or 'story-1'}'",
                )
            if name in owner:
                raise EditorError(
                    f"'{name}' is an id in '{owner[name]}' and again in '{section}'",
                    mark=mark,
                    expected="an id that no other story, picture or furniture has",
                    suggestion=f"write '{name}-{section.removesuffix('s')}'",
                )
            owner[name] = section


_NOT_ID = re.compile(r"[\s./\\:#\[\]{}*\"']+")


def _check_page_sizes(spec: PageSpec, source: YamlSource) -> None:
    page = spec.page
    loose = Scale(9.0, 13.0)
    for key, length in (("size", page.size), ("leading", page.leading)):
        absolute = length.unit not in ("cols", "lines", "grid")
        if not absolute or not 1 <= length.pt(loose) <= LARGEST:
            raise EditorError(
                f"{key} {length} cannot be the page's",
                mark=source.mark("page", key),
                expected=f"a length from 1pt to {LARGEST:g}pt",
                suggestion="a newspaper's text is about 9pt on 13pt leading",
            )


def _check_not_negative(data: Any, path: tuple[Any, ...], source: YamlSource) -> None:
    """Refuse lengths below zero where none can be; ``data`` has been converted before."""
    if isinstance(data, dict):
        for key, value in data.items():
            _check_not_negative(value, (*path, key), source)
        return
    if isinstance(data, list):
        for number, value in enumerate(data):
            _check_not_negative(value, (*path, number), source)
        return
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if key in _NOT_NEGATIVE and isinstance(data, str) and data.lstrip().startswith("-"):
        raise EditorError(
            f"'{key}' is '{data}', less than nothing",
            mark=source.mark(*path),
            expected="a length of zero or more",
            suggestion=f"write {data.strip().lstrip('-').strip()}",
        )


def _style_uses(spec: PageSpec) -> Iterator[tuple[str, _Path]]:
    """Every style name that the page uses, and where."""
    for name, story in spec.stories.items():
        at = ("stories", name)
        yield story.style, (*at, "style")
        yield story.byline_style, (*at, "byline-style")
        if isinstance(story.headline, Headline):
            head = (*at, "headline")
            yield story.headline.kicker_style, (*head, "kicker-style")
            yield story.headline.main_style, (*head, "main-style")
            yield story.headline.deck_style, (*head, "deck-style")
    for name, picture in spec.pictures.items():
        if isinstance(picture.caption, Caption):
            yield picture.caption.style, ("pictures", name, "caption", "style")
    for name, piece in spec.furniture.items():
        if isinstance(piece, Text):
            yield piece.style, ("furniture", name, "style")
    if spec.folio is not None:
        yield spec.folio.style, ("folio", "style")


def _trackings(spec: PageSpec) -> Iterator[tuple[Length, _Path]]:
    for name, story in spec.stories.items():
        for number, length in story.tracking.items():
            yield length, ("stories", name, "tracking", str(number))
    for name, picture in spec.pictures.items():
        if isinstance(picture.caption, Caption):
            yield picture.caption.tracking, ("pictures", name, "caption", "tracking")


def _check_fits(spec: PageSpec, source: YamlSource) -> None:
    for name, story in spec.stories.items():
        if not isinstance(story.fit, FitSpec):
            continue
        for key, (least, most) in (("space", story.fit.space), ("scale", story.fit.scale)):
            if not 0.5 <= least <= 1 <= most <= 2:
                raise EditorError(
                    f"fit {key} [{least:g}, {most:g}] of '{name}' is not a range about 1",
                    mark=source.mark("stories", name, "fit", key),
                    expected="two factors from 0.5 to 2 with 1 between them",
                    suggestion="[0.97, 1.03] lets it change by 3 %",
                )
        low, high = story.fit.tracking
        if {low.unit, high.unit} - {"em"} and any(bound.value for bound in (low, high)):
            problem = f"fit tracking [{low}, {high}] of '{name}' is not in em"
        elif not -0.5 <= low.value <= high.value <= 0.5:
            problem = f"fit tracking [{low}, {high}] of '{name}' is not a range"
        else:
            continue
        raise EditorError(
            problem,
            mark=source.mark("stories", name, "fit", "tracking"),
            expected="two bounds in em from -0.5em to 0.5em, the lower first",
            suggestion="the default is [-0.045em, 0.045em]",
        )
