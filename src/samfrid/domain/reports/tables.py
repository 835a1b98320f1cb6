"""A table in a report: words in cells, the way they are read; nothing here counts."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.domain.reports.errors import ReportError
from samfrid.domain.reports.figure import Figure


@dataclass(frozen=True, slots=True)
class Column:
    """One column of values. Numbers stand to the right, words to the left."""

    label: str
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns that share one heading above their own; without a label each column stands alone."""

    label: str
    columns: tuple[Column, ...]

    def __post_init__(self) -> None:
        if not self.columns:
            raise ReportError(f"column group {self.label!r} has no columns")


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its words, a quieter detail after them, and whether they are a sign and no number."""

    text: str
    detail: str = ""
    is_sign: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: what it is about (as many labels as the table has headings) and its cells."""

    labels: tuple[str, ...]
    cells: tuple[TableCell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of any length. The caption says what is counted, where and when; the note follows below.

    Promise: every row has a label for each heading and a cell for each column.
    Errors:  ReportError when a row does not fit, or the table has no heading or no column.
    """

    caption: str
    headings: tuple[str, ...]
    groups: tuple[ColumnGroup, ...]
    rows: tuple[TableRow, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if not self.caption or not self.headings or not self.groups:
            raise ReportError("a table has a caption, a heading for its rows and at least one column")
        for number, row in enumerate(self.rows, start=1):
            if len(row.labels) != len(self.headings) or len(row.cells) != len(self.columns):
                raise ReportError(f"row {number} does not fit the columns of its table")

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column of values, left to right."""
        return tuple(column for group in self.groups for column in group.columns)

    @property
    def has_two_headers(self) -> bool:
        """Whether headings stand on two levels."""
        return any(group.label for group in self.groups)

    @property
    def is_wide(self) -> bool:
        """Whether a narrow screen has to scroll it sideways."""
        return len(self.columns) + len(self.headings) > 4


def table_of(figure: Figure) -> TableBlock:
    """Make the table that follows a figure: the first column names the row, the others hold its numbers.

    Errors: ReportError when the figure's table is empty or a row does not fit its header.
    """
    if len(figure.table.header) < 2:
        raise ReportError(f"figure {figure.name!r} has no table of its numbers")
    heading, *labels = figure.table.header
    columns = tuple(
        Column(label, numeric=any(_is_number(row[i : i + 1]) for row in figure.table.rows))
        for i, label in enumerate(labels, start=1)
    )
    return TableBlock(
        caption=figure.subtitle or figure.title,
        headings=(heading,),
        groups=(ColumnGroup("", columns),),
        rows=tuple(TableRow(row[:1], _cells(columns, row[1:])) for row in figure.table.rows),
    )


def _cells(columns: tuple[Column, ...], words: tuple[str, ...]) -> tuple[TableCell, ...]:
    """Cells of one row; a word among numbers is a sign."""
    numeric = [column.numeric for column in columns] + [False] * len(words)
    return tuple(
        TableCell(cell, is_sign=is_numeric and cell[:1].isalpha())
        for cell, is_numeric in zip(words, numeric, strict=False)
    )


def _is_number(cells: tuple[str, ...]) -> bool:
    return any(cell[:1] in _NUMBER_STARTS for cell in cells)


_NUMBER_STARTS = frozenset("0123456789+-\u2212")
