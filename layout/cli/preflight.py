"""``render.py preflight PAGE.yaml``: what a printing plant would look at, and send back."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from layout.cli.options import page_parser, place_from
from layout.cli.press import add_press_options, press_settings
from layout.errors import EditorError, Mark

if TYPE_CHECKING:
    from layout.output.press.preflight import Preflight


def run(arguments: Sequence[str]) -> int:
    """Print the report; 1 when something would be sent back."""
    parser = page_parser("preflight", "List what a printing plant looks at: exit 1 on violations.")
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    parser.add_argument(
        "--min-dpi", type=float, default=150.0, help="least resolution of a picture (default 150)"
    )
    parser.add_argument(
        "--hairline", type=float, default=0.25, help="finest line in points (default 0.25)"
    )
    add_press_options(parser)
    options = parser.parse_args(arguments)
    if options.page.suffix.lower() == ".pdf":
        raise EditorError(
            f"'{options.page}' is a PDF",
            mark=Mark(str(options.page)),
            expected="a page spec: preflight reads what goes into the PDF, not the PDF",
            suggestion="name the PAGE.yaml that the file was made from",
        )
    settings = press_settings(options)
    page = place_from(options)

    from layout.output.press.preflight import Limits, preflight

    found = preflight(page, settings, Limits(options.min_dpi, options.hairline))
    write = _json if options.json else _text
    sys.stdout.write(write(found))
    return 1 if found.violations else 0


def _json(found: Preflight) -> str:
    plain = asdict(found)
    plain["findings"] = [
        {
            "severity": finding.severity,
            "code": finding.code,
            "item": finding.item,
            "message": finding.message,
        }
        for finding in found.findings
    ]
    plain["ok"] = not found.violations
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _text(found: Preflight) -> str:
    lines = [f"page {found.page}"]
    lines += [
        f"box {name}: {width:.2f} × {height:.2f} pt"
        for name, (_, _, width, height) in found.boxes.items()
    ]
    lines += [
        f"picture {p.name}: {p.pixels[0]} × {p.pixels[1]} {p.space} ({p.profile}), {p.dpi:.0f} dpi"
        f" → {p.printed} at {p.written_dpi:.0f} dpi, ink {p.ink:.1%}"
        for p in found.pictures
    ]
    lines += [
        f"font {font.name}: {font.glyphs} glyphs,"
        f" {'embedded' if font.embedded else 'not embeddable'}"
        f"{', subset' if font.subset else ''}"
        for font in found.fonts
    ]
    lines += [
        f"colour {color.written} → {color.printed}: ink {color.ink:.0%}, {color.items} items"
        for color in found.colors
    ]
    lines += [f"spot ink {name}" for name in found.spots]
    if found.finest_line is not None:
        lines.append(f"finest line {found.finest_line:.3g} pt")
    lines.append(f"most ink {found.most_ink:.1%}")
    lines += [str(finding) for finding in found.findings]
    count = len(found.violations)
    lines.append("passed" if not count else f"{count} violation{'s' if count > 1 else ''}")
    return "\n".join(lines) + "\n"
