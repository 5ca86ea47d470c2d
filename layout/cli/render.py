"""``render.py PAGE.yaml``: the page as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from layout.cli.options import failed, page_parser, place_from, report


def run(arguments: Sequence[str]) -> int:
    """Render a page to PDF and report what does not fit."""
    parser = page_parser("", "Render a page spec to PDF.")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT.pdf", help="default: out/NAME.pdf"
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 when anything does not fit")
    options = parser.parse_args(arguments)
    page = place_from(options)

    from layout.output.files import write_atomically
    from layout.output.pdf import write_pdf

    output = options.output or Path("out") / f"{page.name}.pdf"
    write_atomically(output, write_pdf(page))
    report(page.diagnostics, options.verbose)
    print(output)
    return 1 if failed(page.diagnostics, options.strict) else 0
