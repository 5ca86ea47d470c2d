"""A page as an editor wrote it, whole: the spec, its articles, and where everything stands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from layout.errors import EditorError, Mark
from layout.spec.article import parse_text, read_article
from layout.spec.checks import check_families, check_page, check_pins
from layout.spec.convert import convert
from layout.spec.page_spec import Caption, PageSpec
from layout.spec.story import Article
from layout.spec.styles import ResolvedStyle, resolve_styles, style_names
from layout.spec.suggest import closest
from layout.spec.yaml_source import YamlSource, read_yaml

PAGES_FOLDER = "pages"
"""A spec in a folder of this name takes its paths from the folder above."""

ARTICLES_FOLDER = "articles"
"""Where the article of a story that names none is looked for."""


@dataclass(frozen=True)
class LoadedPage:
    """A page spec with all the text it names; frozen, but for what its dictionaries hold.

    ``name`` is the file's stem, ``path`` the file as the editor named it,
    ``root`` the absolute folder that paths in the spec start from.
    ``articles`` are by story id, ``captions`` by picture id (pictures with a
    caption only), ``styles`` every style that the page may use.
    """

    spec: PageSpec
    name: str
    root: Path
    path: Path
    source: YamlSource
    articles: Mapping[str, Article]
    captions: Mapping[str, Article]
    styles: Mapping[str, ResolvedStyle]
    allow_outside: bool = False

    def mark(self, *path: object) -> Mark:
        """Where the value at ``path`` stands, such as ``mark("stories", "a", "at", 2)``.

        For what the file leaves out it is the nearest parent's place.
        """
        return self.source.mark(*path)

    def resolve(self, file: str, *path: object) -> Path:
        """The absolute path of ``file``, which the spec names at ``path``.

        Raises :class:`EditorError` when it leaves the root (links followed)
        and the page was not loaded with ``allow_outside``.
        """
        return _Files(self.root, self.path, self.allow_outside).resolve(file, self.mark(*path))


def load_page(
    path: str | Path, *, root: Path | None = None, allow_outside: bool = False
) -> LoadedPage:
    """Read a page spec, its articles and its captions; pictures are not looked at.

    ``root`` is the folder that paths in the spec start from. Without it that is
    the folder above the spec's own if that is named ``pages``, else the spec's
    own. Nothing outside of it is read unless ``allow_outside``. Raises
    :class:`EditorError` for the first thing that cannot be used.
    """
    path = Path(path)
    source = _read_spec(path)
    spec = convert(source, PageSpec)
    files = _Files(_root_of(path, root), path, allow_outside)
    check_page(spec, source)
    styles = resolve_styles(spec, source)
    names = style_names(spec)
    _check_fonts(spec, source, files)
    articles = {}
    for story_id, story in spec.stories.items():
        keys = ("stories", story_id, *(("article",) if story.article is not None else ()))
        named = story.article if story.article is not None else f"{ARTICLES_FOLDER}/{story_id}.txt"
        mark = source.mark(*keys) if story.article is not None else source.key_mark(*keys)
        article = _read(files, named, mark, names)
        check_pins(story_id, story, article, source)
        articles[story_id] = article
    captions = {}
    for picture_id, picture in spec.pictures.items():
        at = ("pictures", picture_id, "caption")
        caption = picture.caption
        if isinstance(caption, str):
            captions[picture_id] = _inline(caption, source.mark(*at), names)
        elif isinstance(caption, Caption) and caption.article is not None:
            captions[picture_id] = _read(files, caption.article, source.mark(*at, "article"), names)
        elif isinstance(caption, Caption) and caption.text is not None:
            captions[picture_id] = _inline(caption.text, source.mark(*at, "text"), names)
    return LoadedPage(
        spec=spec,
        name=path.stem,
        root=files.root,
        path=path,
        source=source,
        articles=articles,
        captions=captions,
        styles=styles,
        allow_outside=allow_outside,
    )


@dataclass(frozen=True)
class _Files:
    """Paths in a spec: where they lead and what messages call them."""

    root: Path
    spec: Path
    allow_outside: bool

    def resolve(self, file: str, mark: Mark) -> Path:
        try:
            found = (self.root / file).resolve()
        except (OSError, ValueError, RuntimeError) as problem:
            raise EditorError(
                f"'{file}' is not a path", mark=mark, expected="a file's path from the page's root"
            ) from problem
        if not self.allow_outside and not found.is_relative_to(self.root):
            raise EditorError(
                f"'{file}' lies outside of the page's folder",
                mark=mark,
                expected=f"a path that stays within '{self.shown(self.root)}'",
                suggestion="move the file there, or render with --allow-outside",
            )
        return found

    def shown(self, file: Path) -> str:
        """The path as the editor would name it: like the spec's, absolute or from here."""
        if self.spec.is_absolute():
            return str(file)
        try:
            return Path(os.path.relpath(file)).as_posix()
        except (OSError, ValueError):
            return str(file)


def _root_of(path: Path, root: Path | None) -> Path:
    if root is not None:
        if not root.is_dir():
            raise EditorError(
                f"root '{root}' is not a folder",
                mark=Mark(str(root)),
                expected="the folder that paths in the spec start from",
            )
        return root.resolve()
    folder = Path(os.path.abspath(path)).parent
    return (folder.parent if folder.name == PAGES_FOLDER else folder).resolve()


def _read_spec(path: Path) -> YamlSource:
    try:
        return read_yaml(path, str(path))
    except FileNotFoundError as problem:
        raise EditorError(
            f"page spec '{path}' does not exist",
            mark=Mark(str(path)),
            expected="a YAML file that describes a page",
            suggestion=_nearest(path),
        ) from problem


def _read(files: _Files, named: str, mark: Mark, styles: tuple[str, ...]) -> Article:
    path = files.resolve(named, mark)
    try:
        return read_article(path, files.shown(path), styles)
    except FileNotFoundError as problem:
        suggestion = _nearest(path, named)
        if "\\" in named:
            suggestion = f"write '{named.replace(chr(92), '/')}'"
        raise EditorError(
            f"article file '{named}' does not exist",
            mark=mark,
            expected=f"a text file at {files.shown(path)}",
            suggestion=suggestion,
        ) from problem


def _nearest(path: Path, named: str = "") -> str:
    """The file of the folder whose name is nearest to a missing one's, as a suggestion."""
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder '{Path(named or path).parent.as_posix()}'"
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())[:5000]
    near = closest(path.name, names, bare=True)
    return f"did you mean '{Path(named or path).with_name(near).as_posix()}'?" if near else ""


def _inline(text: str, mark: Mark, styles: tuple[str, ...]) -> Article:
    return Article(path=mark.file, paragraphs=parse_text(text, mark, styles))


def _check_fonts(spec: PageSpec, source: YamlSource, files: _Files) -> None:
    """The page's own font files are there, and within its folder."""
    check_families(spec.fonts, source, "fonts")
    for name, family in spec.fonts.items():
        for number, face in enumerate(family.faces):
            mark = source.mark("fonts", name, "faces", number, "file")
            path = files.resolve(face.file, mark)
            if not path.is_file():
                raise EditorError(
                    f"font file '{face.file}' does not exist",
                    mark=mark,
                    expected=f"a font file at {files.shown(path)}",
                    suggestion=_nearest(path, face.file),
                )
    for name, style in spec.styles.items():
        for key, font in (("font", style.font), ("latin-font", style.latin_font)):
            if font is not None and "/" in font:
                files.resolve(font.partition("#")[0], source.mark("styles", name, key))
