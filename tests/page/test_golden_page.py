"""Golden images: the placed sample looks as it did when it was last looked at.

After a wanted change: ``python -m tests.page.test_golden_page`` draws them anew;
look at the pictures before committing them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from layout.output.pdf import write_pdf
from layout.output.png import png_bytes, rasterize
from layout.pipeline import place

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
DPI = 60
PAGES = ["changgou"]

FAINT = 48
"""Grey levels by which anti-aliasing of another PDFium may differ after a slight blur."""


def drawn(name: str) -> Image.Image:
    (image,) = rasterize(write_pdf(place(ROOT / "pages" / f"{name}.yaml")), DPI)
    return image.convert("L")


def differing(image: Image.Image, golden: Image.Image) -> int:
    """Pixels that differ by more than anti-aliasing does."""
    blur = ImageFilter.GaussianBlur(0.7)
    difference = ImageChops.difference(image.filter(blur), golden.filter(blur))
    return sum(difference.histogram()[FAINT:])


@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_it_did(name: str, tmp_path: Path) -> None:
    golden = Image.open(GOLDEN / f"{name}.png")
    image = drawn(name)
    assert image.size == golden.size
    count = differing(image, golden)
    if count > 20:
        image.save(tmp_path / f"{name}.png")
    assert count <= 20, f"{count} pixels differ; see {tmp_path / name}.png"


def test_one_shifted_line_is_noticed() -> None:
    """The comparison above can fail: three words moved by a point are seen."""
    golden = Image.open(GOLDEN / "changgou.png").convert("L")
    moved = golden.copy()
    box = (60, 200, 160, 211)
    moved.paste(golden.crop(box), (61, 201))
    assert differing(moved, golden) > 20


if __name__ == "__main__":
    for page in PAGES:
        (GOLDEN / f"{page}.png").write_bytes(png_bytes(drawn(page), DPI))
