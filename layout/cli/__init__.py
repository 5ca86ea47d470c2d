"""The command line: what an editor types and sees.

``layout PAGE.yaml`` renders; the other commands go by name. Exit codes: 0 done
(findings on the page are reported on standard error), 1 findings that
``--strict`` does not let pass, 2 input that cannot be used.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

COMMANDS = {
    "render": "layout.cli.render",
    "contents": "layout.cli.contents",
    "lines": "layout.cli.lines",
    "png": "layout.cli.png",
    "match": "layout.cli.match",
    "preflight": "layout.cli.preflight",
}
"""Command → the module whose ``run(arguments) -> int`` does it; imported when asked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. An input error prints one message."""
    from importlib import import_module

    from layout.errors import EditorError

    arguments = list(sys.argv[1:] if argv is None else argv)
    command = "render"
    if arguments and arguments[0] in COMMANDS:
        command = arguments.pop(0)
    try:
        return int(import_module(COMMANDS[command]).run(arguments))
    except EditorError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130
