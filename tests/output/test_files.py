"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from layout.errors import EditorError
from layout.output import files
from layout.output.files import write_atomically


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "page.pdf"
    write_atomically(path, b"one")
    assert path.read_bytes() == b"one"
    write_atomically(str(path), b"two")
    assert path.read_bytes() == b"two"
    assert os.listdir(path.parent) == ["page.pdf"]


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    plain, written = tmp_path / "plain", tmp_path / "written"
    plain.write_bytes(b"")
    write_atomically(written, b"")
    assert written.stat().st_mode == plain.stat().st_mode


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_file_and_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", fail)
    with pytest.raises(EditorError, match="cannot be written: No space left on device") as caught:
        write_atomically(path, b"new")
    assert str(path) in str(caught.value)
    assert "suggestion: check the folder's permissions" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["page.pdf"]


def test_an_interruption_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "page.pdf", b"new")
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(EditorError, match="cannot be written"):
        write_atomically(tmp_path / "out" / "page.pdf", b"new")


def test_a_target_that_is_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").mkdir()
    with pytest.raises(EditorError, match="cannot be written"):
        write_atomically(tmp_path / "page.pdf", b"new")
    assert os.listdir(tmp_path) == ["page.pdf"]
