"""``render.py lines PAGE.yaml``: every composed line as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from layout.cli.options import page_parser, place_from, report


def run(arguments: Sequence[str]) -> int:
    """Print the line dump of a page on standard output."""
    options = page_parser("lines", "Print one JSON object for each composed line.").parse_args(
        arguments
    )
    page = place_from(options)

    from layout.output.lines import dump_lines

    sys.stdout.write("".join(f"{record}\n" for record in dump_lines(page)))
    report(page.diagnostics, options.verbose)
    return 0
