"""Small pages, placed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from layout.model import PlacedPage
from layout.pipeline import place

ARTICLE = "长沟镇科普报告会昨日举行，近千名师生参加。"
TRIM = "page: {trim: [120mm, 160mm], margins: {top: 10mm, bottom: 10mm, left: 10mm, right: 10mm}}\n"

Place = Callable[..., PlacedPage]


@pytest.fixture
def placed(tmp_path: Path) -> Place:
    """Place a page: ``placed(yaml, article_id=text, …)`` on a small sheet."""

    def make(text: str, **articles: str) -> PlacedPage:
        (tmp_path / "articles").mkdir(exist_ok=True)
        (tmp_path / "pages").mkdir(exist_ok=True)
        for name, article in {"news": ARTICLE * 12, **articles}.items():
            (tmp_path / "articles" / f"{name}.txt").write_text(article, encoding="utf-8")
        page = tmp_path / "pages" / "p.yaml"
        page.write_text((TRIM if "page:" not in text else "") + text, encoding="utf-8")
        return place(page)

    return make
