"""JPEG headers, byte by byte."""

from __future__ import annotations

import pytest

from layout.output.pdf.jpeg import JpegInfo, read_jpeg


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def _frame(
    marker: int = 0xC0, *, bits: int = 8, size: tuple[int, int] = (3, 2), ids: bytes
) -> bytes:
    width, height = size
    body = bytes((bits,)) + height.to_bytes(2, "big") + width.to_bytes(2, "big")
    body += bytes((len(ids),)) + b"".join(bytes((one, 0x11, 0)) for one in ids)
    return _segment(marker, body)


def _exif(orientation: int, order: str) -> bytes:
    def number(value: int, size: int) -> bytes:
        return value.to_bytes(size, "little" if order == "II" else "big")

    entry = number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + b"\0\0"
    tiff = order.encode() + number(42, 2) + number(8, 4) + number(1, 2) + entry + number(0, 4)
    return _segment(0xE1, b"Exif\0\0" + tiff)


START = b"\xff\xd8"
ADOBE = _segment(0xEE, b"Adobe\0\x64\0\0\0\0\x02")
YCC = b"\1\2\3"

READ = [
    ("gray", _frame(ids=b"\1"), JpegInfo(3, 2, 1, False, 1, False)),
    ("colour", _frame(ids=YCC), JpegInfo(3, 2, 3, False, 1, False)),
    ("progressive", _frame(0xC2, ids=YCC), JpegInfo(3, 2, 3, False, 1, False)),
    ("cmyk", ADOBE + _frame(ids=b"\1\2\3\4"), JpegInfo(3, 2, 4, True, 1, False)),
    ("plain RGB", _frame(ids=b"RGB"), JpegInfo(3, 2, 3, False, 1, True)),
    ("marked RGB", ADOBE + _frame(ids=b"RGB"), JpegInfo(3, 2, 3, True, 1, False)),
    ("turned, little end", _exif(6, "II") + _frame(ids=YCC), JpegInfo(3, 2, 3, False, 6, False)),
    ("turned, big end", _exif(8, "MM") + _frame(ids=YCC), JpegInfo(3, 2, 3, False, 8, False)),
    ("no such turn", _exif(9, "II") + _frame(ids=YCC), JpegInfo(3, 2, 3, False, 1, False)),
    ("fill bytes", b"\xff\xff" + _frame(ids=YCC), JpegInfo(3, 2, 3, False, 1, False)),
]


@pytest.mark.parametrize(("data", "info"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_what_a_header_says(data: bytes, info: JpegInfo) -> None:
    assert read_jpeg(START + data) == info


REFUSED = [
    ("not a JPEG", b"GIF89a"),
    ("empty", b""),
    ("no frame", START + ADOBE),
    ("data before a frame", START + _segment(0xDA, b"")),
    ("end before a frame", START + b"\xff\xd9\0\0"),
    ("lossless", START + _frame(0xC3, ids=YCC)),
    ("arithmetic", START + _frame(0xC9, ids=YCC)),
    ("twelve bits", START + _frame(0xC1, bits=12, ids=YCC)),
    ("two components", START + _frame(ids=b"\1\2")),
    ("no size", START + _frame(size=(0, 2), ids=YCC)),
    ("cut off", (START + _frame(ids=YCC))[:12]),
    ("garbage", START + b"\0\0\0\0\0"),
]


@pytest.mark.parametrize("data", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_a_pdf_cannot_carry(data: bytes) -> None:
    assert read_jpeg(data) is None


@pytest.mark.parametrize("cut", range(0, 60))
def test_a_cut_exif_segment_does_no_harm(cut: int) -> None:
    exif = _exif(6, "II")
    data = START + _segment(0xE1, exif[4 : 4 + cut]) + _frame(ids=YCC)
    info = read_jpeg(data)
    assert info is not None
    assert info.orientation in (1, 6)
