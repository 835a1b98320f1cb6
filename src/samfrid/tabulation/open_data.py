"""Write protected tables for other programs: one workbook, and PX and JSON-stat for each table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from samfrid.adapters.openstats import TableDescription, write_jsonstat, write_px
from samfrid.adapters.spreadsheets import About, OutColumn, OutSheet, write_xlsx
from samfrid.domain.tables import ProtectedTable, Sign
from samfrid.domain.wording import Language, Text, format_date
from samfrid.tabulation.plan import ColumnKind, Plan
from samfrid.tabulation.working_out import DAYS

_ABOUT = Text("Om tabellerna", "About the tables")


def write_open_data(
    plan: Plan, tables: Mapping[str, tuple[Text, ProtectedTable]], folder: Path, *, day: date
) -> None:
    """Write every table; `tables` gives a label and a table for each name.

    Promise: only protected tables can be written; a hidden cell is never a number in any of the files.
    """
    folder.mkdir(parents=True)
    for name, (label, table) in tables.items():
        about = _description(plan, label, table, day)
        write_px(table, folder / f"{name}.px", about)
        write_jsonstat(table, folder / f"{name}.json", about, plan.languages[0])
    language = plan.languages[0]
    sheets = [OutSheet(label.into(language), _columns(table, language)) for label, table in tables.values()]
    about_lines = tuple(_about_lines(plan, language, day))
    write_xlsx(
        folder / ("tabeller.xlsx" if language is Language.SWEDISH else "tables.xlsx"),
        sheets,
        about=About(plan.title.into(language), about_lines),
        language=language,
    )


def _description(plan: Plan, label: Text, table: ProtectedTable, day: date) -> TableDescription:
    kinds = {column.name: column.kind for column in plan.columns}
    names = table.shape.dimension_names
    periods = [name for name in names if kinds[name] is ColumnKind.PERIOD]
    places = (ColumnKind.MUNICIPALITY, ColumnKind.COUNTY)
    counts = table.unit == "persons"
    return TableDescription(
        title=label,
        contents=Text("Antal ", "Number of ") + plan.unit if counts else label,
        source=plan.source,
        unit=plan.unit if counts else _unit(table),
        updated=day,
        time=periods[0] if periods else None,
        places=tuple(name for name in names if kinds[name] in places),
    )


def _unit(table: ProtectedTable) -> Text:
    return Text("dagar", "days") if table.unit == DAYS else Text.same(table.unit)


def _columns(table: ProtectedTable, language: Language) -> tuple[OutColumn, ...]:
    """One row a cell: what each dimension says, the number, and the sign where there is none."""
    cells = list(table)
    labels = [
        OutColumn(
            dimension.label.into(language),
            [dimension.label_of(at[i]).into(language) for at, _ in cells],
        )
        for i, dimension in enumerate(table.shape.dimensions)
    ]
    count = Text("Antal", "Count") if table.unit == "persons" else Text("Värde", "Value")
    numbers = [None if cell.value is None else _plain(cell.value) for _, cell in cells]
    signs = [
        None if cell.sign in (None, Sign.ZERO) else (cell.sign or Sign.MISSING).word.into(language)
        for _, cell in cells
    ]
    return (
        *labels,
        OutColumn(count.into(language), numbers),
        OutColumn(Text("Tecken", "Sign").into(language), signs),
    )


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def _about_lines(plan: Plan, language: Language, day: date) -> Iterator[tuple[str, str]]:
    yield Text("Källa", "Source").into(language), plan.source.into(language)
    yield Text("Datum", "Date").into(language), format_date(day, language)
    if plan.invented:
        yield "", Text("Påhittade uppgifter", "Invented data").into(language)
    for sign in (Sign.HIDDEN, Sign.MISSING, Sign.NOT_APPLICABLE):
        yield sign.word.into(language), sign.meaning.into(language)
