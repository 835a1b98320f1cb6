"""`python -m benchmarks [NAME …]`: run every benchmark, or those named; one ratio a line, a copy for machines.

A module here with a `run` is a benchmark. A ratio is the value over its limit: 1 or less is well.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import WORKSHOP, LeftOut
from benchmarks.processes import Failed

COPY = WORKSHOP.parent / "bench.json"


def main(wanted: list[str]) -> int:
    """Run, print, write `bench.json`; 1 when one could not be run to its end, 2 when there is no such."""
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    if unknown := set(wanted) - set(known):
        print(
            f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.",
            file=sys.stderr,
        )
        return 2
    WORKSHOP.mkdir(parents=True, exist_ok=True)
    names = wanted or known
    results: list[dict[str, Any]] = []
    for name in names:
        for result in _results(name):
            print(_line(result), flush=True)
            results.append(result)
        COPY.write_text(json.dumps({**_machine(), "results": results}, indent=1) + "\n", encoding="utf-8")
    print(f"Copy for machines: {COPY}")
    return int(any("failed" in result for result in results))


def _results(name: str) -> Iterator[dict[str, Any]]:
    run = getattr(import_module(f"benchmarks.{name}"), "run", None)
    if run is None:
        return
    try:
        for words, value, unit, limit in run():
            ratio = round(value / limit, 3)
            yield {
                "benchmark": name,
                "name": words,
                "value": round(value, 3),
                "unit": unit,
                "limit": limit,
                "ratio": ratio,
            }
    except LeftOut as reason:
        yield {"benchmark": name, "left_out": str(reason)}
    except Failed as reason:
        yield {"benchmark": name, "failed": str(reason)}


def _line(result: dict[str, Any]) -> str:
    if "left_out" in result:
        return f" left out  {result['benchmark']}: {result['left_out']}"
    if "failed" in result:
        return f"   FAILED  {result['benchmark']}: {result['failed']}"
    mark = " " if result["ratio"] <= 1 else "!"
    measured = f"{result['value']:.4g} of {result['limit']:g} {result['unit']}"
    return f"{mark} {result['ratio']:7.2f}  {result['benchmark']}: {result['name']}, {measured}"


def _machine() -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "samfrid": version("samfrid"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        # Others at work on the machine make every figure worse: the reader must be able to see it.
        "load": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
