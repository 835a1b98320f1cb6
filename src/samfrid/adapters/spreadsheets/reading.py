"""Turns one sheet into a table of records, and tells everything it did on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from samfrid.adapters.spreadsheets.blocks import block_of
from samfrid.adapters.spreadsheets.cells import column_letters, is_blank, tidy
from samfrid.adapters.spreadsheets.columns import NamedCells, columns_of
from samfrid.adapters.spreadsheets.opening import open_workbook
from samfrid.adapters.spreadsheets.options import Reading, ReadingOptions
from samfrid.adapters.spreadsheets.suspects import find_suspects
from samfrid.adapters.spreadsheets.table import Column, Table
from samfrid.adapters.spreadsheets.values import shown_decimal
from samfrid.adapters.spreadsheets.workbook import Sheet, Workbook
from samfrid.domain.wording import Place, Problem, Text

_LOOKED_AT = 5_000  # different numbers of a column, to see which decimal sign they show


def read_table(path: Path | str, options: ReadingOptions | None = None) -> Table:
    """Read the records of a file: CSV, XLSX, XLS, ODS or Parquet, however it was saved.

    Promise: every record of the sheet is in the table, or is told of in `reading`, or the file is refused.
    Errors:  SpreadsheetRefused naming sheet and cell; PersonalNumberFound.
    """
    options = options or ReadingOptions()
    book = open_workbook(path, encoding=options.encoding, separator=options.separator)
    return table_of(book, options)


def table_of(book: Workbook, options: ReadingOptions | None = None) -> Table:
    """Read the records of one sheet of an open workbook; see `read_table`."""
    options = options or ReadingOptions()
    sheet, about_sheets = _chosen_sheet(book, options)
    block = block_of(sheet, options)
    named, about_columns = columns_of(sheet, block, options)
    decimal = options.decimal or _decimal_of(named)
    columns = _columns(sheet, named, block.records, decimal, options)
    reading = Reading(
        file=sheet.file,
        kind=book.kind,
        sheet=sheet.name,
        encoding=book.encoding,
        separator=book.separator,
        decimal=decimal,
        header_rows=tuple(row + 1 for row in block.header_rows),
        first_row=block.records[0] + 1 if block.records else 0,
        last_row=block.records[-1] + 1 if block.records else 0,
        titles=block.titles,
        notes=block.notes,
        blank_rows=block.blank_rows,
        dropped_rows=0,
        remarks=(*about_sheets, *about_columns),
    )
    at = {row: number for number, row in enumerate(block.records) if row in block.lonely}
    suspects = find_suspects(columns, at.values())
    table = Table(columns, block.records, reading, suspects)
    return _with_columns_kept(_without_dropped_rows(table, options), options)


def _chosen_sheet(book: Workbook, options: ReadingOptions) -> tuple[Sheet, tuple[Problem, ...]]:
    """Take the sheet that was asked for, or the first visible one with anything in it; tell of the others."""
    if options.sheet is not None:
        chosen = book.sheet(options.sheet)
    else:
        filled = [sheet for sheet in book.sheets if _has_content(sheet)]
        chosen = next((sheet for sheet in filled if not sheet.is_hidden), book.sheets[0])
    remarks = _about_hidden(chosen)
    for sheet in book.sheets:
        if sheet is chosen or not _has_content(sheet):
            continue
        hidden = ("Det dolda bladet", "The hidden sheet") if sheet.is_hidden else ("Bladet", "The sheet")
        remarks.append(
            Problem(
                Text(f"{hidden[0]} lästes inte som data.", f"{hidden[1]} was not read as data."),
                Place(file=sheet.file, sheet=sheet.name),
            )
        )
    return chosen, tuple(remarks)


def _about_hidden(sheet: Sheet) -> list[Problem]:
    """Tell of rows and columns that a person does not see in the program, and of formulas; all of them were read."""
    where = Place(file=sheet.file, sheet=sheet.name)
    rows = [row for row in sheet.hidden_rows if row < len(sheet.rows)]
    width = max((len(row) for row in sheet.rows), default=0)
    columns = [column_letters(column) for column in sorted(sheet.hidden_columns) if column < width]
    remarks = []
    if rows:
        text = Text(
            f"{len(rows)} rader är dolda i filen, den första är rad {min(rows) + 1}. De lästes.",
            f"{len(rows)} rows are hidden in the file, the first is row {min(rows) + 1}. They were read.",
        )
        remarks.append(Problem(text, where))
    if columns:
        text = Text(
            f"Kolumner är dolda i filen: {', '.join(columns)}. De lästes.",
            f"Columns are hidden in the file: {', '.join(columns)}. They were read.",
        )
        remarks.append(Problem(text, where))
    if sheet.formulas:
        text = Text(
            f"{sheet.formulas} celler är formler. Deras senast sparade resultat lästes.",
            f"{sheet.formulas} cells are formulas. Their last saved results were read.",
        )
        remarks.append(Problem(text, where))
    return remarks


def _has_content(sheet: Sheet) -> bool:
    return any(not is_blank(cell) for row in sheet.rows for cell in row)


def _decimal_of(columns: Iterable[NamedCells]) -> str:
    """Tell the decimal sign that the numbers written as text show; a point when none shows any."""
    shown: Counter[str] = Counter()
    for column in columns:
        numbers = sorted(word for word in column.words if "," in word or "." in word)
        for word in numbers[:_LOOKED_AT]:
            if sign := shown_decimal(word):
                shown[sign] += 1
    return "," if shown[","] > shown["."] else "."


def _columns(
    sheet: Sheet, named: Sequence[NamedCells], rows: tuple[int, ...], decimal: str, options: ReadingOptions
) -> tuple[Column, ...]:
    missing = frozenset(tidy(word).casefold() for word in options.missing_words) | {""}
    return tuple(
        Column(
            name=column.name,
            position=column.position,
            cells=column.cells,
            missing=missing,
            decimal=decimal,
            date_order=options.date_order,
            rows=rows,
            file=sheet.file,
            sheet=sheet.name,
        )
        for column in named
    )


def _without_dropped_rows(table: Table, options: ReadingOptions) -> Table:
    dropped: set[int] = {suspect.row for suspect in table.suspects} if options.drop_suspects else set()
    for rule in options.drop_rows:
        values = {tidy(value) for value in rule.values}
        dropped |= {row for row, text in enumerate(table.column(rule.column).texts) if (text or "") in values}
    if not dropped:
        return table
    kept = [row for row in range(table.row_count) if row not in dropped]
    rows = tuple(table.rows[row] for row in kept)
    columns = tuple(
        replace(
            column,
            cells=[column.cells[row] for row in kept],
            rows=rows,
            _known={},
        )
        for column in table.columns
    )
    now = {old: new for new, old in enumerate(kept)}
    suspects = tuple(replace(one, row=now[one.row]) for one in table.suspects if one.row in now)
    return Table(columns, rows, replace(table.reading, dropped_rows=len(dropped)), suspects)


def _with_columns_kept(table: Table, options: ReadingOptions) -> Table:
    if not options.columns:
        return table
    return replace(table, columns=tuple(table.column(name) for name in options.columns))
