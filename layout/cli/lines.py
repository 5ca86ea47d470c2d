"""``render.py lines PAGE.yaml``: every composed line as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from layout.cli.options import page_parser, place_all, report_all


def run(arguments: Sequence[str]) -> int:
    """Print the line dump of a page or an issue on standard output."""
    options = page_parser("lines", "Print one JSON object for each composed line.").parse_args(
        arguments
    )
    placed = place_all(options)

    from layout.output.lines import dump_lines

    for page in placed.pages:
        records = dump_lines(page, labelled=placed.issue)
        sys.stdout.write("".join(f"{record}\n" for record in records))
    report_all(placed, options.verbose)
    return 0
