"""``render.py png PAGE.yaml``: the page as PNG, by way of its PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from layout.cli.options import failed, page_parser, place_all, report_all


def run(arguments: Sequence[str]) -> int:
    """Rasterise a page, or each of an issue, with PDFium and report what does not fit."""
    parser = page_parser("png", "Render a page spec to PNG by way of its PDF.")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT.png",
        help="default: out/NAME.png; of an issue NAME-1.png, …",
    )
    parser.add_argument("--dpi", type=float, default=150.0, help="dots per inch (default 150)")
    parser.add_argument("--strict", action="store_true", help="exit 1 when anything does not fit")
    options = parser.parse_args(arguments)
    placed = place_all(options)

    from layout.output.files import write_atomically
    from layout.output.pdf import write_pdf
    from layout.output.png import png_bytes, rasterize

    output = options.output or Path("out") / f"{placed.name}.png"
    images = rasterize(write_pdf(placed.pages), options.dpi)
    names = [output]
    if placed.issue:
        names = [output.with_stem(f"{output.stem}-{i + 1}") for i in range(len(images))]
    for name, image in zip(names, images, strict=True):
        write_atomically(name, png_bytes(image, options.dpi))
    report_all(placed, options.verbose)
    for name in names:
        print(name)
    return 1 if failed(placed.findings, options.strict) else 0
