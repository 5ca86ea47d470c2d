"""What several tests stand on: the repository's root, and a place to render in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder laid out like the repository, to render and break things in.

    Page, articles and photos are copies; ``render.py``, ``fonts`` and ``tests`` lead back.
    """
    for name in ("pages", "articles", "photos"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, copy_function=shutil.copyfile)
    for name in ("render.py", "fonts", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the machine's may change what is rendered."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
