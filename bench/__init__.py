"""The bench: the sample page here and in Typst, side by side on one machine."""
