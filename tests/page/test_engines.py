"""One page, several engines: they must agree on what it looks like."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from layout.model import GlyphRun
from layout.output.pdf import write_pdf
from layout.output.png import rasterize
from layout.output.press import PressSettings, for_press
from layout.pipeline import place

ROOT = Path(__file__).resolve().parents[2]
DPI = 60
ENGINES = {
    "poppler": ("pdftoppm", "-r", str(DPI), "-png", "-singlefile", "in.pdf", "out"),
    "mupdf": ("mutool", "draw", "-q", "-r", str(DPI), "-o", "out.png", "in.pdf"),
    "ghostscript": (
        *("gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=png16m", f"-r{DPI}"),
        *("-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-o", "out.png", "in.pdf"),
    ),
}
HARMLESS = ("warning: ICC support is not available",)
"""What Debian's MuPDF says of itself, whatever the file."""

BLUR = 3
"""Pixels: what engines differ in by anti-aliasing and stem widths is spread over so much."""

MEAN, MOST = 8.0, 55
"""How far (of 255) blurred pages may differ on average, and in any pixel."""


@pytest.fixture(scope="module", params=["screen", "press"])
def files(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    page = place(ROOT / "pages" / "changgou.yaml")
    if request.param == "screen":
        return "screen", write_pdf(page)
    settings = PressSettings(gray=True)
    return "press", write_pdf(for_press(page, settings), press=settings, max_dpi=200)


def _apart(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """How far two drawings differ once blurred: on average, and at most."""
    assert abs(one.width - other.width) <= 1 and abs(one.height - other.height) <= 1
    box = (0, 0, min(one.width, other.width), min(one.height, other.height))
    blur = ImageFilter.GaussianBlur(BLUR)
    a, b = (image.convert("L").filter(blur).crop(box) for image in (one, other))
    difference = ImageChops.difference(a, b)
    _, most = difference.getextrema()
    assert isinstance(most, int)
    return ImageStat.Stat(difference).mean[0], most


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_draw_the_same_page(files: tuple[str, bytes], tmp_path: Path, engine: str) -> None:
    command = ENGINES[engine]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    kind, data = files
    (tmp_path / "in.pdf").write_bytes(data)
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    said = [line for line in done.stderr.splitlines() if line not in HARMLESS]
    assert not said, said
    other = Image.open(io.BytesIO((tmp_path / "out.png").read_bytes()))
    mean, most = _apart(rasterize(data, DPI)[0], other)
    print(f"{engine}, {kind}: mean {mean:.2f}, most {most:.0f}")
    assert mean <= MEAN and most <= MOST, f"{engine}: mean {mean:.2f}, most {most:.0f}"


def test_a_single_missing_line_would_be_seen() -> None:
    page = place(ROOT / "pages" / "changgou.yaml")
    bodies = [item for item in page.items if isinstance(item, GlyphRun) and len(item.gids) > 15]
    less = replace(page, items=tuple(item for item in page.items if item is not bodies[100]))
    one, other = (rasterize(write_pdf(made), DPI)[0] for made in (page, less))
    assert _apart(one, one) == (0, 0)
    assert _apart(one, other)[1] > MOST
