"""What can go wrong, said for editors.

An :class:`EditorError` stops a command with exit code 2: the input cannot be
used. A :class:`Diagnostic` is a finding on a page that could still be placed
(overset text, a missing glyph, a missing picture); it is reported and, on a
proof, visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in an input file; ``line`` and ``column`` are 1-based, 0 for unknown."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        if not self.column:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


class EditorError(Exception):
    """Input that cannot be used, with all that an editor needs to mend it.

    ``problem`` says what is wrong and quotes the offending value, ``expected``
    what would be right, ``suggestion`` what to do (both may be empty).
    ``str(error)`` is the one message that a command prints.
    """

    def __init__(
        self, problem: str, *, mark: Mark | None = None, expected: str = "", suggestion: str = ""
    ) -> None:
        self.problem = problem
        self.mark = mark
        self.expected = expected
        self.suggestion = suggestion
        super().__init__(problem)

    def __str__(self) -> str:
        text = f"{self.mark}: error: {self.problem}" if self.mark else f"error: {self.problem}"
        if self.expected:
            text += f"\n  expected: {self.expected}"
        if self.suggestion:
            text += f"\n  suggestion: {self.suggestion}"
        return text


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding on a placed page.

    ``code`` is a stable short name (``overset``, ``underfull``, ``missing-glyph``,
    ``missing-picture``, ``low-resolution``, …), ``item`` the id of the story or
    picture that it is about ("" for the page).
    """

    severity: Severity
    code: str
    message: str
    item: str = ""
    mark: Mark | None = None

    def __str__(self) -> str:
        where = f"{self.mark}: " if self.mark else ""
        item = f" [{self.item}]" if self.item else ""
        return f"{where}{self.severity}: {self.code}{item}: {self.message}"
