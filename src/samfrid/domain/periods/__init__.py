"""Months, quarters, half-years and years: in order, in words, with breaks that no comparison may cross.

A period here is typed as what it is, never as its first day. Dates as people write them are read elsewhere.
"""

from samfrid.domain.periods.breaks import Break, segments
from samfrid.domain.periods.reading import UnknownPeriod, parse_period, parse_span
from samfrid.domain.periods.spans import Period
from samfrid.domain.periods.units import HalfYear, Month, Quarter, Span, Year, period_of
from samfrid.domain.periods.windows import MeasurementWindow, months_after

__all__ = [
    "Break",
    "HalfYear",
    "MeasurementWindow",
    "Month",
    "Period",
    "Quarter",
    "Span",
    "UnknownPeriod",
    "Year",
    "months_after",
    "parse_period",
    "parse_span",
    "period_of",
    "segments",
]
