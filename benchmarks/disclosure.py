"""How long protecting, checking and attacking take, and how much is hidden, beside GaussSuppression 1.2.3.

GaussSuppression (R) promises less: only that no small count is a sum or difference of published ones.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks import WORKSHOP, Figure, outside_data
from benchmarks.processes import SAMFRID, measure

# What it hides on the same input, measured on two cores by its own defaults for the same rule.
SIZES = {"s": (145, 5.0), "m0": (3384, 60.0)}


def run() -> Iterator[Figure]:
    """Measure the commands; the first, which compiles, is left out."""
    folder = outside_data() / "sdc"
    _protect(folder / "s.spec.json")
    for size, (their_hidden, limit) in SIZES.items():
        spec = folder / f"{size}.spec.json"
        out, seconds = _protect(spec)
        yield f"protect {size}, with its proof", seconds, "processor s", limit
        protocol = json.loads((out / "protocol.json").read_text(encoding="utf-8"))
        hidden = protocol["cells"]["hidden"]
        yield f"cells that {size} hides, {hidden} against {their_hidden}", hidden / their_hidden, "×", 1.15
        spent = measure([SAMFRID, "disclosure", "verify", out, "--data", spec])
        yield f"verify {size}, start of the program included", spent.processor_seconds, "processor s", 5.0


def _protect(spec: Path) -> tuple[Path, float]:
    out = WORKSHOP / spec.name.removesuffix(".spec.json")
    shutil.rmtree(out, ignore_errors=True)
    spent = measure([SAMFRID, "disclosure", "protect", spec, "--out", out])
    return out, spent.processor_seconds
