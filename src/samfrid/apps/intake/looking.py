"""Open a sealed file as a table, and tell what is in it: its sheets, columns and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from samfrid.adapters.spreadsheets import (
    Column,
    ReadingOptions,
    SpreadsheetRefused,
    Table,
    Workbook,
    open_workbook,
    table_of,
)
from samfrid.adapters.spreadsheets.cells import column_letters
from samfrid.apps.intake import spool
from samfrid.apps.intake.formats import format_named
from samfrid.apps.intake.models import IncomingFile
from samfrid.apps.intake.suggesting import suggest
from samfrid.domain.wording import Problem

MOST_SHEETS = 12
MOST_WORDS = 60
_LONGEST_WORD = 80


@dataclass(frozen=True, slots=True)
class Looked:
    """A file's workbook and the table of the chosen sheet."""

    book: Workbook
    table: Table


@contextmanager
def looked_at(file: IncomingFile) -> Iterator[Looked]:
    """Open the file's chosen sheet from its chosen header row, or as they are found.

    Errors: SpreadsheetRefused, PersonalNumberFound and FileGone, each place with the file's own name.
    """
    try:
        with spool.unsealed(file.spool, file.spool_key) as path:
            book = open_workbook(path)
        yield Looked(book, _table(book, file))
    except SpreadsheetRefused as refused:
        raise _named(refused, file.name) from None


def _table(book: Workbook, file: IncomingFile) -> Table:
    header_rows = (file.header_row,) if file.header_row else ()
    if file.sheet or len(book.sheets) == 1:
        return table_of(
            book, ReadingOptions(sheet=file.sheet or None, header_rows=header_rows, make_unique=True)
        )
    return _best_table(book, file)


def _best_table(book: Workbook, file: IncomingFile) -> Table:
    """The table of the visible sheet in which most of our fields are recognised, the first among equals.

    Errors: SpreadsheetRefused of the first sheet when none is a table.
    """
    best: tuple[int, Table] | None = None
    for sheet in [sheet for sheet in book.sheets if not sheet.is_hidden][:MOST_SHEETS]:
        try:
            table = table_of(book, ReadingOptions(sheet=sheet.name, make_unique=True))
        except SpreadsheetRefused:
            continue
        score = len(suggest(table, format_named(file.format)).columns & set(table.names))
        if best is None or score > best[0]:
            best = score, table
    return best[1] if best else table_of(book, ReadingOptions(make_unique=True))


def _named(refused: SpreadsheetRefused, name: str) -> SpreadsheetRefused:
    """The same refusal, told of the file under the name the person knows."""
    return type(refused)(*(named(problem, name) for problem in refused.problems))


def named(problem: Problem, name: str) -> Problem:
    """The same problem, its place in the file of that name."""
    return replace(problem, where=replace(problem.where, file=name)) if problem.where.file else problem


def description(looked: Looked) -> dict[str, Any]:
    """What was seen, to be shown and chosen from.

    Shape: `sheets` (name, rows, hidden), `sheet`, `header_row` counted from 1, `columns` (name, letters, filled,
           different, and `words` with how often when they are few), `remarks` in both languages.
    """
    reading = looked.table.reading
    return {
        "sheets": [
            {"name": sheet.name, "rows": len(sheet.rows), "hidden": sheet.is_hidden}
            for sheet in looked.book.sheets
        ],
        "sheet": reading.sheet,
        "header_row": reading.header_rows[-1] if reading.header_rows else 1,
        "columns": [_column(column) for column in looked.table.columns],
        "remarks": [
            {"sv": remark.what.sv, "en": remark.what.en, "cell": remark.where.cell}
            for remark in reading.remarks
        ],
    }


def _column(column: Column) -> dict[str, Any]:
    words = Counter(text for text in column.texts if text is not None)
    few = len(words) <= MOST_WORDS and all(len(word) <= _LONGEST_WORD for word in words)
    return {
        "name": column.name,
        "letters": column_letters(column.position),
        "filled": words.total(),
        "different": len(words),
        "words": [list(pair) for pair in words.most_common()] if few else [],
    }
