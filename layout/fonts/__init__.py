"""Font faces: finding, opening, measuring and shaping."""
