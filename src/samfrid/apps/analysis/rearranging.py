"""Let go of what no table shows: which answers belong to the same person.

A family of tables counts many things about the same persons, but never all of them together. The protector only
needs persons that give the same tables. Fewer different ones are found faster, and the proof holds less about
anyone.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from samfrid.domain.tables import RawCounts


def rearranged(counts: RawCounts, movable: Collection[str]) -> RawCounts:
    """Exchange values of single columns between persons, so that fewer different persons are left, as a rule.

    Shape:   `movable` names the dimensions that may be moved; none of them may share a column with another.
    Promise: every table of the family counts exactly as before, with every coarser level and total.
    """
    names = [dimension.name for dimension in counts.family.dimensions]
    rows = np.repeat(counts.codes.astype(np.int64), counts.counts, axis=0)
    for name in names:
        if name in movable:
            column = names.index(name)
            beside = sorted(names.index(other) for other in _beside(counts, name))
            others = [i for i in range(len(names)) if i != column and i not in beside]
            # Whoever agrees in all that any table shows beside the column may change values in it.
            given = [rows[:, i] for i in beside]
            taking = np.lexsort([rows[:, column], *given])
            giving = np.lexsort([*(rows[:, i] for i in others), *given])
            moved = rows[taking, column]
            rows[giving, column] = moved
    codes, persons = np.unique(rows, axis=0, return_counts=True)
    return RawCounts(counts.family, codes.astype(np.int32), persons.astype(np.int64))


def _beside(counts: RawCounts, name: str) -> set[str]:
    """The dimensions that stand in any table together with one."""
    tables = [table.dimension_names for table in counts.family.tables if name in table.dimension_names]
    return {other for names in tables for other in names if other != name}
