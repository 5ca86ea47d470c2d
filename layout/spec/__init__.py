"""What editors write: page specs and articles, read, checked and typed."""
