"""Read `[columns.NAME]`: what a column of the file means."""

from __future__ import annotations

from collections.abc import Mapping

from samfrid.domain.measures import PeriodStep
from samfrid.domain.wording import Text
from samfrid.tabulation.plan.keys import Keys
from samfrid.tabulation.plan.model import (
    NOT_STATED,
    Category,
    CoarserColumn,
    ColumnKind,
    ColumnPlan,
    Unknown,
)

BLANK = Text("uppgift saknas", "not stated")
YES = Category("yes", Text("ja", "yes"), ("ja", "yes", "j", "y", "true", "sant", "1"))
NO = Category("no", Text("nej", "no"), ("nej", "no", "n", "false", "falskt", "0"))


def read_columns(keys: Keys) -> tuple[ColumnPlan, ...]:
    """Read every column, in the order of the plan."""
    columns = []
    for name, table in keys.rest():
        if isinstance(table, Mapping):
            columns.append(_read_column(name, keys.inside(name, table)))
        else:
            keys.problem(name, Text("Här ska det stå en tabell.", "Here should stand a table."))
    return tuple(columns)


def _read_column(name: str, keys: Keys) -> ColumnPlan:
    kind = keys.choice("kind", ColumnKind, ColumnKind.CATEGORY)
    column = ColumnPlan(
        name=name,
        header=keys.text("header", name),
        kind=kind,
        label=keys.wording("label", Text.same(name)),
        categories=_categories(keys, kind),
        coarser=_coarser(keys),
        not_stated=_not_stated(keys),
        unknown=keys.choice("unknown", Unknown, Unknown.REFUSE),
        bands=keys.integers("bands") if kind is ColumnKind.BAND else (),
        step=keys.choice("step", PeriodStep, PeriodStep.YEAR)
        if kind is ColumnKind.PERIOD
        else PeriodStep.YEAR,
        counties=keys.words("counties") if kind in (ColumnKind.MUNICIPALITY, ColumnKind.COUNTY) else (),
        date_order=_date_order(keys, kind),
    )
    if kind is ColumnKind.BAND and (len(column.bands) < 1 or list(column.bands) != sorted(set(column.bands))):
        keys.problem(
            "bands",
            Text(
                "Skriv stigande gränser, till exempel [0, 18, 26, 41, 61].",
                "Write rising limits, such as [0, 18, 26, 41, 61].",
            ),
        )
    keys.finish()
    return column


def _categories(keys: Keys, kind: ColumnKind) -> tuple[Category, ...]:
    if kind not in (ColumnKind.CATEGORY, ColumnKind.YES_NO):
        return ()
    table = keys.inner("categories")
    found = tuple(_category(code, table, value) for code, value in table.rest() if _is_code(code, table))
    if kind is ColumnKind.YES_NO and not found:
        return (YES, NO)
    if not found:
        keys.problem("categories", Text("Skriv minst en kategori.", "Write at least one category."))
    _refuse_shared_spellings(found, table)
    return found


def _is_code(code: str, keys: Keys) -> bool:
    if code in (NOT_STATED, "Total"):
        what = Text(f"Koden ”{code}” är upptagen.", f"The code “{code}” is taken.")
        keys.problem(code, what)
        return False
    return True


def _category(code: str, table: Keys, value: object) -> Category:
    if isinstance(value, Mapping):
        keys = table.inside(code, value)
        category = Category(code, keys.wording("label", Text.same(code)), keys.words("spellings") or (code,))
        keys.finish()
        return category
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return Category(code, Text.same(code), tuple(value))
    if isinstance(value, str) and value:
        return Category(code, Text.same(code), (value,))
    wanted = Text(
        'Här ska det stå { label = …, spellings = ["…"] } eller en lista med stavningar.',
        'Here should stand { label = …, spellings = ["…"] } or a list of spellings.',
    )
    table.problem(code, wanted)
    return Category(code, Text.same(code), (code,))


def _refuse_shared_spellings(categories: tuple[Category, ...], keys: Keys) -> None:
    owner: dict[str, str] = {}
    for category in categories:
        for spelling in {folded(word) for word in category.spellings}:
            if owner.setdefault(spelling, category.code) != category.code:
                what = Text(
                    f"Stavningen ”{spelling}” står i två kategorier: {owner[spelling]} och {category.code}.",
                    f"The spelling “{spelling}” stands in two categories: "
                    f"{owner[spelling]} and {category.code}.",
                )
                keys.problem(category.code, what)


def _coarser(keys: Keys) -> tuple[CoarserColumn, ...]:
    found = []
    outer = keys.inner("coarser")
    for name, value in outer.rest():
        if not isinstance(value, Mapping):
            outer.problem(name, Text("Här ska det stå en tabell.", "Here should stand a table."))
            continue
        inner = outer.inside(name, value)
        groups = inner.inner("groups")
        labels = inner.inner("labels")
        found.append(
            CoarserColumn(
                name,
                inner.wording("label", Text.same(name)),
                {code: groups.words(code) for code, _ in groups.rest()},
                {code: labels.wording(code) for code, _ in labels.rest()},
            )
        )
        inner.finish()
    return tuple(found)


def _not_stated(keys: Keys) -> Text | None:
    """Blanks are a group of their own unless the plan says that there are none."""
    if keys.table.get("not_stated") is False:
        keys.asked.add("not_stated")
        return None
    return keys.wording("not_stated", BLANK)


def _date_order(keys: Keys, kind: ColumnKind) -> str:
    if kind not in (ColumnKind.PERIOD, ColumnKind.DATE):
        return ""
    order = keys.optional_text("date_order") or ""
    if order not in ("", "dmy", "mdy"):
        keys.problem("date_order", Text("Skriv dmy eller mdy.", "Write dmy or mdy."))
    return order


def folded(word: str) -> str:
    """How two spellings of one word are recognised as the same: case and spaces aside."""
    return " ".join(word.casefold().split())
