"""A process that keeps one engine warm: ``python -m bench.worker ENGINE ROOT PICTURE``.

It renders the staged page once for each line on its standard input and answers
with one JSON object a line: ``ms`` (wall time), ``bytes`` and ``digest`` of the PDF.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path

from bench.peers import PEERS


def main(engine: str, root: str, picture: str) -> None:
    """Answer requests until the standard input ends."""
    render = PEERS[engine].warm(Path(root), picture)
    for _ in sys.stdin:
        start = time.perf_counter()
        pdf = render()
        elapsed = (time.perf_counter() - start) * 1000
        answer = {
            "ms": elapsed,
            "bytes": len(pdf),
            "digest": hashlib.sha256(pdf).hexdigest(),
        }
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
