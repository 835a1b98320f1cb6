"""What stands in one cell, how it reads as text, and what it is called (C14)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = list[Cell]

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_LETTERS = 26


def column_letters(column: int) -> str:
    """Name a column counted from 0 as spreadsheet programs do: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Count a column's letters from 0; the reverse of `column_letters`."""
    index = 0
    for letter in letters:
        index = index * _LETTERS + ord(letter.upper()) - ord("A") + 1
    return index - 1


def cell_name(row: int, column: int) -> str:
    """Name a cell by row and column, both counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def text_of(cell: Cell) -> str:
    """Write a cell as text, without loss: 5.0 is 5, a date is 2020-01-31, truth is TRUE."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time(0) else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _number_text(number: float) -> str:
    whole = number.is_integer() and abs(number) < 1e15  # beyond this a float no longer holds every digit
    return str(int(number)) if whole else repr(number)


def is_blank(cell: Cell) -> bool:
    """Tell whether nothing can be seen in the cell."""
    if cell is None:
        return True
    return isinstance(cell, str) and not tidy(cell)


def tidy(text: str) -> str:
    """Take away blanks at both ends, also the ones that cannot be seen."""
    return text.strip(" \t\r\n\x0b\x0c\u00a0\u2007\u202f\u200b\ufeff\u3000")


def tidy_heading(text: str) -> str:
    """Make a heading one line with single spaces."""
    return tidy(_BLANKS.sub(" ", text))
