"""Options of the commands that prepare a page for the press."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from layout.errors import EditorError

if TYPE_CHECKING:
    from layout.output.press import PressSettings

_LEAST, _MOST = 100.0, 400.0


def add_press_options(parser: argparse.ArgumentParser) -> None:
    """Add what describes a printing condition and a press sheet."""
    parser.add_argument("--gray", action="store_true", help="everything in black ink alone")
    parser.add_argument(
        "--output-intent",
        type=Path,
        metavar="FILE.icc",
        help="profile of the printing condition (default: newsprint)",
    )
    parser.add_argument(
        "--ink-limit", type=float, metavar="PERCENT", help="most ink in one place (default 240)"
    )


def press_settings(options: argparse.Namespace, *, marks: bool = False) -> PressSettings:
    """The settings that the options describe.

    Raises :class:`EditorError` for a profile or limit that cannot be used.
    """
    from layout.output.press import PressSettings
    from layout.output.press.inks import NEWSPRINT_LIMIT
    from layout.output.press.profile import newsprint, read_profile

    limit = NEWSPRINT_LIMIT
    if options.ink_limit is not None:
        if not _LEAST <= options.ink_limit <= _MOST:
            raise EditorError(
                f"an ink limit of {options.ink_limit:g} % cannot be kept",
                expected=f"a number from {_LEAST:g} to {_MOST:g}, such as 240",
            )
        limit = options.ink_limit / 100
    profile = read_profile(options.output_intent) if options.output_intent else newsprint()
    return PressSettings(profile, limit, options.gray, marks)
