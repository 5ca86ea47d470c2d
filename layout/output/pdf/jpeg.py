"""What a JPEG file says of itself, read from its headers without decoding it."""

from __future__ import annotations

from dataclasses import dataclass

_BASELINE_AND_PROGRESSIVE = (0xC0, 0xC1, 0xC2)
"""Frames that a DCTDecode filter reads (ISO 32000-1 7.4.8): Huffman-coded, not lossless."""

_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
_ALONE = (0x01, *range(0xD0, 0xD8))
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class JpegInfo:
    """Size in pixels as stored, components, and how they are to be shown.

    ``adobe`` tells of an Adobe marker (a CMYK file with one stores inverted ink),
    ``orientation`` is EXIF's 1–8, ``plain_rgb`` says that three components are RGB
    although no marker does.
    """

    width: int
    height: int
    components: int
    adobe: bool
    orientation: int
    plain_rgb: bool


def read_jpeg(data: bytes) -> JpegInfo | None:
    """Read the headers; ``None`` when this is no JPEG that a PDF can carry as it is.

    That is a file cut off before its frame header, lossless or arithmetic coding,
    more than eight bits, or two components.
    """
    if data[:2] != b"\xff\xd8":
        return None
    at, adobe, orientation = 2, False, 1
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _ALONE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        if marker in _OTHER_FRAMES or marker in (0xD9, 0xDA):
            return None
        if marker in _BASELINE_AND_PROGRESSIVE:
            return _frame(body, adobe, orientation)
        if marker == 0xEE and body[:5] == b"Adobe":
            adobe = True
        elif marker == 0xE1 and body[:6] == b"Exif\0\0":
            orientation = _orientation(body[6:])
        at += 2 + length
    return None


def _frame(body: bytes, adobe: bool, orientation: int) -> JpegInfo | None:
    if len(body) < 6 or body[0] != 8 or body[5] not in (1, 3, 4) or len(body) < 6 + 3 * body[5]:
        return None
    height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
    if not width or not height:
        return None
    components = body[5]
    ids = bytes(body[6 + 3 * index] for index in range(components))
    return JpegInfo(
        width, height, components, adobe, orientation, plain_rgb=ids == b"RGB" and not adobe
    )


def _orientation(tiff: bytes) -> int:
    """EXIF's orientation (Exif 2.32, 4.6.4 A) from the first directory; 1 when there is none."""
    order = {b"II": "little", b"MM": "big"}.get(tiff[:2])
    if order not in ("little", "big"):
        return 1

    def read(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if order == "little" else "big")

    first = read(4, 4)
    for index in range(read(first, 2)):
        entry = first + 2 + 12 * index
        if entry + 12 > len(tiff):
            break
        if read(entry, 2) == _ORIENTATION:
            value = read(entry + 8, 2)
            return value if 1 <= value <= 8 else 1
    return 1
