"""How long the demo takes, the first time and again."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator

from benchmarks import Figure
from benchmarks.load import answers
from benchmarks.processes import SAMFRID, measure

PORT = 8731


def run() -> Iterator[Figure]:
    """Measure the command behind `make demo`; what it installs is not in it."""
    spent = measure([SAMFRID, "demo", "--no-serve", "--fresh"])
    yield "the demo, built from nothing", spent.seconds, "s", 240.0
    began = time.perf_counter()
    server = subprocess.Popen([SAMFRID, "demo", "--port", str(PORT)], stdout=subprocess.DEVNULL)
    try:
        while not answers(PORT, "/halsa"):
            time.sleep(0.05)
        yield "the demo, when it is built, until it answers", time.perf_counter() - began, "s", 5.0
    finally:
        server.terminate()
        server.wait()
