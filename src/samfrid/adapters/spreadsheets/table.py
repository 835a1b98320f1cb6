"""A table of records as read: columns of cells, each of which can be pointed out in the file it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from samfrid.adapters.spreadsheets.cells import Cell, cell_name, text_of, tidy
from samfrid.adapters.spreadsheets.options import Reading, Suspect
from samfrid.adapters.spreadsheets.refusals import ProblemList, SpreadsheetRefused, refuse
from samfrid.adapters.spreadsheets.values import DateOrder, date_of, number_of, parse_boolean
from samfrid.domain.wording import Place, Text, closest

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its cells as read, and the same as text.

    `cells` are exactly what the file holds; `texts` have no outer blanks and are None where the cell is blank or
    holds one of the words for missing.
    """

    name: str
    position: int
    cells: Sequence[Cell] = field(repr=False)
    missing: frozenset[str] = field(repr=False)
    decimal: str
    date_order: DateOrder | None
    rows: Sequence[int] = field(repr=False)
    file: str
    sheet: str
    _known: dict[str, list[str | None]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def texts(self) -> list[str | None]:
        """The cells as text, worked out once."""
        if "texts" not in self._known:
            self._known["texts"] = _texts(self.cells, self.missing)
        return self._known["texts"]

    def place(self, row: int) -> Place:
        """Name the cell of a record, counted from 0 among the table's rows."""
        return Place(file=self.file, sheet=self.sheet, cell=cell_name(self.rows[row], self.position))

    def numbers(self) -> list[float | None]:
        """Read every cell as a number; missing is None.

        Errors: SpreadsheetRefused naming each cell that is neither a number nor missing.
        """
        return self._typed(
            lambda cell: number_of(cell, self.decimal),
            Text("Här ska ett tal stå.", "A number should stand here."),
        )

    def dates(self, order: DateOrder | None = None) -> list[date | None]:
        """Read every cell as a day; missing is None.

        Errors: SpreadsheetRefused naming each cell that is no day, or that could be two.
        """
        chosen = order or self.date_order
        return self._typed(
            lambda cell: date_of(cell, chosen),
            Text(
                "Här ska ett datum stå, till exempel 2026-01-31.",
                "A date should stand here, such as 2026-01-31.",
            ),
        )

    def booleans(self) -> list[bool | None]:
        """Read every cell as yes or no; missing is None.

        Errors: SpreadsheetRefused naming each cell that is neither.
        """
        return self._typed(
            lambda cell: parse_boolean(text_of(cell)),
            Text("Här ska ja eller nej stå.", "Yes or no should stand here."),
        )

    def _typed(self, read: Callable[[Cell], _Value | None], wrong: Text) -> list[_Value | None]:
        problems = ProblemList()
        values: list[_Value | None] = []
        known: dict[str, _Value | None] = {}
        for row, (cell, text) in enumerate(zip(self.cells, self.texts, strict=True)):
            if text is None:
                values.append(None)
                continue
            if isinstance(cell, str) and cell in known:
                values.append(known[cell])
                continue
            try:
                value = read(cell)
            except SpreadsheetRefused as refusal:
                problems.add(refusal.problems[0].what, self.place(row))
                values.append(None)
                continue
            if value is None:
                problems.add(wrong, self.place(row))
            elif isinstance(cell, str):
                known[cell] = value
            values.append(value)
        problems.stop_if_any()
        return values


def _texts(cells: Sequence[Cell], missing: frozenset[str]) -> list[str | None]:
    known: dict[str, str | None] = {}
    texts: list[str | None] = []
    for cell in cells:
        if not isinstance(cell, str):
            texts.append(None if cell is None else text_of(cell))
            continue
        if cell not in known:
            plain = tidy(cell)
            known[cell] = None if plain.casefold() in missing else plain
        texts.append(known[cell])
    return texts


@dataclass(frozen=True, slots=True)
class Table:
    """Records in columns, how they were read, and which rows a person should look at."""

    columns: tuple[Column, ...]
    rows: Sequence[int] = field(repr=False)
    reading: Reading
    suspects: tuple[Suspect, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, from the left."""
        return tuple(column.name for column in self.columns)

    @property
    def row_count(self) -> int:
        """How many records there are."""
        return len(self.rows)

    def column(self, name: str) -> Column:
        """Find a column by its name.

        Errors: SpreadsheetRefused with the nearest name when there is no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        wanted = tidy(name).casefold()
        alike = [column for column in self.columns if column.name.casefold() == wanted]
        if len(alike) == 1:
            return alike[0]
        raise no_such_column(name, self.names, self.reading.file, self.reading.sheet)

    def place(self, row: int, column: str) -> Place:
        """Name the cell of a record (counted from 0) in a column."""
        return self.column(column).place(row)


def no_such_column(name: str, names: Sequence[str], file: str, sheet: str) -> SpreadsheetRefused:
    """Say that a column is not in the table, and which one may have been meant."""
    hint = closest(name, names)
    return refuse(
        f"Kolumnen ”{name}” finns inte.{hint.sv}",
        f"There is no column “{name}”.{hint.en}",
        Place(file=file, sheet=sheet),
    )
