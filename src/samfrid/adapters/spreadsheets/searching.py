"""Stops a file in which a personal number stands, in whichever sheet, heading, name or cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from samfrid.adapters.spreadsheets.cells import Cell, Row
from samfrid.adapters.spreadsheets.personal_numbers import cells_with_personal_numbers, holds_personal_number
from samfrid.adapters.spreadsheets.refusals import PersonalNumberFound, ProblemList
from samfrid.adapters.spreadsheets.workbook import Workbook
from samfrid.domain.wording import Place, Text

_ROWS_AT_A_TIME = 20_000
_SHORTEST_NUMBER = 10**9  # ten digits
_PAST_THE_LONGEST = 10**12 * 10
_SHORTEST_WITHOUT_ZEROS = 10**6
_FEWEST_IN_A_COLUMN = 3
_FOUND = Text(
    "Här står ett personnummer eller samordningsnummer. Filen läses inte. Ta bort det, också i kopior.",
    "Here stands a Swedish personal or coordination number. The file is not read. Remove it, in copies too.",
)


def personal_number_refusal(book: Workbook, other_texts: Mapping[str, str]) -> PersonalNumberFound | None:
    """Build the refusal of a workbook in which a personnummer or samordningsnummer stands; none if there is none.

    `other_texts` holds what a workbook carries besides cells (comments, properties), by the part's name.

    Promise: it names file, sheet and cell and never the number; a file or sheet whose own name holds one is named
             with three dots. It is returned and not raised here, so that no frame of a traceback holds the file.
    """
    problems = ProblemList(PersonalNumberFound)
    file = _name(book.file)
    if file != book.file:
        problems.add(_FOUND, Place(file=file))
    for number, sheet in enumerate(book.sheets, start=1):
        name = _name(sheet.name)
        if name != sheet.name:
            problems.add(_FOUND, Place(file=file, sheet=f"{number} {name}"))
        for row, column in _found_in(sheet.rows):
            problems.add(_FOUND, Place(file=file, sheet=name, cell=sheet.place(row, column).cell))
    for part, text in other_texts.items():
        if holds_personal_number(text):
            problems.add(_FOUND, Place(file=file, field=_name(part)))
    refusal = problems.refusal() if problems else None
    return refusal if isinstance(refusal, PersonalNumberFound) else None


def _name(words: str) -> str:
    return "…" if holds_personal_number(words) else words


def _found_in(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Find the cells, counted from 0, a stretch of rows at a time so that memory stays small."""
    found: list[tuple[int, int]] = []
    is_suspicious = False
    for start in range(0, len(rows), _ROWS_AT_A_TIME):
        stretch = rows[start : start + _ROWS_AT_A_TIME]
        different = set(chain.from_iterable(stretch))  # the same words come back in row after row
        cells = [cell for cell in different if isinstance(cell, str) or _could_be_one(cell)]
        hits = {cells[hit] for hit in cells_with_personal_numbers([_searched(cell) for cell in cells])}
        if hits:
            found += [
                (number, column)
                for number, row in enumerate(stretch, start)
                for column, cell in enumerate(row)
                if cell in hits
            ]
        is_suspicious |= bool(
            cells_with_personal_numbers([padded for cell in cells if (padded := _padded(cell))])
        )
    return found or (_without_leading_zeros(rows) if is_suspicious else [])


def _could_be_one(cell: Cell) -> bool:
    """Tell whether a number cell is large and whole enough to be a personal number, or one without its zeros."""
    return (
        isinstance(cell, float | int)
        and _SHORTEST_WITHOUT_ZEROS <= cell < _PAST_THE_LONGEST
        and not isinstance(cell, bool)
        and cell == int(cell)
    )


def _searched(cell: Cell) -> str:
    """Give the cell's text if a personal number could stand in it at all."""
    if isinstance(cell, str):
        return cell
    return str(int(cell)) if isinstance(cell, int | float) and cell >= _SHORTEST_NUMBER else ""


def _without_leading_zeros(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Find columns of numbers whose leading zeros are gone: 0905271474 typed into a number cell.

    A single such number proves nothing; a column in which nearly all of them would be personal numbers does.
    """
    candidates: dict[int, list[tuple[int, str]]] = {}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if padded := _padded(cell):
                candidates.setdefault(column, []).append((number, padded))
    found: list[tuple[int, int]] = []
    for column, numbers in candidates.items():
        hits = cells_with_personal_numbers([text for _, text in numbers])
        if len(hits) >= _FEWEST_IN_A_COLUMN and len(hits) > 0.8 * len(numbers):
            found += [(numbers[hit][0], column) for hit in hits]
    return sorted(found)


def _padded(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell.zfill(10) if 7 <= len(cell) <= 9 and cell.isascii() and cell.isdigit() else ""
    if isinstance(cell, int | float) and _could_be_one(cell) and cell < _SHORTEST_NUMBER:
        return f"{int(cell):010d}"
    return ""
