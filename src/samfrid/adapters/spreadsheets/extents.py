"""Measures how far the cells of a sheet reach, before a reader makes room for all of them.

The dimension tag is not believed. One cell in row 1 048 576 and one in column XFD ask for room for 17 thousand
million.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

_ROW = re.compile(rb"""<row\b[^>]{0,2000}?\sr\s*=\s*["']([0-9]{1,9})["']""")
_PREFIXED_ROW = re.compile(rb"""<[\w.-]{1,40}:row\b[^>]{0,2000}?\sr\s*=\s*["']([0-9]{1,9})["']""")
_ROW_START = re.compile(rb"<(?:[\w.-]{1,40}:)?row\b")
_CELL_START = re.compile(rb"<(?:[\w.-]{1,40}:)?c[\s>/]")
_LONGEST_NAME = 10  # XFD1048576
_MOST_DIGITS = 7


class Extent:
    """How many rows and columns the pieces of a sheet's XML that were shown so far take."""

    def __init__(self) -> None:
        self._rows = 0
        self._columns = 0
        self._row_tags = 0

    @property
    def cells(self) -> int:
        """The room the sheet takes, blanks between cells included."""
        return max(self._rows, self._row_tags) * self._columns

    def widen(self, window: bytes) -> None:
        """Take in one piece of XML that is cut between rows."""
        self._row_tags += window.count(b"<row") + window.count(b":row")
        rows = _ROW.findall(window)
        if b":row" in window:
            rows += _PREFIXED_ROW.findall(window)
        self._rows = max(self._rows, max(map(int, rows), default=0))
        names, row_number, column_number = _named_cells(window)
        self._rows = max(self._rows, row_number)
        self._columns = max(self._columns, column_number)
        if names < window.count(b"<c") + window.count(b":c"):  # perhaps cells without names
            unnamed = max(len(_CELL_START.findall(row)) for row in _ROW_START.split(window))
            self._columns = max(self._columns, unnamed)


def _named_cells(window: bytes) -> tuple[int, int, int]:
    """Count the quoted cell names (B7) in a piece, and tell the largest row and column among them."""
    signs = np.frombuffer(window + b"\0" * 3, np.uint8)
    quotes = np.flatnonzero((signs == ord('"')) | (signs == ord("'")))
    starts, lengths = quotes[:-1] + 1, np.diff(quotes) - 1
    fitting = (lengths >= 2) & (lengths <= _LONGEST_NAME)
    starts, lengths = starts[fitting], lengths[fitting]
    lettered = _is_letter(signs[starts])
    starts, lengths = starts[lettered], lengths[lettered]
    if not len(starts):
        return 0, 0, 0
    columns = signs[starts].astype(np.int32) - 64
    letters = np.ones(len(starts), np.int32)
    for place in (1, 2):
        more = (letters == place) & _is_letter(signs[starts + place])
        if more.any():
            columns = np.where(more, columns * 26 + signs[starts + place] - 64, columns)
            letters += more
    rows = np.zeros(len(starts), np.int32)
    counts = np.minimum(lengths - letters, _MOST_DIGITS + 1)
    right = (counts > 0) & (counts <= _MOST_DIGITS)
    starts += letters
    for place in range(int(counts.max())):
        inside = place < counts
        digits = signs[np.minimum(starts + place, len(signs) - 1)] - np.uint8(
            48
        )  # other signs come out large
        right &= ~inside | (digits <= 9)
        rows = np.where(inside, rows * 10 + digits, rows)
    if not right.any():
        return 0, 0, 0
    return int(right.sum()), int(rows[right].max()), int(columns[right].max())


def _is_letter(signs: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return (signs >= ord("A")) & (signs <= ord("Z"))
