"""Composition: text becomes lines of positioned glyphs, and stories fit their frames."""
