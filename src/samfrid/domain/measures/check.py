"""Refuse what can't be counted before anything is: missing columns, wrong types, no rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from samfrid.domain.measures.conditions import Asked, Between, Condition, Equals, OneOf, questions
from samfrid.domain.measures.counting import Counting
from samfrid.domain.measures.definitions import TimeBetween, ValuedMeasure
from samfrid.domain.measures.divisions import ByAnswer, ByCode, ByPeriod, Division
from samfrid.domain.measures.errors import ColumnMissing, NoFacts, WrongType
from samfrid.domain.measures.facts import ColumnType, exact, fits, missing_column
from samfrid.domain.wording import Place, Problem, Text

Types = Mapping[str, ColumnType]

_NUMBERS = (ColumnType.WHOLE, ColumnType.DECIMAL)
_DATES = (ColumnType.DATE,)
_CODES = (ColumnType.CODE, ColumnType.YES_NO, ColumnType.WHOLE)


def check(types: Types, rows: int, counting: Counting, measure: ValuedMeasure | None = None) -> None:
    """Refuse a counting that the facts can't answer.

    Errors: NoFacts when there are no rows; ColumnMissing and WrongType name every column at once.
    """
    needs = list(_needs(counting, measure))
    missing = dict.fromkeys(name for name, _ in needs if name not in types)
    if missing:
        raise ColumnMissing(*(missing_column(name, types) for name in missing))
    wrong = [
        _wrong(name, types[name]) for name, allowed in dict.fromkeys(needs) if types[name] not in allowed
    ]
    if wrong:
        raise WrongType(*dict.fromkeys(wrong))
    if not rows:
        raise NoFacts(Text("Det finns inga rader att räkna.", "There are no rows to count."))


def _needs(counting: Counting, measure: ValuedMeasure | None) -> Iterator[tuple[str, tuple[ColumnType, ...]]]:
    yield from _asked(counting.population)
    for division in counting.divisions:
        yield from _divided(division)
    if counting.persons is not None:
        yield counting.persons, (ColumnType.WHOLE,)
    if measure is None:
        return
    yield from _asked(measure.population)
    if isinstance(measure, TimeBetween):
        yield from ((measure.start, _DATES), (measure.end, _DATES))
    else:
        yield measure.column, _NUMBERS


def _divided(division: Division) -> Iterator[tuple[str, tuple[ColumnType, ...]]]:
    match division:
        case ByCode():
            yield division.column, _CODES
        case ByPeriod():
            yield division.column, _DATES
        case ByAnswer():
            yield from _asked(division.yes)
            yield from _asked(division.among)


def _asked(condition: Condition) -> Iterator[tuple[str, tuple[ColumnType, ...]]]:
    for asked in questions(condition):
        yield asked.column, _types_for(asked)


def _types_for(asked: Asked) -> tuple[ColumnType, ...]:
    match asked:
        case Equals():
            values: tuple[object, ...] = (asked.value,)
        case OneOf():
            values = asked.values
        case Between():
            values = tuple(bound for bound in (asked.low, asked.high) if bound is not None)
        case _:
            return tuple(ColumnType)
    allowed = set(ColumnType)
    for value in values:
        allowed &= _types_of(value)
    return tuple(sorted(allowed))


def _types_of(value: object) -> set[ColumnType]:
    """The types of column that can have a value; none for a value that no column can have."""
    if type(value) is int and fits(ColumnType.DECIMAL, exact(value)):
        return {ColumnType.WHOLE, ColumnType.DECIMAL}
    if isinstance(value, Decimal):
        # A bound with more decimals than the column would be rounded by an engine, and so moved.
        is_exact = value.is_finite() and exact(value) == value and fits(ColumnType.DECIMAL, exact(value))
        return {ColumnType.DECIMAL} if is_exact else set()
    return {type_ for type_ in ColumnType if fits(type_, value)}


def _wrong(name: str, found: ColumnType) -> Problem:
    what = Text(
        f"Kolumnen har typen {_WORDS[found].sv} och kan inte svara på det som frågas.",
        f"The column has the type {_WORDS[found].en} and can't answer what is asked.",
    )
    return Problem(what, Place(field=name))


_WORDS = {
    ColumnType.CODE: Text("kod", "code"),
    ColumnType.WHOLE: Text("heltal", "whole number"),
    ColumnType.DECIMAL: Text("decimaltal", "decimal number"),
    ColumnType.DATE: Text("datum", "date"),
    ColumnType.YES_NO: Text("ja/nej", "yes/no"),
}
