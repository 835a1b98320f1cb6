"""Conditions on columns, in three-valued logic.

A condition is true, false or unknown (None) for a row. Asking anything of a missing value gives unknown,
except whether it is missing. *And* is false when a part is false, else unknown when a part is unknown; *or*
is true when a part is true, else unknown when a part is unknown; *not* unknown is unknown. Only rows for
which a condition is true are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samfrid.domain.measures.errors import DefinitionRefused
from samfrid.domain.measures.facts import Value
from samfrid.domain.wording import Place, Problem, Text

Row = Mapping[str, Value | None]
Bound = int | Decimal | date


@dataclass(frozen=True, slots=True)
class Equals:
    """The column has exactly this value."""

    column: str
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """The column has one of these values."""

    column: str
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise _refused(self.column, Text("Skriv minst ett värde.", "Write at least one value."))


@dataclass(frozen=True, slots=True)
class NotMissing:
    """The column has a value; never unknown. An empty text is a value."""

    column: str


@dataclass(frozen=True, slots=True)
class Between:
    """The column lies between two dates or numbers, both included; None leaves a side open."""

    column: str
    low: Bound | None = None
    high: Bound | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise _refused(self.column, Text("Skriv minst en gräns.", "Write at least one bound."))
        if self.low is None or self.high is None:
            return
        if isinstance(self.low, date) != isinstance(self.high, date):
            what = Text("Båda gränserna måste vara datum eller tal.", "Both bounds must be dates or numbers.")
            raise _refused(self.column, what)
        if self.low > self.high:  # type: ignore[operator]  # both dates or both numbers
            what = Text("Den nedre gränsen ligger över den övre.", "The lower bound lies above the upper.")
            raise _refused(self.column, what)


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; with no parts it holds for everybody."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds; with no parts it holds for nobody."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part is false. Where it is unknown, this is unknown too."""

    part: Condition


Asked = Equals | OneOf | NotMissing | Between
Condition = Asked | And | Or | Not

EVERYBODY = And(())


def truth(condition: Condition, row: Row) -> bool | None:
    """Say whether a condition is true, false or unknown for one row."""
    match condition:
        case And(parts):
            return _all(truth(part, row) for part in parts)
        case Or(parts):
            return _not(_all(_not(truth(part, row)) for part in parts))
        case Not(part):
            return _not(truth(part, row))
        case NotMissing(column):
            return row[column] is not None
        case Equals(column, value):
            return None if row[column] is None else row[column] == value
        case OneOf(column, values):
            return None if row[column] is None else row[column] in values
        case Between(column, low, high):
            return _between(row[column], low, high)


def questions(condition: Condition) -> Iterator[Asked]:
    """Walk every question a condition asks of a column."""
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from questions(part)
        case Not(part):
            yield from questions(part)
        case _:
            yield condition


def _all(truths: Iterator[bool | None]) -> bool | None:
    found = set(truths)
    if False in found:
        return False
    return None if None in found else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _between(value: Value | None, low: Bound | None, high: Bound | None) -> bool | None:
    if value is None:
        return None
    above = low is None or value >= low  # type: ignore[operator]  # types are checked before counting
    below = high is None or value <= high  # type: ignore[operator]
    return above and below


def _refused(column: str, what: Text) -> DefinitionRefused:
    return DefinitionRefused(Problem(what, Place(field=column)))
