"""Writes tables as CSV and XLSX from nothing, and lets no file stand that the inspector refuses."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from samfrid.adapters.spreadsheets.cells import Cell, cell_name, text_of
from samfrid.adapters.spreadsheets.inspection import inspect_written
from samfrid.adapters.spreadsheets.outgoing import About, OutColumn, OutSheet, harmless, sheet_names, visible
from samfrid.adapters.spreadsheets.refusals import SpreadsheetRefused, refuse
from samfrid.domain.wording import Language, Place, Text

_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes for the same table, whenever it is written
_LONGEST_TEXT = 32_767
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_WIDEST = 60
_ABOUT = Text("Om tabellen", "About")
_INK = "#1d2b3a"


def write_csv(
    path: Path, columns: Sequence[OutColumn], *, separator: str = ",", with_mark: bool = False
) -> None:
    """Write one table as UTF-8 text with separators, a heading row first.

    Promise: texts cannot be taken for formulas, numbers stay numbers with a decimal point, the same table gives
             the same bytes; the file is there whole and inspected, or not at all.
    Errors:  SpreadsheetRefused when the columns are not equally long, the inspector objects or the disk is full.
    """
    rows = _row_count(columns, path.name)
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([harmless(column.heading) for column in columns])
    for row in range(rows):
        writer.writerow([_csv_cell(column.cells[row]) for column in columns])
    data = written.getvalue().encode("utf-8-sig" if with_mark else "utf-8")
    _put(path, data, [column.heading for column in columns], separator)


def _csv_cell(cell: Cell) -> str:
    return harmless(cell) if isinstance(cell, str) else text_of(cell)


def write_xlsx(path: Path, sheets: Sequence[OutSheet], *, about: About, language: Language) -> None:
    """Write tables as a workbook whose first sheet tells what they are.

    Promise: nothing but what was given is in the file: no author, formula, link, name, comment or hidden part;
             texts stay texts; the same tables give the same bytes; the file is there whole and inspected, or not.
    Errors:  SpreadsheetRefused when a table is larger than a workbook holds, the inspector objects or the disk is
             full.
    """
    written = io.BytesIO()
    names = sheet_names([_ABOUT.into(language), *(sheet.name for sheet in sheets)])
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(written, options)
    book.set_properties({"created": _CREATED})
    formats = _Formats(book)
    _write_about(book.add_worksheet(names[0]), about, formats)
    for name, sheet in zip(names[1:], sheets, strict=True):
        rows = _row_count(sheet.columns, path.name)
        if rows >= _MOST_ROWS or len(sheet.columns) > _MOST_COLUMNS:
            raise refuse(
                "Tabellen är större än ett blad rymmer. Skriv den som CSV.",
                "The table is larger than a sheet holds. Write it as CSV.",
                Place(file=path.name, sheet=name),
            )
        _write_table(book.add_worksheet(name), sheet.columns, formats, Place(file=path.name, sheet=name))
    try:
        book.close()
    except (XlsxWriterException, OSError):
        raise _full(path) from None
    _put(path, written.getvalue(), None, ",")


class _Formats:
    """The few looks a cell can have."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": _INK, "text_wrap": True})
        self.label = book.add_format({"bold": True, "valign": "top", "font_color": _INK})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.heading = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "font_color": _INK}
        )
        self.text = book.add_format({"valign": "top"})
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.time = book.add_format({"num_format": "hh:mm:ss"})
        self._numbers: dict[str, xlsxwriter.format.Format] = {}

    def number(self, column: OutColumn) -> xlsxwriter.format.Format:
        """Give the look of the numbers of a column."""
        decimals = "" if not column.decimals else "." + "0" * column.decimals
        whole = f"#,##0{decimals}" if column.decimals is not None else "General"
        shape = f"0{decimals}%" if column.is_share else whole
        if shape not in self._numbers:
            self._numbers[shape] = self._book.add_format({"num_format": shape})
        return self._numbers[shape]


def _write_about(sheet: xlsxwriter.worksheet.Worksheet, about: About, formats: _Formats) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, visible(about.title), formats.title)
    for row, (label, words) in enumerate(about.lines, start=2):
        sheet.write_string(row, 0, visible(label), formats.label)
        sheet.write_string(row, 1, visible(words), formats.words)


def _write_table(
    sheet: xlsxwriter.worksheet.Worksheet, columns: Sequence[OutColumn], formats: _Formats, where: Place
) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, _fitting(column.heading, where, 0, place), formats.heading)
        number = formats.number(column)
        widest = len(column.heading)
        for row, cell in enumerate(column.cells, start=1):
            if isinstance(cell, str):
                text = _fitting(cell, where, row, place)
                if text:
                    sheet.write_string(row, place, text, formats.text)
                widest = max(widest, len(text))
            else:
                _write_value(sheet, row, place, cell, formats, number)
                widest = max(widest, 10 if cell is not None else 0)
        sheet.set_column(place, place, min(max(widest, 6), _WIDEST) + 2)


def _write_value(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    place: int,
    cell: Cell,
    formats: _Formats,
    number: xlsxwriter.format.Format,
) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif isinstance(cell, int | float):
        if not math.isfinite(cell) or (isinstance(cell, int) and abs(cell) >= 2**53):
            sheet.write_string(row, place, str(cell), formats.text)
        else:
            sheet.write_number(row, place, cell, number)
    elif isinstance(cell, datetime | date | time | timedelta):
        _write_time(sheet, row, place, cell, formats)


def _write_time(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    place: int,
    cell: datetime | date | time | timedelta,
    formats: _Formats,
) -> None:
    """Write a day as a day; workbooks count days from 1900 only, so that an earlier one is text."""
    if isinstance(cell, time | timedelta):
        sheet.write_datetime(row, place, cell, formats.time)
    elif cell.year < 1901 or (isinstance(cell, datetime) and cell.tzinfo is not None):
        sheet.write_string(row, place, text_of(cell), formats.text)
    else:
        sheet.write_datetime(row, place, cell, formats.moment if isinstance(cell, datetime) else formats.date)


def _fitting(text: str, where: Place, row: int, column: int) -> str:
    plain = visible(text)
    if len(plain) > _LONGEST_TEXT:
        raise refuse(
            f"Texten är längre än en cell rymmer ({_LONGEST_TEXT} tecken).",
            f"The text is longer than a cell holds ({_LONGEST_TEXT} characters).",
            Place(file=where.file, sheet=where.sheet, cell=cell_name(row, column)),
        )
    return plain


def _row_count(columns: Sequence[OutColumn], file: str) -> int:
    lengths = {len(column.cells) for column in columns}
    if len(lengths) != 1:
        raise refuse(
            "Tabellen skrevs inte: kolumnerna är inte lika långa eller saknas.",
            "The table was not written: its columns are missing or not equally long.",
            Place(file=file),
        )
    return lengths.pop()


def _put(path: Path, data: bytes, headings: Sequence[str] | None, separator: str) -> None:
    """Put a file in place whole: written beside, inspected, then renamed."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        inspect_written(beside, headings=headings, separator=separator, name=path.name)
        beside.replace(path)
    except OSError:
        raise _full(path) from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _full(path: Path) -> SpreadsheetRefused:
    return refuse(
        "Filen kunde inte skrivas. Är disken full, eller saknas rätt att skriva där?",
        "The file could not be written. Is the disk full, or is there no right to write there?",
        Place(file=path.name),
    )
