"""A throw-away copy of the sample page whose text can be changed between rounds."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PAGE = Path("pages/changgou.yaml")
TYPST_PAGE = Path("changgou.typ")
FONTS = REPOSITORY / "fonts"

_STEP = 31
"""One Han character in so many is exchanged, so every paragraph has some."""
_POOL = "春夏秋冬东南西北山川田野风云雨雪金木水火土石草花鱼鸟虫牛羊马稻麦桑麻竹松柏梅兰菊"
"""Common characters of one em: exchanging them leaves the number of lines about as it was."""
_HAN = range(0x4E00, 0xA000)


def vary(text: str, turn: int) -> str:
    """Return ``text`` with every 31st Han character exchanged, differently for each ``turn``.

    Length, punctuation and paragraphs stay, so a page holds the same amount of
    work; the set of glyphs changes, so no cache of whole subsets can answer.
    Lines of a front matter (``---`` to ``---``) are left alone.
    """
    head = ""
    if text.startswith("---\n"):
        end = text.find("\n---\n", 4)
        if end >= 0:
            head, text = text[: end + 5], text[end + 5 :]
    chars = list(text)
    han = [place for place, char in enumerate(chars) if ord(char) in _HAN]
    for count, place in enumerate(han[turn % _STEP :: _STEP]):
        old = chars[place]
        new = _POOL[(count + turn * 7) % len(_POOL)]
        chars[place] = new if new != old else _POOL[(count + turn * 7 + 1) % len(_POOL)]
    return head + "".join(chars)


class Stage:
    """A folder with the page spec, its articles and photos, and the Typst page beside them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("pages", "photos", "articles"):
            source = REPOSITORY / name
            if source.is_dir():
                shutil.copytree(source, root / name, copy_function=shutil.copyfile)
        shutil.copyfile(REPOSITORY / "bench" / TYPST_PAGE, root / TYPST_PAGE)
        (root / "fonts").symlink_to(FONTS, target_is_directory=True)
        self._texts = {
            path: path.read_text(encoding="utf-8")
            for path in sorted((root / "articles").glob("*.txt"))
        }

    def picture(self) -> str:
        """The sample page's first picture, from the page's root; "" where it has none."""
        import yaml

        page = self.root / PAGE
        if not page.is_file():
            return ""
        spec = yaml.safe_load(page.read_text(encoding="utf-8"))
        for picture in (spec.get("pictures") or {}).values():
            if (self.root / picture["file"]).is_file():
                return str(picture["file"])
        return ""

    def turn(self, number: int) -> None:
        """Give every article the text of round ``number``; 0 is the printed text."""
        for path, text in self._texts.items():
            path.write_text(vary(text, number) if number else text, encoding="utf-8")
