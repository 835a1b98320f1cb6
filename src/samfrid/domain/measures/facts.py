"""Facts: one row a person or event, in typed columns. A missing value is None, never an empty text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from samfrid.domain.measures.errors import BadColumn, ColumnMissing
from samfrid.domain.wording import Place, Problem, Text, closest

Value = str | int | Decimal | date | bool
"""One value of one row; None stands beside it for what is missing."""

DECIMALS = 6
_STEP = Decimal(1).scaleb(-DECIMALS)
_LARGEST_WHOLE = 10**15
_LARGEST_DECIMAL = 10**9


class ColumnType(StrEnum):
    """What the values of a column are."""

    CODE = "code"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One typed column.

    Promise: every value is None or exactly of the type: text (CODE), whole number below 10^15 (WHOLE),
             Decimal with six decimals below 10^9 (DECIMAL), date without time (DATE), True or False (YES_NO).
             Within these bounds sums are exact and a midpoint of two values is exact as a float.
    """

    type: ColumnType
    values: tuple[Value | None, ...]

    @classmethod
    def of(cls, name: str, type_: ColumnType, values: Sequence[object]) -> Column:
        """Check values and keep them; a float is rounded to six decimals, since it is never exact.

        Errors: BadColumn names the column and the first row that does not fit, never the value.
        """
        kept = _exact_decimals(values) if type_ is ColumnType.DECIMAL else tuple(values)
        if not _all_fit(type_, kept):
            row = next(i for i, value in enumerate(kept) if value is not None and not fits(type_, value))
            raise BadColumn(Problem(_SHOULD_BE[type_] + _row(row), Place(field=name)))
        return cls(type_, kept)  # type: ignore[arg-type]  # checked just above


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Rows in typed columns, all of the same length. A row's number is its place, from 0."""

    columns: Mapping[str, Column]
    rows: int

    def __post_init__(self) -> None:
        for name, column in self.columns.items():
            if len(column.values) != self.rows:
                raise BadColumn(
                    Problem(
                        Text(
                            "Kolumnen har inte lika många rader som de andra.",
                            "The column has not as many rows as the others.",
                        ),
                        Place(field=name),
                    )
                )

    @classmethod
    def from_columns(cls, columns: Mapping[str, tuple[ColumnType, Sequence[object]]]) -> Facts:
        """Build facts from plain lists, a type and its values for each column name.

        Errors: BadColumn when a value does not fit its type or the columns differ in length.
        """
        built = {name: Column.of(name, type_, values) for name, (type_, values) in columns.items()}
        return cls(built, max((len(column.values) for column in built.values()), default=0))

    def column(self, name: str) -> Column:
        """Return the column of that name.

        Errors: ColumnMissing, with the nearest name.
        """
        if name not in self.columns:
            raise ColumnMissing(missing_column(name, self.columns))
        return self.columns[name]

    def types(self) -> dict[str, ColumnType]:
        """The type of every column."""
        return {name: column.type for name, column in self.columns.items()}

    def __iter__(self) -> Iterator[dict[str, Value | None]]:
        names = tuple(self.columns)
        if not names:
            return iter(())
        return (
            dict(zip(names, row, strict=True))
            for row in zip(*(column.values for column in self.columns.values()), strict=True)
        )


def missing_column(name: str, known: Mapping[str, object]) -> Problem:
    """Say that a column is not there, and which one may be meant."""
    what = Text("Kolumnen finns inte bland uppgifterna.", "The column is not among the facts.")
    return Problem(what + closest(name, known), Place(field=name))


def fits(type_: ColumnType, value: object) -> bool:
    """Whether a column of this type can hold the value."""
    return _FITS[type_](value)


def exact(value: Decimal | float) -> Decimal:
    """A number to six decimals."""
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    return number.quantize(_STEP, rounding=ROUND_HALF_EVEN) + 0  # adding 0 makes -0 into 0


def _exact_decimals(values: Sequence[object]) -> tuple[object, ...]:
    """Bring numbers to six decimals; what would lose something, or is no number, is left as it is."""
    if not set(map(type, values)) <= {int, float, Decimal, type(None)}:
        return tuple(_exact_or_same(value) for value in values)
    # A long column repeats its values: work each out once. Equal numbers of two types have one answer.
    known = {value: _exact_or_same(value) for value in set(values)}
    return tuple(map(known.__getitem__, values))


def _exact_or_same(value: object) -> object:
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value) >= _LARGEST_DECIMAL:
            return value
        rounded = exact(value)
        return rounded if rounded == value else value
    if type(value) in (int, float) and abs(value) < _LARGEST_DECIMAL:  # type: ignore[arg-type]
        return exact(value)  # type: ignore[arg-type]
    return value


def _all_fit(type_: ColumnType, values: tuple[object, ...]) -> bool:
    """Whether all values fit; asks each distinct type and text once, since a column may have a million rows."""
    found = set(map(type, values)) - {type(None)}
    if not found <= {_PYTHON[type_]}:
        return False
    if type_ in (ColumnType.DATE, ColumnType.YES_NO) or not found:
        return True
    return all(fits(type_, value) for value in set(values) if value is not None)


def _is_decimal(value: object) -> bool:
    return (
        isinstance(value, Decimal)
        and value.is_finite()
        and abs(value) < _LARGEST_DECIMAL
        and value.as_tuple().exponent == -DECIMALS
    )


def _is_code(value: object) -> bool:
    # A NUL ends a text in some engines, and a lone surrogate can't be written as UTF-8.
    return type(value) is str and "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)


_FITS: Mapping[ColumnType, Callable[[object], bool]] = {
    ColumnType.CODE: _is_code,
    ColumnType.WHOLE: lambda value: type(value) is int and -_LARGEST_WHOLE < value < _LARGEST_WHOLE,
    ColumnType.DECIMAL: _is_decimal,
    ColumnType.DATE: lambda value: type(value) is date,
    ColumnType.YES_NO: lambda value: type(value) is bool,
}

_PYTHON: Mapping[ColumnType, type] = {
    ColumnType.CODE: str,
    ColumnType.WHOLE: int,
    ColumnType.DECIMAL: Decimal,
    ColumnType.DATE: date,
    ColumnType.YES_NO: bool,
}

_SHOULD_BE = {
    ColumnType.CODE: Text("Ett värde är inte en ren text", "A value is not clean text"),
    ColumnType.WHOLE: Text("Ett värde är inte ett heltal", "A value is not a whole number"),
    ColumnType.DECIMAL: Text(
        "Ett värde är inte ett tal under en miljard med högst sex decimaler",
        "A value is not a number below a thousand million with at most six decimals",
    ),
    ColumnType.DATE: Text("Ett värde är inte ett datum", "A value is not a date"),
    ColumnType.YES_NO: Text("Ett värde är inte ja eller nej", "A value is not yes or no"),
}


def _row(row: int) -> Text:
    return Text(f" (rad {row + 1} i uppgifterna).", f" (row {row + 1} of the facts).")
