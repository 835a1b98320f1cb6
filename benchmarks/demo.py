"""How long the demo takes, the first time and again."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import Figure
from benchmarks.processes import SAMFRID, measure


def run() -> Iterator[Figure]:
    """Measure the command behind `make demo`; what it installs is not in it."""
    spent = measure([SAMFRID, "demo", "--fresh"])
    yield "the demo, built from nothing", spent.seconds, "s", 240.0
    yield "the demo, when it is built", measure([SAMFRID, "demo"]).seconds, "s", 20.0
