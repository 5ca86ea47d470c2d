from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from layout.errors import EditorError, Mark
from layout.fonts import files, registry
from layout.fonts.registry import FontRegistry, _Candidate, _nearest
from layout.spec.page_spec import FontFace, FontFamily

Make = Callable[..., Path]


def _font(
    family: str, weight: int, *, fs_type: int = 0, variable: bool = False, italic: bool = False
) -> TTFont:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    pen = TTGlyphPen(None)
    for point, draw in (((0, 0), pen.moveTo), ((0, 700), pen.lineTo), ((500, 0), pen.lineTo)):
        draw(point)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    style = "Italic" if italic else "Regular"
    builder.setupNameTable(
        {
            "familyName": family,
            "styleName": style,
            "fullName": f"{family} {weight}",
            "psName": f"{family.replace(' ', '')}-{weight}{style}",
        }
    )
    builder.setupOS2(usWeightClass=weight, fsType=fs_type, fsSelection=1 if italic else 64)
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 200, 400, 900, "Weight")], [])
        builder.setupGvar({"A": []})
    return builder.font


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a little font into ``tmp_path``."""

    def run(name: str, family: str = "Test Song", weight: int = 400, **options: object) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _font(family, weight, **options).save(path)  # type: ignore[arg-type]
        return path

    return run


@pytest.fixture(autouse=True)
def _no_user_config(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LAYOUT_FONTS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))


def stem(found: object) -> str:
    return Path(found.path).stem  # type: ignore[attr-defined]


def load(root: Path | None = None, **families: FontFamily) -> FontRegistry:
    return FontRegistry.load(families, root)


def refused(reg: FontRegistry, name: str, weight: int = 400) -> EditorError:
    with pytest.raises(EditorError) as caught:
        reg.resolve(name, weight, mark=Mark("p.yaml", 3, 9))
    return caught.value


@pytest.mark.parametrize(
    "name", ["song", "Song", " 宋 ", "宋体", "Noto Serif SC", "noto serif sc", "SERIF"]
)
def test_roles_families_and_aliases_find_the_same_face(name: str) -> None:
    assert stem(load().resolve(name, 400)) == "NotoSerifSC-Regular"


def test_shipped_fonts_exist_and_are_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object) -> None:
        raise AssertionError("a shipped font was opened")

    monkeypatch.setattr(files, "_open", opened)
    for role in ("song", "hei", "kai", "fangsong"):
        for weight in (400, 700, 900):
            for face in load().chain(role, weight):
                assert Path(face.path).is_file()


CSS = [
    # (weights there are, weight asked for, weight taken): CSS Fonts 4, 5.2
    ((400, 700), 400, 400),
    ((300, 500), 400, 500),
    ((300, 600), 400, 300),
    ((600, 900), 400, 600),
    ((400, 600), 500, 400),
    ((450, 400), 420, 450),
    ((100, 300, 700), 350, 300),
    ((500, 700), 300, 500),
    ((100, 200), 50, 100),
    ((400, 600, 900), 700, 900),
    ((400, 600), 900, 600),
    ((100, 1000), 501, 1000),
]


@pytest.mark.parametrize(("there", "asked", "taken"), CSS)
def test_weights_are_matched_as_css_does(there: tuple[int, ...], asked: int, taken: int) -> None:
    faces = [_Candidate(str(w), 0, w, w, False) for w in there]
    assert _nearest(faces, asked).path == str(taken)


def test_a_range_of_weights_counts_from_its_nearer_end() -> None:
    faces = [_Candidate("light", 0, 100, 300, True), _Candidate("bold", 0, 600, 900, True)]
    assert _nearest(faces, 400).path == "light"
    assert _nearest(faces, 400).variations == (("wght", 300.0),)
    assert _nearest(faces, 750).variations == (("wght", 750.0),)


def test_a_chain_is_the_face_and_the_fallbacks_once_each() -> None:
    reg = load()
    chain = reg.chain("kai", 700)
    assert chain[0] == reg.resolve("kai", 700)
    assert len(set(chain)) == len(chain) == 3
    assert {stem(face).split("-")[0] for face in chain[1:]} == {"NotoSerifSC", "NotoSansSC"}
    assert stem(chain[1]) == "NotoSerifSC-Bold"
    assert reg.chain("kai", 700) is chain


def test_a_page_brings_its_own_family(make: Make, tmp_path: Path) -> None:
    make("f/a.ttf", weight=400)
    make("f/b.ttf", weight=700)
    family = FontFamily(
        faces=[FontFace(file="f/a.ttf"), FontFace(file="f/b.ttf")], aliases=["报宋", "song"]
    )
    reg = FontRegistry.load({"Bao Song": family}, tmp_path)
    assert reg.resolve("bao song", 400).path == str(tmp_path / "f/a.ttf")
    assert reg.resolve("报宋", 900).path == str(tmp_path / "f/b.ttf")
    assert reg.resolve("song", 400).path == str(tmp_path / "f/a.ttf")
    assert stem(reg.resolve("宋体", 400)) == "NotoSerifSC-Regular"


def test_a_path_names_a_font_from_the_root(make: Make, tmp_path: Path) -> None:
    path = make("f/a.ttf", weight=300)
    reg = load(tmp_path)
    assert reg.resolve("f/a.ttf", 900).path == str(path)
    assert reg.resolve(str(path)).variations == ()


def test_a_variable_font_is_set_to_the_weight(make: Make, tmp_path: Path) -> None:
    make("v.ttf", variable=True)
    reg = load(
        tmp_path,
        Free=FontFamily(faces=[FontFace(file="v.ttf")]),
        Pinned=FontFamily(
            faces=[FontFace(file="v.ttf", weight=400), FontFace(file="v.ttf", weight=800)]
        ),
    )
    assert reg.resolve("v.ttf", 650).variations == (("wght", 650.0),)
    assert reg.resolve("v.ttf", 950).variations == (("wght", 900.0),)
    assert reg.resolve("Free", 100).variations == (("wght", 200.0),)
    assert reg.resolve("Pinned", 700).variations == (("wght", 800.0),)
    assert reg.resolve("Pinned", 500).variations == (("wght", 400.0),)


def test_a_collections_faces_are_picked_by_number(make: Make, tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [_font("One", 400), _font("Two", 700)]
    collection.save(tmp_path / "c.ttc")
    reg = load(tmp_path)
    assert reg.resolve("c.ttc").index == 0
    assert reg.resolve("c.ttc#1").index == 1
    error = refused(reg, "c.ttc#2")
    assert "face 2 of font file" in error.problem
    assert error.expected == "a face from 0 to 1"
    assert "'#x' does not pick a face" in refused(reg, "c.ttc#x").problem


def test_an_unknown_family_gets_a_suggestion() -> None:
    error = refused(load(), "Noto Serf SC")
    assert str(error.mark) == "p.yaml:3:9"
    assert error.problem == "unknown font family 'Noto Serf SC'"
    assert error.suggestion == "did you mean 'Noto Serif SC'?"
    assert "song, hei, kai" in error.expected
    assert "'fonts:'" in refused(load(), "方正").suggestion


def test_a_missing_font_file_gets_a_suggestion(make: Make, tmp_path: Path) -> None:
    make("baosong.ttf")
    error = refused(load(tmp_path), "baosng.ttf")
    assert "'baosng.ttf' does not exist" in error.problem
    assert "'baosong.ttf'" in error.suggestion


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(b"this is not a font at all" * 10)
    error = refused(load(tmp_path), "x.ttf")
    assert "is no font" in error.problem or "does not exist" in error.problem
    assert str(error.mark) == "p.yaml:3:9"


@pytest.mark.parametrize(
    ("fs_type", "allowed"),
    [
        (0x0000, True),
        (0x0002, False),
        (0x0004, True),
        (0x0006, True),
        (0x0008, True),
        (0x0302, False),
    ],
)
def test_fonts_that_must_not_be_embedded_are_refused(
    make: Make, tmp_path: Path, fs_type: int, allowed: bool
) -> None:
    make("r.ttf", fs_type=fs_type)
    if allowed:
        assert load(tmp_path).resolve("r.ttf").path.endswith("r.ttf")
    else:
        assert "must not be embedded" in refused(load(tmp_path), "r.ttf").problem


USER = """
families:
  Bao Song:
    aliases: [报宋]
    faces: [{file: f/a.ttf, weight: 400}]
roles: {song: 报宋, biao: Noto Sans SC}
fallback: [Bao Song]
folders: [more]
"""


@pytest.fixture
def user(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's configuration with a family, roles, a fallback and a folder."""
    make("f/a.ttf")
    make("more/deep/x400.otf", family="Scanned Hei", weight=400)
    make("more/x700.ttf", family="Scanned Hei", weight=700)
    make("more/i400.ttf", family="Scanned Hei", weight=400, italic=True)
    (tmp_path / "more" / "broken.ttf").write_bytes(b"broken")
    config = tmp_path / "fonts.yaml"
    config.write_text(USER, encoding="utf-8")
    monkeypatch.setenv("LAYOUT_FONTS", str(config))
    return config


def test_a_users_configuration_comes_over_the_shipped_one(user: Path) -> None:
    reg = FontRegistry.load()
    here = str(user.parent / "f/a.ttf")
    assert reg.resolve("song").path == here
    assert reg.resolve("Bao Song", 900).path == here
    assert stem(reg.resolve("biao")) == "NotoSansSC-Regular"
    assert [face.path for face in reg.chain("hei")][1] == here


def test_the_configuration_is_found_in_xdg_config_home(
    user: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LAYOUT_FONTS")
    home = tmp_path / "layout"
    home.mkdir()
    text = user.read_text(encoding="utf-8").replace("f/a", "../f/a").replace("more", "../more")
    (home / "fonts.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert FontRegistry.load().resolve("报宋").path.endswith("f/a.ttf")


def test_folders_are_searched_only_for_unknown_families(
    user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans: list[str] = []

    def scan(folder: str) -> dict[str, list[files.FontFile]]:
        scans.append(folder)
        return files.scan_folder(folder)

    monkeypatch.setattr(registry, "_scanned", scan)
    reg = FontRegistry.load()
    reg.chain("hei", 700)
    assert scans == []
    assert stem(reg.resolve("scanned hei", 400)) == "x400"
    assert stem(reg.resolve("Scanned Hei", 900)) == "x700"
    assert stem(reg.resolve("ScannedHei-700Regular")) == "x700"
    assert len(scans) == 3


@pytest.mark.parametrize(
    ("text", "mark", "problem"),
    [
        ("families: {X: {face: []}}", "1:16", "unknown key 'face' in 'X'"),
        ("families: {X: {faces: []}}", "1:12", "font family 'X' has no faces"),
        ("families:\n  X: {faces: [{file: a.ttf, weight: 0}]}", "2:37", "weight 0"),
        ("folders: [nowhere]", "1:11", "font folder 'nowhere' does not exist"),
        ("role: {}", "1:1", "unknown key 'role'"),
    ],
)
def test_a_broken_configuration_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, mark: str, problem: str
) -> None:
    config = tmp_path / "fonts.yaml"
    config.write_text(text, encoding="utf-8")
    monkeypatch.setenv("LAYOUT_FONTS", str(config))
    with pytest.raises(EditorError) as caught:
        FontRegistry.load()
    assert str(caught.value.mark) == f"{config}:{mark}"
    assert problem in caught.value.problem


def test_a_named_configuration_must_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYOUT_FONTS", "/nowhere/fonts.yaml")
    with pytest.raises(EditorError, match="does not exist"):
        FontRegistry.load()


def test_a_role_for_an_unknown_family_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "fonts.yaml"
    config.write_text("roles: {song: Missing Song}", encoding="utf-8")
    monkeypatch.setenv("LAYOUT_FONTS", str(config))
    assert "'Missing Song'" in refused(FontRegistry.load(), "song").problem


def test_the_same_name_gives_the_same_object() -> None:
    reg = load()
    assert reg.resolve("song", 400) is reg.resolve("song", 400)
    assert "song" in reg.names() and "宋体" in reg.names()
