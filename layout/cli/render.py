"""``render.py PAGE.yaml``: the page as PDF."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from layout.cli.options import failed, page_parser, place_all, report_all
from layout.cli.press import add_press_options, press_settings
from layout.errors import EditorError


def run(arguments: Sequence[str]) -> int:
    """Render a page or an issue to PDF and report what does not fit."""
    parser = page_parser("", "Render a page spec to PDF.")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT.pdf", help="default: out/NAME.pdf"
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 when anything does not fit")
    parser.add_argument(
        "--press", action="store_true", help="PDF/X-4 in inks, for the newsprint press"
    )
    parser.add_argument("--marks", action="store_true", help="with printer's marks")
    parser.add_argument(
        "--archive", action="store_true", help="tagged PDF/A-2a and PDF/UA-1, to be kept"
    )
    add_press_options(parser)
    options = parser.parse_args(arguments)
    _check(options)
    settings = press_settings(options, marks=options.marks) if options.press else None
    placed = place_all(options)

    from layout.output.files import write_atomically
    from layout.output.pdf import write_pdf

    output = options.output or Path("out") / f"{placed.name}.pdf"
    if options.archive:
        from layout.output.pdf.pdfa import for_archive

        placed = replace(placed, pages=tuple(for_archive(page) for page in placed.pages))
        data = write_pdf(placed.pages, title=placed.title, archive=True)
    elif settings is None:
        data = write_pdf(placed.pages, title=placed.title)
    else:
        from layout.output.press import for_press
        from layout.output.press.settings import PRESS_DPI

        placed = replace(placed, pages=tuple(for_press(page, settings) for page in placed.pages))
        data = write_pdf(placed.pages, title=placed.title, press=settings, max_dpi=PRESS_DPI)
    write_atomically(output, data)
    report_all(placed, options.verbose)
    print(output)
    return 1 if failed(placed.findings, options.strict) else 0


def _check(options: argparse.Namespace) -> None:
    """Refuse options that contradict each other or only a press file has."""
    if options.press and options.archive:
        raise EditorError(
            "a file is for the press or for the archive", suggestion="render it twice"
        )
    for name in ("marks", "gray", "output_intent", "ink_limit"):
        if getattr(options, name) not in (None, False) and not options.press:
            option = "--" + name.replace("_", "-")
            raise EditorError(
                f"{option} is for a press file", suggestion=f"add --press to {option}"
            )
