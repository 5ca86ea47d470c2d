"""``render.py contents ISSUE.yaml``: every story with its page as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from layout.cli.options import page_parser, place_all, report_all


def run(arguments: Sequence[str]) -> int:
    """Print the contents of a page or an issue on standard output."""
    options = page_parser("contents", "Print one JSON object for each story.").parse_args(arguments)
    placed = place_all(options)

    from layout.output.contents import dump_contents

    sys.stdout.write("".join(f"{record}\n" for record in dump_contents(placed.pages)))
    report_all(placed)
    return 0
