"""What a plan says, as values. How each key is written stands in docs/reference/plan.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from samfrid.adapters.spreadsheets import ReadingOptions
from samfrid.domain.disclosure.rule import Rule
from samfrid.domain.measures import PeriodStep
from samfrid.domain.wording import Language, Text

NOT_STATED = "not_stated"
"""The code of a blank, in every column that keeps blanks as a group of their own."""


class ColumnKind(StrEnum):
    """What the texts of a column are read as."""

    CATEGORY = "category"
    YES_NO = "yes_no"
    BAND = "band"
    PERIOD = "period"
    MUNICIPALITY = "municipality"
    COUNTY = "county"
    NUMBER = "number"
    DATE = "date"

    @property
    def divides(self) -> bool:
        """Whether the column divides persons into groups and so can be a dimension."""
        return self not in (ColumnKind.NUMBER, ColumnKind.DATE)


class Unknown(StrEnum):
    """What is done with a word that no category lists."""

    REFUSE = "refuse"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Category:
    """One group of a column: its code, what people read, and how the file spells it."""

    code: str
    label: Text
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoarserColumn:
    """A coarser partition of a column: each of its codes gathers some of the column's."""

    name: str
    label: Text
    groups: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column of the file and what becomes of it."""

    name: str
    header: str
    kind: ColumnKind
    label: Text
    categories: tuple[Category, ...] = ()
    coarser: tuple[CoarserColumn, ...] = ()
    not_stated: Text | None = None
    unknown: Unknown = Unknown.REFUSE
    bands: tuple[int, ...] = ()
    step: PeriodStep = PeriodStep.YEAR
    counties: tuple[str, ...] = ()
    date_order: str = ""


class MeasureKind(StrEnum):
    """What a measure counts."""

    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"
    MEDIAN = "median"
    TIME_BETWEEN = "time_between"


@dataclass(frozen=True, slots=True)
class BreakPlan:
    """Where a measure stopped being comparable: the first period after the break, and why."""

    period: str
    why: Text


@dataclass(frozen=True, slots=True)
class MeasurePlan:
    """One measure: what it counts, for whom, and by which rows it is shown."""

    name: str
    kind: MeasureKind
    label: Text
    numerator: Text
    denominator: Text
    column: str = ""
    yes: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    rows: str | None = None
    trend: str | None = None
    trend_rows: str | None = None
    more_often: Text | None = None
    per: int = 1000
    start: str = ""
    end: str = ""
    step: float = 1.0
    breaks: tuple[BreakPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One table of counts, with every coarser level and every total."""

    name: str
    label: Text
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WayPlan:
    """The way through support: measures as steps, drawn and read together."""

    name: str
    label: Text
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything `samfrid tabulate` needs to know about one file.

    Promise: every column, category and measure that is named is there; measures and tables use only columns
             that divide; the compared groups are two different categories of the gender column.
    """

    title: Text
    source: Text
    unit: Text
    columns: tuple[ColumnPlan, ...]
    gender: str
    compare: tuple[str, str]
    measures: tuple[MeasurePlan, ...]
    tables: tuple[TablePlan, ...]
    ways: tuple[WayPlan, ...]
    rule: Rule
    about: Text | None = None
    invented: bool = False
    languages: tuple[Language, ...] = (Language.SWEDISH,)
    count: str | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    in_order: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> ColumnPlan:
        """Return the column of that name."""
        return next(column for column in self.columns if column.name == name)

    def measure(self, name: str) -> MeasurePlan:
        """Return the measure of that name."""
        return next(measure for measure in self.measures if measure.name == name)
