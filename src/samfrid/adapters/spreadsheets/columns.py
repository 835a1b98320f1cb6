"""Cuts the records of a sheet into named columns; a name that is there twice or not at all is told of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from samfrid.adapters.spreadsheets import limits
from samfrid.adapters.spreadsheets.blocks import Block
from samfrid.adapters.spreadsheets.cells import Cell, cell_name, column_letters, is_blank, text_of, tidy
from samfrid.adapters.spreadsheets.headings import join_headings
from samfrid.adapters.spreadsheets.options import ReadingOptions
from samfrid.adapters.spreadsheets.refusals import ProblemList, refuse
from samfrid.adapters.spreadsheets.workbook import Sheet
from samfrid.domain.wording import Place, Problem, Text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_EMPTY = Text("Kolumnen är tom och lästes inte.", "The column is empty and was not read.")
_UNNAMED = Text(
    "Kolumnen har ingen rubrik och fick sin bokstav som namn.",
    "The column has no heading and was given its letter as name.",
)
_MENDED_HEADING = Text(
    "Styrtecken togs bort ur rubriken.", "Control characters were removed from the heading."
)


@dataclass(frozen=True, slots=True)
class NamedCells:
    """One column of a sheet between its heading and its last record, and the different words in it."""

    name: str
    position: int
    cells: list[Cell] = field(repr=False)
    words: frozenset[str] = field(repr=False)


def columns_of(
    sheet: Sheet, block: Block, options: ReadingOptions
) -> tuple[tuple[NamedCells, ...], tuple[Problem, ...]]:
    """Cut the records into columns, and tell what was left out or mended.

    Promise: a column without heading and without anything in it is left out; nothing else is.
    Errors:  SpreadsheetRefused naming both cells of a heading that stands twice, and each row that is wider or
             narrower than the headings of a text file.
    """
    _check_widths(sheet, block)
    cutter = _Cutter(sheet, block, options)
    columns = [column for column in cutter.columns() if column is not None]
    if not columns:
        raise refuse(
            "Bladet är tomt: ingen kolumn har vare sig rubrik eller innehåll.",
            "The sheet is empty: no column has a heading or anything in it.",
            Place(file=sheet.file, sheet=sheet.name),
        )
    return tuple(cutter.with_unique_names(columns)), tuple(cutter.remarks)


class _Cutter:
    """Cuts one block and remembers what a person should be told."""

    def __init__(self, sheet: Sheet, block: Block, options: ReadingOptions) -> None:
        self._sheet, self._block = sheet, block
        self._makes_unique = options.make_unique
        self._missing = {word.casefold() for word in options.missing_words} | {""}
        self.remarks: list[Problem] = []

    def columns(self) -> list[NamedCells | None]:
        """Cut every column; one with neither heading nor content comes as None."""
        rows = [self._sheet.rows[row] for row in self._block.records]
        heads = [self._sheet.rows[row] for row in self._block.header_rows]
        width = max((len(row) for row in (*rows, *heads)), default=0)
        if width > limits.COLUMNS:
            raise refuse(
                f"Tabellen har fler än {limits.COLUMNS} kolumner.",
                f"The table has more than {limits.COLUMNS} columns.",
                Place(file=self._sheet.file, sheet=self._sheet.name),
            )
        names = join_headings(self._sheet, self._block.header_rows, width).names
        padded = [row if len(row) == width else row + [None] * (width - len(row)) for row in rows]
        cut: list[list[Cell]] = [list(cells) for cells in zip(*padded, strict=True)] or [[] for _ in names]
        return [
            self._column(position, name, cells)
            for position, (name, cells) in enumerate(zip(names, cut, strict=True))
        ]

    def _column(self, position: int, name: str, cells: list[Cell]) -> NamedCells | None:
        different = set(cells)
        words = frozenset(cell for cell in different if isinstance(cell, str))
        plain = tidy(_CONTROL.sub("", name))
        if plain != name:
            self._tell(_MENDED_HEADING, position)
        if not plain:
            if all(self._is_nothing(cell) for cell in different):
                self._tell(_EMPTY, position)
                return None
            plain = f"({column_letters(position)})"
            self._tell(_UNNAMED, position)
        if _CONTROL.search("".join(words)):
            cells = self._without_control(position, cells)
            words = frozenset(_CONTROL.sub("", word) for word in words)
        return NamedCells(plain, position, cells, words)

    def _is_nothing(self, cell: Cell) -> bool:
        return is_blank(cell) or tidy(text_of(cell)).casefold() in self._missing

    def _without_control(self, position: int, cells: list[Cell]) -> list[Cell]:
        cleaned = [_CONTROL.sub("", cell) if isinstance(cell, str) else cell for cell in cells]
        touched = [row for row, (old, new) in enumerate(zip(cells, cleaned, strict=True)) if old != new]
        what = Text(
            f"Styrtecken togs bort i kolumnen, i {len(touched)} celler från och med den här.",
            f"Control characters were removed in the column, in {len(touched)} cells from this one on.",
        )
        self.remarks.append(Problem(what, self._sheet.place(self._block.records[touched[0]], position)))
        return cleaned

    def _tell(self, what: Text, position: int) -> None:
        self.remarks.append(Problem(what, self._sheet.place(self._block.header_rows[-1], position)))

    def with_unique_names(self, columns: list[NamedCells]) -> list[NamedCells]:
        """Number the later ones of equal names if the options say so, or refuse them all at once."""
        counts = Counter(column.name for column in columns)
        if all(count == 1 for count in counts.values()):
            return columns
        if not self._makes_unique:
            self._refuse_doubles(columns, counts)
        taken = set(counts)
        seen: Counter[str] = Counter()
        unique = []
        for column in columns:
            seen[column.name] += 1
            name, number = column.name, seen[column.name]
            while number > 1 and name in taken:
                name = f"{column.name} ({number})"
                number += 1
            if name != column.name:
                taken.add(name)
                self._tell(
                    Text(f"Kolumnen fick namnet ”{name}”.", f"The column was named “{name}”."),
                    column.position,
                )
            unique.append(replace(column, name=name))
        return unique

    def _refuse_doubles(self, columns: list[NamedCells], counts: Counter[str]) -> None:
        problems = ProblemList()
        lowest = self._block.header_rows[-1]
        for name in (name for name, count in counts.items() if count > 1):
            cells = [cell_name(lowest, column.position) for column in columns if column.name == name]
            what = Text(
                f"Rubriken ”{name}” står flera gånger: {', '.join(cells)}. Ge kolumnerna olika namn.",
                f"The heading “{name}” stands more than once: {', '.join(cells)}. Give the columns different names.",
            )
            problems.add(what, Place(file=self._sheet.file, sheet=self._sheet.name, cell=cells[0]))
        problems.stop_if_any()


def _check_widths(sheet: Sheet, block: Block) -> None:
    """A text file parts its fields by a sign alone: a row of another width has moved its values sideways."""
    if sheet.name:
        return
    expected = len(sheet.rows[block.header_rows[-1]])
    problems = ProblemList()
    for number in block.records:
        row = sheet.rows[number]
        found = len(row)
        if found == expected or (found > expected and all(is_blank(cell) for cell in row[expected:])):
            continue
        if found < expected and len(block.header_rows) > 1:
            continue
        problems.add(
            Text(
                f"Raden har {found} fält, men rubrikraden har {expected}.",
                f"The row has {found} fields, but the header row has {expected}.",
            ),
            sheet.place(number, 0),
        )
    problems.stop_if_any()
