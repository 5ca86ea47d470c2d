"""ICC profiles of printing conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from layout.errors import EditorError, Mark

_NEWSPRINT = Path(__file__).parent / "profiles" / "newsprint.icc"
_HEADER = 128


@dataclass(frozen=True, slots=True)
class PressProfile:
    """A CMYK output profile: its bytes and what it calls itself."""

    data: bytes = field(repr=False)
    description: str


@lru_cache(maxsize=1)
def newsprint() -> PressProfile:
    """The profile that comes with the engine; see ``profiles/README.md``."""
    return read_profile(_NEWSPRINT)


@lru_cache(maxsize=8)
def read_profile(path: Path) -> PressProfile:
    """Read a profile file.

    Raises :class:`EditorError` when it cannot be read or is not an output profile of four
    inks (ISO 15930-7 6.2.2: ``prtr``, with the data colour space of what is printed).
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise EditorError(
            f"profile '{path}' cannot be read: {problem.strerror or problem}",
            mark=Mark(str(path)),
            expected="an ICC profile",
        ) from problem
    if len(data) < _HEADER or data[36:40] != b"acsp":
        raise EditorError(
            f"'{path}' is no ICC profile",
            mark=Mark(str(path)),
            expected="an ICC output profile of a CMYK printing condition",
        )
    kind, space = (data[at : at + 4].decode("latin-1").strip() for at in (12, 16))
    if (kind, space) != ("prtr", "CMYK"):
        raise EditorError(
            f"profile '{path}' is of class '{kind}' for {space}",
            mark=Mark(str(path)),
            expected="an output profile (class 'prtr') for CMYK",
            suggestion="ask the printing plant for the profile of its presses",
        )
    return PressProfile(data, _description(path, data))


def _description(path: Path, data: bytes) -> str:
    import io

    from PIL import ImageCms

    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(data))
    except OSError as problem:
        raise EditorError(
            f"profile '{path}' is damaged",
            mark=Mark(str(path)),
            expected="an ICC profile that LittleCMS can read",
        ) from problem
    return (opened.profile.profile_description or path.stem).strip()
