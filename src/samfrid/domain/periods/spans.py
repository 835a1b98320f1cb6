"""From one period to another of the same kind, both taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic

from samfrid.domain.periods.units import HalfYear, Month, PeriodError, Quarter, SpanKind, Year
from samfrid.domain.wording import Language, Text


@dataclass(frozen=True, slots=True)
class Period(Generic[SpanKind]):
    """An unbroken run of years, half-years, quarters or months; one alone is a run of one."""

    first: SpanKind
    last: SpanKind

    def __post_init__(self) -> None:
        if type(self.first) is not type(self.last):
            raise PeriodError("a period starts and ends with the same kind: years, quarters …")
        if self.last < self.first:
            raise PeriodError("a period ends before it starts")

    @property
    def first_day(self) -> date:
        """The first day that belongs to it."""
        return self.first.first_day

    @property
    def last_day(self) -> date:
        """The last day that belongs to it."""
        return self.last.last_day

    def __iter__(self) -> Iterator[SpanKind]:
        return (self.first.moved(step) for step in range(len(self)))

    def __len__(self) -> int:
        return self.first.steps_to(self.last) + 1

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def code(self) -> str:
        """The code in files: 2025, or 2021--2025 as dates from and to are written in ISO 8601."""
        return self.first.code if self.first == self.last else f"{self.first.code}--{self.last.code}"

    @property
    def label(self) -> Text:
        """The words: 2021–2025, januari–mars 2025, kvartal 1–2 2025; in full across years."""
        if self.first == self.last:
            return self.first.label
        if isinstance(self.first, Year):
            return Text.same(f"{self.first.year}–{self.last.year}")
        if self.first.year == self.last.year and not isinstance(self.first, HalfYear):
            return _within_year(self.first, self.last)
        return self.first.label + Text(" till ", " to ") + self.last.label


def _within_year(first: Quarter | Month, last: Quarter | Month) -> Text:
    year = first.year
    if isinstance(first, Quarter) and isinstance(last, Quarter):
        numbers = f"{first.quarter}–{last.quarter}"
        return Text(f"kvartal {numbers} {year}", f"quarters {numbers} of {year}")
    swedish, english = (
        "–".join(one.label.into(language).split()[0] for one in (first, last)) for language in Language
    )
    return Text(f"{swedish} {year}", f"{english} {year}")
