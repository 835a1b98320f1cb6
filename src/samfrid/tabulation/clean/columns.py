"""Clean every column of a table by its plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samfrid.adapters.spreadsheets import SpreadsheetRefused, Table
from samfrid.domain.measures import ColumnType, Division, Facts
from samfrid.domain.wording import Problem, Refused, Text
from samfrid.tabulation.clean.groups import Groups, read_groups
from samfrid.tabulation.clean.model import Cleaned
from samfrid.tabulation.clean.periods import read_days, read_periods
from samfrid.tabulation.plan.model import ColumnKind, ColumnPlan, Plan

MOST_TOLD = 20
PERSONS = "persons in a row"
"""The facts' own column for how many persons a row stands for; no plan can name a column so."""


class CleaningRefused(Refused):
    """Some cells do not fit the plan; nothing was counted."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One column after reading: its type and values for facts, and the division it makes, if any."""

    type: ColumnType
    values: Sequence[object]
    division: Division | None = None


def clean(plan: Plan, table: Table) -> Cleaned:
    """Make facts of a table.

    Errors: CleaningRefused naming each header that is not there, and up to twenty cells that do not fit (then how
            many more there are). The texts themselves are never repeated: they may be personal.
    """
    problems = _missing_headers(plan, table)
    _stop_if_any(problems)
    read: dict[str, _Read] = {}
    for column in plan.columns:
        try:
            read[column.name] = _read(column, table)
        except SpreadsheetRefused as refused:
            problems += refused.problems
    _stop_if_any(problems)
    _stop_if_any(_out_of_order(plan, table, read))
    facts: dict[str, tuple[ColumnType, Sequence[object]]] = {
        name: (column.type, column.values) for name, column in read.items()
    }
    if plan.count:
        facts[PERSONS] = (ColumnType.WHOLE, _counts(plan.count, table))
    divisions = {name: column.division for name, column in read.items() if column.division is not None}
    return Cleaned(Facts.from_columns(facts), divisions, PERSONS if plan.count else None)


def _missing_headers(plan: Plan, table: Table) -> list[Problem]:
    headers = [column.header for column in plan.columns] + ([plan.count] if plan.count else [])
    problems: list[Problem] = []
    for header in dict.fromkeys(headers):
        try:
            table.column(header)
        except SpreadsheetRefused as refused:
            problems += refused.problems
    return problems


def _read(column: ColumnPlan, table: Table) -> _Read:
    source = table.column(column.header)
    match column.kind:
        case ColumnKind.NUMBER:
            return _Read(ColumnType.DECIMAL, source.numbers())
        case ColumnKind.DATE:
            return _Read(ColumnType.DATE, read_days(column, source))
        case ColumnKind.PERIOD:
            days, periods = read_periods(column, source)
            return _Read(ColumnType.DATE, days, periods)
        case _:
            groups: Groups = read_groups(column, source)
            return _Read(ColumnType.CODE, groups.codes, groups.division(column))


def _out_of_order(plan: Plan, table: Table, read: Mapping[str, _Read]) -> list[Problem]:
    """Find rows where a date lies before one that must come first: closed before opened, opened before birth."""
    found = []
    for earlier, later in plan.in_order:
        header = plan.column(earlier).header
        what = Text(
            f"Datumet ligger före ”{header}” på samma rad.",
            f"The date lies before “{header}” on the same row.",
        )
        for row, pair in enumerate(zip(read[earlier].values, read[later].values, strict=True)):
            first, second = pair
            if isinstance(first, date) and isinstance(second, date) and second < first:
                found.append(Problem(what, table.place(row, plan.column(later).header)))
    return found


def _counts(header: str, table: Table) -> list[int]:
    """Read how many persons each row stands for; a blank stands for none."""
    source = table.column(header)
    what = Text("Antalet ska vara ett heltal, 0 eller mer.", "The count must be a whole number, 0 or more.")
    numbers = [0.0 if number is None else number for number in source.numbers()]
    problems = [
        Problem(what, source.place(row))
        for row, number in enumerate(numbers)
        if number < 0 or number != int(number)
    ]
    _stop_if_any(problems)
    return [int(number) for number in numbers]


def _stop_if_any(problems: Sequence[Problem]) -> None:
    if problems:
        more = len(problems) - MOST_TOLD
        rest = [Problem(Text(f"… och {more} till.", f"… and {more} more."))] if more > 0 else []
        raise CleaningRefused(*problems[:MOST_TOLD], *rest)
