"""The four lengths of time that statistics are published for."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Self, TypeVar

from samfrid.domain.wording import Language, Text, format_date


class PeriodError(ValueError):
    """A period was built that no calendar has."""


class _Calendar:
    """What all four have in common, told from the months they take in."""

    __slots__ = ()
    MONTHS = 12
    """How many months one is long."""

    year: int

    @property
    def _number(self) -> int:
        """Which one of its kind in the year, from 1."""
        return 1

    @classmethod
    def _numbered(cls, year: int, number: int) -> Self:
        raise NotImplementedError

    def _check(self) -> None:
        if not MINYEAR <= self.year <= MAXYEAR:
            raise PeriodError(f"the year {self.year} is in no calendar")
        if not 1 <= self._number <= 12 // self.MONTHS:
            raise PeriodError(f"a year has no {type(self).__name__} {self._number}")

    @property
    def first_day(self) -> date:
        """The first day that belongs to it."""
        return date(self.year, (self._number - 1) * self.MONTHS + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day that belongs to it."""
        month = self._number * self.MONTHS
        return date(self.year, month, monthrange(self.year, month)[1])

    def moved(self, steps: int) -> Self:
        """The one that comes so many after this, or before it for a negative number.

        Errors: PeriodError outside the years 1 to 9999.
        """
        in_year = 12 // self.MONTHS
        years, number = divmod(self.year * in_year + self._number - 1 + steps, in_year)
        return self._numbered(years, number + 1)

    def steps_to(self, other: Self) -> int:
        """How many steps lie between this and another of the same kind; negative when the other is before."""
        in_year = 12 // self.MONTHS
        return (other.year - self.year) * in_year + other._number - self._number

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @classmethod
    def of(cls, day: date) -> Self:
        """The one that a day belongs to."""
        return cls._numbered(day.year, (day.month - 1) // cls.MONTHS + 1)


@dataclass(frozen=True, slots=True, order=True)
class Year(_Calendar):
    """A calendar year."""

    year: int

    MONTHS = 12

    def __post_init__(self) -> None:
        self._check()

    @classmethod
    def _numbered(cls, year: int, number: int) -> Self:
        return cls(year)

    @property
    def code(self) -> str:
        """The code in files: 2025."""
        return f"{self.year:04d}"

    @property
    def label(self) -> Text:
        """The words in a table or a sentence: 2025."""
        return Text.same(str(self.year))


@dataclass(frozen=True, slots=True, order=True)
class HalfYear(_Calendar):
    """January to June (1) or July to December (2)."""

    year: int
    half: int

    MONTHS = 6

    def __post_init__(self) -> None:
        self._check()

    @property
    def _number(self) -> int:
        return self.half

    @classmethod
    def _numbered(cls, year: int, number: int) -> Self:
        return cls(year, number)

    @property
    def code(self) -> str:
        """The code in files: 2025-H1."""
        return f"{self.year:04d}-H{self.half}"

    @property
    def label(self) -> Text:
        """The words: första halvåret 2025, first half of 2025."""
        which = (Text("första", "first"), Text("andra", "second"))[self.half - 1]
        return Text(f"{which.sv} halvåret {self.year}", f"{which.en} half of {self.year}")


@dataclass(frozen=True, slots=True, order=True)
class Quarter(_Calendar):
    """Three months, from January (1) to October (4)."""

    year: int
    quarter: int

    MONTHS = 3

    def __post_init__(self) -> None:
        self._check()

    @property
    def _number(self) -> int:
        return self.quarter

    @classmethod
    def _numbered(cls, year: int, number: int) -> Self:
        return cls(year, number)

    @property
    def code(self) -> str:
        """The code in files: 2025-Q1."""
        return f"{self.year:04d}-Q{self.quarter}"

    @property
    def label(self) -> Text:
        """The words: kvartal 1 2025, quarter 1 of 2025."""
        return Text(f"kvartal {self.quarter} {self.year}", f"quarter {self.quarter} of {self.year}")


@dataclass(frozen=True, slots=True, order=True)
class Month(_Calendar):
    """A calendar month, 1 to 12."""

    year: int
    month: int

    MONTHS = 1

    def __post_init__(self) -> None:
        self._check()

    @property
    def _number(self) -> int:
        return self.month

    @classmethod
    def _numbered(cls, year: int, number: int) -> Self:
        return cls(year, number)

    @property
    def code(self) -> str:
        """The code in files: 2025-03."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def label(self) -> Text:
        """The words: mars 2025, March 2025."""
        return Text(f"{month_name(self.month, Language.SWEDISH)} {self.year}",
                    f"{month_name(self.month, Language.ENGLISH)} {self.year}")  # fmt: skip


Span = Year | HalfYear | Quarter | Month
"""Any one of the four."""

SpanKind = TypeVar("SpanKind", Year, HalfYear, Quarter, Month)


def month_name(month: int, language: Language) -> str:
    """The name of a month, as dates are written."""
    return format_date(date(2000, month, 1), language).split()[1]


def period_of(day: date, kind: type[SpanKind]) -> SpanKind:
    """The year, half-year, quarter or month that a day belongs to."""
    return kind.of(day)
