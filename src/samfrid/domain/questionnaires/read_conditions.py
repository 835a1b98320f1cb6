"""Reading conditions: `{ item = "q1", any_of = ["yes"] }`, put together with `all`, `any` and `not`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from samfrid.domain.periods import Month, UnknownPeriod, parse_period
from samfrid.domain.questionnaires.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Bound,
    Chosen,
    Compared,
    Condition,
    Never,
    NotBefore,
)
from samfrid.domain.questionnaires.table import Table
from samfrid.domain.wording import Text

_NOTHING = AllOf(())


def read_condition(table: Table) -> Condition:
    """Read one condition; what is wrong is noted in the table's notes."""
    forms = [key for key in ("all", "any", "not", "item") if table.has(key)]
    if len(forms) != 1:
        table.note(
            "",
            Text(
                "Ett villkor har en av nycklarna item, all, any och not.",
                "A condition has one of the keys item, all, any and not.",
            ),
        )
        return _NOTHING
    condition = _FORMS[forms[0]](table)
    table.close()
    return condition


def _all(table: Table) -> Condition:
    return AllOf(tuple(read_condition(one) for one in table.tables("all")))


def _any(table: Table) -> Condition:
    return AnyOf(tuple(read_condition(one) for one in table.tables("any")))


def _not(table: Table) -> Condition:
    inside = table.table("not")
    return Never(read_condition(inside)) if inside is not None else _NOTHING


def _leaf(table: Table) -> Condition:
    part = table.text("item")
    forms = [key for key in ("any_of", "at_least", "at_most", "not_before", "answered") if table.has(key)]
    if "any_of" in forms and len(forms) == 1:
        return Chosen(part, table.codes("any_of", needed=True))
    if "not_before" in forms and len(forms) == 1:
        return NotBefore(part, table.text("not_before"))
    if forms and set(forms) <= {"at_least", "at_most"}:
        return Compared(part, _bound(table, "at_least"), _bound(table, "at_most"))
    if forms == ["answered"] and table.flag("answered"):
        return Answered(part)
    table.note(
        "",
        Text(
            "Skriv vad som ska gälla: any_of, at_least, at_most, not_before eller answered = true.",
            "Write what should hold: any_of, at_least, at_most, not_before or answered = true.",
        ),
    )
    return _NOTHING


def _bound(table: Table, key: str) -> Bound | None:
    value = table.values.get(key)
    if isinstance(value, str):
        return _month(table, key, value)
    if isinstance(value, date):
        return table.day(key)
    number = table.decimal(key)
    return Decimal(number) if number is not None else None


def _month(table: Table, key: str, words: str) -> Month | None:
    try:
        found = parse_period(words)
    except UnknownPeriod:
        found = None
    if isinstance(found, Month):
        return found
    table.note(key, Text("Skriv en månad som ”2026-11”.", "Write a month as “2026-11”."))
    return None


_FORMS = {"all": _all, "any": _any, "not": _not, "item": _leaf}
