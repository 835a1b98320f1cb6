"""Opens a file of any kind as a workbook: sheets of cells, each where it stands in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from samfrid.adapters.spreadsheets.cells import Row, cell_name
from samfrid.adapters.spreadsheets.kinds import Kind
from samfrid.adapters.spreadsheets.refusals import refuse
from samfrid.domain.wording import Place, closest


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells, rows and columns counted from 0, last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it stands: its rows from A1 on, what is merged in it, what is hidden, and how many
    of its cells are the saved results of formulas."""

    file: str
    name: str
    rows: Sequence[Row] = field(repr=False)
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    formulas: int = 0

    def place(self, row: int, column: int) -> Place:
        """Name a cell of this sheet, counted from 0, as a person finds it."""
        return Place(file=self.file, sheet=self.name, cell=cell_name(row, column))


@dataclass(frozen=True, slots=True)
class Workbook:
    """Every sheet of one file. It exists only when no personal number was found anywhere in the file."""

    path: Path
    kind: Kind
    sheets: tuple[Sheet, ...] = field(repr=False)
    encoding: str = ""
    separator: str = ""

    @property
    def file(self) -> str:
        """The file's name, without its folder."""
        return self.path.name

    def sheet(self, wanted: str | int) -> Sheet:
        """Find a sheet by its name, or by its number counted from 1.

        Errors: SpreadsheetRefused with the nearest name when there is no such sheet.
        """
        if isinstance(wanted, int):
            if 1 <= wanted <= len(self.sheets):
                return self.sheets[wanted - 1]
            raise refuse(
                f"Filen har {len(self.sheets)} blad; blad nummer {wanted} finns inte.",
                f"The file has {len(self.sheets)} sheets; there is no sheet number {wanted}.",
                Place(file=self.file, field="sheet"),
            )
        for sheet in self.sheets:
            if sheet.name == wanted:
                return sheet
        for sheet in self.sheets:
            if sheet.name.strip().casefold() == wanted.strip().casefold():
                return sheet
        hint = closest(wanted, [sheet.name for sheet in self.sheets])
        raise refuse(
            f"Bladet ”{wanted}” finns inte.{hint.sv}",
            f"There is no sheet “{wanted}”.{hint.en}",
            Place(file=self.file, field="sheet"),
        )
