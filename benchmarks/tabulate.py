"""How long it takes from a file of 29 706 records to protected, proven tables and a report."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from benchmarks import WORKSHOP, Figure, LeftOut, outside_data
from benchmarks.processes import SAMFRID, measure


def run() -> Iterator[Figure]:
    """Measure the two commands a person gives: a first plan, and what it makes."""
    helpline = outside_data() / "microdata" / "linea144-2020.csv"
    if not helpline.exists():
        raise LeftOut(f"{helpline.name} is not among the data")
    spent = measure([SAMFRID, "tabulate", helpline, "--suggest"], most_seconds=120)
    yield "a first plan for the 2020 helpline", spent.seconds, "s", 10.0
    plan, out = WORKSHOP / "helpline.toml", WORKSHOP / "helpline"
    plan.write_text(spent.output, encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    spent = measure([SAMFRID, "tabulate", helpline, "--plan", plan, "--out", out], most_seconds=900)
    yield "the 2020 helpline, proof included", spent.seconds, "s", 60.0
    yield "peak of memory, the 2020 helpline", spent.megabytes, "MB", 2048.0
