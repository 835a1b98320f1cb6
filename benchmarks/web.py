"""How long readers of the demo's public pages wait, and at what rate the pages begin to lag."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator

from benchmarks import Figure
from benchmarks.load import answers, knee, steady
from benchmarks.processes import SAMFRID, measure

PORT = 8732
PAGES = (
    "/",
    "/statistik/",
    "/statistik/asked/",
    "/statistik/kommun/0583/",
    "/hitta-stod/",
    "/hitta-stod/motala/",
)


def run() -> Iterator[Figure]:
    """Ask the demo for its public pages at 30 a second, once each has been made."""
    measure([SAMFRID, "demo", "--no-serve"])
    server = subprocess.Popen([SAMFRID, "demo", "--port", str(PORT)], stdout=subprocess.DEVNULL)
    try:
        while not answers(PORT, "/halsa"):
            time.sleep(0.05)
        for page in PAGES:
            answers(PORT, page)
        waits = steady(PORT, PAGES, rate=30, seconds=20)
        yield "public pages at 30 a second, 95 of 100 readers", waits.at(0.95), "ms", 100.0
        held = knee(PORT, PAGES, limit=100.0, rates=(30, 60, 90, 120, 180, 240))
        yield "least readers a second held, over those held", 30.0 / max(held, 1.0), "", 1.0
    finally:
        server.terminate()
        server.wait()
