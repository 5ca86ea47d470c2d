"""PDF/X-4 as other programs read it: structure by pikepdf, inks by Ghostscript."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from layout.geometry import Point, Rect
from layout.model import (
    BLACK,
    Box,
    Color,
    ColorSpace,
    FaceRef,
    GlyphRun,
    Picture,
    PlacedPage,
    Rule,
)
from layout.output.pdf import write_pdf
from layout.output.press import PressSettings, for_press
from layout.output.press.profile import newsprint

Maker = Callable[..., GlyphRun]
Pages = Callable[..., PlacedPage]

RED = Color(ColorSpace.RGB, (0.8, 0.0, 0.0))
SPOT = Color(ColorSpace.SPOT, (0.5,), "套红", (0.0, 0.95, 0.85, 0.0))
PDFX = "http://www.npes.org/pdfx/ns/id/"


def _press(page: PlacedPage, **more: object) -> bytes:
    settings = PressSettings(**more)  # type: ignore[arg-type]
    return write_pdf(for_press(page, settings), press=settings, max_dpi=200)


@lru_cache(maxsize=8)
def _read(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.fixture
def full(page: Pages, run: Maker, fonts: dict[str, FaceRef], tmp_path: Path) -> PlacedPage:
    """Text, rules, tints, a spot ink and a picture; bleed on all sides."""
    photo = Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * turn) for turn in range(3)])
    photo.save(tmp_path / "photo.jpg", quality=95)
    place = Rect(40, 200, 120, 90)
    return page(
        Box(Rect(0, 0, 300, 40), RED),
        run(fonts["glyf"], "AB", y=30.0),
        Rule(Point(10, 100), Point(200, 100), 0.5),
        Box(Rect(200, 120, 50, 50), SPOT, BLACK, 1.0),
        run(fonts["glyf"], "中文", y=150.0, x=205.0),
        Picture(str(tmp_path / "photo.jpg"), place, place, "", "photo"),
        bleed=8.5,
        title="题 <1> & 2",
    )


def test_the_boxes(full: PlacedPage) -> None:
    (plain,) = _read(_press(full)).pages
    assert [float(edge) for edge in plain.MediaBox] == [0, 0, 317, 417]
    assert [float(edge) for edge in plain.TrimBox] == [8.5, 8.5, 308.5, 408.5]
    (marked,) = _read(_press(full, marks=True)).pages
    media, bleed, trim = (
        [float(edge) for edge in box] for box in (marked.MediaBox, marked.BleedBox, marked.TrimBox)
    )
    assert trim[0] - media[0] == pytest.approx(8.504 + 22.677, abs=0.01)
    assert [round(edge, 2) for edge in bleed] == [
        round(edge + out, 2) for edge, out in zip(trim, (-8.5, -8.5, 8.5, 8.5), strict=True)
    ]
    assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([300, 400])
    assert "/ArtBox" not in marked and "/Annots" not in marked


def test_the_output_intent_carries_the_profile(full: PlacedPage) -> None:
    document = _read(_press(full))
    assert document.pdf_version == "1.6"
    (intent,) = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "Custom"
    assert str(intent.Info).startswith("Newsprint")
    assert int(intent.DestOutputProfile.N) == 4
    assert intent.DestOutputProfile.read_bytes() == newsprint().data


def test_the_metadata_say_pdf_x_4_and_agree_with_the_information(full: PlacedPage) -> None:
    document = _read(_press(full))
    assert str(document.docinfo.Trapped) == "/False"
    assert "/GTS_PDFXVersion" not in document.docinfo
    assert "/Filter" not in document.Root.Metadata
    meta = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    assert meta[f"{{{PDFX}}}GTS_PDFXVersion"] == "PDF/X-4"
    assert meta["pdf:Trapped"] == "False"
    assert meta["dc:title"] == "题 <1> & 2" == str(document.docinfo.Title)
    assert meta["xmp:CreatorTool"] == str(document.docinfo.Creator)
    assert meta["pdf:Producer"] == str(document.docinfo.Producer)
    for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        assert meta[key] == "2000-01-01T00:00:00Z"
    assert re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", meta["xmpMM:DocumentID"])
    assert (meta["xmpMM:VersionID"], meta["xmpMM:RenditionClass"]) == ("1", "default")
    assert len(document.trailer.ID) == 2


def test_the_date_comes_from_the_environment(
    full: PlacedPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert b"<xmp:CreateDate>2023-11-14T22:13:20Z</xmp:CreateDate>" in _press(full)


def test_equal_pages_give_equal_bytes_and_others_another_identifier(full: PlacedPage) -> None:
    assert _press(full, marks=True) == _press(full, marks=True)
    one, other = (re.search(rb"uuid:[0-9a-f-]+", _press(full, marks=m)) for m in (True, False))
    assert one and other and one[0] != other[0]


def test_the_spot_ink_is_a_separation(full: PlacedPage) -> None:
    (found,) = _read(_press(full)).pages
    ((_, space),) = dict(found.Resources.ColorSpace).items()
    kind, ink, alternate, tint = space
    assert (kind, alternate) == ("/Separation", "/DeviceCMYK")
    assert str(ink) == "/套红"
    assert int(tint.FunctionType) == 2
    assert [float(value) for value in tint.C0] == [0, 0, 0, 0]
    assert [float(value) for value in tint.C1] == [0, 0.95, 0.85, 0]


def test_spot_inks_do_without_the_press(page: Pages) -> None:
    (found,) = _read(write_pdf(page(Box(Rect(10, 10, 10, 10), SPOT)))).pages
    assert len(dict(found.Resources.ColorSpace)) == 1
    assert "/ExtGState" not in found.Resources


def test_a_file_for_the_screen_has_none_of_it(full: PlacedPage) -> None:
    document = _read(write_pdf(full))
    assert "/OutputIntents" not in document.Root
    assert "/Trapped" not in document.docinfo


def _painted(data: bytes) -> list[tuple[str, str, bool, bool]]:
    """What each painting operator paints: (operator, colour, fill and stroke overprint)."""
    (found,) = _read(data).pages
    states = dict(found.Resources.get("/ExtGState", {}))
    fill, stroke, fills, strokes = "", "", False, False
    stack: list[tuple[str, str, bool, bool]] = []
    painted = []
    for operands, operator in pikepdf.parse_content_stream(found):
        name = str(operator)
        text = " ".join(str(operand) for operand in operands)
        if name == "q":
            stack.append((fill, stroke, fills, strokes))
        elif name == "Q":
            fill, stroke, fills, strokes = stack.pop()
        elif name == "gs":
            state = states[text]
            assert int(state.OPM) == 1
            fills, strokes = bool(state.op), bool(state.OP)
        elif name in ("k", "g", "rg", "scn"):
            fill = f"{text} {name}"
        elif name in ("K", "G", "RG", "SCN"):
            stroke = f"{text} {name}"
        elif name in ("TJ", "Tj", "f", "S", "B"):
            painted.append((name, stroke if name == "S" else fill, fills, strokes))
    assert not stack
    return painted


def test_black_text_and_rules_overprint_and_nothing_else(full: PlacedPage) -> None:
    painted = _painted(_press(full))
    assert [name for name, *_ in painted] == ["f", "Tj", "S", "B", "Tj"]
    tint, text, rule, box, more = painted
    assert not tint[2]
    assert text[1:3] == more[1:3] == ("0 0 0 1 k", True)
    assert rule[1] == "0 0 0 1 K" and rule[3]
    # the box: a tint that covers within a frame that overprints
    assert (box[2], box[3]) == (False, True)


def test_overprint_ends_with_the_black(page: Pages, run: Maker, fonts: dict[str, FaceRef]) -> None:
    red, face = Color(ColorSpace.CMYK, (0.0, 1.0, 1.0, 0.0)), fonts["glyf"]
    items = (run(face, "A"), Box(Rect(0, 0, 9, 9), red), run(face, "B", color=red, y=90.0))
    painted = _painted(_press(page(*items)))
    assert [overprints for *_, overprints, _ in painted] == [True, False, False]


def test_pictures_are_in_inks(full: PlacedPage) -> None:
    (found,) = _read(_press(full)).pages
    (image,) = dict(found.Resources.XObject).values()
    assert image.ColorSpace == "/DeviceCMYK"
    (gray,) = _read(_press(full, gray=True)).pages
    (image,) = dict(gray.Resources.XObject).values()
    assert image.ColorSpace == "/DeviceGray"


def test_a_mask_is_blended_in_inks(page: Pages, tmp_path: Path) -> None:
    Image.new("RGBA", (20, 20), (200, 30, 30, 128)).save(tmp_path / "p.png")
    place = Rect(10, 10, 50, 50)
    picture = Picture(str(tmp_path / "p.png"), place, place, "", "p")
    (found,) = _read(_press(page(picture))).pages
    assert found.Group.CS == "/DeviceCMYK"
    (image,) = dict(found.Resources.XObject).values()
    assert image.SMask.ColorSpace == "/DeviceGray"


# What comes out of a RIP

ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")


def _gs(folder: Path, data: bytes, *options: str) -> str:
    (folder / "in.pdf").write_bytes(data)
    done = subprocess.run(
        ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", *options, str(folder / "in.pdf")],
        capture_output=True,
        text=True,
        cwd=folder,
        check=True,
    )
    assert not done.stderr, done.stderr
    return done.stdout


def _image(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


def _inks(folder: Path, data: bytes) -> list[float]:
    out = _gs(folder, data, "-sDEVICE=inkcov", "-o", "-")
    return [float(value) for value in out.split()[:4]]


@ghostscript
def test_a_page_of_text_has_black_ink_alone(
    page: Pages, run: Maker, fonts: dict[str, FaceRef], tmp_path: Path
) -> None:
    made = page(run(fonts["glyf"], "中文AB"), Rule(Point(9, 90), Point(99, 90), 1.0))
    *colours, black = _inks(tmp_path, _press(made))
    assert colours == [0, 0, 0]
    assert black > 0


@ghostscript
def test_a_gray_page_has_black_ink_alone(full: PlacedPage, tmp_path: Path) -> None:
    for marks in (False, True):
        *colours, black = _inks(tmp_path, _press(full, gray=True, marks=marks))
        assert colours == [0, 0, 0]
        assert black > 0.05


def _rasterized(folder: Path, data: bytes) -> Image.Image:
    _gs(folder, data, "-sDEVICE=tiff32nc", "-r100", "-dOverprint=/enable", "-o", "out.tif")
    image = _image(folder / "out.tif")
    assert image.mode == "CMYK"
    return image


@ghostscript
@pytest.mark.parametrize("limit", [2.0, 2.4])
def test_no_pixel_has_more_ink_than_the_press_takes(
    full: PlacedPage, tmp_path: Path, limit: float
) -> None:
    image = _rasterized(tmp_path, _press(full, ink_limit=limit))
    # black that overprints adds to what lies beneath: letters are left out
    box = tuple(round((edge + 8.5) * 100 / 72) + 1 for edge in (40, 200, 159, 289))
    picture = image.crop(box)
    most = max(map(sum, zip(*[iter(picture.tobytes())] * 4, strict=True))) / 255
    assert limit * 0.7 < most <= limit + 0.01


@ghostscript
def test_the_plates_show_overprint_and_the_spot_ink(full: PlacedPage, tmp_path: Path) -> None:
    options = ("-sDEVICE=tiffsep", "-r72", "-o", "p.tif", "-dGraphicsAlphaBits=1")
    _gs(tmp_path, _press(full), *options)
    plates = {path.name: _image(path) for path in tmp_path.glob("p*(*).tif")}
    (spot,) = (plate for name, plate in plates.items() if "%E5%A5%97" in name)
    inside, outside = (230, 160), (150, 60)
    assert 100 < spot.getpixel(inside) < 155  # type: ignore[operator]
    assert spot.getpixel(outside) == 255
    magenta = next(plate for name, plate in plates.items() if "Magenta" in name)
    black = next(plate for name, plate in plates.items() if "Black" in name)
    # under the letters of "AB" the red of the tint goes on
    letters = black.crop((48, 8 + 22, 62, 8 + 30))
    assert min(letters.tobytes()) < 30
    assert max(magenta.crop((48, 8 + 20, 62, 8 + 30)).tobytes()) < 100
    assert magenta.getpixel(inside) == 255
