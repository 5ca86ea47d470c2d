"""What a font file says of itself: family names, weight, axes, whether it may be embedded."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from layout.errors import EditorError, Mark

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
"""File names that are taken for fonts."""

MAX_FILES = 5000
"""Most font files that a folder is searched for."""

_FAMILY_IDS = (16, 1)
"""Typographic family, then family (OpenType ``name``, name ids)."""
_FACE_IDS = (4, 6)
"""Full name and PostScript name."""
_RESTRICTED = 0x0002
"""Restricted License embedding, when none of the other usage bits is set (OS/2 fsType)."""
_ITALIC = 0x0001
_READ_ERRORS = (OSError, ValueError, RuntimeError, MemoryError)


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a font file; ``low``–``high`` is its range of weights, equal unless variable."""

    path: str
    index: int
    low: int
    high: int
    variable: bool
    italic: bool
    restricted: bool


@lru_cache(maxsize=512)
def inspect_face(path: str, index: int, mark: Mark | None = None) -> FontFile:
    """Open a face and see what it is.

    Raises :class:`EditorError` (with ``mark``, else the file itself) when there
    is no such face, or when its license forbids embedding (OS/2 ``fsType`` is
    Restricted License and nothing else).
    """
    try:
        found = _describe(_open(path, index), path, index)
    except _READ_ERRORS:
        found = None
    if found is None:
        many = _count(path)
        face = f"face {index} of font file '{path}'" if index else f"font file '{path}'"
        raise EditorError(
            f"{face} does not exist" if many is None or index >= many > 0 else f"{face} is no font",
            mark=mark or Mark(path),
            expected=f"a face from 0 to {many - 1}" if many else "a TrueType, OpenType or TTC file",
        )
    if found.restricted:
        raise EditorError(
            f"font file '{path}' must not be embedded: its license is restricted (fsType 2)",
            mark=mark or Mark(path),
            expected="a font that may be embedded in a PDF",
            suggestion="ask the font's maker for a license with embedding, or take another font",
        )
    return found


def scan_folder(folder: str) -> dict[str, list[FontFile]]:
    """Faces of all fonts in a folder and the folders in it, by casefolded name.

    Families have all their faces, upright ones only where there are any; full
    and PostScript names have one. Files that are no fonts are passed over.
    """
    families: dict[str, list[FontFile]] = {}
    singles: dict[str, list[FontFile]] = {}
    for path in _font_files(folder):
        for index in range(_count(path) or 0):
            try:
                face = _open(path, index)
                described = _describe(face, path, index)
                names = {(int(e.name_id), e.language) for e in face.list_names()}
                texts = [(i, face.get_name(i, lang)) for i, lang in sorted(names, key=str)]
            except _READ_ERRORS:
                continue
            if described is None:
                continue
            for name_id, text in texts:
                if name_id in (*_FAMILY_IDS, *_FACE_IDS) and text:
                    where = families if name_id in _FAMILY_IDS else singles
                    faces = where.setdefault(text.casefold(), [])
                    if described not in faces:
                        faces.append(described)
    upright = {
        name: [face for face in faces if not face.italic] or faces
        for name, faces in families.items()
    }
    return {**singles, **upright}


def _font_files(folder: str) -> list[str]:
    found: list[str] = []
    for base, folders, files in os.walk(folder):
        folders.sort()
        found += [os.path.join(base, f) for f in sorted(files) if f.lower().endswith(SUFFIXES)]
        if len(found) >= MAX_FILES:
            break
    return found[:MAX_FILES]


def _open(path: str, index: int) -> Any:
    import uharfbuzz as hb

    return hb.Face(hb.Blob.from_file_path(path), index)


def _count(path: str) -> int | None:
    """How many faces a file holds; ``None`` where there is no such file."""
    if not os.path.isfile(path):
        return None
    try:
        face = _open(path, 0)
        return int(face.count) if face.glyph_count else 0
    except _READ_ERRORS:
        return 0


def _describe(face: Any, path: str, index: int) -> FontFile | None:
    if not face.glyph_count:
        return None
    weight, restricted, italic = 400, False, False
    if "OS/2" in face.table_tags:
        os2 = bytes(face.reference_table("OS/2").data)
        if len(os2) >= 64:
            weight = min(1000, max(1, int.from_bytes(os2[4:6], "big")))
            restricted = int.from_bytes(os2[8:10], "big") & 0x000F == _RESTRICTED
            italic = bool(int.from_bytes(os2[62:64], "big") & _ITALIC)
    low = high = weight
    variable = False
    for axis in face.axis_infos if face.has_var_data else ():
        if axis.tag == "wght":
            low, high, variable = int(axis.min_value), int(axis.max_value), True
    return FontFile(path, index, low, high, variable, italic, restricted)
