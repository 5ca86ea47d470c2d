"""Paths that a spec names: where they start, that they stay inside, how messages call them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from layout.errors import EditorError, Mark
from layout.spec.suggest import closest

PAGES_FOLDER = "pages"
"""A spec in a folder of this name takes its paths from the folder above."""


@dataclass(frozen=True)
class SpecFiles:
    """Paths in a spec file: ``root`` is absolute, ``spec`` the file as the editor named it.

    ``kind`` is what messages call the spec: a page or an issue.
    """

    root: Path
    spec: Path
    allow_outside: bool
    kind: str = "page"

    def resolve(self, file: str, mark: Mark) -> Path:
        """The absolute path of ``file``, links followed.

        Raises :class:`EditorError` at ``mark`` for what is no path or leaves the root.
        """
        try:
            found = (self.root / file).resolve()
        except (OSError, ValueError, RuntimeError) as problem:
            raise EditorError(
                f"'{file}' is not a path",
                mark=mark,
                expected=f"a file's path from the {self.kind}'s root",
            ) from problem
        if not self.allow_outside and not found.is_relative_to(self.root):
            raise EditorError(
                f"'{file}' lies outside of the {self.kind}'s folder",
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


def root_of(path: Path, root: Path | None) -> Path:
    """The absolute folder that paths in the spec ``path`` start from.

    Raises :class:`EditorError` for a given ``root`` that is no folder.
    """
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


def nearest(path: Path, named: str = "") -> str:
    """The file of the folder whose name is nearest to a missing one's, as a suggestion."""
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder '{Path(named or path).parent.as_posix()}'"
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())[:5000]
    near = closest(path.name, names, bare=True)
    return f"did you mean '{Path(named or path).with_name(near).as_posix()}'?" if near else ""
