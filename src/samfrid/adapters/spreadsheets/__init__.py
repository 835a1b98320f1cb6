"""Tables in and out of the files people save: CSV, XLSX, XLS, ODS and Parquet. Every error names the cell."""

from samfrid.adapters.spreadsheets.cells import Cell, cell_name
from samfrid.adapters.spreadsheets.inspection import ExportRefused, inspect_written
from samfrid.adapters.spreadsheets.kinds import Kind
from samfrid.adapters.spreadsheets.opening import open_workbook
from samfrid.adapters.spreadsheets.options import (
    MISSING_WORDS,
    DropRows,
    Note,
    Reading,
    ReadingOptions,
    Suspect,
    SuspectKind,
)
from samfrid.adapters.spreadsheets.outgoing import About, OutColumn, OutSheet
from samfrid.adapters.spreadsheets.reading import read_table, table_of
from samfrid.adapters.spreadsheets.refusals import PersonalNumberFound, SpreadsheetRefused
from samfrid.adapters.spreadsheets.table import Column, Table
from samfrid.adapters.spreadsheets.values import (
    DateOrder,
    date_of_serial,
    parse_boolean,
    parse_date,
    parse_number,
)
from samfrid.adapters.spreadsheets.workbook import Area, Sheet, Workbook
from samfrid.adapters.spreadsheets.writing import write_csv, write_xlsx

__all__ = [
    "MISSING_WORDS",
    "About",
    "Area",
    "Cell",
    "Column",
    "DateOrder",
    "DropRows",
    "ExportRefused",
    "Kind",
    "Note",
    "OutColumn",
    "OutSheet",
    "PersonalNumberFound",
    "Reading",
    "ReadingOptions",
    "Sheet",
    "SpreadsheetRefused",
    "Suspect",
    "SuspectKind",
    "Table",
    "Workbook",
    "cell_name",
    "date_of_serial",
    "inspect_written",
    "open_workbook",
    "parse_boolean",
    "parse_date",
    "parse_number",
    "read_table",
    "table_of",
    "write_csv",
    "write_xlsx",
]
