"""``render.py png PAGE.yaml``: the page as PNG, by way of its PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from layout.cli.options import failed, page_parser, place_from, report


def run(arguments: Sequence[str]) -> int:
    """Rasterise a page with PDFium and report what does not fit."""
    parser = page_parser("png", "Render a page spec to PNG by way of its PDF.")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT.png", help="default: out/NAME.png"
    )
    parser.add_argument("--dpi", type=float, default=150.0, help="dots per inch (default 150)")
    parser.add_argument("--strict", action="store_true", help="exit 1 when anything does not fit")
    options = parser.parse_args(arguments)
    page = place_from(options)

    from layout.output.files import write_atomically
    from layout.output.pdf import write_pdf
    from layout.output.png import png_bytes, rasterize

    output = options.output or Path("out") / f"{page.name}.png"
    (image,) = rasterize(write_pdf(page), options.dpi)
    write_atomically(output, png_bytes(image, options.dpi))
    report(page.diagnostics, options.verbose)
    print(output)
    return 1 if failed(page.diagnostics, options.strict) else 0
