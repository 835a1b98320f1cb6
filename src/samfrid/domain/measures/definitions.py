"""What is counted: measures as frozen values that can't be built wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from samfrid.domain.measures.conditions import EVERYBODY, Condition
from samfrid.domain.measures.divisions import PeriodStep
from samfrid.domain.measures.errors import DefinitionRefused
from samfrid.domain.wording import Place, Problem, Text


@dataclass(frozen=True, slots=True)
class Break:
    """From this day on a measure can't be compared with what came before, and why."""

    since: date
    why: Text


@dataclass(frozen=True, slots=True)
class Period:
    """The date column that says when, and how long a period is."""

    column: str
    step: PeriodStep


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """An outside population: how many live in each combination of finest codes of some dimensions.

    Unit: persons. Public knowledge, so it needs no protection.
    """

    dimensions: tuple[str, ...]
    persons: Mapping[tuple[str, ...], int]
    source: Text

    def __post_init__(self) -> None:
        if any(len(codes) != len(self.dimensions) for codes in self.persons):
            what = Text(
                "Varje folkmängd ska ha en kod för varje indelning.",
                "Every number of inhabitants needs one code a dimension.",
            )
            raise DefinitionRefused(what)
        if any(number < 0 for number in self.persons.values()):
            raise DefinitionRefused(Text("En folkmängd är negativ.", "A number of inhabitants is negative."))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Defined:
    """What every measure has: names, population, groups, period, version and breaks."""

    name: str
    label: Text
    definition: Text
    population: Condition = EVERYBODY
    groups: tuple[str, ...] = ()
    period: Period | None = None
    version: int = 1
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        if not (self.name and self.name.isascii() and self.name.replace("_", "a").isalnum()):
            raise self._refused(
                "Namnet får ha a–z, 0–9 och understreck.", "The name may have a–z, 0–9 and _."
            )
        if not (self.label.sv.strip() and self.label.en.strip()):
            raise self._refused("Måttet saknar namn för läsare.", "The measure has no label for readers.")
        if len(set(self.groups)) != len(self.groups):
            raise self._refused("En grupp står två gånger.", "A group stands twice.")
        if self.name in self.groups:
            raise self._refused(
                "Måttet heter som en av sina grupper.", "The measure is named like one of its groups."
            )
        if self.version < 1:
            raise self._refused("Versionen räknas från 1.", "Versions are counted from 1.")
        days = [found.since for found in self.breaks]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise self._refused("Brotten ska stå i tidsordning.", "Breaks must stand in order of time.")

    def _refused(self, sv: str, en: str) -> DefinitionRefused:
        return DefinitionRefused(Problem(Text(sv, en), Place(field=self.name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(_Defined):
    """How many rows the population has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(_Defined):
    """How many of the denominator have the numerator.

    Promise: the denominator is the rows of the population for which `among` is true and the numerator known.
             `keep_not_counted` keeps the others as a category of their own, so that the table still adds up
             to its population; without it they are left out of the whole family and counted.
    """

    numerator: Condition
    among: Condition = EVERYBODY
    keep_not_counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(_Defined):
    """How many have the numerator, per so many inhabitants of an outside population."""

    numerator: Condition
    inhabitants: Inhabitants
    per: int = 1000

    def __post_init__(self) -> None:
        super(Rate, self).__post_init__()  # slots make a new class, which a bare super() misses
        if self.per < 1:
            raise self._refused("Talet per N måste vara minst 1.", "The number per N must be at least 1.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean(_Defined):
    """The mean of a number column."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Median(_Defined):
    """The median of a number column: the midpoint of the two in the middle when they are even in number."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBetween(_Defined):
    """Whole days from one date to another; a row that ends before it starts is a problem and left out."""

    start: str
    end: str

    def __post_init__(self) -> None:
        super(TimeBetween, self).__post_init__()  # as above
        if self.start == self.end:
            raise self._refused("Start och slut är samma kolumn.", "Start and end are the same column.")


CountedMeasure = Count | Share | Rate
"""Measures whose figures come from counts of rows."""
ValuedMeasure = Mean | Median | TimeBetween
"""Measures whose figures come from a value of each row."""
Measure = CountedMeasure | ValuedMeasure
