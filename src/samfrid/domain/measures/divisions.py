"""Divisions: how the rows of facts fall into the finest codes of a dimension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samfrid.domain.measures.conditions import EVERYBODY, Condition
from samfrid.domain.measures.errors import DefinitionRefused
from samfrid.domain.periods import parse_period
from samfrid.domain.tables import Dimension, Member
from samfrid.domain.wording import Place, Problem, Text

YES = "yes"
NO = "no"
NOT_COUNTED = "not_counted"


class PeriodStep(StrEnum):
    """How long one period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months a period has."""
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[self.value]

    def number_of(self, day: date) -> int:
        """The number of the period a day lies in, counted from year 0."""
        return (day.year * 12 + day.month - 1) // self.months

    def code_of(self, number: int) -> str:
        """The code of a period: 2024-03, 2024-Q1, 2024-H1 or 2024."""
        in_year = 12 // self.months
        year, part = divmod(number, in_year)
        tail = {12: f"-{part + 1:02}", 4: f"-Q{part + 1}", 2: f"-H{part + 1}", 1: ""}[in_year]
        return f"{year:04}{tail}"


@dataclass(frozen=True, slots=True)
class ByCode:
    """Rows fall by the codes of a column (yes and no for a yes/no column, digits for a whole number).

    Shape:   `finest` maps the column's codes to the dimension's; without it they are the same.
    Promise: a row with no value falls on `missing`, or is left out and counted when that is None. A code
             without a place is refused by the engine, never dropped.
    """

    dimension: Dimension
    column: str
    finest: Mapping[str, str] | None = None
    missing: str | None = None

    def __post_init__(self) -> None:
        _inside(self.dimension, (*(self.finest or {}).values(), self.missing))

    @property
    def codes(self) -> Mapping[str, str]:
        """From the column's codes to the dimension's."""
        return {code: code for code in self.dimension.codes} if self.finest is None else self.finest


@dataclass(frozen=True, slots=True)
class ByPeriod:
    """Rows fall by the period a date lies in; one outside the dimension's periods is left out and counted."""

    dimension: Dimension
    column: str
    step: PeriodStep
    missing: str | None = None

    def __post_init__(self) -> None:
        _inside(self.dimension, (self.missing,))


@dataclass(frozen=True, slots=True)
class ByAnswer:
    """Rows fall on yes or no by a condition, among those for whom `among` is true.

    Promise: where `among` is not true, or the answer unknown, a row falls on `NOT_COUNTED` if the dimension
             has that code; else it is left out and counted.
    """

    dimension: Dimension
    yes: Condition
    among: Condition = EVERYBODY

    def __post_init__(self) -> None:
        if self.dimension.codes not in ((YES, NO), (YES, NO, NOT_COUNTED)):
            what = Text("Måttet ska delas i ja och nej.", "The measure must divide in yes and no.")
            raise DefinitionRefused(Problem(what, Place(field=self.dimension.name)))

    @property
    def missing(self) -> str | None:
        """The code of rows that are neither yes nor no."""
        return NOT_COUNTED if NOT_COUNTED in self.dimension.codes else None


Division = ByCode | ByPeriod | ByAnswer


def answer_dimension(name: str, label: Text, *, not_counted: bool) -> Dimension:
    """Make the yes/no dimension of a share, with a third code for those not counted if asked for."""
    codes = (YES, NO, NOT_COUNTED) if not_counted else (YES, NO)
    words = {
        Member(name, YES): Text("Ja", "Yes"),
        Member(name, NO): Text("Nej", "No"),
        Member(name, NOT_COUNTED): Text("Räknas inte", "Not counted"),
    }
    return Dimension(
        name, codes, label, labels={member: words[member] for member in words if member.code in codes}
    )


def period_dimension(name: str, label: Text, step: PeriodStep, first: date, last: date) -> Dimension:
    """Make the dimension of all periods from the one with `first` to the one with `last`, none left out.

    Errors: DefinitionRefused when the last lies before the first.
    """
    if last < first:
        what = Text("Den sista perioden ligger före den första.", "The last period lies before the first.")
        raise DefinitionRefused(Problem(what, Place(field=name)))
    codes = tuple(step.code_of(n) for n in range(step.number_of(first), step.number_of(last) + 1))
    labels = {Member(name, code): parse_period(code).label for code in codes}
    return Dimension(name, codes, label, labels=labels)


def columns_of(division: Division) -> Iterator[str]:
    """The column a division reads; those of an answer stand in its conditions."""
    if not isinstance(division, ByAnswer):
        yield division.column


def _inside(dimension: Dimension, codes: tuple[str | None, ...]) -> None:
    if any(code is not None and code not in dimension.codes for code in codes):
        what = Text(
            "En kod leder till en kod som indelningen inte har.",
            "A code leads to a code that the dimension does not have.",
        )
        raise DefinitionRefused(Problem(what, Place(field=dimension.name)))
