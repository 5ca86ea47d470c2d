"""Pages as pictures."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from layout.errors import EditorError
from layout.geometry import Rect
from layout.model import BLACK, Box, PlacedPage
from layout.output.pdf import write_pdf
from layout.output.png import png_bytes, rasterize

Pages = Callable[..., PlacedPage]


@pytest.fixture
def pdf(page: Pages) -> bytes:
    square = Box(Rect(100, 100, 50, 50), fill=BLACK)
    return write_pdf([page(square), page()])


@pytest.mark.parametrize(("dpi", "size"), [(72, (300, 400)), (144, (600, 800)), (36.0, (150, 200))])
def test_every_page_is_drawn_at_the_resolution(
    pdf: bytes, dpi: float, size: tuple[int, int]
) -> None:
    images = rasterize(pdf, dpi)
    assert [image.size for image in images] == [size, size]
    assert {image.mode for image in images} == {"RGB"}
    scale = dpi / 72
    assert images[0].getpixel((int(125 * scale), int(125 * scale))) == (0, 0, 0)
    assert images[0].getpixel((int(95 * scale), int(125 * scale))) == (255, 255, 255)
    assert images[1].getpixel((int(125 * scale), int(125 * scale))) == (255, 255, 255)


def test_a_file_is_drawn_like_its_bytes(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf)
    assert rasterize(path, 50)[0].tobytes() == rasterize(pdf, 50)[0].tobytes()
    assert rasterize(str(path), 50)[0].size == (209, 278)


def test_png_bytes_are_equal_and_know_their_resolution(pdf: bytes) -> None:
    one, two = (png_bytes(rasterize(pdf, 200)[0], 200) for _ in range(2))
    assert one == two
    assert Image.open(io.BytesIO(one)).info["dpi"] == pytest.approx((200, 200), abs=0.01)


@pytest.mark.parametrize("dpi", [0, -1, float("nan")])
def test_a_resolution_must_be_positive(pdf: bytes, dpi: float) -> None:
    with pytest.raises(EditorError, match="cannot be drawn") as caught:
        rasterize(pdf, dpi)
    assert "expected: a number above 0" in str(caught.value)


def test_a_giant_picture_is_refused_before_it_is_drawn(pdf: bytes) -> None:
    with pytest.raises(EditorError, match="at 9000 dpi has 1875 million pixels") as caught:
        rasterize(pdf, 9000)
    assert "suggestion: ask for 2939 dpi or less" in str(caught.value)
    assert "expected: at most 200 million" in str(caught.value)


def test_what_is_no_pdf_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "no.pdf"
    path.write_bytes(b"nothing")
    with pytest.raises(EditorError, match=r"no\.pdf' cannot be read"):
        rasterize(path)
    with pytest.raises(EditorError, match="the PDF cannot be read"):
        rasterize(b"nothing")
    with pytest.raises(EditorError, match=r"gone\.pdf' cannot be read"):
        rasterize(tmp_path / "gone.pdf")
