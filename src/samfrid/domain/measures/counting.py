"""What an engine is asked and what it answers. Raw: for staff and the protector only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from samfrid.domain.measures.conditions import EVERYBODY, Condition
from samfrid.domain.measures.definitions import ValuedMeasure
from samfrid.domain.measures.divisions import Division
from samfrid.domain.measures.errors import DefinitionRefused
from samfrid.domain.tables import RawCounts, TableFamily
from samfrid.domain.wording import Place, Problem, Text


@dataclass(frozen=True, slots=True)
class Counting:
    """A family of tables and how the rows of facts fall into it.

    Promise: one division for each dimension of the family, in the family's order. Where `persons` names a
             column of whole numbers, a row stands for so many persons; else for one.
    """

    family: TableFamily
    divisions: tuple[Division, ...]
    population: Condition = EVERYBODY
    persons: str | None = None

    def __post_init__(self) -> None:
        if tuple(division.dimension for division in self.divisions) != self.family.dimensions:
            what = Text(
                "Varje indelning i tabellerna behöver en regel för hur rader faller, i samma ordning.",
                "Every dimension of the tables needs one rule for how rows fall, in the same order.",
            )
            raise DefinitionRefused(Problem(what, Place(field=self.family.name)))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of the population that were not counted, and the dimension, column or measure that they lack."""

    where: str
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """The counts of a family and the rows that are not in them.

    Promise: a row of the population is in the counts or in `left_out`; a row that lacks several answers is
             left out at the first. `left_out` stands in the family's order, then the column of persons,
             without zeros.
    Errors:  an engine refuses a negative number of persons with BadColumn.
    """

    counts: RawCounts
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RawValues:
    """Every value of a measure with its combination of finest codes. Never leaves staff.

    Shape:   one row a combination and value, sorted; `codes` as in RawCounts, `values` and `persons` beside.
    Unit:    `values` in parts of 1 / `scale`: days and whole numbers have scale 1, decimals a million.
    """

    family: TableFamily
    codes: npt.NDArray[np.int32]
    values: npt.NDArray[np.int64]
    persons: npt.NDArray[np.int64]
    scale: int


@dataclass(frozen=True, slots=True, eq=False)
class Collected:
    """The values of a measure, the rows without one, and the rows that contradict themselves.

    Shape: `ends_before_start` has the row numbers, ascending, at most `MOST_ROWS_NAMED` of them; `left_out`
           counts all of them under the measure's name with ".ends_before_start" after it.
    """

    values: RawValues
    left_out: tuple[LeftOut, ...]
    ends_before_start: tuple[int, ...] = ()


MOST_ROWS_NAMED = 1000


class Engine(Protocol):
    """What counts facts: the reference slowly, the warehouse fast, both to the same numbers."""

    def count_family(self, counting: Counting) -> Counted:
        """Count the distinct combinations of finest codes in the population."""
        ...

    def collect_values(self, measure: ValuedMeasure, counting: Counting) -> Collected:
        """Collect the values of a measure with the combinations they stand at."""
        ...


def raw_counts(family: TableFamily, codes: Sequence[tuple[int, ...]], persons: Sequence[int]) -> RawCounts:
    """Build counts from combinations in any order."""
    order = sorted(range(len(codes)), key=lambda i: codes[i])
    shape = (len(codes), len(family.dimensions))
    return RawCounts(
        family,
        np.array([codes[i] for i in order], dtype=np.int32).reshape(shape),
        np.array([persons[i] for i in order], dtype=np.int64),
    )
