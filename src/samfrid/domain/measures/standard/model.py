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
    COUNTY,
    GENDER,
    GENDERS_COUNTED,
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

        Shape:   facts have a column for each dimension, named as it, and for counties the municipality.
        Promise: a table by county is the margin of the tables by municipality.
        """
        shared = {
            MUNICIPALITY: ByCode(places, MUNICIPALITY),
            COUNTY: _by_county(places),
            HALF_YEAR: ByCode(half_years, HALF_YEAR),
            GENDER: ByCode(gender_dimension(), GENDER, GENDERS_COUNTED),
            AGE: ByCode(age_dimension(), AGE),
        }
        own = {name: ByCode(dimension, name) for name, dimension in self.own.items()}
        named = dict.fromkeys(name for names in self.tables.values() for name in names)
        divisions: list[Division] = [(shared | own)[name] for name in named]
        return gather(self.name, divisions, tables=self.tables)


def _by_county(places: Dimension) -> ByCode:
    """The county level of places as a division of its own, for tables that are shown no finer."""
    above = next(hierarchy for hierarchy in places.hierarchies if hierarchy.level == COUNTY)
    labels = {member: words for member, words in places.labels.items() if member.level == COUNTY}
    dimension = Dimension(COUNTY, above.codes, above.label, (), labels, places.total_label)
    return ByCode(dimension, MUNICIPALITY, dict(above.parent))


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardMedian:
    """A median that a family's rows have: its measure, the column of whole days, and how it is rounded.

    `counted_in` is the table of the family whose shown counts let a median be shown.
    """

    measure: StandardMeasure
    column: str
    step: float
    counted_in: str
