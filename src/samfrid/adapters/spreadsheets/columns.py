"""Cuts the records of a sheet into named columns; a name that is there twice or not at all is told of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from samfrid.adapters.spreadsheets import limits
from samfrid.adapters.spreadsheets.blocks import Block
from samfrid.adapters.spreadsheets.cells import Cell, cell_name, column_letters, is_blank, text_of, tidy
from samfrid.adapters.spreadsheets.headings import join_headings
from samfrid.adapters.spreadsheets.options import ReadingOptions
from samfrid.adapters.spreadsheets.refusals import ProblemList, refuse
from samfrid.adapters.spreadsheets.workbook import Sheet
from samfrid.domain.wording import Place, Problem, Text

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class NamedCells:
    """One column of a sheet between its heading and its last record."""

    name: str
    position: int
    cells: list[Cell] = field(repr=False)


def columns_of(
    sheet: Sheet, block: Block, options: ReadingOptions
) -> tuple[tuple[NamedCells, ...], tuple[Problem, ...]]:
    """Cut the records into columns, and tell what was left out or mended.

    Promise: a column without heading and without anything in it is left out; nothing else is.
    Errors:  SpreadsheetRefused naming both cells of a heading that stands twice, and each row that is wider or
             narrower than the headings of a text file.
    """
    remarks: list[Problem] = []
    rows = [sheet.rows[row] for row in block.records]
    width = max((len(row) for row in (*rows, *(sheet.rows[row] for row in block.header_rows))), default=0)
    if width > limits.COLUMNS:
        raise refuse(
            f"Tabellen har fler än {limits.COLUMNS} kolumner.",
            f"The table has more than {limits.COLUMNS} columns.",
            Place(file=sheet.file, sheet=sheet.name),
        )
    _check_widths(sheet, block)
    names = _clean_names(sheet, block, join_headings(sheet, block.header_rows, width).names, remarks)
    padded = [row if len(row) == width else row + [None] * (width - len(row)) for row in rows]
    cut: list[list[Cell]] = [list(cells) for cells in zip(*padded, strict=True)] or [[] for _ in range(width)]
    missing = {word.casefold() for word in options.missing_words}
    columns = []
    for position, (name, cells) in enumerate(zip(names, cut, strict=True)):
        if not name:
            if all(is_blank(cell) or tidy(text_of(cell)).casefold() in missing for cell in cells):
                if position < width - 1:
                    remarks.append(_remark(_EMPTY, sheet, block, position))
                continue
            name = f"({column_letters(position)})"
            remarks.append(_remark(_UNNAMED, sheet, block, position))
        columns.append(NamedCells(name, position, _without_control(sheet, block, position, cells, remarks)))
    return tuple(_unique(sheet, block, columns, options, remarks)), tuple(remarks)


_EMPTY = Text("Kolumnen är tom och lästes inte.", "The column is empty and was not read.")
_UNNAMED = Text(
    "Kolumnen har ingen rubrik och fick sin bokstav som namn.",
    "The column has no heading and was given its letter as name.",
)


def _remark(what: Text, sheet: Sheet, block: Block, position: int) -> Problem:
    return Problem(what, sheet.place(block.header_rows[-1], position))


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


def _clean_names(sheet: Sheet, block: Block, names: Sequence[str], remarks: list[Problem]) -> list[str]:
    cleaned = []
    for position, name in enumerate(names):
        plain = tidy(_CONTROL.sub("", name))
        if plain != tidy(name):
            remarks.append(
                _remark(
                    Text(
                        "Styrtecken togs bort ur rubriken.",
                        "Control characters were removed from the heading.",
                    ),
                    sheet,
                    block,
                    position,
                )
            )
        cleaned.append(plain)
    return cleaned


def _without_control(
    sheet: Sheet, block: Block, position: int, cells: list[Cell], remarks: list[Problem]
) -> list[Cell]:
    words = {cell for cell in cells if isinstance(cell, str)}
    if not _CONTROL.search("".join(words)):
        return cells
    cleaned = [_CONTROL.sub("", cell) if isinstance(cell, str) else cell for cell in cells]
    touched = [row for row, (old, new) in enumerate(zip(cells, cleaned, strict=True)) if old != new]
    if touched:
        remarks.append(
            Problem(
                Text(
                    f"Styrtecken togs bort i kolumnen, i {len(touched)} celler från och med den här.",
                    f"Control characters were removed in the column, in {len(touched)} cells from this one on.",
                ),
                Place(file=sheet.file, sheet=sheet.name, cell=cell_name(block.records[touched[0]], position)),
            )
        )
    return cleaned


def _unique(
    sheet: Sheet, block: Block, columns: list[NamedCells], options: ReadingOptions, remarks: list[Problem]
) -> list[NamedCells]:
    counts = Counter(column.name for column in columns)
    if all(count == 1 for count in counts.values()):
        return columns
    lowest = block.header_rows[-1]
    if not options.make_unique:
        problems = ProblemList()
        for name in (name for name, count in counts.items() if count > 1):
            cells = [cell_name(lowest, column.position) for column in columns if column.name == name]
            problems.add(
                Text(
                    f"Rubriken ”{name}” står flera gånger: {', '.join(cells)}. Ge dem olika namn.",
                    f"The heading “{name}” stands more than once: {', '.join(cells)}. Name them apart.",
                ),
                Place(file=sheet.file, sheet=sheet.name, cell=cells[0]),
            )
        problems.stop_if_any()
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
            remarks.append(
                _remark(
                    Text(f"Kolumnen fick namnet ”{name}”.", f"The column was named “{name}”."),
                    sheet,
                    block,
                    column.position,
                )
            )
        unique.append(NamedCells(name, column.position, column.cells))
    return unique
