"""Rebuild the fonts of this folder from the upstream packages.

`upstream.yaml` says which file of which package becomes which font, and how
much of it is kept.  Fetch the packages it names into one folder, then:

    python fonts/rebuild.py PACKAGES            # writes next to this script
    python fonts/rebuild.py PACKAGES --out DIR  # writes somewhere else
    python fonts/rebuild.py PACKAGES --check    # writes nothing, compares

The same packages and the same fontTools version give the same bytes.
Needs fontTools, Brotli (for slices in WOFF2) and PyYAML.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import fontTools
import yaml
from fontTools import subset
from fontTools.merge import Merger
from fontTools.otlLib.optimize.gpos import COMPRESSION_LEVEL
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otBase import USE_HARFBUZZ_REPACKER

HERE = Path(__file__).resolve().parent
FAMILY_NAME_IDS = (1, 3, 4, 6, 16, 18, 21)
WINDOWS_ENGLISH = (3, 1, 0x409)  # platform, encoding, language of a name record


class RebuildError(Exception):
    """A package is missing, or is not the one upstream.yaml describes."""


def sha256(data: bytes) -> str:
    """Return the hex digest that upstream.yaml records."""
    return hashlib.sha256(data).hexdigest()


def verified(data: bytes, expected: str, what: str) -> bytes:
    """Return data when its digest is the expected one."""
    found = sha256(data)
    if found != expected:
        raise RebuildError(f"{what}: sha256 is {found}, expected {expected}")
    return data


def extract(archive: bytes, pattern: str) -> list[bytes]:
    """Return the files of a tar archive that match a pattern, in name order."""
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            stream = tar.extractfile(member) if fnmatch(member.name, pattern) else None
            if stream is not None:
                found[member.name] = stream.read()
    if not found:
        raise RebuildError(f"{pattern} is not in the package")
    return [found[name] for name in sorted(found)]


class Packages:
    """The folder of downloaded packages, held open one at a time."""

    def __init__(self, folder: Path, entries: dict[str, Any]) -> None:
        self.folder = folder
        self.entries = entries
        self._name = ""
        self._archive = b""

    def read(self, item: dict[str, Any]) -> list[bytes]:
        """Return the file, or the slices, a face or a copy is taken from."""
        if item["package"] != self._name:
            entry = self.entries[item["package"]]
            path = self.folder / entry["archive"]
            if not path.is_file():
                raise RebuildError(f"{path} is missing: fetch {entry['source']}")
            self._archive = verified(path.read_bytes(), entry["sha256"], entry["archive"])
            self._name = item["package"]
        parts = extract(self._archive, item["member"])
        verified(b"".join(parts), item["sha256"], item["member"])
        return parts


def codec_characters(codec: str) -> set[int]:
    """Return every character a legacy two-byte codec can encode."""
    found = set()
    for code in range(0x10000):
        with suppress(UnicodeEncodeError):
            chr(code).encode(codec)
            found.add(code)
    return found


def character_set(spec: dict[str, Any]) -> set[int]:
    """Return the characters a subset of upstream.yaml asks for."""
    chars: set[int] = set()
    for codec in spec.get("codecs", ()):
        chars |= codec_characters(codec)
    for name in spec.get("lists", ()):
        text = (HERE / name).read_text(encoding="utf-8")
        chars |= {ord(char) for char in text if not char.isspace()}
    for text in (*spec.get("ranges", ()), *spec.get("also", ())):
        first, _, last = text.partition("-")
        chars |= set(range(int(first, 16), int(last or first, 16) + 1))
    return chars


def subset_options(features: Iterable[str]) -> subset.Options:
    """Return the options all faces are built with."""
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.layout_features = list(features)
    options.layout_scripts = ["*"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.name_legacy = True
    options.notdef_outline = True
    options.recalc_timestamp = False
    return options


def set_names(font: TTFont, face: dict[str, Any]) -> None:
    """Rename the family in every record that carries it; add lost records."""
    table = font["name"]
    for record in table.names:
        if record.nameID in FAMILY_NAME_IDS:
            text = record.toUnicode()
            for old, new in face.get("rename", {}).items():
                text = text.replace(old, new)
            record.string = text
    for name_id, text in face.get("names", {}).items():
        table.setName(text, name_id, *WINDOWS_ENGLISH)


def open_font(data: bytes) -> TTFont:
    """Open a font, without the compression of a web font."""
    font = TTFont(io.BytesIO(data))
    font.flavor = None
    return font


def saved(font: TTFont) -> bytes:
    """Return the bytes of a font, which depend on nothing but its contents."""
    font.recalcTimestamp = False
    font.cfg[USE_HARFBUZZ_REPACKER] = False
    font.cfg[COMPRESSION_LEVEL] = 0
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def reduce(font: TTFont, spec: dict[str, Any], chars: Iterable[int]) -> None:
    """Cut a font down to some characters, or only to the tables wanted."""
    subsetter = subset.Subsetter(subset_options(spec["features"]))
    if spec.get("everything"):
        subsetter.populate(glyphs=font.getGlyphOrder(), unicodes=font.getBestCmap())
    else:
        subsetter.populate(unicodes=chars)
    subsetter.subset(font)


def merge(slices: list[bytes], spec: dict[str, Any]) -> TTFont:
    """Put a font that comes in slices together again, keeping what is wanted."""
    wanted = character_set(spec)
    reduced = []
    for data in slices:
        font = open_font(data)
        chars = wanted & set(font.getBestCmap())
        if chars:
            wanted -= chars
            reduce(font, spec, chars)
            reduced.append(saved(font))
    merged = Merger().merge([io.BytesIO(data) for data in reduced])
    dates = open_font(slices[0])["head"]  # a merged font has the present time
    merged["head"].created, merged["head"].modified = dates.created, dates.modified
    return merged


def build_face(parts: list[bytes], face: dict[str, Any], spec: dict[str, Any]) -> bytes:
    """Return the committed bytes of one face."""
    if len(parts) > 1:
        font = merge(parts, spec)
    else:
        font = open_font(parts[0])
        reduce(font, spec, character_set(spec))
    set_names(font, face)
    return saved(font)


def build_all(packages: Packages, plan: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield every file this folder takes from upstream, as (name, bytes)."""
    for face in plan["faces"]:
        spec = plan["subsets"][face["subset"]]
        yield face["file"], build_face(packages.read(face), face, spec)
    for copy in plan["copies"]:
        yield copy["file"], packages.read(copy)[0]


def check(path: Path, data: bytes) -> bool:
    """Say whether a committed file is what a rebuild gives."""
    same = path.is_file() and path.read_bytes() == data
    print("same     " if same else "DIFFERENT", path.name)
    return same


def write(path: Path, data: bytes) -> bool:
    """Write one file and report its digest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{sha256(data)} {len(data):>9} {path.name}")
    return True


def main(argv: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packages", type=Path, help="folder of downloaded packages")
    parser.add_argument("--out", type=Path, default=HERE, help="where to write")
    parser.add_argument("--check", action="store_true", help="compare only")
    args = parser.parse_args(argv)
    plan = yaml.safe_load((HERE / "upstream.yaml").read_text(encoding="utf-8"))
    if fontTools.version != plan["fonttools"]:
        print(f"note: fontTools is {fontTools.version}, not {plan['fonttools']}", file=sys.stderr)
    step = check if args.check else write
    try:
        packages = Packages(args.packages, plan["packages"])
        results = [step(args.out / name, data) for name, data in build_all(packages, plan)]
    except RebuildError as error:
        print(f"rebuild: {error}", file=sys.stderr)
        return 2
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
