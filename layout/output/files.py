"""Writing finished files: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from layout.errors import EditorError, Mark


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write ``data`` to ``path`` by way of a temporary file beside it.

    Missing parent folders are made. A reader sees the old file or the new one, never a
    part. Raises :class:`EditorError` when the file cannot be written; nothing is left
    behind then.
    """
    target = Path(path)
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name}.", suffix=".part"
        )
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except OSError as problem:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise EditorError(
            f"'{target}' cannot be written: {problem.strerror or problem}",
            mark=Mark(str(target)),
            suggestion="check the folder's permissions and the space on the disk",
        ) from problem
    except BaseException:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions a plainly opened file would have, or those of the file replaced."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
