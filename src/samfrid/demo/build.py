"""Build the demo: the invented register, tabulated."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from samfrid.demo.files import write_register
from samfrid.demo.register import invent_cases
from samfrid.tabulation.plan import parse_plan
from samfrid.tabulation.write import tabulate

PUBLISHED = date(2026, 11, 12)
"""The day the invented figures are dated, so that a build is the same on any day."""


@dataclass(frozen=True, slots=True)
class DemoBuilt:
    """Where the demo lies."""

    register: Path
    plan: Path
    output: Path
    was_built: bool


def build_demo(
    folder: Path, *, fresh: bool = False, progress: Callable[[str, float], None] | None = None
) -> DemoBuilt:
    """Invent the register and tabulate it, unless it is there already.

    Promise: the same version builds the same register; what was half built by an earlier, broken run is not taken
             for a demo.
    """
    built = DemoBuilt(folder / "deltagare.csv", folder / "plan.toml", folder / "redovisning", True)
    if fresh and folder.exists():
        shutil.rmtree(folder)
    if built.output.exists():
        return DemoBuilt(built.register, built.plan, built.output, False)
    folder.mkdir(parents=True, exist_ok=True)
    plan = files("samfrid.demo").joinpath("plan.toml").read_text(encoding="utf-8")
    built.plan.write_text(plan, encoding="utf-8")
    write_register(built.register, invent_cases())
    tabulate(built.register, parse_plan(plan), built.output, day=PUBLISHED, progress=progress)
    return built
