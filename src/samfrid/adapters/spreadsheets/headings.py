"""Finds where a table's headings stand, and joins headings of several rows into one name for each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from samfrid.adapters.spreadsheets.cells import Cell, Row, is_blank, text_of, tidy_heading
from samfrid.adapters.spreadsheets.values import parse_number
from samfrid.adapters.spreadsheets.workbook import Area, Sheet

_LOOKED_AT = 400
_HIGHEST_HEADER = 60
_MOST_HEADER_ROWS = 6
_FULL_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Headings:
    """The rows that hold the headings (counted from 0) and the name of each column, blank where there is none."""

    rows: tuple[int, ...]
    names: tuple[str, ...]


def find_header_rows(sheet: Sheet, start: int) -> tuple[int, ...]:
    """Tell which rows hold the headings; nothing when no row looks like it.

    The lowest one is the first row that is nearly as full as the table and not made of numbers; rows above it
    belong when they name at least three columns, as merged headings do.
    """
    rows = sheet.rows
    filled = [_filled(row) for row in rows[start : start + _LOOKED_AT]]
    usual = _usual_width(filled)
    if not usual:
        return ()
    for offset, columns in enumerate(filled[:_HIGHEST_HEADER]):
        if len(columns) < max(min(2, usual), _FULL_ENOUGH * usual):
            continue
        number = start + offset
        if not _is_data(rows[number], columns):
            return _with_rows_above(rows, number, start, usual)
        above = [row for row in range(start, number) if len(filled[row - start]) >= min(3, usual)]
        return _with_rows_above(rows, above[-1], start, usual) if above else ()
    return ()


def join_headings(sheet: Sheet, header_rows: Sequence[int], width: int) -> Headings:
    """Join what stands above each column, from the top: Medelålder over Kvinnor is ”Medelålder Kvinnor”."""
    grid = [[_heading(sheet.rows[row], column) for column in range(width)] for row in header_rows]
    for depth in range(len(grid) - 1):
        _spread(grid, depth, header_rows[depth], sheet.merged)
    names = []
    for column in range(width):
        parts: list[str] = []
        for line in grid:
            if line[column] and (not parts or parts[-1] != line[column]):
                parts.append(line[column])
        names.append(" ".join(parts))
    return Headings(tuple(header_rows), tuple(names))


def _spread(grid: list[list[str]], depth: int, row: int, merged: Sequence[Area]) -> None:
    """Let a heading over several columns count for all of them."""
    line, below = grid[depth], grid[depth + 1 :]
    areas = {area.first_column: area for area in merged if area.first_row <= row <= area.last_row}
    column = 0
    while column < len(line):
        words = line[column]
        if not words:
            column += 1
            continue
        area = areas.get(column)
        if area is not None and area.last_column > column:
            end = min(area.last_column, len(line) - 1)
        else:
            end = _reach(line, below, column)
        for other in range(column + 1, end + 1):
            line[other] = words
        column = end + 1


def _reach(line: list[str], below: list[list[str]], column: int) -> int:
    """Tell how far to the right an unmerged heading counts: while it is a group with headings of its own."""
    beneath = {other[column] for other in below} - {""}
    end = column
    if not beneath - {line[column]}:
        return end
    while end + 1 < len(line) and not line[end + 1] and any(other[end + 1] for other in below):
        end += 1
    return end


def _with_rows_above(rows: Sequence[Row], lowest: int, start: int, usual: int) -> tuple[int, ...]:
    top = lowest
    for number in range(lowest - 1, max(start, lowest - _MOST_HEADER_ROWS) - 1, -1):
        if len(_filled(rows[number])) >= 3 and usual > 3:
            top = number
    return tuple(range(top, lowest + 1))


def _filled(row: Row) -> list[int]:
    return [column for column, cell in enumerate(row) if not is_blank(cell)]


def _usual_width(filled: list[list[int]]) -> int:
    """How many cells a row of the table usually has: the width that most cells agree on."""
    widths = Counter(len(columns) for columns in filled if columns)
    if not widths:
        return 0
    return max(widths, key=lambda width: (widths[width] * width, width))


def _is_data(row: Row, columns: list[int]) -> bool:
    numbers = sum(_is_value(row[column]) for column in columns)
    return numbers > len(columns) / 2


def _is_value(cell: Cell) -> bool:
    if isinstance(cell, bool | date | time):
        return True
    number = float(cell) if isinstance(cell, int | float) else None
    if isinstance(cell, str):
        number = parse_number(cell, ".") if len(cell) < 40 else None
        if number is None and len(cell) < 40:
            number = parse_number(cell, ",")
    if number is None:
        return False
    return not 1700 <= number <= 2200  # years head many a table


def _heading(row: Row, column: int) -> str:
    return tidy_heading(text_of(row[column])) if column < len(row) else ""
