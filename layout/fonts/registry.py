"""Which font files stand behind a name: roles, families, aliases, paths, weights, fallback.

Three sources, the later over the earlier: the fonts shipped with the engine,
the user's configuration, the page. Nothing is opened for a shipped face whose
``fonts.yaml`` entry gives its weight, so a registry costs next to nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from layout.errors import EditorError, Mark
from layout.fonts.files import SUFFIXES, FontFile, inspect_face, scan_folder
from layout.model import FaceRef
from layout.spec.font_config import read_font_config
from layout.spec.page_spec import FontConfig, FontFace, FontFamily
from layout.spec.suggest import closest, listed

CONFIG_VARIABLE = "LAYOUT_FONTS"
"""Environment variable that names the user's font configuration."""

_ROLES = ("song", "hei", "kai", "fangsong")


@dataclass(frozen=True, slots=True)
class _Family:
    """A family and the folder that its files' paths start from; ``trusted`` ones are shipped."""

    name: str
    faces: tuple[FontFace, ...]
    folder: Path
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A face that may be chosen; weights in CSS's 1–1000."""

    path: str
    index: int
    low: int
    high: int
    variable: bool


@dataclass(frozen=True)
class FontRegistry:
    """Looks names up; lookups are remembered, so the same name gives the same object.

    ``families`` are by casefolded name and alias, ``roles`` name a family each,
    ``fallback`` is tried in order for characters that a face lacks, ``folders``
    are searched for families known nowhere else, ``root`` is where paths start.
    """

    families: Mapping[str, _Family]
    roles: Mapping[str, str]
    fallback: tuple[str, ...]
    folders: tuple[str, ...] = ()
    root: Path | None = None
    _resolved: dict[tuple[str, int], FaceRef] = field(default_factory=dict, compare=False)
    _chains: dict[tuple[str, int], tuple[FaceRef, ...]] = field(default_factory=dict, compare=False)

    @classmethod
    def load(
        cls, extra: Mapping[str, FontFamily] | None = None, root: Path | None = None
    ) -> FontRegistry:
        """The shipped fonts, the user's, and the page's own: ``extra``.

        Paths in ``extra``, and those that styles name, start from ``root``.
        The user's configuration is the file in ``LAYOUT_FONTS``, else
        ``layout/fonts.yaml`` in ``XDG_CONFIG_HOME`` or ``~/.config``. Raises
        :class:`EditorError` for a configuration that cannot be used.
        """
        shipped_folder, shipped = _shipped()
        families, roles = _named(shipped, shipped_folder, trusted=True)
        fallback, folders = list(shipped.fallback), []
        user_file = _user_config()
        if user_file is not None:
            user = _read_user(user_file)
            user_families, user_roles = _named(user, user_file.parent)
            # A user's name wins over a shipped role of that name, and the other way round.
            roles = {k: v for k, v in roles.items() if k not in user_families} | user_roles
            families |= user_families
            fallback = [*user.fallback, *fallback]
            folders = [str(user_file.parent / Path(f).expanduser()) for f in user.folders]
        if extra:
            page_families, _ = _named(FontConfig(families=dict(extra)), root or Path.cwd())
            roles = {k: v for k, v in roles.items() if k not in page_families}
            families |= page_families
        return cls(families, roles, tuple(dict.fromkeys(fallback)), tuple(folders), root)

    def resolve(self, name: str, weight: int = 400, *, mark: Mark | None = None) -> FaceRef:
        """The face of ``name`` (role, family, alias, path of a font file) nearest to ``weight``.

        Weights are matched as CSS Fonts 4, 5.2 does; a variable font is set to
        ``weight`` on its ``wght`` axis. In a path, ``#2`` picks face 2 (0-based) of a
        collection. Raises :class:`EditorError`, with ``mark`` if given, for an
        unknown family, a file that is no font and one that must not be embedded.
        """
        key = (name, weight)
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = self._find(name, weight, mark)
        return found

    def chain(
        self, name: str, weight: int = 400, *, mark: Mark | None = None
    ) -> tuple[FaceRef, ...]:
        """The face of ``name`` and after it those of the fallback families, each once.

        Raises as :meth:`resolve` does.
        """
        key = (name, weight)
        found = self._chains.get(key)
        if found is None:
            faces = [self.resolve(name, weight, mark=mark)]
            faces += [self.resolve(family, weight) for family in self.fallback]
            found = self._chains[key] = tuple(dict.fromkeys(faces))
        return found

    def names(self) -> tuple[str, ...]:
        """All names that a page can use without a font file of its own, sorted."""
        return tuple(sorted({*self.roles, *self.families}))

    def _find(self, name: str, weight: int, mark: Mark | None) -> FaceRef:
        target = self.roles.get(name.strip().casefold(), name).strip()
        family = self.families.get(target.casefold())
        if family is not None:
            return _nearest(list(_candidates(family, mark)), weight)
        file, _, number = target.partition("#")
        if file.lower().endswith(SUFFIXES):
            return self._from_path(file, number, weight, mark)
        for folder in self.folders:
            faces = _scanned(folder).get(target.casefold())
            if faces:
                usable = [inspect_face(f.path, f.index, mark) for f in faces]
                return _nearest([_of_file(f) for f in usable], weight)
        raise EditorError(
            f"unknown font family '{target}'" + (f" for '{name}'" if target != name else ""),
            mark=mark,
            expected=f"one of {listed(self._display())}, or the path of a font file",
            suggestion=closest(target, self._display())
            or "add it under 'fonts:' of the page, or to the fonts configuration",
        )

    def _display(self) -> list[str]:
        """Role and family names as written, for messages."""
        families = dict.fromkeys(family.name for family in self.families.values())
        return list(dict.fromkeys((*(r for r in _ROLES if r in self.roles), *families)))

    def _from_path(self, file: str, number: str, weight: int, mark: Mark | None) -> FaceRef:
        if number and not (number.isascii() and number.isdigit() and len(number) < 6):
            raise EditorError(
                f"'#{number}' does not pick a face of '{file}'",
                mark=mark,
                expected="the number of a face in the collection, such as #2",
            )
        path = (self.root or Path.cwd()) / Path(file).expanduser()
        if not path.is_file():
            siblings: Iterable[str] = ()
            if path.parent.is_dir():
                siblings = (p.name for p in path.parent.iterdir() if p.name.endswith(SUFFIXES))
            raise EditorError(
                f"font file '{file}' does not exist",
                mark=mark,
                expected=f"a font file at {path}",
                suggestion=closest(path.name, siblings),
            )
        found = inspect_face(str(path), int(number or 0), mark)
        return _nearest([_of_file(found)], weight)


def _named(
    config: FontConfig, folder: Path, *, trusted: bool = False
) -> tuple[dict[str, _Family], dict[str, str]]:
    """Families by every casefolded name they have, and roles; names win over aliases."""
    families: dict[str, _Family] = {}
    made = {n: _Family(n, tuple(f.faces), folder, trusted) for n, f in config.families.items()}
    for name, family in config.families.items():
        families |= {alias.casefold(): made[name] for alias in family.aliases}
    families |= {name.casefold(): family for name, family in made.items()}
    return families, {role.casefold(): family for role, family in config.roles.items()}


def _candidates(family: _Family, mark: Mark | None) -> Iterator[_Candidate]:
    """A family's faces with their weights; opens the files that have to say themselves."""
    for face in family.faces:
        path = str(family.folder / Path(face.file).expanduser())
        if family.trusted and face.weight is not None:
            low, high = face.weight if isinstance(face.weight, tuple) else (face.weight,) * 2
            yield _Candidate(path, face.index, low, high, isinstance(face.weight, tuple))
            continue
        found = inspect_face(path, face.index, mark)
        if face.weight is None:
            yield _of_file(found)
            continue
        low, high = face.weight if isinstance(face.weight, tuple) else (face.weight,) * 2
        if found.variable:
            low, high = (min(max(w, found.low), found.high) for w in (low, high))
        yield _Candidate(path, face.index, low, high, found.variable)


def _of_file(found: FontFile) -> _Candidate:
    return _Candidate(found.path, found.index, found.low, found.high, found.variable)


def _nearest(candidates: Sequence[_Candidate], weight: int) -> FaceRef:
    """The face that CSS Fonts 4, 5.2 (font style matching, weight) would take."""

    def distance(candidate: _Candidate) -> tuple[int, int]:
        low, high = candidate.low, candidate.high
        if low <= weight <= high:
            return (0, 0)
        if 400 <= weight <= 500:
            if weight < low <= 500:
                return (1, low - weight)
            return (2, weight - high) if high < weight else (3, low - weight)
        heavier = low > weight
        first = heavier == (weight > 500)
        return (1 if first else 2, low - weight if heavier else weight - high)

    best = min(candidates, key=distance)
    variations: tuple[tuple[str, float], ...] = ()
    if best.variable:
        variations = (("wght", float(min(max(weight, best.low), best.high))),)
    return FaceRef(best.path, best.index, variations)


@lru_cache(maxsize=1)
def _shipped() -> tuple[Path, FontConfig]:
    """The shipped fonts' folder and configuration: inside an installed package, else beside it."""
    package = Path(__file__).resolve().parent.parent
    folder = package / "fontdata"
    if not folder.is_dir():
        folder = package.parent / "fonts"
    try:
        return folder, read_font_config(folder / "fonts.yaml")[0]
    except FileNotFoundError as problem:
        raise EditorError(
            "the engine's own fonts are not installed",
            mark=Mark(str(folder / "fonts.yaml")),
            expected="the folder 'fonts' beside the package, or 'fontdata' inside it",
            suggestion="install the engine again",
        ) from problem


def _user_config() -> Path | None:
    """The user's font configuration, if there is one."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        path = Path(named).expanduser().absolute()
        if not path.is_file():
            raise EditorError(
                f"font configuration '{named}' does not exist",
                mark=Mark(named),
                expected=f"the file that {CONFIG_VARIABLE} names",
                suggestion=f"create it, or unset {CONFIG_VARIABLE}",
            )
        return path
    base = os.environ.get("XDG_CONFIG_HOME")
    try:
        folder = Path(base) if base else Path.home() / ".config"
    except RuntimeError:
        return None
    path = folder / "layout" / "fonts.yaml"
    return path if path.is_file() else None


def _read_user(path: Path) -> FontConfig:
    config, source = read_font_config(path)
    for number, folder in enumerate(config.folders):
        if not (path.parent / Path(folder).expanduser()).is_dir():
            raise EditorError(
                f"font folder '{folder}' does not exist",
                mark=source.mark("folders", number),
                expected="a folder with font files",
                suggestion="correct the path, or take the entry away",
            )
    return config


@lru_cache(maxsize=32)
def _scanned(folder: str) -> dict[str, list[FontFile]]:
    return scan_folder(folder)
