"""Text files as editors save them: which encoding, which line ends, what is not text."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from layout.errors import EditorError, Mark

MAX_BYTES = 4 * 1024 * 1024
"""Largest text file that is read. A newspaper page has less than 100 kB of text."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_RESAVE = "save the file as UTF-8 (plain text) and try again"


def read_text(path: Path, shown: str, *, limit: int = MAX_BYTES) -> str:
    """Read a text file; see :func:`decode_text` for encodings. ``shown`` is its name in messages.

    Raises :class:`EditorError` when the file is a folder or device, may not be
    read, is larger than ``limit`` bytes or is not text. A file that is not
    there raises :class:`FileNotFoundError`: only the caller knows who named it.
    """
    mark = Mark(shown)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not an ordinary file"
            raise EditorError(f"'{shown}' is {kind}", mark=mark, expected="a text file")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise EditorError(
            f"'{shown}' cannot be read: {reason}", mark=mark, expected="a readable text file"
        ) from problem
    if len(data) > limit:
        raise EditorError(
            f"'{shown}' is larger than {limit // 1024} KiB",
            mark=mark,
            expected="a text file of one page or article",
            suggestion="check that it is the right file",
        )
    return decode_text(data, shown)


def decode_text(data: bytes, shown: str) -> str:
    r"""Decode UTF-8 or UTF-16 with a BOM, UTF-8 without, else GB 18030; line ends become ``\n``.

    GB 18030 is tried last, and strictly: nearly no Chinese text in it is valid
    UTF-8. Raises :class:`EditorError` that names the offset of the first byte
    that is neither, or the line of a control character.
    """
    encoding = "utf-8"
    for bom, name in _BOMS:
        if data.startswith(bom):
            data, encoding = data[len(bom) :], name
            break
    else:
        bom = b""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        if bom:
            raise _undecodable(data, problem, len(bom), encoding, shown) from problem
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as second:
            worst = max(problem, second, key=lambda error: error.start)
            raise _undecodable(data, worst, 0, "neither", shown) from second
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_controls(text, shown)
    return text


def _undecodable(
    data: bytes, problem: UnicodeDecodeError, offset: int, encoding: str, shown: str
) -> EditorError:
    at = offset + problem.start
    what = (
        f"byte 0x{data[problem.start]:02x} at offset {at} is neither UTF-8 nor GB 18030"
        if encoding == "neither"
        else f"byte 0x{data[problem.start]:02x} at offset {at} is not {encoding.upper()}, "
        "which the file's byte order mark announces"
    )
    return EditorError(
        what,
        mark=Mark(shown, data.count(b"\n", 0, problem.start) + 1),
        expected="text in UTF-8 (with or without BOM), UTF-16 with BOM, or GB 18030",
        suggestion=_RESAVE,
    )


def _refuse_controls(text: str, shown: str) -> None:
    found = _CONTROL.search(text)
    if found is None:
        return
    at = found.start()
    line_start = text.rfind("\n", 0, at) + 1
    raise EditorError(
        f"control character U+{ord(found[0]):04X} in the text",
        mark=Mark(shown, text.count("\n", 0, at) + 1, at - line_start + 1),
        expected="text without control characters",
        suggestion=_RESAVE if found[0] == "\0" else "delete the invisible character",
    )
