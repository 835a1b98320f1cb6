"""Read a file and work out everything that may be published from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from samfrid.adapters.spreadsheets import Table, read_table
from samfrid.adapters.warehouse import EngineLimits, open_snapshot, write_snapshot
from samfrid.domain.disclosure import ProtectedFamily, RawValues, protect, protect_means
from samfrid.domain.measures import Collected, Counted
from samfrid.domain.tables import TOTAL, ProtectedTable, TableFamily
from samfrid.tabulation.clean import Cleaned, clean
from samfrid.tabulation.counting import TableNames, collect, count, family_of, valued_dimensions
from samfrid.tabulation.plan import MeasureKind, Plan

DAYS = "days"
"""The unit of times between two dates."""

COMPARED, EVERYBODY = 8.0, 2.0
"""How much dearer than another group's the compared groups' numbers, and their total, are to hide."""

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Tabulation:
    """Everything a tabulation worked out. `counted` holds true numbers: for staff and the proof only."""

    plan: Plan
    table: Table
    family: TableFamily
    names: TableNames
    counted: Counted
    protected: ProtectedFamily
    valued: Mapping[str, ProtectedTable]
    snapshot_hash: str


def work_out(file: Path, plan: Plan, *, day: date, memory: int, progress: Progress) -> Tabulation:
    """Read a file, count it, and protect what was counted. Rows about persons are gone when it returns.

    Unit:   `memory` in megabytes.
    Errors: SpreadsheetRefused, CleaningRefused, NotProtectable and others, each a `Refused` that says what to do.
    """
    progress("read", 0.0)
    table = read_table(file, plan.reading)
    progress("clean", 0.0)
    cleaned = clean(plan, table)
    family, names = family_of(plan, cleaned)
    progress("count", 0.0)
    with TemporaryDirectory(prefix="samfrid-") as folder:
        counted, values, snapshot = _count(plan, cleaned, family, Path(folder), day, memory)
    progress("protect", 0.0)
    protected = protect(counted.counts, plan.rule, weights=weights_of(plan), progress=progress)
    valued = {name: _protect_values(plan, names, protected, name, values[name]) for name in values}
    return Tabulation(plan, table, family, names, counted, protected, valued, snapshot)


def weights_of(plan: Plan) -> dict[str, dict[str, float]]:
    """Say what readers of a comparison by gender care about: the two groups first, then everybody together.

    Where a small group (other gender, not stated) stands between them, hiding the total of a municipality keeps both
    compared numbers in sight.
    """
    compared = dict.fromkeys(plan.compare, COMPARED)
    return {plan.gender: {**compared, TOTAL: EVERYBODY}}


def _count(
    plan: Plan, cleaned: Cleaned, family: TableFamily, folder: Path, day: date, memory: int
) -> tuple[Counted, dict[str, Collected], str]:
    """Take a snapshot of the facts and count on it."""
    limits = EngineLimits(memory=f"{memory}MB", spill_to=folder)
    write_snapshot(cleaned.facts, folder / "snapshot", taken_on=day)
    snapshot = open_snapshot(folder / "snapshot")
    with snapshot.warehouse(limits) as warehouse:
        counted = count(family, cleaned, warehouse)
        valued = (MeasureKind.MEAN, MeasureKind.MEDIAN, MeasureKind.TIME_BETWEEN)
        values = {
            measure.name: collect(plan, measure, cleaned, warehouse)
            for measure in plan.measures
            if measure.kind in valued
        }
    return counted, values, snapshot.manifest.sha256


def _protect_values(
    plan: Plan, names: TableNames, protected: ProtectedFamily, name: str, collected: Collected
) -> ProtectedTable:
    """Give means, medians or times of the groups that are large enough and whose count is shown."""
    measure = plan.measure(name)
    counted_in = protected.tables[names.of(valued_dimensions(plan, measure))]
    found = collected.values
    persons = RawValues(
        found.family.table(name),
        np.repeat(found.codes, found.persons, axis=0),
        np.repeat(found.values / found.scale, found.persons),
    )
    return protect_means(
        persons,
        unit=DAYS if measure.kind is MeasureKind.TIME_BETWEEN else name,
        step=measure.step,
        statistic="mean" if measure.kind is MeasureKind.MEAN else "median",
        counted_in=counted_in,
    )
