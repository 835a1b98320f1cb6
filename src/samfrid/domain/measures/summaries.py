"""Means and medians of collected values at every cell of a table: for staff and the protector of means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samfrid.domain.measures.counting import RawValues
from samfrid.domain.measures.margins import cells
from samfrid.domain.tables import Coordinates

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
    order = np.argsort(values.values, kind="stable")
    ascending, persons = values.values[order], values.persons[order]
    return {
        cell: _summary(ascending[rows], persons[rows], values.scale)
        for cell, rows in cells(values.family, values.codes[order], table)
    }


def values_at(values: RawValues, table: str, cell: Coordinates) -> tuple[Numbers, Numbers]:
    """The values in one cell, ascending, and how many persons have each; in parts of 1 / `scale`."""
    keep = np.ones(len(values.values), dtype=np.bool_)
    for dimension, member in zip(values.family.table(table).dimensions, cell, strict=True):
        finest = dimension.finest(member)
        inside = [i for i, code in enumerate(dimension.codes) if code in finest]
        keep &= np.isin(values.codes[:, values.family.dimensions.index(dimension)], inside)
    distinct, which = np.unique(values.values[keep], return_inverse=True)
    persons = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(persons, which, values.persons[keep])
    return distinct, persons


def _summary(ascending: Numbers, persons: Numbers, scale: int) -> Summary:
    total = int(persons.sum())
    largest = max(abs(int(ascending[0])), abs(int(ascending[-1])))
    if largest * total < 2**63:
        mass = int(ascending @ persons)
    else:  # a sum of many large values must not overflow: Python's numbers don't
        mass = sum(value * n for value, n in zip(ascending.tolist(), persons.tolist(), strict=True))
    reached = np.cumsum(persons)
    low = int(ascending[np.searchsorted(reached, (total - 1) // 2, side="right")])
    high = int(ascending[np.searchsorted(reached, total // 2, side="right")])
    return Summary(total, mass / (total * scale), (low + high) / (2 * scale))
