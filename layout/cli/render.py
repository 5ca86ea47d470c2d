"""``render.py PAGE.yaml``: the page as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from layout.cli.options import failed, page_parser, place_all, report_all


def run(arguments: Sequence[str]) -> int:
    """Render a page or an issue to PDF and report what does not fit."""
    parser = page_parser("", "Render a page spec to PDF.")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT.pdf", help="default: out/NAME.pdf"
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 when anything does not fit")
    options = parser.parse_args(arguments)
    placed = place_all(options)

    from layout.output.files import write_atomically
    from layout.output.pdf import write_pdf

    output = options.output or Path("out") / f"{placed.name}.pdf"
    write_atomically(output, write_pdf(placed.pages, title=placed.title))
    report_all(placed)
    print(output)
    return 1 if failed(placed.findings, options.strict) else 0
