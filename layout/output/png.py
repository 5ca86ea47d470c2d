"""PDF pages as PNG pictures, by PDFium."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from layout.errors import EditorError, Mark

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 200_000_000
"""The largest page drawn: a broadsheet spread at 400 dpi is well within it."""


def rasterize(pdf: bytes | str | os.PathLike[str], dpi: float = 150) -> list[Image]:
    """Draw every page of a PDF, given as bytes or as a file, at ``dpi`` pixels an inch.

    Pictures are RGB on white, in the pages' order. Raises :class:`EditorError` when the
    PDF cannot be read, ``dpi`` is not positive or a page would have more than
    :data:`MAX_PIXELS` pixels.
    """
    import pypdfium2

    source = pdf if isinstance(pdf, bytes) else Path(pdf)
    shown = "the PDF" if isinstance(pdf, bytes) else f"'{os.fspath(pdf)}'"
    mark = None if isinstance(pdf, bytes) else Mark(os.fspath(pdf))
    if not dpi > 0:
        raise EditorError(
            f"a resolution of {dpi:g} dpi cannot be drawn", expected="a number above 0, such as 150"
        )
    try:
        document = pypdfium2.PdfDocument(source)
    except (pypdfium2.PdfiumError, OSError) as problem:
        raise EditorError(
            f"{shown} cannot be read: {problem}", mark=mark, expected="a sound PDF file"
        ) from problem
    try:
        return [_draw(document[index], dpi) for index in range(len(document))]
    finally:
        document.close()


def png_bytes(image: Image, dpi: float = 150) -> bytes:
    """Encode a picture as PNG with its resolution noted; equal pictures give equal bytes."""
    import io

    buffer = io.BytesIO()
    image.save(buffer, "PNG", dpi=(dpi, dpi), compress_level=6)
    return buffer.getvalue()


def _draw(page: object, dpi: float) -> Image:
    import pypdfium2

    assert isinstance(page, pypdfium2.PdfPage)
    scale = dpi / 72
    width, height = page.get_size()
    pixels = width * scale * height * scale
    if pixels > MAX_PIXELS:
        most = 72 * (MAX_PIXELS / (width * height)) ** 0.5
        raise EditorError(
            f"a page of {width:.0f} × {height:.0f} pt at {dpi:g} dpi has {pixels / 1e6:.0f} "
            "million pixels",
            expected=f"at most {MAX_PIXELS // 1_000_000} million",
            suggestion=f"ask for {int(most)} dpi or less",
        )
    bitmap = page.render(scale=scale)
    image: Image = bitmap.to_pil().convert("RGB")
    return image
