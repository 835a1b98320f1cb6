"""Means and medians of collected values at every cell of a table: for staff and the protector of means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from samfrid.domain.measures.counting import RawValues
from samfrid.domain.tables import Coordinates, Dimension, Member, TableShape

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many persons have a value in a cell, and the mean and median of their values.

    Promise: the mean is the exact quotient rounded once; the median of an even number is the midpoint of the
             two in the middle.
    Unit:    that of the column, or days.
    """

    persons: int
    mean: float
    median: float


def summarise(values: RawValues, table: str) -> Mapping[Coordinates, Summary]:
    """Mean and median at every cell of one table that holds a value; other cells are left out."""
    shape = values.family.table(table)
    order = np.argsort(values.values, kind="stable")
    codes, sorted_values, persons = values.codes[order], values.values[order], values.persons[order]
    found: dict[Coordinates, Summary] = {}
    for levels in product(*(range(len(_partitions(dimension))) for dimension in shape.dimensions)):
        members, keys = _at_levels(values, codes, shape, levels)
        for key, rows in _runs(keys):
            cell = tuple(names[place] for names, place in zip(members, key, strict=True))
            found[cell] = _summary(sorted_values[rows], persons[rows], values.scale)
    return found


def values_at(values: RawValues, table: str, cell: Coordinates) -> tuple[Numbers, Numbers]:
    """The values in one cell, ascending, and how many persons have each; in parts of 1 / `scale`."""
    keep = np.ones(len(values.values), dtype=np.bool_)
    for dimension, member in zip(values.family.table(table).dimensions, cell, strict=True):
        finest = dimension.finest(member)
        inside = [i for i, code in enumerate(dimension.codes) if code in finest]
        keep &= np.isin(values.codes[:, _column(values, dimension)], inside)
    distinct, which = np.unique(values.values[keep], return_inverse=True)
    persons = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(persons, which, values.persons[keep])
    return distinct, persons


def _summary(ascending: Numbers, persons: Numbers, scale: int) -> Summary:
    total = int(persons.sum())
    # Python's whole numbers: a sum of many large values must not overflow.
    mass = sum(value * n for value, n in zip(ascending.tolist(), persons.tolist(), strict=True))
    reached = np.cumsum(persons)
    low = int(ascending[np.searchsorted(reached, (total - 1) // 2, side="right")])
    high = int(ascending[np.searchsorted(reached, total // 2, side="right")])
    return Summary(total, mass / (total * scale), (low + high) / (2 * scale))


def _at_levels(
    values: RawValues, codes: npt.NDArray[np.int32], shape: TableShape, levels: tuple[int, ...]
) -> tuple[list[tuple[Member, ...]], npt.NDArray[np.int64]]:
    """The members of each dimension at these levels, and the place of every row among them."""
    members: list[tuple[Member, ...]] = []
    keys = np.zeros((len(codes), len(levels)), dtype=np.int64)
    for i, (dimension, level) in enumerate(zip(shape.dimensions, levels, strict=True)):
        names, above = _partitions(dimension)[level]
        members.append(names)
        keys[:, i] = above[codes[:, _column(values, dimension)]]
    return members, keys


def _partitions(dimension: Dimension) -> list[tuple[tuple[Member, ...], Numbers]]:
    """Each level of a dimension and the total: its members, and the member above each finest code."""
    found = []
    for level in dimension.levels:
        members = dimension.members(level=level)
        place = {code: i for i, member in enumerate(members) for code in dimension.finest(member)}
        found.append((members, np.array([place[code] for code in dimension.codes], dtype=np.int64)))
    return [*found, ((Member.total(),), np.zeros(len(dimension.codes), dtype=np.int64))]


def _runs(keys: npt.NDArray[np.int64]) -> Iterator[tuple[tuple[int, ...], npt.NDArray[np.int64]]]:
    """Every distinct key and the rows that have it, in the order they stood."""
    if not len(keys):
        return
    if not keys.shape[1]:
        yield (), np.arange(len(keys))
        return
    order = np.lexsort(keys.T[::-1])
    starts = np.flatnonzero(np.r_[True, (keys[order][1:] != keys[order][:-1]).any(axis=1)])
    for rows in np.split(order, starts[1:]):
        yield tuple(keys[rows[0]].tolist()), rows


def _column(values: RawValues, dimension: Dimension) -> int:
    return values.family.dimensions.index(dimension)
