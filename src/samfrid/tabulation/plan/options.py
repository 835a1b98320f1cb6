"""Read `[reading]` and `[disclosure]`: how the file is read, and what must be hidden."""

from __future__ import annotations

from typing import Any

from samfrid.adapters.spreadsheets import DateOrder, DropRows, ReadingOptions
from samfrid.domain.disclosure.rule import Forced, GroupRule, Rule, RuleError
from samfrid.tabulation.plan.keys import Keys


def read_reading(keys: Keys) -> ReadingOptions:
    """Read how the file is to be read; everything left out is detected."""
    usual = ReadingOptions()
    order = keys.optional_text("date_order")
    options = ReadingOptions(
        sheet=keys.optional_text("sheet"),
        header_rows=keys.integers("header_rows"),
        skip_rows=keys.integer("skip_rows", 0, at_least=0),
        last_row=keys.integer("last_row", 0, at_least=1) if keys.has("last_row") else None,
        stop_at=keys.optional_text("stop_at"),
        encoding=keys.optional_text("encoding"),
        separator=keys.optional_text("separator"),
        decimal=keys.optional_text("decimal"),
        date_order=DateOrder(order) if order in ("dmy", "mdy") else None,
        drop_rows=tuple(_drop(item) for item in keys.inners("drop_rows")),
        drop_suspects=keys.flag("drop_suspects", False),
        missing_words=keys.words("missing_words") or usual.missing_words,
        make_unique=keys.flag("make_unique", False),
    )
    keys.asked.add("last_row")
    keys.finish()
    return options


def _drop(keys: Keys) -> DropRows:
    found = DropRows(keys.text("column"), keys.words("values"))
    keys.finish()
    return found


def read_rule(keys: Keys) -> Rule:
    """Read what must be hidden; what the rule itself refuses becomes a problem of the plan."""
    usual = Rule()
    values: dict[str, Any] = {
        "threshold": keys.integer("threshold", usual.threshold),
        "thresholds": _thresholds(keys.inner("thresholds")),
        "zeros": keys.text("zeros", usual.zeros),
        "reader_minimum": keys.integer("reader_minimum", usual.reader_minimum),
        "width": keys.integer("width", usual.width),
        "insider": keys.integer("insider", usual.insider),
        "groups": tuple(_group(item) for item in keys.inners("groups")),
        "force_publish": tuple(_forced(item) for item in keys.inners("force_publish")),
        "force_hide": tuple(_forced(item) for item in keys.inners("force_hide")),
        "seed": keys.integer("seed", usual.seed),
    }
    keys.finish()
    try:
        return Rule(**values)
    except RuleError as refused:
        for problem in refused.problems:
            keys.problem("", problem.what)
        return usual


def _thresholds(keys: Keys) -> dict[str, dict[str, int]]:
    found = {}
    for column, _ in keys.rest():
        inner = keys.inner(column)
        found[column] = {category: inner.integer(category, 0) for category, _ in inner.rest()}
    return found


def _group(keys: Keys) -> GroupRule:
    found = GroupRule(
        keys.text("dimension"),
        keys.words("sensitive"),
        keys.integer("group_below", 10),
        keys.integer("all_but", 0),
    )
    keys.finish()
    return found


def _forced(keys: Keys) -> Forced:
    """Read a cell named by its labels, `{ gender = "woman", reason = "…" }`."""
    cell = {name: keys.text(name) for name, _ in keys.rest() if name != "reason"}
    return Forced(cell, keys.text("reason"))
