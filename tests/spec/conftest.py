from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from layout.errors import EditorError
from layout.spec.load import LoadedPage, load_page

ARTICLE = "第一段文字。\n第二段文字。\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``pages/`` and ``articles/`` (``story.txt``), the working directory too."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "story.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def load(site: Path) -> Callable[..., LoadedPage]:
    """Writes a spec to ``pages/p.yaml`` and loads it by that name."""

    def run(text: str, **options: bool) -> LoadedPage:
        (site / "pages" / "p.yaml").write_text(text, encoding="utf-8")
        return load_page("pages/p.yaml", **options)  # type: ignore[arg-type]

    return run


@pytest.fixture
def refuse(load: Callable[..., LoadedPage]) -> Callable[[str], EditorError]:
    """Loads a spec that must be refused and returns the error."""

    def run(text: str) -> EditorError:
        with pytest.raises(EditorError) as caught:
            load(text)
        return caught.value

    return run
