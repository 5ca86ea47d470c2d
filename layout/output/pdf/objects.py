"""PDF objects: reportlab's ``pdfdoc`` behind a small typed face.

The only module that imports reportlab. What is added to it: streams whose data is
final when they are made (compressed by us, ``endstream`` on a line of its own as
PDF/A asks), text strings that need no codec registry, numbers without exponents,
and a document whose file identifier is a hash of all that is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from reportlab.pdfbase import pdfdoc

Value = object
"""What may stand in a dictionary or array: a PDF object, raw bytes, a number or a name."""

_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})
_HEADER = b"%%PDF-%s\n%%\xe7\x89\x88\xe9\x9d\xa2\n"
TRUE = b"true"
FALSE = b"false"


def number(value: float, places: int = 3) -> str:
    """Format a number as PDF wants it: no exponent, no trailing zeros, never ``-0``.

    ISO 32000-1 7.3.3 knows no exponents; three places of a point are a third of a micrometre.
    """
    if value == int(value):
        return str(int(value))
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def numbers(*values: float, places: int = 3) -> str:
    """Format several numbers, separated by single spaces."""
    return " ".join([number(value, places) for value in values])


def name(text: str) -> bytes:
    """A name object (ISO 32000-1 7.3.5) for any ASCII text, without the slash."""
    return str(pdfdoc.PDFName(text)).encode("ascii")


def text_string(text: str) -> bytes:
    """A text string (ISO 32000-1 7.9.2.2): literal when ASCII, else UTF-16BE in hex."""
    if text.isascii() and text.isprintable():
        return b"(" + text.translate(_ESCAPED).encode("ascii") + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode("ascii") + b">"


def byte_string(data: bytes) -> bytes:
    """A byte string in hex."""
    return b"<" + data.hex().upper().encode("ascii") + b">"


def array(values: Iterable[Value]) -> bytes:
    """An array of numbers and things that are already PDF bytes, on one line."""
    return b"[" + b" ".join([_direct(value) for value in values]) + b"]"


def _direct(value: Value) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, (int, float)):
        return number(value).encode("ascii")
    raise TypeError(f"{value!r} cannot stand in an array of direct objects")


def dictionary(entries: Mapping[str, Value]) -> Dictionary:
    """A dictionary; keys are names without the slash, ``None`` values are left out."""
    made = Dictionary()
    for key, value in entries.items():
        if value is not None:
            made[key] = value
    return made


class Dictionary(pdfdoc.PDFDictionary):  # type: ignore[misc]
    """A dictionary object that is referred to, not repeated, once it is registered."""

    multiline = False


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream whose ``data`` is final: compressed already where it is to be."""

    def __init__(self, entries: Mapping[str, Value], data: bytes) -> None:
        super().__init__(dictionary(entries), data)

    def format(self, document: object) -> bytes:
        """Return the stream as it stands in the file."""
        data: bytes = self.content
        self.dictionary["Length"] = len(data)
        head: bytes = pdfdoc.format(self.dictionary, document)
        return b"".join((head, b"\nstream\n", data, b"\nendstream\n"))


class Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """The objects of one file, numbered in the order in which they are added."""

    def __init__(self, version: tuple[int, int] = (1, 7)) -> None:
        super().__init__(dummyoutline=1, compression=0, invariant=1, pdfVersion=version)
        # The standard-fonts dictionary and the outline that reportlab registers by itself
        # would only be dead objects here: nothing refers to them.
        self.objectcounter = 0
        for table in (self.idToObjectNumberAndVersion, self.idToObject, self.numberToId):
            table.clear()

    def add(self, thing: object, key: str | None = None) -> bytes:
        """Register an object and return a reference to it; ``key`` names it beforehand."""
        reference = self.Reference(thing, key)
        formatted: bytes = reference.format(self)
        return formatted

    def reference(self, key: str) -> bytes:
        """The reference to an object that was registered under ``key``."""
        return b"%d 0 R" % self.idToObjectNumberAndVersion[key][0]

    def reserve(self, key: str) -> bytes:
        """Give a number to an object that :meth:`fill` brings later; returns the reference."""
        return self.add(Dictionary(), key)

    def fill(self, key: str, thing: object) -> None:
        """Bring the object that was announced under ``key``."""
        self.idToObject[key] = thing

    def to_bytes(self, catalog: bytes, info: bytes) -> bytes:
        """Write the file; ``catalog`` and ``info`` are references.

        The two identifiers (ISO 32000-1 14.4) are a hash of every byte before the
        cross-reference table, so that equal content gives equal files.
        """
        major_minor = b"%d.%d" % self._pdfVersion
        parts = [_HEADER % major_minor]
        position = len(parts[0])
        rows = [b"0000000000 65535 f \n"]
        for index in range(1, self.objectcounter + 1):
            key = self.numberToId[index]
            formatted = pdfdoc.PDFIndirectObject(key, self.idToObject[key]).format(self)
            rows.append(b"%010d 00000 n \n" % position)
            parts.append(formatted)
            position += len(formatted)
        digest = hashlib.sha256()
        for part in parts:
            digest.update(part)
        identifier = byte_string(digest.digest()[:16])
        trailer = dictionary(
            {
                "Size": len(rows),
                "Root": catalog,
                "Info": info,
                "ID": array((identifier, identifier)),
            }
        )
        parts.append(b"xref\n0 %d\n" % len(rows))
        parts.extend(rows)
        parts.append(b"trailer\n")
        parts.append(pdfdoc.format(trailer, self))
        parts.append(b"\nstartxref\n%d\n%%%%EOF\n" % position)
        return b"".join(parts)
