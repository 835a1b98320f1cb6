"""What a standard measure and a standard family are: frozen, versioned, the same in every installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samfrid.domain.measures.counting import Counting
from samfrid.domain.measures.divisions import ByCode, Division
from samfrid.domain.measures.families import gather
from samfrid.domain.measures.standard.axes import (
    AGE,
    GENDER,
    HALF_YEAR,
    MUNICIPALITY,
    age_dimension,
    gender_dimension,
)
from samfrid.domain.tables import Dimension
from samfrid.domain.wording import Text


class Figure(StrEnum):
    """How the figures of a measure are worked out."""

    SHARE = "share"
    COUNT = "count"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardMeasure:
    """One measure in words, and which codes of which column count, out of which.

    `column` is the dimension that counts; None where every row of the family does. A count has no `of`.
    `version` grows whenever what is counted changes; words may be mended without.
    """

    code: str
    version: int
    figure: Figure
    name: Text
    definition: Text
    numerator: Text
    denominator: Text | None = None
    unit: Text
    more_often: Text | None = None
    column: str | None = None
    codes: tuple[str, ...] = ()
    of: tuple[str, ...] | None = None
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFamily:
    """Measures that count the same rows, and the tables they are published in.

    Shape:   `tables` names the dimensions of each table; places, gender, age and half-year are the shared ones,
             `own` the others, each with the column of facts it is read from. `thresholds` are stricter than
             the rule's for single codes; `sensitive` names codes that a whole small group may not be in.
    """

    name: str
    topic: Text
    own: Mapping[str, Dimension]
    tables: Mapping[str, tuple[str, ...]]
    measures: tuple[StandardMeasure, ...]
    thresholds: Mapping[str, Mapping[str, int]]
    sensitive: Mapping[str, tuple[str, ...]]

    def counting(self, places: Dimension, half_years: Dimension) -> Counting:
        """Say how rows of facts fall into the tables of the family.

        Promise: every column of facts is named as its dimension.
        """
        shared = {
            MUNICIPALITY: places,
            HALF_YEAR: half_years,
            GENDER: gender_dimension(),
            AGE: age_dimension(),
        }
        named = dict.fromkeys(name for names in self.tables.values() for name in names)
        divisions: list[Division] = [
            ByCode(shared[name] if name in shared else self.own[name], name) for name in named
        ]
        return gather(self.name, divisions, tables=self.tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardMedian:
    """A median that a family's rows have: its measure, the column of whole days, and how it is rounded.

    `counted_in` is the table of the family whose shown counts let a median be shown.
    """

    measure: StandardMeasure
    column: str
    step: float
    counted_in: str
