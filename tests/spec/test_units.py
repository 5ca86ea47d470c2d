from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.spec.units import ABSOLUTE, RELATIVE, Length, Scale, parse_length

SCALE = Scale(em=10.0, line=13.0, col=22.0, gutter=2.0)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("12pt", 12.0),
        ("25.4mm", 72.0),
        ("2.54cm", 72.0),
        ("1in", 72.0),
        ("2em", 20.0),
        ("-0.5em", -5.0),
        ("3 lines", 39.0),
        ("1 line", 13.0),
        ("3cols", 64.0),
        ("1 col", 20.0),
        (".5em", 5.0),
        ("+2.em", 20.0),
        (0, 0.0),
        ("0", 0.0),
        ("0cols", 0.0),
    ],
)
def test_lengths_in_points(text: object, points: float) -> None:
    assert parse_length(text).pt(SCALE) == pytest.approx(points)


@pytest.mark.parametrize("number", [3, 2.5, "3", -1])
def test_bare_numbers_are_grid_units_where_allowed(number: object) -> None:
    assert parse_length(number, bare=True) == Length(float(number), "grid")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (3, "no unit"),
        ("3", "no unit"),
        ("3en", "unknown unit 'en'"),
        ("150%", "unknown unit '%'"),
        ("big", "is not a length"),
        ("", "is not a length"),
        ("1e3pt", "is not a length"),
        ("2em 3pt", "is not a length"),
        (True, "is not a length"),
        (None, "is not a length"),
        (["1pt"], "is not a length"),
        ("9" * 400 + "pt", "longer than any page"),
        (10**9, "longer than any page"),
    ],
)
def test_refused_lengths_say_why(text: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_length(text)


def test_a_grid_number_has_no_points_of_its_own() -> None:
    with pytest.raises(ValueError, match="no length of its own"):
        Length(3.0, "grid").pt(SCALE)


@given(
    st.decimals(min_value=-9999, max_value=9999, places=3),
    st.sampled_from([*ABSOLUTE, *RELATIVE]),
)
def test_what_a_length_prints_reads_back(value: object, unit: str) -> None:
    length = parse_length(f"{value}{unit}")
    assert parse_length(str(length)).value == pytest.approx(length.value, rel=1e-5)
    assert parse_length(str(length)).unit == unit
