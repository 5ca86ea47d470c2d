"""Backends: each draws a placed page and decides nothing."""
