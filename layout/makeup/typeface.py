"""Binding a resolved style to font faces: what composition works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from layout.compose.style import ParagraphStyle, StyledRun, TextStyle
from layout.fonts.registry import FontRegistry
from layout.spec.story import Run
from layout.spec.styles import ResolvedStyle

BOLD = 700
"""Weight of ``**bold**`` markup where the style itself is lighter."""


@dataclass(frozen=True)
class Typefaces:
    """The page's styles bound to faces; styles are bound when first used.

    ``language`` is the OpenType language that faces are shaped in.
    """

    styles: Mapping[str, ResolvedStyle]
    registry: FontRegistry
    language: str = "zh-Hans"
    _bound: dict[tuple[object, ...], TextStyle] = field(default_factory=dict, compare=False)

    def text(
        self,
        style: ResolvedStyle,
        *,
        font: str = "",
        weight: int = 0,
        scale: float = 1.0,
        tracking: float = 0.0,
        size: float = 0.0,
    ) -> TextStyle:
        """The style as composition sees it; the keywords replace or add to its values.

        ``size`` is in points, ``tracking`` in em (added), ``scale`` multiplies.
        Equal styles come back as the very same object.
        """
        family = font or style.font
        heavy = weight or style.weight
        key = (style, family, heavy, scale, tracking, size)
        bound = self._bound.get(key)
        if bound is None:
            faces = self.registry.chain(family, heavy, mark=style.mark)
            latin = faces
            if style.latin_font and not font:
                latin = self.registry.chain(style.latin_font, heavy, mark=style.mark) + faces
            bound = self._bound[key] = TextStyle(
                faces=faces,
                latin_faces=latin,
                size=size or style.size,
                color=style.color,
                scale=style.scale * scale,
                latin_scale=style.latin_scale,
                tracking=style.tracking + tracking,
                latin_tracking=style.latin_tracking,
                han_latin_gap=style.han_latin_gap,
                han_space=style.han_space,
                punctuation=style.punctuation,
                cells=style.cells,
                language=self.language,
            )
        return bound

    def runs(self, runs: tuple[Run, ...], style: ResolvedStyle) -> list[StyledRun]:
        """An article's runs in a paragraph's style, inline markup applied."""
        made = []
        for run in runs:
            base = self.styles[run.style] if run.style else style
            extra = 0.0
            if run.tracking is not None:
                extra = _em(run.tracking.value, run.tracking.unit, base.size)
            bound = self.text(
                base,
                font="kai" if run.kai else "",
                weight=max(BOLD, base.weight) if run.bold else 0,
                tracking=extra,
                size=style.size,
            )
            made.append(StyledRun(run.text, bound))
        return made

    def paragraph(self, style: ResolvedStyle, *, indent: bool = True) -> ParagraphStyle:
        """The style's rules for making lines."""
        return ParagraphStyle(
            indent=style.indent if indent else 0.0,
            align=style.align,
            prohibition=style.prohibition,
            adjustment=style.adjustment,
            hang=style.hang,
            hyphenate=style.hyphenate,
            filling=style.filling,
        )


def _em(value: float, unit: str, size: float) -> float:
    return value if unit == "em" else value / size


def page_language(tag: str) -> str:
    """The OpenType language for a page's BCP 47 tag: the script decides Han glyph forms."""
    if tag.lower() in ("zh", "zh-cn", "zh-sg"):
        return "zh-Hans"
    if tag.lower() in ("zh-tw", "zh-mo"):
        return "zh-Hant"
    return tag
