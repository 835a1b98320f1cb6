"""How a person wants a file to be read, and how it was read. What is not said is detected and told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samfrid.adapters.spreadsheets.kinds import Kind
from samfrid.adapters.spreadsheets.values import DateOrder
from samfrid.domain.wording import Place, Problem, Text

MISSING_WORDS = (
    "",
    "-",
    "–",
    "—",
    "−",
    ".",
    "..",
    "...",
    "…",
    "NA",
    "N/A",
    "#N/A",
    "#SAKNAS!",
    "NULL",
    "uppgift saknas",
    "saknas",
)


@dataclass(frozen=True, slots=True)
class DropRows:
    """Rows that are left out: those whose cell in a column is one of some values."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Everything a person may say about a file; the plan's `[reading]`. Rows are counted from 1, as in the file."""

    sheet: str | int | None = None
    header_rows: tuple[int, ...] = ()
    skip_rows: int = 0
    last_row: int | None = None
    stop_at: str | None = None
    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    date_order: DateOrder | None = None
    columns: tuple[str, ...] = ()
    drop_rows: tuple[DropRows, ...] = ()
    drop_suspects: bool = False
    missing_words: tuple[str, ...] = MISSING_WORDS
    make_unique: bool = False


class SuspectKind(StrEnum):
    """Why a row may not be a record."""

    TOTAL = "total"
    COUNTY = "county"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A row that looks like a sum or a heading among the records. It is kept unless told otherwise."""

    kind: SuspectKind
    row: int
    where: Place
    what: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A line of words around the table: a title above it or a note below it."""

    text: str
    where: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a table was read, for a person to confirm. Rows are counted from 1, as in the file."""

    file: str
    kind: Kind
    sheet: str
    encoding: str
    separator: str
    decimal: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    titles: tuple[Note, ...]
    notes: tuple[Note, ...]
    blank_rows: int
    dropped_rows: int
    remarks: tuple[Problem, ...]
