"""The PDF backend: placed pages become PDF bytes."""

from layout.output.pdf.document import write_pdf

__all__ = ["write_pdf"]
