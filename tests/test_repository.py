"""Rules of the repository that no other tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".typ", ".txt", ".json", ".cfg", ""}
MAX_LINES = 420
MAX_FONT_BYTES = 60_000_000

# Spelt so that this file does not hold what it looks for.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.:/-])/(?:root|home|work|tmp|Users)/[\w.]",
    "a package registry's host": r"(?:pypi|python[h]osted|npm[j]s|debian)\.(?:org|com|net)\b",
    "how it was made": r"\b(?:sand[b]ox(?:es|ed)?|AI a[g]ents?|a[g]ents?|chat[b]ots?)\b",
    "a mark of unfinished work": r"\b(?:FIX[M]E|XX[X]|TO[D]O)\b",
}
DISTRIBUTIONS = {"yaml": "pyyaml", "PIL": "pillow", "fontTools": "fonttools"}


@cache
def files() -> tuple[Path, ...]:
    """What is or would be in the repository, from git where there is one."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        names = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = []
    if not names:
        names = [
            path
            for path in ROOT.rglob("*")
            if not any(
                part in {".git", "out", "build", "dist", "__pycache__"}
                or re.fullmatch(r"\.venv.*|\.\w+_cache|\.hypothesis|.*\.egg-info", part)
                for part in path.relative_to(ROOT).parts
            )
        ]
    return tuple(sorted(path for path in names if path.is_file()))


def relative(paths: tuple[Path, ...] | list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def text_files() -> list[Path]:
    exempt = (ROOT / "tests" / "data", ROOT / "fonts" / "LICENSES", ROOT / "LICENSE")
    return [
        path
        for path in files()
        if path.suffix in TEXT and not any(path.is_relative_to(place) for place in exempt)
    ]


def modules() -> list[Path]:
    return [path for path in files() if path.suffix == ".py"]


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements: object) -> set[str]:
    assert isinstance(requirements, list)
    return {re.split(r"[^\w.-]", item, maxsplit=1)[0].lower() for item in requirements}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of one machine", 'open("/ho' + 'me/me/x")'),
        ("a package registry's host", "https://py" + "pi.org/simple"),
        ("how it was made", "written in a sand" + "box"),
        ("a mark of unfinished work", "# TO" + "DO later"),
    ],
)
def test_the_patterns_find_what_they_are_for(what: str, text: str) -> None:
    assert re.search(FORBIDDEN[what], text)


def test_text_is_utf8_with_newlines_as_git_keeps_them() -> None:
    for path in text_files():
        data = path.read_bytes()
        data.decode("utf-8")
        assert b"\r" not in data, f"{path} has carriage returns"
        assert not data or data.endswith(b"\n") or path.suffix == ".txt", path


def test_modules_are_short_and_have_a_nameable_job() -> None:
    for path in modules():
        count = len(path.read_text(encoding="utf-8").splitlines())
        assert count <= MAX_LINES, f"{path} has {count} lines"
        assert path.stem not in {"utils", "util", "helpers", "common", "misc"}, path


def test_the_picture_names_every_room() -> None:
    picture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    layout = ROOT / "layout"
    rooms = {
        path.relative_to(layout).parts[0].removesuffix(".py")
        for path in modules()
        if path.is_relative_to(layout) and path != layout / "__init__.py"
    }
    assert rooms
    missing = [room for room in sorted(rooms) if f"layout.{room}" not in picture]
    assert not missing, f"docs/architecture.md does not show {missing}"
    shown = set(re.findall(r"\blayout\.([a-z]+)\b", picture))
    assert shown <= rooms, f"docs/architecture.md shows {shown - rooms}, which are not there"


def test_dependencies_are_explained() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    extras = project()["optional-dependencies"]
    assert isinstance(extras, dict)
    wanted = names(project()["dependencies"]).union(*(names(extra) for extra in extras.values()))
    rows = {match[1] for match in re.finditer(r"^\| ([\w.-]+)[ |]", text, re.MULTILINE)}
    assert not wanted - rows, f"docs/dependencies.md has no row for {sorted(wanted - rows)}"


def test_what_is_imported_is_declared() -> None:
    declared = names(project()["dependencies"])
    for path in modules():
        if not path.is_relative_to(ROOT / "layout"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found: list[str] = []
            if isinstance(node, ast.Import):
                found = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                found = [node.module]
            for name in found:
                top = name.split(".")[0]
                if top == "layout" or top in sys.stdlib_module_names:
                    continue
                assert DISTRIBUTIONS.get(top, top).lower() in declared, f"{path}: {name}"


def test_fonts_are_named_licensed_and_small() -> None:
    fonts = ROOT / "fonts"
    assert sum(path.stat().st_size for path in fonts.rglob("*") if path.is_file()) < MAX_FONT_BYTES
    registry = yaml.safe_load((fonts / "fonts.yaml").read_text(encoding="utf-8"))
    origin = yaml.safe_load((fonts / "upstream.yaml").read_text(encoding="utf-8"))
    listed: set[str] = set()
    for family, entry in registry["families"].items():
        stem = family.replace(" ", "")
        licences = [p for p in (fonts / "LICENSES").iterdir() if p.name.startswith(stem)]
        assert licences, f"no licence of {family} in fonts/LICENSES"
        assert any("SIL OPEN FONT LICENSE" in p.read_text(encoding="utf-8") for p in licences)
        listed.update(face["file"] for face in entry["faces"])
    carried = {path.name for path in fonts.iterdir() if path.suffix in {".ttf", ".otf", ".ttc"}}
    assert listed == carried
    assert carried == {face["file"] for face in origin["faces"]}


def test_links_in_documents_lead_somewhere() -> None:
    for path in (file for file in files() if file.suffix == ".md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
            if "://" in target or target.startswith("#"):
                continue
            assert (path.parent / target.split("#")[0]).exists(), f"{path.name} → {target}"


def test_glossary_has_each_term_once() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(len(re.split(r"(?<!\\)\|", row)) == 6 for row in rows)
    terms = [row.split("|")[1].strip() for row in rows if "---" not in row]
    terms = [term for term in terms if term != "English"]
    assert len(terms) >= 70
    assert len(terms) == len(set(terms))


def test_version_is_in_the_changelog() -> None:
    import layout

    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d[^\]]*)\]", log, re.MULTILINE)
    assert layout.__version__ == released[0]
