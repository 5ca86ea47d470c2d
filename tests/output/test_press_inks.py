"""Inks: total ink, separation of colours and pictures, the profile."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from layout.errors import EditorError
from layout.model import Color, ColorSpace
from layout.output.press import PressSettings
from layout.output.press.inks import limit_image, limit_inks, most_ink
from layout.output.press.pictures import press_picture
from layout.output.press.profile import newsprint, read_profile
from layout.output.press.separation import separator

SHARE = st.floats(0, 1)


def _rgb(*values: float) -> Color:
    return Color(ColorSpace.RGB, values)


def _gray(value: float) -> Color:
    return Color(ColorSpace.GRAY, (value,))


def _cmyk(*values: float) -> Color:
    return Color(ColorSpace.CMYK, values)


@given(SHARE, SHARE, SHARE, SHARE, st.sampled_from([1.0, 2.0, 2.4, 3.0]))
def test_inks_keep_within_any_limit(c: float, m: float, y: float, k: float, limit: float) -> None:
    made = limit_inks((c, m, y, k), limit)
    assert sum(made) <= limit + 1e-6
    assert all(0 <= ink <= 1 for ink in made)
    if c + m + y + k <= limit:
        assert made == (c, m, y, k)
    else:
        assert made[3] >= min(k, limit) - 1e-9


@pytest.mark.parametrize(
    ("inks", "limited"),
    [
        ((0.0, 1.0, 1.0, 0.0), (0.0, 1.0, 1.0, 0.0)),
        # the gray goes over to black …
        ((0.7, 0.7, 0.7, 0.7), (0.5, 0.5, 0.5, 0.9)),
        # … and where black is full, all three give way alike
        ((1.0, 1.0, 0.0, 1.0), (0.7, 0.7, 0.0, 1.0)),
    ],
)
def test_how_ink_is_taken_away(inks: tuple[float, ...], limited: tuple[float, ...]) -> None:
    assert limit_inks(inks, 2.4) == pytest.approx(limited)  # type: ignore[arg-type]


def _noise(size: tuple[int, int]) -> Image.Image:
    state, data = 1, bytearray()
    for _ in range(size[0] * size[1] * 4):
        state = (state * 1103515245 + 12345) % 2**31
        data.append(state >> 16 & 255)
    return Image.frombytes("CMYK", size, bytes(data))


@pytest.mark.parametrize("limit", [1.5, 2.0, 2.4, 3.0])
def test_every_pixel_keeps_within_the_limit(limit: float) -> None:
    image = _noise((64, 48))
    before = list(zip(*[iter(image.tobytes())] * 4, strict=True))
    made = limit_image(image, limit)
    after = list(zip(*[iter(made.tobytes())] * 4, strict=True))
    most = int(limit * 255)
    assert max(map(sum, before)) > most
    assert max(map(sum, after)) <= most
    assert most_ink(made) == pytest.approx(max(map(sum, after)) / 255)
    for old, new in zip(before, after, strict=True):
        if sum(old) <= most:
            assert old == new
        wanted = limit_inks(tuple(ink / 255 for ink in old), limit)  # type: ignore[arg-type]
        assert all(abs(ink - 255 * want) <= 3 for ink, want in zip(new, wanted, strict=True))


@pytest.mark.parametrize(
    ("color", "inks"),
    [
        (_gray(0.0), (0, 0, 0, 1)),
        (_gray(0.9), (0, 0, 0, 0.1)),
        (_rgb(0.0, 0.0, 0.0), (0, 0, 0, 1)),
        (_rgb(1.0, 1.0, 1.0), (0, 0, 0, 0)),
        (_cmyk(0.0, 1.0, 1.0, 0.0), (0, 1, 1, 0)),
        (_cmyk(1.0, 1.0, 1.0, 1.0), (0.4667, 0.4667, 0.4667, 1)),
    ],
)
def test_colours_in_inks(color: Color, inks: tuple[float, ...]) -> None:
    made = separator(newsprint(), 2.4, False).color(color)
    assert made.space is ColorSpace.CMYK
    assert made.values == pytest.approx(inks, abs=1e-4)


def test_gray_without_a_hue_is_black_ink_alone_and_rises() -> None:
    work = separator(newsprint(), 2.4, False)
    blacks = [work.color(_rgb(v / 10, v / 10, v / 10)).values for v in range(11)]
    assert all(inks[:3] == (0, 0, 0) for inks in blacks)
    tones = [inks[3] for inks in blacks]
    assert tones == sorted(tones, reverse=True)
    # dot gain is taken off: half gray is no half of ink more than it must be
    assert 0.4 < tones[5] < 0.6


def test_colours_look_the_same_on_paper_as_far_as_newsprint_can() -> None:
    """Back through the profile, a colour within the gamut is what it was."""
    profile = newsprint()
    press = ImageCms.ImageCmsProfile(io.BytesIO(profile.data))
    back = ImageCms.buildTransform(
        press,
        ImageCms.createProfile("sRGB"),
        "CMYK",
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    work = separator(profile, 2.4, False)
    for wanted in ((200, 150, 120), (60, 80, 120), (90, 120, 80), (220, 200, 170)):
        inks = work.color(_rgb(*(value / 255 for value in wanted))).values
        pixel = Image.new("CMYK", (1, 1), tuple(round(255 * ink) for ink in inks))
        shown = ImageCms.applyTransform(pixel, back)
        assert shown is not None
        assert all(abs(a - b) <= 6 for a, b in zip(shown.tobytes(), wanted, strict=True))


def test_spot_inks_stay_and_their_stand_in_keeps_the_limit() -> None:
    color = Color(ColorSpace.SPOT, (0.5,), "套红", (1.0, 1.0, 1.0, 1.0))
    made = separator(newsprint(), 2.4, False).color(color)
    assert (made.space, made.values, made.name) == (ColorSpace.SPOT, (0.5,), "套红")
    assert sum(made.process) == pytest.approx(2.4)


@pytest.mark.parametrize(
    "color",
    [
        _rgb(0.8, 0.0, 0.0),
        _cmyk(0.0, 1.0, 1.0, 0.0),
        Color(ColorSpace.SPOT, (1.0,), "套红", (0.0, 0.95, 0.85, 0.0)),
    ],
)
def test_a_gray_page_sets_coloured_letters_in_solid_black_and_tints_else(color: Color) -> None:
    work = separator(newsprint(), 2.4, True)
    assert work.color(color, lettering=True).values == (0, 0, 0, 1)
    plain = work.color(color).values
    assert plain[:3] == (0, 0, 0)
    assert 0.4 < plain[3] < 0.8


def test_a_gray_page_leaves_light_letters_light() -> None:
    work = separator(newsprint(), 2.4, True)
    assert work.color(_rgb(1.0, 1.0, 0.8), lettering=True).values[3] < 0.1


# Pictures


def _photo(
    path: Path, mode: str = "RGB", size: tuple[int, int] = (240, 160), **more: object
) -> Path:
    width, height = size
    image = Image.merge(
        "RGB",
        [Image.linear_gradient("L").rotate(turn).resize(size) for turn in (0, 90, 180)],
    )
    image.paste((0, 0, 0), (0, 0, width // 4, height // 4))
    image.paste((255, 0, 0), (width // 2, 0, width // 2 + 20, height // 3))
    image.convert(mode).save(path, **more)  # type: ignore[arg-type]
    return path


def _decoded(picture: object) -> Image.Image:
    from layout.output.press.pictures import PressPicture

    assert isinstance(picture, PressPicture)
    if picture.jpeg:
        return Image.open(io.BytesIO(picture.data))
    return Image.frombytes("CMYK" if picture.components == 4 else "L", picture.size, picture.data)


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png"])
@pytest.mark.parametrize("limit", [1.8, 2.4])
def test_a_picture_keeps_the_limit_as_it_is_read_back(
    tmp_path: Path, name: str, limit: float
) -> None:
    made = press_picture(str(_photo(tmp_path / name)), PressSettings(ink_limit=limit))
    assert made.components == 4
    assert made.jpeg == name.endswith("jpg")
    image = _decoded(made)
    assert most_ink(image) <= limit
    assert made.ink == most_ink(image)
    assert most_ink(image) > limit * 0.85


@pytest.mark.parametrize("mode", ["L", "1", "LA"])
def test_a_picture_without_colour_prints_in_black_alone(tmp_path: Path, mode: str) -> None:
    made = press_picture(str(_photo(tmp_path / "p.png", mode)), PressSettings())
    assert made.components == 1
    low, high = _decoded(made).getextrema()
    assert low == 0
    assert high > 200  # type: ignore[operator]


def test_a_gray_page_has_gray_pictures(tmp_path: Path) -> None:
    made = press_picture(str(_photo(tmp_path / "p.jpg")), PressSettings(gray=True))
    assert made.components == 1


def test_an_embedded_profile_counts(tmp_path: Path) -> None:
    """The same numbers under another profile are other colours."""
    plain = _photo(tmp_path / "plain.png")
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tagged = _photo(tmp_path / "tagged.png", icc_profile=lab)
    swapped = _photo(tmp_path / "swapped.png", icc_profile=_swapped_profile(lab))
    settings = PressSettings()
    same, other, third = (press_picture(str(p), settings) for p in (plain, tagged, swapped))
    assert _distance(same.data, other.data) <= 2
    assert _distance(same.data, third.data) > 50


def _distance(one: bytes, other: bytes) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _swapped_profile(srgb: bytes) -> bytes:
    """sRGB with red and blue primaries exchanged."""
    return srgb.replace(b"rXYZ", b"tXYZ").replace(b"bXYZ", b"rXYZ").replace(b"tXYZ", b"bXYZ")


def test_cmyk_for_this_press_keeps_its_numbers(tmp_path: Path) -> None:
    image = Image.new("CMYK", (8, 8), (10, 20, 30, 40))
    image.paste((255, 255, 255, 255), (0, 0, 4, 4))
    image.save(tmp_path / "p.tif")
    made = _decoded(press_picture(str(tmp_path / "p.tif"), PressSettings()))
    assert made.getpixel((7, 7)) == (10, 20, 30, 40)
    assert made.getpixel((0, 0)) == (119, 119, 119, 255)


def test_a_picture_is_sampled_down_and_keeps_its_mask(tmp_path: Path) -> None:
    image = Image.new("RGBA", (200, 100), (200, 30, 30, 128))
    image.save(tmp_path / "p.png")
    made = press_picture(str(tmp_path / "p.png"), PressSettings(), (100.0, 50.0))
    assert made.size == (100, 50)
    assert made.alpha == bytes([128]) * 5000


def test_a_large_picture_takes_less_than_two_seconds(tmp_path: Path) -> None:
    path = _photo(tmp_path / "p.jpg", size=(2200, 1560))
    begun = time.process_time()
    first = press_picture(str(path), PressSettings(ink_limit=2.0))
    assert time.process_time() - begun < 2
    assert first.ink <= 2.0
    begun = time.process_time()
    assert press_picture(str(path), PressSettings(ink_limit=2.0)) is first
    assert time.process_time() - begun < 0.2


# The profile


def test_the_newsprint_profile_prints_what_iso_12647_3_aims_at() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(newsprint().data))
    absolute = ImageCms.buildTransform(
        profile,
        ImageCms.createProfile("LAB"),
        "CMYK",
        "LAB",
        ImageCms.Intent.ABSOLUTE_COLORIMETRIC,
    )
    for inks, aim in {
        (0, 0, 0, 0): (82, 0, 3),
        (1, 0, 0, 0): (57, -23, -27),
        (0, 1, 0, 0): (54, 44, -2),
        (0, 0, 1, 0): (78, -3, 58),
        (0, 0, 0, 1): (36, 1, 4),
        (0, 1, 1, 0): (52, 41, 25),
    }.items():
        pixel = Image.new("CMYK", (1, 1), tuple(255 * ink for ink in inks))
        shown = ImageCms.applyTransform(pixel, absolute)
        assert shown is not None
        lightness, a, b = shown.tobytes()
        found = (lightness / 2.55, (a ^ 128) - 128, (b ^ 128) - 128)
        assert all(abs(x - y) <= 1.5 for x, y in zip(found, aim, strict=True)), (inks, found)


@pytest.mark.parametrize("intent", [0, 1, 2])
def test_the_newsprint_profile_never_asks_for_more_than_240_percent(intent: int) -> None:
    table = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(newsprint().data)),
        "RGB",
        "CMYK",
        ImageCms.Intent(intent),
    )
    steps = range(0, 256, 15)
    cube = bytes(value for r in steps for g in steps for b in steps for value in (r, g, b))
    image = ImageCms.applyTransform(Image.frombytes("RGB", (18 * 18, 18), cube), table)
    assert image is not None
    assert most_ink(image) <= 2.4


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"no profile", "is no ICC profile"),
        (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "is of class 'mntr'"),
        (newsprint().data[:200], "is damaged"),
    ],
)
def test_files_that_are_no_press_profile(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "p.icc"
    path.write_bytes(data)
    with pytest.raises(EditorError, match=problem):
        read_profile(path)


def test_a_profile_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EditorError, match="cannot be read"):
        read_profile(tmp_path / "none.icc")
