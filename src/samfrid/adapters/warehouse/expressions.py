"""Conditions and divisions as Ibis expressions: the same on DuckDB here and on Spark on a cluster.

Decimals come as whole millionths, so that no engine rounds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis

from samfrid.domain.measures import (
    And,
    Between,
    ByAnswer,
    ByCode,
    ByPeriod,
    ColumnType,
    Condition,
    Division,
    Equals,
    Not,
    NotMissing,
    OneOf,
    Or,
    TimeBetween,
    Value,
    ValuedMeasure,
)
from samfrid.domain.measures.facts import DECIMALS

Types = Mapping[str, ColumnType]
Columns = Mapping[str, Any]
"""The expression of each column; a decimal as whole millionths."""

MILLION = 10**DECIMALS


def holds(condition: Condition, columns: Columns, types: Types) -> Any:
    """A condition as an expression that is true, false or null."""
    match condition:
        case And(parts):
            return _joined(and_, (holds(part, columns, types) for part in parts), empty=True)
        case Or(parts):
            return _joined(or_, (holds(part, columns, types) for part in parts), empty=False)
        case Not(part):
            return ~holds(part, columns, types)
        case NotMissing(column):
            return columns[column].notnull()
        case Equals(column, value):
            return columns[column] == _literal(value, types[column])
        case OneOf(column, values):
            return columns[column].isin([_literal(value, types[column]) for value in values])
        case Between(column, low, high):
            above = [] if low is None else [columns[column] >= _literal(low, types[column])]
            below = [] if high is None else [columns[column] <= _literal(high, types[column])]
            return _joined(and_, above + below, empty=True)


def place(division: Division, columns: Columns, types: Types) -> Any:
    """What tells a row's place in a dimension: a code, a period's number, or 1, 0 and null for an answer."""
    match division:
        case ByCode():
            return columns[division.column]
        case ByPeriod():
            day = columns[division.column]
            months = day.year().cast("int64") * 12 + day.month().cast("int64") - 1
            return (months // division.step.months).cast("int64")
        case ByAnswer():
            yes = holds(division.yes, columns, types)
            among = holds(division.among, columns, types)
            return ibis.cases((among & yes, 1), (among & ~yes, 0)).cast("int64")


def value(measure: ValuedMeasure, columns: Columns) -> Any:
    """The value of a row: a whole number, millionths of a decimal, or whole days."""
    if isinstance(measure, TimeBetween):
        return columns[measure.end].delta(columns[measure.start], unit="day").cast("int64")
    return columns[measure.column]


def _literal(given: Value, type_: ColumnType) -> Any:
    if type_ is ColumnType.DECIMAL:
        return ibis.literal(int(given * MILLION), "int64")
    if isinstance(given, bool):
        return ibis.literal(given, "boolean")
    if isinstance(given, int):
        return ibis.literal(given, "int64")
    return ibis.literal(given, "date" if isinstance(given, date) else "string")


def _joined(operator: Any, parts: Iterable[Any], *, empty: bool) -> Any:
    found = list(parts)
    return reduce(operator, found) if found else ibis.literal(empty)
