"""When something holds about the answers so far: routing, constraints, marks and help all ask here.

A condition about a question that was hidden or left unanswered does not hold; only `Never` of it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samfrid.domain.periods import Month

Value = str | tuple[str, ...] | Decimal | int | date | Month
"""What one part was answered: an option, several, a number, a step of a scale, a day, a month; text is a str."""

Answers = Mapping[str, Value]
"""Answers by part: the code of an item, or `item.row` for a row of a matrix. What is not answered is not there."""

Bound = Decimal | date | Month
"""What an answer is compared with."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The part has any answer."""

    part: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """At least one of the options was chosen."""

    part: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer lies from `at_least` to `at_most`, both taken in; either may be open."""

    part: str
    at_least: Bound | None = None
    at_most: Bound | None = None


@dataclass(frozen=True, slots=True)
class NotBefore:
    """The answer is as large as another part's answer or larger, or as late or later."""

    part: str
    other: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of them holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """It does not hold."""

    part: Condition


Condition = Answered | Chosen | Compared | NotBefore | AllOf | AnyOf | Never
Leaf = Answered | Chosen | Compared | NotBefore


def holds(condition: Condition, answers: Answers) -> bool:
    """Tell whether a condition holds for the answers so far."""
    if isinstance(condition, AllOf):
        return all(holds(part, answers) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any(holds(part, answers) for part in condition.parts)
    if isinstance(condition, Never):
        return not holds(condition.part, answers)
    return condition.part in answers and _leaf_holds(condition, answers[condition.part], answers)


def _leaf_holds(leaf: Leaf, value: Value, answers: Answers) -> bool:
    if isinstance(leaf, Chosen):
        chosen = value if isinstance(value, tuple) else (value,)
        return any(option in chosen for option in leaf.options)
    if isinstance(leaf, Compared):
        return (leaf.at_least is None or not is_less(value, leaf.at_least)) and (
            leaf.at_most is None or not is_less(leaf.at_most, value)
        )
    if isinstance(leaf, NotBefore):
        return leaf.other in answers and not is_less(value, answers[leaf.other])
    return True


def is_less(one: Value, other: Value) -> bool:
    """Tell whether one answer is smaller or earlier; two of different kinds are never so."""
    if isinstance(one, Month) and isinstance(other, Month):
        return one < other
    if isinstance(one, date) and isinstance(other, date):
        return one < other
    if isinstance(one, Decimal | int) and isinstance(other, Decimal | int):
        return one < other
    return False


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Give every simple condition inside one, from left to right."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Never):
        yield from leaves(condition.part)
    else:
        yield condition


def parts_named(condition: Condition) -> Iterator[str]:
    """Give every part that a condition asks about; one may come more than once."""
    for leaf in leaves(condition):
        yield leaf.part
        if isinstance(leaf, NotBefore):
            yield leaf.other
