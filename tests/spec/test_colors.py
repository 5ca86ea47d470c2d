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
        (
            "spot 套红 cmyk 0 95 85 0",
            Color(ColorSpace.SPOT, (1.0,), "套红", (0.0, 0.95, 0.85, 0.0)),
        ),
        (
            "Spot PANTONE 485  C 30% CMYK 0 95% 100 0",
            Color(ColorSpace.SPOT, (0.3,), "PANTONE 485 C", (0.0, 0.95, 1.0, 0.0)),
        ),
        (" Black ", Color(ColorSpace.GRAY, (0.0,))),
        ("white", Color(ColorSpace.GRAY, (1.0,))),
        ("red", Color(ColorSpace.CMYK, (0.0, 1.0, 1.0, 0.0))),
    ],
)
def test_colours(text: str, color: Color) -> None:
    assert parse_color(text) == color


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#12",
        "#1234",
        "cmyk 0 0 0",
        "gray",
        "mauve",
        "#gggggg",
        "spot 套红",
        "spot cmyk 0 0 0 0",
    ],
)
def test_what_is_no_colour_is_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour") as caught:
        parse_color(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize("text", ["k 101%", "cmyk 0 0 0 400", "spot 红 120% cmyk 0 0 0 0"])
def test_more_than_all_ink_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="more than 100 %"):
        parse_color(text)


@pytest.mark.parametrize("name", ["All", "none", "Black", "CYAN"])
def test_process_inks_are_no_spot_colours(name: str) -> None:
    with pytest.raises(ValueError, match="names an ink that is not a spot colour"):
        parse_color(f"spot {name} cmyk 0 0 0 100")
