"""Measurement windows: how long after a start something counts, such as new contact within 12 months."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from samfrid.domain.periods.units import Month, PeriodError


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a month that is too short."""
    month = Month.of(day).moved(months)
    return date(month.year, month.month, min(day.day, monthrange(month.year, month.month)[1]))


@dataclass(frozen=True, slots=True)
class MeasurementWindow:
    """From `after_months` up to, but not including, `until_months` after a start.

    Unit:    calendar months.
    Promise: windows that follow on each other (0 to 12, 12 to 24) share no day and leave none out.
    """

    until_months: int
    after_months: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.after_months < self.until_months:
            raise PeriodError("a measurement window ends after it begins and never begins before the start")

    def first_day(self, start: date) -> date:
        """The first day that counts for someone who started that day."""
        return months_after(start, self.after_months)

    def last_day(self, start: date) -> date:
        """The last day that counts."""
        return months_after(start, self.until_months) - timedelta(days=1)

    def holds(self, start: date, event: date) -> bool:
        """Whether an event falls into the window."""
        return self.first_day(start) <= event <= self.last_day(start)

    def is_over(self, start: date, on: date) -> bool:
        """Whether the whole window has passed: only then may no event be counted as none."""
        return self.last_day(start) < on
