from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from layout.errors import EditorError
from layout.spec.encoding import decode_text, read_text

TEXT = "本报梁山讯，“一”。\n第二行"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r").encode("gb18030"),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "crlf", "cr-gb"],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode_text(data, "a.txt") == TEXT


def test_gb18030_reads_characters_beyond_gbk() -> None:
    assert decode_text("䶮㐂𠀀".encode("gb18030"), "a.txt") == "䶮㐂𠀀"


@pytest.mark.parametrize(
    ("data", "mark", "problem"),
    [
        (b"ab\ncd\xff\xff", "a.txt:2", "byte 0xff at offset 5 is neither UTF-8 nor GB 18030"),
        (codecs.BOM_UTF8 + b"a\xff", "a.txt:1", "byte 0xff at offset 4 is not UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "a.txt:1", "offset 2 is not UTF-16-LE"),
        ("甲\n乙\0".encode(), "a.txt:2:2", "control character U+0000"),
        ("甲\n\x07乙".encode(), "a.txt:2:1", "control character U+0007"),
        ("甲\x85乙".encode(), "a.txt:1:2", "control character U+0085"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, mark: str, problem: str) -> None:
    with pytest.raises(EditorError) as caught:
        decode_text(data, "a.txt")
    assert str(caught.value.mark) == mark
    assert problem in caught.value.problem
    assert caught.value.suggestion


def test_a_folder_is_not_a_text_file(tmp_path: Path) -> None:
    with pytest.raises(EditorError, match="is a folder"):
        read_text(tmp_path, "x")


def test_a_device_is_not_read() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no devices here")
    with pytest.raises(EditorError, match="not an ordinary file"):
        read_text(Path("/dev/zero"), "x")


def test_size_is_limited(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * 2048)
    assert len(read_text(file, "a.txt", limit=2048)) == 2048
    with pytest.raises(EditorError, match="larger than 1 KiB"):
        read_text(file, "a.txt", limit=1024)


def test_a_missing_file_is_the_callers_to_explain(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "none.txt", "none.txt")
