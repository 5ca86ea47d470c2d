"""Page make-up: grid, frames, headlines, pictures and furniture become a placed page."""
