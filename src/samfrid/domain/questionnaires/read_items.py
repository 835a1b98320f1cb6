"""Reading the items of a definition: the question, its shape, its options."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from samfrid.domain.periods import Month, UnknownPeriod, parse_period
from samfrid.domain.questionnaires.model import (
    Choice,
    Day,
    FreeText,
    Item,
    Kind,
    Matrix,
    Number,
    Option,
    Row,
    Scale,
    Shape,
    WholeMonth,
)
from samfrid.domain.questionnaires.read_rules import condition
from samfrid.domain.questionnaires.table import Table
from samfrid.domain.questionnaires.wordings import Words
from samfrid.domain.wording import Text, closest

OptionSets = dict[str, tuple[Option, ...]]
"""Lists of options that several items share, by code."""


def read_item(table: Table, purpose: Words | None, basis: str, sets: OptionSets) -> Item:
    kind = table.one_of("kind", Kind)
    item = Item(
        code=table.code(),
        words=table.words("words"),
        shape=_shape(table, kind, sets),
        description=table.maybe_words("description"),
        required=table.flag("required"),
        time_frame=table.text("time_frame", needed=False),
        shown_when=condition(table, "shown_when", needed=False),
        purpose=table.maybe_words("purpose") or purpose,
        legal_basis=table.text("legal_basis", needed=False) or basis,
    )
    table.close()
    return item


def _shape(table: Table, kind: Kind | None, sets: OptionSets) -> Shape:
    if kind in (Kind.SINGLE, Kind.MULTI):
        return Choice(read_options(table, sets), many=kind is Kind.MULTI)
    if kind is Kind.NUMBER:
        return Number(
            table.decimal("minimum") or Decimal(0),
            table.needed_decimal("maximum"),
            table.whole("decimals", otherwise=0) or 0,
            table.maybe_words("unit"),
        )
    if kind is Kind.SCALE:
        return Scale(
            _step(table, "first", otherwise=1),
            _step(table, "last", otherwise=5),
            table.words("low"),
            table.words("high"),
        )
    if kind is Kind.DATE:
        return _time(table)
    if kind is Kind.MATRIX:
        return Matrix(
            tuple(_row(one) for one in table.tables("rows", needed=True)), read_options(table, sets)
        )
    return FreeText(table.whole("longest", otherwise=500) or 0)


def _step(table: Table, key: str, *, otherwise: int) -> int:
    step = table.whole(key)
    return otherwise if step is None else step


def _time(table: Table) -> Day | WholeMonth:
    if isinstance(table.values.get("earliest"), str):
        return WholeMonth(_month(table, "earliest", Month(1900, 1)), _month(table, "latest", Month(2199, 12)))
    earliest, latest = table.day("earliest"), table.day("latest")
    return Day(earliest or date(1900, 1, 1), latest or date(2199, 12, 31))


def _month(table: Table, key: str, otherwise: Month) -> Month:
    words = table.text(key)
    try:
        found = parse_period(words) if words else otherwise
    except UnknownPeriod:
        found = None
    if isinstance(found, Month):
        return found
    table.note(key, Text("Skriv en månad som ”2026-11”.", "Write a month as “2026-11”."))
    return otherwise


def read_options(table: Table, sets: OptionSets | None = None) -> tuple[Option, ...]:
    if sets is not None and table.has("option_set"):
        name = table.text("option_set")
        if name not in sets:
            table.note(
                "option_set", Text("Listan finns inte.", "There is no such list.") + closest(name, sets)
            )
        return sets.get(name, ())
    return tuple(_option(one) for one in table.tables("options", needed=True))


def _option(table: Table) -> Option:
    option = Option(
        code=table.code(),
        words=table.words("words"),
        exclusive=table.flag("exclusive"),
        declines=table.flag("declines"),
        time_frame=table.text("time_frame", needed=False),
        points=table.whole("points"),
    )
    table.close()
    return option


def _row(table: Table) -> Row:
    row = Row(table.code(), table.words("words"))
    table.close()
    return row
