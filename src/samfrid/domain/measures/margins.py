"""From finest combinations to every cell of a table, coarser levels and totals included."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from samfrid.domain.tables import Coordinates, Dimension, Member, RawCounts, RawTable, TableFamily

Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]


def raw_table(counts: RawCounts, table: str) -> RawTable:
    """Count one table of a family with every coarser level and total. Only staff may see it."""
    found = {cell: int(counts.counts[rows].sum()) for cell, rows in cells(counts.family, counts.codes, table)}
    return RawTable(counts.family.table(table), found)


def cells(family: TableFamily, codes: Codes, table: str) -> Iterator[tuple[Coordinates, Numbers]]:
    """Every cell of a table that holds a combination, and the rows of `codes` in it, in their order."""
    shape = family.table(table)
    columns = [codes[:, family.dimensions.index(dimension)] for dimension in shape.dimensions]
    for partitions in product(*(_partitions(dimension) for dimension in shape.dimensions)):
        keys = np.zeros((len(codes), len(columns)), dtype=np.int64)
        for i, (_, above) in enumerate(partitions):
            keys[:, i] = above[columns[i]]
        order, starts = sorted_runs(keys)
        for rows in np.split(order, starts[1:]) if len(starts) else ():
            key = keys[rows[0]].tolist()
            yield tuple(members[place] for (members, _), place in zip(partitions, key, strict=True)), rows


def _partitions(dimension: Dimension) -> list[tuple[tuple[Member, ...], Numbers]]:
    """Each level of a dimension and the total: its members, and the member above each finest code."""
    found = []
    for level in dimension.levels:
        members = dimension.members(level=level)
        place = {code: i for i, member in enumerate(members) for code in dimension.finest(member)}
        found.append((members, np.array([place[code] for code in dimension.codes], dtype=np.int64)))
    return [*found, ((Member.total(),), np.zeros(len(dimension.codes), dtype=np.int64))]


def sorted_runs(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Sort rows by their columns, first column slowest: the order, and where in it each distinct row starts."""
    if not keys.size:
        return np.arange(len(keys)), np.arange(min(len(keys), 1))
    least = keys.min(axis=0)
    sizes = [int(most) - int(low) + 1 for most, low in zip(keys.max(axis=0), least, strict=True)]
    if prod(sizes) < 2**62:
        # One number a row sorts several times faster than one column after another.
        key = keys[:, 0] - least[0]
        for i, size in enumerate(sizes[1:], start=1):
            key = key * size + (keys[:, i] - least[i])
        order = np.argsort(key, kind="stable")
        changes = key[order][1:] != key[order][:-1]
    else:
        order = np.lexsort(keys.T[::-1])
        changes = (keys[order][1:] != keys[order][:-1]).any(axis=1)
    return order, np.r_[0, np.flatnonzero(changes) + 1]
