"""Columns of days: read as days, or divided into periods."""

from __future__ import annotations

import re
from datetime import date

from samfrid.adapters.spreadsheets import Column, DateOrder, SpreadsheetRefused
from samfrid.domain.measures import ByPeriod, period_dimension
from samfrid.domain.tables import Dimension, Member
from samfrid.domain.wording import Problem, Text
from samfrid.tabulation.plan.model import NOT_STATED, ColumnPlan

_YEAR = re.compile(r"(19|20)\d\d(\.0)?")


def year_alone(text: str) -> date | None:
    """Read 2019, or 2019.0 as some programs save it, as the first day of the year; anything else is None."""
    return date(int(text[:4]), 1, 1) if _YEAR.fullmatch(text) else None


def read_days(column: ColumnPlan, source: Column) -> list[date | None]:
    """Read every cell as a day; a column of years alone gives the first day of each.

    Errors: SpreadsheetRefused naming each cell that is no day.
    """
    years = {text: year_alone(text) for text in set(source.texts) if text is not None}
    if years and all(years.values()):
        return [None if text is None else years[text] for text in source.texts]
    return source.dates(DateOrder(column.date_order) if column.date_order else None)


def read_periods(column: ColumnPlan, source: Column) -> tuple[list[date | None], ByPeriod]:
    """Read every cell as a day, and divide days into all periods from the first to the last."""
    days = read_days(column, source)
    known = [day for day in days if day is not None]
    if not known:
        nothing = Text("Kolumnen har inga datum.", "The column has no dates.")
        raise SpreadsheetRefused(Problem(nothing, source.place(0)))
    dimension = period_dimension(column.name, column.label, column.step, min(known), max(known))
    if len(known) == len(days):
        return days, ByPeriod(dimension, column.name, column.step)
    if column.not_stated is None:
        blank = Text("Cellen är tom, och planen har ingen grupp för det.",
                     "The cell is empty, and the plan has no group for that.")  # fmt: skip
        cells = [Problem(blank, source.place(row)) for row, day in enumerate(days) if day is None]
        raise SpreadsheetRefused(*cells)
    labels = {**dimension.labels, Member(column.name, NOT_STATED): column.not_stated}
    with_blank = Dimension(column.name, (*dimension.codes, NOT_STATED), column.label, (), labels)
    return days, ByPeriod(with_blank, column.name, column.step, NOT_STATED)
