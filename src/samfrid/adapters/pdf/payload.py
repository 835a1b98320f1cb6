"""A report as plain values for the Typst template: words, numbers and drawings, nothing that could run."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from samfrid.domain.reports import (
    Downloads,
    Figure,
    FigureBlock,
    FigureRow,
    Piece,
    Report,
    TableBlock,
    table_of,
)
from samfrid.domain.wording import Language, Text, format_date

PAGE = Text("Sida {page} av {pages}", "Page {page} of {pages}")
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
            {"heading": part.heading, "blocks": [_piece(piece, language) for piece in part.pieces()]}
            for part in report.parts
        ],
        "tables": [
            {"title": figure.title, "table": _table(table_of(figure))}
            for figure in report.figures
            if figure.table.rows
        ],
    }


def _piece(piece: Piece, language: Language) -> dict[str, Any]:
    kind = {"kind": type(piece).__name__}
    if isinstance(piece, FigureBlock):
        return kind | {"figure": _figure(piece.figure)}
    if isinstance(piece, FigureRow):
        figures = [_figure(figure) for figure in piece.figures]
        return kind | {"figures": figures, "narrow": any(figure["width"] > 220 for figure in figures)}
    if isinstance(piece, TableBlock):
        return kind | _table(piece)
    if isinstance(piece, Downloads):
        files = [{"label": file.label, "size": file.size_words(language)} for file in piece.files]
        return kind | {"files": files}
    return kind | asdict(piece)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "title": figure.title,
        "subtitle": figure.subtitle,
        "words": figure.words,
        "source": figure.source,
        "svg": figure.wide_svg,
        "width": drawn_width(figure.wide_svg),
    }


def _table(table: TableBlock) -> dict[str, Any]:
    return asdict(table) | {
        "columns": [asdict(column) for column in table.columns],
        "two_headers": table.has_two_headers,
        "widths": _widths(table),
    }


def _widths(table: TableBlock) -> list[int]:
    """Share the sheet between the columns after their longest words, names a little less than numbers."""
    texts = [[label] for label in table.headings] + [[column.label] for column in table.columns]
    for row in table.rows:
        for texts_of, words in zip(
            texts, (*row.labels, *(f"{cell.text} {cell.detail}" for cell in row.cells)), strict=True
        ):
            texts_of.append(words)
    return [max(5, min(28, max(map(len, column)))) + 2 for column in texts]


def drawn_width(svg: str) -> float:
    """Read how many pixels wide a figure was drawn.

    Unit: px; 672, the full text width, where the drawing does not say.
    """
    found = re.search(r'<svg\b[^>]*?\swidth="([0-9.]+)(?:px)?"', svg)
    return float(found.group(1)) if found else 672.0
