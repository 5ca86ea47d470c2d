"""Pictures of every kind: what is embedded, how it looks, what is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from layout.errors import EditorError
from layout.geometry import Rect
from layout.model import Picture, PlacedPage
from layout.output import raster
from layout.output.pdf import write_pdf

Pages = Callable[..., PlacedPage]

RECT = Rect(50, 100, 200, 100)
RED, GREEN, BLUE, GRAY = (220, 30, 30), (30, 200, 30), (30, 30, 220), (128, 128, 128)


@lru_cache(maxsize=4)
def _open(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def _quarters(mode: str = "RGB", size: int = 64) -> Image.Image:
    """Red and green above, blue and gray below."""
    image = Image.new("RGB", (2 * size, size))
    half = size // 2
    for color, place in (
        (RED, (0, 0)),
        (GREEN, (size, 0)),
        (BLUE, (0, half)),
        (GRAY, (size, half)),
    ):
        image.paste(color, (*place, place[0] + size, place[1] + half))
    return image.convert(mode)


def _picture(path: Path, rect: Rect = RECT, place: Rect | None = None) -> Picture:
    return Picture(str(path), rect, place or rect, "", "photo")


def _xobject(data: bytes) -> pikepdf.Object:
    (found,) = dict(_open(data).pages[0].Resources.XObject).values()
    return found


def _drawn(data: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")


def _corners(data: bytes, rect: Rect = RECT) -> list[tuple[int, int, int]]:
    image = _drawn(data)
    return [
        image.getpixel((int(rect.x + rect.width * x), int(rect.y + rect.height * y)))
        for y in (0.25, 0.75)
        for x in (0.25, 0.75)
    ]


def _near(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


FORMATS = [
    ("a.jpg", "RGB", {"quality": 95, "subsampling": 0}, "/DeviceRGB", "/DCTDecode"),
    ("p.jpg", "RGB", {"quality": 95, "progressive": True}, "/DeviceRGB", "/DCTDecode"),
    ("a.png", "RGB", {}, "/DeviceRGB", "/FlateDecode"),
    ("p.png", "P", {}, "/DeviceRGB", "/FlateDecode"),
    ("a.tif", "RGB", {}, "/DeviceRGB", "/FlateDecode"),
    ("a.webp", "RGB", {"lossless": True}, "/DeviceRGB", "/FlateDecode"),
    ("a.bmp", "RGB", {}, "/DeviceRGB", "/FlateDecode"),
]


@pytest.mark.parametrize(("name", "mode", "options", "space", "coding"), FORMATS)
def test_formats_in_colour(
    name: str,
    mode: str,
    options: dict[str, object],
    space: str,
    coding: str,
    page: Pages,
    tmp_path: Path,
) -> None:
    path = tmp_path / name
    _quarters(mode).save(path, **options)
    data = write_pdf(page(_picture(path)))
    found = _xobject(data)
    assert (found.ColorSpace, found.Filter) == (space, coding)
    if coding == "/DCTDecode":
        assert found.read_raw_bytes() == path.read_bytes()
    for drawn, wanted in zip(_corners(data), (RED, GREEN, BLUE, GRAY), strict=True):
        assert _near(drawn, wanted, 40 if mode == "P" else 12)


@pytest.mark.parametrize("name", ("g.jpg", "g.png", "bits.png"))
def test_gray_pictures_stay_gray(name: str, page: Pages, tmp_path: Path) -> None:
    path = tmp_path / name
    _quarters("1" if name == "bits.png" else "L").save(path)
    assert _xobject(write_pdf(page(_picture(path)))).ColorSpace == "/DeviceGray"


def test_sixteen_bits_keep_their_upper_byte(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    Image.new("I;16", (8, 8), 0x8000).save(path)
    assert set(_xobject(write_pdf(page(_picture(path)))).read_bytes()) == {0x7F}


def test_a_cmyk_jpeg_passes_with_its_inverted_ink(page: Pages, tmp_path: Path) -> None:
    """Pillow writes CMYK as Photoshop does: inverted, with an Adobe marker."""
    path = tmp_path / "cmyk.jpg"
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(path, quality=100)
    data = write_pdf(page(_picture(path)))
    found = _xobject(data)
    assert found.ColorSpace == "/DeviceCMYK"
    assert [int(value) for value in found.Decode] == [1, 0, 1, 0, 1, 0, 1, 0]
    red, green, blue = _corners(data)[0]
    assert red > 180 and green < 90 and blue < 90


def test_a_cmyk_tiff_is_not_inverted(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "cmyk.tif"
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(path)
    data = write_pdf(page(_picture(path)))
    assert "/Decode" not in _xobject(data)
    red, green, blue = _corners(data)[0]
    assert red > 180 and green < 90 and blue < 90


def test_transparency_becomes_a_soft_mask(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "alpha.png"
    image = _quarters("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    image.save(path)
    mask = _xobject(write_pdf(page(_picture(path)))).SMask
    assert mask.ColorSpace == "/DeviceGray"
    assert mask.read_bytes() == image.getchannel("A").tobytes()


def test_an_opaque_alpha_channel_is_left_out(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "opaque.png"
    _quarters("RGBA").save(path)
    assert "/SMask" not in _xobject(write_pdf(page(_picture(path))))


def test_a_transparent_palette_colour_is_masked(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "palette.png"
    image = _quarters("P")
    image.save(path, transparency=image.getpixel((0, 0)))
    mask = _xobject(write_pdf(page(_picture(path)))).SMask.read_bytes()
    assert (mask[0], mask[-1]) == (0, 255)


# EXIF orientation → how the stored picture was turned before it was stored
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("suffix", (".jpg", ".png"))
def test_orientation_is_applied(orientation: int, suffix: str, page: Pages, tmp_path: Path) -> None:
    path = tmp_path / f"turned{suffix}"
    turn = TURNS[orientation]
    stored = _quarters() if turn is None else _quarters().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(path, exif=exif, **({"quality": 95} if suffix == ".jpg" else {}))
    found = _corners(write_pdf(page(_picture(path))))
    for drawn, wanted in zip(found, (RED, GREEN, BLUE, GRAY), strict=True):
        assert _near(drawn, wanted)


def test_a_picture_is_clipped_to_its_rectangle(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "red.png"
    Image.new("RGB", (10, 10), RED).save(path)
    picture = _picture(path, Rect(50, 100, 100, 100), Rect(20, 80, 200, 200))
    image = _drawn(write_pdf(page(picture, bleed=0.0)))
    assert _near(image.getpixel((52, 102)), RED)
    for outside in ((45, 150), (155, 150), (100, 95), (100, 205)):
        assert image.getpixel(outside) == (255, 255, 255)


def test_the_bleed_shifts_pictures_with_the_page(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "red.png"
    Image.new("RGB", (10, 10), RED).save(path)
    image = _drawn(write_pdf(page(_picture(path, Rect(0, 0, 20, 20)), bleed=10.0)))
    assert image.getpixel((5, 5)) == (255, 255, 255)
    assert _near(image.getpixel((15, 15)), RED)
    assert image.getpixel((35, 35)) == (255, 255, 255)


def test_one_file_is_embedded_once(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    _quarters().save(path)
    data = write_pdf(
        [page(_picture(path), _picture(path, Rect(0, 0, 10, 10))), page(_picture(path))]
    )
    assert data.count(b"/DCTDecode") == 1


def test_pictures_keep_their_pixels_unless_asked(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    _quarters(size=600).save(path)
    whole = _xobject(write_pdf(page(_picture(path))))
    assert (whole.Width, whole.Height) == (1200, 600)
    less = _xobject(write_pdf(page(_picture(path)), max_dpi=72))
    assert (less.Width, less.Height, less.Filter) == (200, 100, "/DCTDecode")
    same = _xobject(write_pdf(page(_picture(path)), max_dpi=2000))
    assert same.read_raw_bytes() == path.read_bytes()


def test_a_missing_picture_is_an_error(page: Pages, tmp_path: Path) -> None:
    with pytest.raises(EditorError, match=r"gone\.jpg' cannot be read") as caught:
        write_pdf(page(_picture(tmp_path / "gone.jpg")))
    assert "suggestion: check the file's name" in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"]
)
def test_a_broken_picture_is_an_error(content: bytes, page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "broken.jpg"
    path.write_bytes(content)
    with pytest.raises(EditorError, match="is not an image that can be read"):
        write_pdf(page(_picture(path)))


def test_a_cut_off_png_is_an_error(page: Pages, tmp_path: Path) -> None:
    path = tmp_path / "cut.png"
    Image.effect_noise((64, 64), 50).save(path)
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(EditorError, match="is not an image that can be read"):
        write_pdf(page(_picture(path)))


@pytest.mark.parametrize("name", ("bomb.jpg", "bomb.png"))
def test_too_many_pixels_are_refused(
    name: str, page: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    _quarters().save(path)
    monkeypatch.setattr(raster, "MAX_PIXELS", 1000)
    with pytest.raises(EditorError, match="has 128 × 64 pixels") as caught:
        write_pdf(page(_picture(path)))
    assert "save the picture in the size it is printed in" in str(caught.value)


def test_pillows_own_limit_is_told_the_same_way(
    page: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.png"
    _quarters().save(path)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(EditorError, match="is too large"):
        write_pdf(page(_picture(path)))
