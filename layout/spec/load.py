"""A page as an editor wrote it, whole: the spec, its articles, and where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from layout.errors import Diagnostic, EditorError, Mark
from layout.spec.article import parse_text, read_article
from layout.spec.checks import check_families, check_page, check_pins
from layout.spec.convert import convert
from layout.spec.jumps import check_continued
from layout.spec.page_spec import Caption, PageSpec
from layout.spec.paths import SpecFiles, nearest, root_of
from layout.spec.story import Article
from layout.spec.styles import ResolvedStyle, resolve_styles, style_names
from layout.spec.variables import PageFacts, fill_variables, page_facts
from layout.spec.yaml_source import YamlSource, read_yaml

ARTICLES_FOLDER = "articles"
"""Where the article of a story that names none is looked for."""


@dataclass(frozen=True)
class LoadedPage:
    """A page spec with all the text it names; frozen, but for what its dictionaries hold.

    ``name`` is the file's stem, ``path`` the file as the editor named it,
    ``root`` the absolute folder that paths in the spec start from.
    ``articles`` are by story id, ``captions`` by picture id (pictures with a
    caption only), ``styles`` every style that the page may use. ``facts`` is what
    the page's variables were filled with, ``findings`` what was wrong with that.
    """

    spec: PageSpec
    name: str
    root: Path
    path: Path
    source: YamlSource
    articles: Mapping[str, Article]
    captions: Mapping[str, Article]
    styles: Mapping[str, ResolvedStyle]
    facts: PageFacts
    findings: tuple[Diagnostic, ...] = ()
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
        return SpecFiles(self.root, self.path, self.allow_outside).resolve(file, self.mark(*path))


def load_page(
    path: str | Path,
    *,
    root: Path | None = None,
    allow_outside: bool = False,
    source: YamlSource | None = None,
    facts: PageFacts | None = None,
) -> LoadedPage:
    """Read a page spec, its articles and its captions; pictures are not looked at.

    ``root`` is the folder that paths in the spec start from. Without it that is
    the folder above the spec's own if that is named ``pages``, else the spec's
    own. Nothing outside of it is read unless ``allow_outside``. ``source`` is the
    spec where it has been read already, ``facts`` what an issue says of the page.
    Raises :class:`EditorError` for the first thing that cannot be used.
    """
    path = Path(path)
    source = source or read_spec(path)
    if is_issue(source):
        raise EditorError(
            f"'{path}' is an issue of several pages",
            mark=source.key_mark("pages"),
            expected="the spec of one page",
            suggestion="name one of the pages that it lists",
        )
    spec = convert(source, PageSpec)
    files = SpecFiles(root_of(path, root), path, allow_outside)
    check_page(spec, source)
    check_continued(spec, source)
    styles = resolve_styles(spec, source)
    names = style_names(spec)
    _check_fonts(spec, source, files)
    if facts is not None and facts.language and not source.has("page", "language"):
        spec = replace(spec, page=replace(spec.page, language=facts.language))
    facts = page_facts(spec, source, facts)
    spec, findings = fill_variables(spec, source, facts)
    return LoadedPage(
        spec=spec,
        name=path.stem,
        root=files.root,
        path=path,
        source=source,
        articles=_articles(spec, source, files, names),
        captions=_captions(spec, source, files, names),
        styles=styles,
        facts=facts,
        findings=findings,
        allow_outside=allow_outside,
    )


def read_spec(path: Path) -> YamlSource:
    """Read a spec file as YAML; raises :class:`EditorError` also where there is none."""
    try:
        return read_yaml(path, str(path))
    except FileNotFoundError as problem:
        raise EditorError(
            f"page spec '{path}' does not exist",
            mark=Mark(str(path)),
            expected="a YAML file that describes a page",
            suggestion=nearest(path),
        ) from problem


def is_issue(source: YamlSource) -> bool:
    """Tell whether a spec file lists the pages of an issue.

    A mapping under ``pages`` is a slip of ``page`` and not a list of pages.
    """
    data = source.data
    return isinstance(data, dict) and not isinstance(data.get("pages", {}), dict)


def _articles(
    spec: PageSpec, source: YamlSource, files: SpecFiles, names: tuple[str, ...]
) -> dict[str, Article]:
    articles = {}
    for story_id, story in spec.stories.items():
        if story.continued:
            articles[story_id] = Article(path=str(files.spec), paragraphs=())
            continue
        keys = ("stories", story_id, *(("article",) if story.article is not None else ()))
        named = story.article if story.article is not None else f"{ARTICLES_FOLDER}/{story_id}.txt"
        mark = source.mark(*keys) if story.article is not None else source.key_mark(*keys)
        article = _read(files, named, mark, names)
        check_pins(story_id, story, article, source)
        articles[story_id] = article
    return articles


def _captions(
    spec: PageSpec, source: YamlSource, files: SpecFiles, names: tuple[str, ...]
) -> dict[str, Article]:
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
    return captions


def _read(files: SpecFiles, named: str, mark: Mark, styles: tuple[str, ...]) -> Article:
    path = files.resolve(named, mark)
    try:
        return read_article(path, files.shown(path), styles)
    except FileNotFoundError as problem:
        suggestion = nearest(path, named)
        if "\\" in named:
            suggestion = f"write '{named.replace(chr(92), '/')}'"
        raise EditorError(
            f"article file '{named}' does not exist",
            mark=mark,
            expected=f"a text file at {files.shown(path)}",
            suggestion=suggestion,
        ) from problem


def _inline(text: str, mark: Mark, styles: tuple[str, ...]) -> Article:
    return Article(path=mark.file, paragraphs=parse_text(text, mark, styles))


def _check_fonts(spec: PageSpec, source: YamlSource, files: SpecFiles) -> None:
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
                    suggestion=nearest(path, face.file),
                )
    for name, style in spec.styles.items():
        for key, font in (("font", style.font), ("latin-font", style.latin_font)):
            if font is not None and "/" in font:
                files.resolve(font.partition("#")[0], source.mark("styles", name, key))
