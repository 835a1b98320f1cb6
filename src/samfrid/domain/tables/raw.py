"""Counts before protection: for staff and for the protector only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samfrid.domain.tables.family import Coordinates, TableFamily, TableShape
from samfrid.domain.tables.shape import ShapeError


@dataclass(frozen=True, slots=True, eq=False)
class RawCounts:
    """How many persons have each combination of finest codes: what a family is counted from.

    Shape:   `codes` has one row a combination and one column a dimension of the family, in the family's
             order; its numbers index `Dimension.codes`. `counts` has one number a row.
    Unit:    persons.
    Promise: no combination stands twice; counts are 1 or more.
    """

    family: TableFamily
    codes: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int64]

    @classmethod
    def from_rows(cls, family: TableFamily, rows: Sequence[tuple[Sequence[str], int]]) -> RawCounts:
        """Build from (codes, count) pairs; combinations that stand twice are added up.

        Errors: ShapeError when a code is not in its dimension or a count is negative.
        """
        index = [{code: i for i, code in enumerate(d.codes)} for d in family.dimensions]
        summed: dict[tuple[int, ...], int] = {}
        for codes, count in rows:
            if count < 0:
                raise ShapeError("a count is negative")
            try:
                key = tuple(index[i][code] for i, code in enumerate(codes))
            except KeyError as missing:
                raise ShapeError(f"code {missing.args[0]!r} is in no dimension") from None
            if count:
                summed[key] = summed.get(key, 0) + count
        keys = sorted(summed)
        return cls(
            family,
            np.array(keys, dtype=np.int32).reshape(len(keys), len(family.dimensions)),
            np.array([summed[key] for key in keys], dtype=np.int64),
        )

    def __post_init__(self) -> None:
        if self.codes.shape != (len(self.counts), len(self.family.dimensions)):
            raise ShapeError("codes and counts do not fit the family")
        if len(self.counts) and int(self.counts.min()) < 1:
            raise ShapeError("a combination has a count below 1")


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table with its true counts; every cell that is not listed is zero. Never leaves staff."""

    shape: TableShape
    counts: Mapping[Coordinates, int]

    def count(self, coordinates: Coordinates) -> int:
        """The true count of a cell."""
        return self.counts.get(coordinates, 0)
