"""Time and memory of one process, cold or kept warm.  POSIX only: it needs ``wait4``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from bench.stage import REPOSITORY


class BenchError(Exception):
    """An engine failed; the message carries what it said."""


@dataclass(frozen=True, slots=True)
class Cold:
    """One whole process: wall and processor time in ms, peak resident memory in MiB, PDF size."""

    ms: float
    cpu_ms: float
    peak_mib: float
    pdf_bytes: int


def environment(cache: Path) -> dict[str, str]:
    """The environment of every measured process.

    Byte code goes to ``cache``: both engines start from compiled modules, as
    they do for a user, wherever the bench runs and whatever may be written there.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(cache), "PYTHONPATH": str(REPOSITORY)}


def run_cold(command: list[str], out: Path, env: Mapping[str, str]) -> Cold:
    """Run ``command`` once; it must write a PDF to ``out``.

    The peak is the kernel's ``ru_maxrss`` of that process alone. A child begins
    with its parent's figure, so the bench itself imports next to nothing.
    Raises :class:`BenchError` when the command fails or writes no PDF.
    """
    out.unlink(missing_ok=True)
    log = out.with_suffix(".log")
    with log.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            env=dict(env),
            cwd=REPOSITORY,
        )
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or not out.is_file() or not out.read_bytes().startswith(b"%PDF-"):
        said = log.read_text(encoding="utf-8", errors="replace").strip()
        raise BenchError(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cold(
        elapsed * 1000,
        (usage.ru_utime + usage.ru_stime) * 1000,
        usage.ru_maxrss / unit,
        out.stat().st_size,
    )


class Warm:
    """An engine kept running in a process of its own, for use in a ``with`` statement."""

    def __init__(self, engine: str, root: Path, picture: str, env: Mapping[str, str]) -> None:
        self.engine = engine
        self._digest = ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.worker", engine, str(root), picture],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(env),
            cwd=REPOSITORY,
            text=True,
        )

    def __enter__(self) -> Warm:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def render(self) -> float:
        """Render the staged page; returns wall milliseconds inside the process.

        Raises :class:`BenchError` when the engine fails, or when it answers with
        the same bytes as the round before although the text has changed.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write("render\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise BenchError(f"{self.engine} stopped before it was asked") from None
        line = self._process.stdout.readline()
        if not line:
            raise BenchError(f"{self.engine} stopped while it rendered; see its message above")
        answer = json.loads(line)
        if answer["digest"] == self._digest:
            raise BenchError(f"{self.engine} gave the last round's page for a changed text")
        self._digest = answer["digest"]
        return float(answer["ms"])
