from __future__ import annotations

import pytest

from layout.model import Color, ColorSpace
from layout.spec.colors import parse_color


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#c00", Color(ColorSpace.RGB, (0.8, 0.0, 0.0))),
        ("#CC0000", Color(ColorSpace.RGB, (0.8, 0.0, 0.0))),
        ("gray 40%", Color(ColorSpace.GRAY, (0.4,))),
        ("grey 40", Color(ColorSpace.GRAY, (0.4,))),
        ("k 40%", Color(ColorSpace.CMYK, (0.0, 0.0, 0.0, 0.4))),
        ("cmyk 0 100 100 12.5", Color(ColorSpace.CMYK, (0.0, 1.0, 1.0, 0.125))),
        ("cmyk 0% 100% 100% 0%", Color(ColorSpace.CMYK, (0.0, 1.0, 1.0, 0.0))),
        (" Black ", Color(ColorSpace.GRAY, (0.0,))),
        ("white", Color(ColorSpace.GRAY, (1.0,))),
        ("red", Color(ColorSpace.CMYK, (0.0, 1.0, 1.0, 0.0))),
    ],
)
def test_colours(text: str, color: Color) -> None:
    assert parse_color(text) == color


@pytest.mark.parametrize("text", ["", "#12", "#1234", "cmyk 0 0 0", "gray", "mauve", "#gggggg"])
def test_what_is_no_colour_is_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour") as caught:
        parse_color(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize("text", ["k 101%", "cmyk 0 0 0 400"])
def test_more_than_all_ink_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="more than 100 %"):
        parse_color(text)
