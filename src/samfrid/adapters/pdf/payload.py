"""A report as plain values for the Typst template: words, numbers and drawings, nothing that could run."""

from __future__ import annotations

import re
from dataclasses import asdict
from itertools import accumulate
from typing import Any

from samfrid.domain.reports import (
    Beside,
    Block,
    Downloads,
    Figure,
    FigureBlock,
    FigureRow,
    Piece,
    Report,
    TableBlock,
    TableCell,
    table_of,
)
from samfrid.domain.wording import Language, Text, format_date

PAGE = Text("Sida {page} av {pages}", "Page {page} of {pages}")
FULL_WIDTH = 672.0  # px, the text width as figures are drawn
TALLEST = 810.0  # px, what a sheet has room for below the title of a figure
STANDING, LYING = 504.0, 750.0  # pt, the text width of the sheet
LARGEST, SMALLEST = 8.5, 7.0  # pt, the type of a table
LETTER = 0.56  # em, what a letter or figure takes with its share of the space between columns
LONGEST = 36  # letters; a longer cell is broken into lines
TABLES = Text("Figurerna i siffror", "The figures in numbers")


def payload(report: Report) -> dict[str, Any]:
    """Turn a report into what the template reads."""
    language = report.language
    return {
        "language": language.value,
        "title": report.title,
        "eyebrow": report.eyebrow,
        "lead": report.lead,
        "source": report.source,
        "marks": report.marks,
        "footer": report.footer,
        "date": {
            "year": report.date.year,
            "month": report.date.month,
            "day": report.date.day,
            "words": format_date(report.date, language),
        },
        "words": {"page": PAGE.into(language), "tables": TABLES.into(language)},
        "parts": [
            {
                "heading": part.heading,
                "blocks": [_block(block, language) for block in part.blocks],
            }
            for part in report.parts
        ],
        "tables": [
            {"title": figure.title, "table": _table(table), "small": len(table.columns) < 4}
            for figure in report.figures
            for table in [table_of(figure)]
        ],
    }


def _block(block: Block, language: Language) -> dict[str, Any]:
    if isinstance(block, Beside):
        return {
            "kind": "Beside",
            "main": [_piece(piece, language) for piece in block.main],
            "side": [_piece(piece, language, narrow=True) for piece in block.side],
        }
    return _piece(block, language)


def _piece(piece: Piece, language: Language, *, narrow: bool = False) -> dict[str, Any]:
    kind = {"kind": type(piece).__name__}
    if isinstance(piece, FigureBlock):
        return kind | {"figure": _figure(piece.figure, narrow=narrow)}
    if isinstance(piece, FigureRow):
        return kind | {"figures": [_figure(figure, narrow=True) for figure in piece.figures]}
    if isinstance(piece, TableBlock):
        return kind | _table(piece)
    if isinstance(piece, Downloads):
        return kind | {
            "files": [
                {"label": file.label, "path": file.path, "size": file.size_words(language)}
                for file in piece.files
            ]
        }
    return kind | asdict(piece)


def _figure(figure: Figure, *, narrow: bool) -> dict[str, Any]:
    svg = figure.narrow_svg if narrow else figure.wide_svg
    return {
        "title": figure.title,
        "subtitle": figure.subtitle,
        "words": figure.words,
        "source": figure.source,
        "svg": svg,
        "width": _shown_width(svg),
    }


def _table(table: TableBlock) -> dict[str, Any]:
    widths = _widths(table)
    sheet = LYING if _is_wide(table) else STANDING
    return asdict(table) | {
        "columns": [asdict(column) for column in table.columns],
        "two_headers": table.has_two_headers,
        "edges": _edges(table),
        "widths": widths,
        "wide": _is_wide(table),
        "size": max(SMALLEST, min(LARGEST, sheet / (sum(widths) * LETTER))),
    }


def _edges(table: TableBlock) -> list[int]:
    """Where a group of columns begins, so that a hairline parts it from the one before."""
    if not table.has_two_headers:
        return []
    sizes = [len(group.columns) for group in table.groups]
    return list(accumulate(sizes[:-1], initial=len(table.headings)))


def _is_wide(table: TableBlock) -> bool:
    return sum(_widths(table)) * LETTER * SMALLEST > STANDING


def _widths(table: TableBlock) -> list[int]:
    """Share the sheet between the columns after their longest words.

    Unit: letters, with room between the columns.
    """
    columns = [[label] for label in table.headings] + [[column.label] for column in table.columns]
    for row in table.rows:
        cells = (_unbroken(cell) for cell in row.cells)
        for column, words in zip(columns, (*row.labels, *cells), strict=True):
            column.append(words)
    return [_width(column) for column in columns]


def _unbroken(cell: TableCell) -> str:
    """What should stand on one line: a number with its detail, but of a sign only its longest word."""
    return (
        max(cell.text.split(), key=len, default="") if cell.is_sign else f"{cell.text} {cell.detail}".rstrip()
    )


def _width(words: list[str]) -> int:
    header, *cells = words
    longest_word = max((len(word) for word in header.split()), default=0)
    longest_cell = max(map(len, cells), default=0)
    return min(LONGEST, max(longest_word, longest_cell)) + 2


def _shown_width(svg: str) -> float:
    """How wide to set a drawing, so that it also fits the height of a sheet."""
    size = re.search(r'<svg\b[^>]*?\swidth="([0-9.]+)(?:px)?"[^>]*?\sheight="([0-9.]+)(?:px)?"', svg)
    if size is None:
        return FULL_WIDTH
    width, height = float(size.group(1)), float(size.group(2))
    return width * min(1.0, TALLEST / height) if height else width
