"""Pictures, captions and furniture in their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from layout.model import Box, GlyphRun, Picture, PlacedPage, Role, Rule
from layout.pipeline import probe_image
from tests.makeup.conftest import Place

MM = 72 / 25.4


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A landscape picture of 600 × 300 pixels."""
    folder = tmp_path / "photos"
    folder.mkdir()
    Image.new("RGB", (600, 300), (90, 120, 150)).save(folder / "p.png")
    return folder / "p.png"


def picture(page: PlacedPage) -> Picture:
    (found,) = (i for i in page.items if isinstance(i, Picture))
    return found


def codes(page: PlacedPage) -> list[str]:
    return [d.code for d in page.diagnostics]


@pytest.mark.parametrize(("focus", "left"), [(0.5, 0.5), (0.0, 0.0), (1.0, 1.0), (0.4, 0.3)])
def test_cover_crops_round_the_focus(placed: Place, photo: Path, focus: float, left: float) -> None:
    page = placed(
        f"pictures:\n  p: {{at: [0, 0, 40mm, 40mm], file: photos/p.png, focus: [{focus}, 0.5]}}\n"
    )
    shot = picture(page)
    assert (shot.rect.width, shot.rect.height) == pytest.approx((40 * MM, 40 * MM))
    assert (shot.place.width, shot.place.height) == pytest.approx((80 * MM, 40 * MM))
    assert shot.rect.x - shot.place.x == pytest.approx(40 * MM * left)


def test_contain_shows_the_whole_picture(placed: Place, photo: Path) -> None:
    page = placed("pictures:\n  p: {at: [0, 0, 40mm, 40mm], file: photos/p.png, crop: contain}\n")
    shot = picture(page)
    assert shot.rect == shot.place
    assert (shot.place.width, shot.place.height) == pytest.approx((40 * MM, 20 * MM))
    assert shot.place.y == pytest.approx(20 * MM)


def test_a_caption_stands_under_its_picture(placed: Place, photo: Path) -> None:
    page = placed(
        "pictures:\n  p:\n    at: [0, 0, 8, 20]\n    file: photos/p.png\n    credit: 新华 摄\n"
        "    caption: 图为报告会现场。\n    keyline: true\n"
    )
    regions = {r.name: r.rect for r in page.regions}
    assert regions["p.picture"].bottom < regions["p.caption"].y
    assert regions["p"].contains(regions["p.caption"], 5)
    runs = [i for i in page.items if isinstance(i, GlyphRun)]
    assert {run.source.role for run in runs} == {Role.CAPTION}
    assert "".join(t for run in runs for t in run.texts) == "图为报告会现场。 新华 摄"
    assert max(run.origin.y for run in runs) < regions["p"].bottom
    assert any(isinstance(i, Box) and i.name == "p.keyline" for i in page.items)


def test_a_picture_of_too_few_pixels_is_reported(placed: Place, photo: Path) -> None:
    page = placed("pictures:\n  p: {at: [0, 0, 100mm, 100mm], file: photos/p.png}\n")
    assert codes(page) == ["low-resolution"]
    assert "76 dpi" in page.diagnostics[0].message
    sharp = placed("pictures:\n  p: {at: [0, 0, 100mm, 100mm], file: photos/p.png, min-dpi: 70}\n")
    assert codes(sharp) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [(None, "does not exist"), (b"no picture", "not a picture"), (b"\x89PNG\r\n\x1a\n", "not a")],
)
def test_a_picture_that_cannot_be_had_is_shown_as_missing(
    placed: Place, tmp_path: Path, content: bytes | None, problem: str
) -> None:
    if content is not None:
        (tmp_path / "bad.jpg").write_bytes(content)
    page = placed("pictures:\n  p: {at: [0, 0, 8, 20], file: bad.jpg}\n")
    assert codes(page) == ["missing-picture"]
    assert problem in page.diagnostics[0].message
    assert not any(isinstance(i, Picture) for i in page.items)
    assert sum(isinstance(i, Rule) for i in page.items) == 2


def test_exif_orientation_swaps_the_sides(tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(tmp_path / "t.jpg", exif=exif)
    info = probe_image(tmp_path / "t.jpg", "t.jpg")
    assert (info.width, info.height, info.problem) == (30, 60, "")


def test_a_picture_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    header = Image.new("1", (30000, 30000))
    header.save(tmp_path / "bomb.png")
    info = probe_image(tmp_path / "bomb.png", "bomb.png")
    assert (info.width, info.height) == (0, 0)
    assert "more pixels" in info.problem or "more than can be printed" in info.problem


@pytest.mark.parametrize(
    ("align", "valign", "x", "y"),
    [("left", 0, 0.0, 0.0), ("center", 0.5, 0.5, 0.5), ("right", 1, 1.0, 1.0)],
)
def test_furniture_text_is_aligned(
    placed: Place, align: str, valign: float, x: float, y: float
) -> None:
    page = placed(
        "furniture:\n  t: {kind: text, text: 要闻, at: [0, 0, 40mm, 20mm], style: deck,"
        f" align: {align}, valign: {valign}}}\n"
    )
    (run,) = (i for i in page.items if isinstance(i, GlyphRun))
    assert run.offsets[0] == pytest.approx((40 * MM - 28) * x, abs=0.01)
    top = run.origin.y - 0.88 * 14
    assert top - 10 * MM == pytest.approx((20 * MM - 14) * y, abs=0.01)


def test_several_weights_make_a_double_rule(placed: Place) -> None:
    page = placed(
        "furniture:\n  r: {kind: rule, at: [0, 2, 8, 1], weights: [1.5pt, 0.5pt], gap: 2pt}\n"
    )
    thick, thin = (i for i in page.items if isinstance(i, Rule))
    assert (thick.weight, thin.weight) == (1.5, 0.5)
    assert thin.start.y - thick.start.y == pytest.approx(0.75 + 2 + 0.25)
    assert thick.start.y < 10 * MM + 2.5 * 13 < thin.start.y + 1


def test_the_folio_stands_over_the_type_area(placed: Place) -> None:
    page = placed("folio: {left: 甲, center: 乙, right: 丙}\n")
    runs = {"".join(i.texts): i for i in page.items if isinstance(i, GlyphRun)}
    assert list(runs) == ["甲", "乙", "丙"]
    assert runs["甲"].offsets[0] == 0
    assert runs["丙"].offsets[0] == pytest.approx(100 * MM - runs["丙"].size)
    rules = [i for i in page.items if isinstance(i, Rule)]
    assert len(rules) == 2
    assert all(run.origin.y < rules[0].start.y < 10 * MM for run in runs.values())
