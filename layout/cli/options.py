"""Options and reports that several commands share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from layout.errors import Diagnostic, EditorError, Severity
from layout.model import PlacedPage


class Parser(argparse.ArgumentParser):
    """An argument parser that reports like the rest: one message, exit code 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Raise :class:`EditorError` in place of argparse's own exit."""
        raise EditorError(message, suggestion=f"see '{self.prog} --help'")


def page_parser(command: str, purpose: str) -> Parser:
    """A parser with the options of every command that reads a page spec."""
    parser = Parser(prog=f"render.py {command}".strip(), description=purpose)
    parser.add_argument(
        "page", type=Path, metavar="PAGE.yaml", help="the spec of a page or of an issue"
    )
    parser.add_argument("--root", type=Path, help="folder that paths in the spec start from")
    parser.add_argument(
        "--allow-outside",
        action="store_true",
        help="let paths in the spec leave that folder",
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="say also what was done to make things fit"
    )
    return parser


def place_from(options: argparse.Namespace) -> PlacedPage:
    """Place the page that the options name."""
    from layout.pipeline import place

    return place(options.page, root=options.root, allow_outside=options.allow_outside)


@dataclass(frozen=True, slots=True)
class Placed:
    """What a file describes, placed: a page alone, or (``issue``) the pages of an issue."""

    name: str
    title: str
    pages: tuple[PlacedPage, ...]
    issue: bool

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """The findings on all pages."""
        return tuple(finding for page in self.pages for finding in page.diagnostics)


def place_all(options: argparse.Namespace) -> Placed:
    """Place the page or the issue that the options name."""
    from layout.model import PlacedIssue
    from layout.pipeline import place_any

    placed = place_any(options.page, root=options.root, allow_outside=options.allow_outside)
    if isinstance(placed, PlacedIssue):
        return Placed(placed.name, placed.title, placed.pages, issue=True)
    return Placed(placed.name, placed.title, (placed,), issue=False)


def report_all(placed: Placed, verbose: bool = False) -> None:
    """Print the findings of all pages; those of an issue's page under its label."""
    for page in placed.pages:
        shown = [f for f in page.diagnostics if verbose or f.severity is not Severity.NOTE]
        if placed.issue and shown:
            print(f"page {page.label}:", file=sys.stderr)
        report(shown, verbose)


def report(findings: Iterable[Diagnostic], verbose: bool = False) -> None:
    """Print findings on standard error, one a line; notes only when ``verbose``."""
    for finding in findings:
        if verbose or finding.severity is not Severity.NOTE:
            print(finding, file=sys.stderr)


def failed(findings: Iterable[Diagnostic], strict: bool) -> bool:
    """Tell whether findings make the command fail: with ``--strict``, all but notes do."""
    return strict and any(f.severity is not Severity.NOTE for f in findings)
