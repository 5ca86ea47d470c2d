"""``python -m bench [--rounds N] [--json] [--only ENGINE]``.

Cold is a whole process, from ``exec`` to exit: ``python render.py PAGE -o OUT`` here,
``python -c 'import typst; typst.compile(…)'`` there (PyPI's ``typst`` is the engine
as a Python module; it has no command of its own). Warm is one page more in a
process that has already set two, the text of every article changed each round;
both read it from disk. Engines take turns within a round, and change places
from round to round.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.measure import BenchError, Warm, environment, run_cold
from bench.peers import PEERS, Peer
from bench.stage import Stage
from bench.table import MEASURES, Samples, markdown, medians, ratios

_WARM_UP = 2


def _cold_rounds(
    peers: Sequence[Peer], stage: Stage, rounds: int, room: Path
) -> dict[str, dict[str, list[float]]]:
    samples: dict[str, dict[str, list[float]]] = {
        peer.name: {name: [] for name in MEASURES} for peer in peers
    }
    env = environment(room / "bytecode")
    for number in range(rounds + 1):
        for peer in peers if number % 2 else reversed(peers):
            out = room / f"{peer.name}.pdf"
            run = run_cold(peer.cold(stage, out), out, env)
            # The first run compiles byte code and fills the file cache; it is not counted.
            if number:
                found = samples[peer.name]
                found["cold_ms"].append(run.ms)
                found["cold_cpu_ms"].append(run.cpu_ms)
                found["peak_mib"].append(run.peak_mib)
                found["pdf_kib"].append(run.pdf_bytes / 1024)
    return samples


def _warm_rounds(
    peers: Sequence[Peer], stage: Stage, rounds: int, room: Path
) -> dict[str, list[float]]:
    samples: dict[str, list[float]] = {peer.name: [] for peer in peers}
    env = environment(room / "bytecode")
    with ExitStack() as open_workers:
        workers = [
            open_workers.enter_context(Warm(peer.name, stage.root, stage.picture(), env))
            for peer in peers
        ]
        for number in range(1, _WARM_UP + rounds + 1):
            stage.turn(number)
            for worker in workers if number % 2 else reversed(workers):
                elapsed = worker.render()
                if number > _WARM_UP:
                    samples[worker.engine].append(elapsed)
    return samples


def measure(peers: Sequence[Peer], rounds: int) -> Samples:
    """Measure ``peers`` over so many rounds; raises :class:`BenchError` when one fails."""
    with tempfile.TemporaryDirectory(prefix="layout-bench-") as name:
        room = Path(name)
        stage = Stage(room / "page")
        samples = _cold_rounds(peers, stage, rounds, room)
        for engine, values in _warm_rounds(peers, stage, rounds, room).items():
            samples[engine]["warm_ms"].extend(values)
    return samples


def main(argv: Sequence[str] | None = None) -> int:
    """Run the bench; returns 0, or 1 when an engine failed or is not there."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="counted rounds (default 15)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    parser.add_argument("--only", choices=tuple(PEERS), help="measure one engine alone")
    options = parser.parse_args(argv)
    peers = [PEERS[options.only]] if options.only else list(PEERS.values())
    failed = False
    for peer in list(peers):
        if reason := peer.missing():
            print(f"bench: {peer.name}: {reason}", file=sys.stderr)
            peers.remove(peer)
            failed = True
    if not peers:
        return 1
    try:
        middle = medians(measure(peers, max(1, options.rounds)))
    except BenchError as problem:
        print(f"bench: {problem}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps({"medians": middle, "ratios": ratios(middle)}, indent=2))
    else:
        machine = f"{platform.machine()}, {os.cpu_count()} cores"
        print(f"{options.rounds} rounds, Python {platform.python_version()}, {machine}\n")
        print(markdown(middle))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
