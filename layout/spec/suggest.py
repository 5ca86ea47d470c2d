"""Did you mean …: the nearest of some names, for error messages."""

from __future__ import annotations

from collections.abc import Iterable


def listed(names: Iterable[object]) -> str:
    """Names as a comma list, in the order given."""
    return ", ".join(str(name) for name in names)


def closest(name: str, names: Iterable[str], *, bare: bool = False) -> str:
    """``did you mean 'X'?`` for the nearest of ``names`` ("" when none is near).

    ``bare`` returns just X.
    """
    from difflib import get_close_matches

    pool = sorted(names)
    folded = {candidate.lower(): candidate for candidate in reversed(pool)}
    found = get_close_matches(name.lower(), list(folded), n=1, cutoff=0.55)
    if not found:
        found = [c for c in folded if len(name) > 2 and (name.lower() in c or c in name.lower())]
    if not found:
        return ""
    nearest = folded[found[0]]
    return nearest if bare else f"did you mean '{nearest}'?"
