"""The slow reference: counts row by row, with no cleverness, so that it can be read and believed.

Every faster engine must give the same numbers (tests/adapters/warehouse).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from statistics import median

import numpy as np

from samfrid.domain.measures.check import check
from samfrid.domain.measures.conditions import And, Row, truth
from samfrid.domain.measures.counting import (
    MOST_ROWS_NAMED,
    Collected,
    Counted,
    Counting,
    LeftOut,
    RawValues,
    raw_counts,
)
from samfrid.domain.measures.definitions import TimeBetween, ValuedMeasure
from samfrid.domain.measures.divisions import NO, YES, ByAnswer, ByCode, ByPeriod, Division
from samfrid.domain.measures.errors import BadColumn, UnknownCode
from samfrid.domain.measures.facts import DECIMALS, ColumnType, Facts, Value
from samfrid.domain.measures.summaries import Summary
from samfrid.domain.tables import Coordinates, RawTable, TableFamily, TableShape
from samfrid.domain.wording import Place, Problem, Text


class Reference:
    """Counts facts in plain Python."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def count_family(self, counting: Counting) -> Counted:
        """Count the distinct combinations of finest codes in the population.

        Errors: as `check`; UnknownCode when a code has no place in its dimension.
        """
        check(self._facts.types(), self._facts.rows, counting)
        combinations: Counter[tuple[int, ...]] = Counter()
        left_out: Counter[str] = Counter()
        for row in self._facts:
            if truth(counting.population, row) is True:
                found = _combination(counting, row)
                persons = _persons(counting, row)
                if isinstance(found, str):
                    left_out[found] += 1
                elif persons is None:
                    left_out[str(counting.persons)] += 1
                else:
                    combinations[found] += persons
        keys = [key for key in combinations if combinations[key]]
        counts = raw_counts(counting.family, keys, [combinations[key] for key in keys])
        return Counted(counts, _listed(counting, left_out))

    def collect_values(self, measure: ValuedMeasure, counting: Counting) -> Collected:
        """Collect the values of a measure with the combinations they stand at.

        Errors: as `count_family`.
        """
        check(self._facts.types(), self._facts.rows, counting, measure)
        found: Counter[tuple[tuple[int, ...], int]] = Counter()
        left_out: Counter[str] = Counter()
        backwards: list[int] = []
        population = And((counting.population, measure.population))
        scale = 1 if isinstance(measure, TimeBetween) else _scale(self._facts, measure.column)
        for number, row in enumerate(self._facts):
            if truth(population, row) is not True:
                continue
            codes = _combination(counting, row)
            persons = _persons(counting, row)
            value = _value(measure, row, scale)
            if isinstance(codes, str):
                left_out[codes] += 1
            elif persons is None:
                left_out[str(counting.persons)] += 1
            elif value is None:
                left_out[measure.name] += 1
            elif isinstance(measure, TimeBetween) and value < 0:
                left_out[f"{measure.name}.ends_before_start"] += 1
                backwards.append(number)
            else:
                found[codes, value] += persons
        rows = sorted(key for key in found if found[key])
        values = RawValues(
            counting.family,
            np.array([codes for codes, _ in rows], dtype=np.int32).reshape(
                len(rows), len(counting.divisions)
            ),
            np.array([value for _, value in rows], dtype=np.int64),
            np.array([found[row] for row in rows], dtype=np.int64),
            scale,
        )
        last = (measure.name, f"{measure.name}.ends_before_start")
        return Collected(values, _listed(counting, left_out, *last), tuple(backwards[:MOST_ROWS_NAMED]))


def count_table(reference: Reference, counting: Counting, table: str) -> RawTable:
    """Count one table cell by cell: a combination is in a cell when each of its codes lies under it."""
    shape = counting.family.table(table)
    counts = reference.count_family(counting).counts
    found: dict[Coordinates, int] = {}
    for cell in shape.coordinates():
        persons = sum(
            int(persons)
            for codes, persons in zip(counts.codes, counts.counts, strict=True)
            if _lies_in(cell, shape, counting.family, codes)
        )
        if persons:
            found[cell] = persons
    return RawTable(shape, found)


def summarise_slowly(values: RawValues, table: str) -> dict[Coordinates, Summary]:
    """Mean and median cell by cell, with every person's value written out in a list."""
    shape = values.family.table(table)
    found: dict[Coordinates, Summary] = {}
    for cell in shape.coordinates():
        listed: list[int] = []
        for codes, value, persons in zip(values.codes, values.values, values.persons, strict=True):
            if _lies_in(cell, shape, values.family, codes):
                listed += [int(value)] * int(persons)
        if listed:
            mean = Fraction(sum(listed), len(listed) * values.scale)
            middle = Fraction(median(Fraction(value, values.scale) for value in listed))
            found[cell] = Summary(len(listed), float(mean), float(middle))
    return found


def _lies_in(cell: Coordinates, shape: TableShape, family: TableFamily, codes: Iterable[int]) -> bool:
    code_of = {d.name: d.codes[code] for d, code in zip(family.dimensions, codes, strict=True)}
    return all(code_of[d.name] in d.finest(member) for d, member in zip(shape.dimensions, cell, strict=True))


def finest_code(division: Division, row: Row) -> str | None:
    """The finest code a row falls on, or None when it is left out.

    Errors: UnknownCode.
    """
    match division:
        case ByAnswer():
            answer = truth(division.yes, row) if truth(division.among, row) is True else None
            return division.missing if answer is None else YES if answer else NO
        case ByPeriod():
            day = row[division.column]
            if not isinstance(day, date):
                return division.missing
            code = division.step.code_of(division.step.number_of(day))
            return code if code in division.dimension.codes else None
        case ByCode():
            value = row[division.column]
            if value is None:
                return division.missing
            if code_text(value) not in division.codes:
                raise unknown_code(division)
            return division.codes[code_text(value)]


def code_text(value: Value) -> str:
    """How a column's value is written as a code."""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)


def unknown_code(division: ByCode) -> UnknownCode:
    """Say that a column holds a code without a place; the code itself may tell too much and is not named."""
    what = Text(
        "Kolumnen har en kod som indelningen inte känner till.",
        "The column holds a code that the dimension does not know.",
    )
    return UnknownCode(Problem(what, Place(field=division.column)))


def negative_persons(column: str) -> BadColumn:
    """Say that a row stands for fewer than no persons."""
    what = Text("Ett antal personer är negativt.", "A number of persons is negative.")
    return BadColumn(Problem(what, Place(field=column)))


def _persons(counting: Counting, row: Row) -> int | None:
    """How many persons a row stands for, or None when it does not say."""
    if counting.persons is None:
        return 1
    persons = row[counting.persons]
    if persons is None:
        return None
    number = int(persons)  # type: ignore[arg-type]  # checked: a whole number
    if number < 0:
        raise negative_persons(counting.persons)
    return number


def _combination(counting: Counting, row: Row) -> tuple[int, ...] | str:
    """The finest codes of a row as numbers, or the name of the first dimension that leaves it out."""
    codes = [finest_code(division, row) for division in counting.divisions]
    for division, code in zip(counting.divisions, codes, strict=True):
        if code is None:
            return division.dimension.name
    return tuple(
        division.dimension.codes.index(code)
        for division, code in zip(counting.divisions, codes, strict=True)
        if code is not None
    )


def _value(measure: ValuedMeasure, row: Row, scale: int) -> int | None:
    if isinstance(measure, TimeBetween):
        start, end = row[measure.start], row[measure.end]
        return (end - start).days if isinstance(start, date) and isinstance(end, date) else None
    number = row[measure.column]
    return None if number is None else int(number * scale)  # type: ignore[operator]  # checked: a number


def _scale(facts: Facts, column: str) -> int:
    return 10**DECIMALS if facts.column(column).type is ColumnType.DECIMAL else 1


def _listed(counting: Counting, left_out: Counter[str], *last: str) -> tuple[LeftOut, ...]:
    def names() -> Iterator[str]:
        yield from (division.dimension.name for division in counting.divisions)
        yield from () if counting.persons is None else (counting.persons,)
        yield from last

    return tuple(LeftOut(name, left_out[name]) for name in dict.fromkeys(names()) if left_out[name])
