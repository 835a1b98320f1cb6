"""What a report says, as values: parts, findings, tables and figures. How it looks is decided elsewhere."""

from samfrid.domain.reports.blocks import (
    Beside,
    Block,
    Download,
    Downloads,
    Facts,
    FigureBlock,
    FigureRow,
    Finding,
    KeyNumber,
    KeyNumbers,
    Note,
    Paragraph,
    Piece,
    Promise,
    SignLegend,
)
from samfrid.domain.reports.errors import ReportError
from samfrid.domain.reports.figure import Figure, FigureTable
from samfrid.domain.reports.report import INVENTED, STAFF_ONLY, Part, Report
from samfrid.domain.reports.tables import Column, ColumnGroup, TableBlock, TableCell, TableRow, table_of

__all__ = [
    "INVENTED",
    "STAFF_ONLY",
    "Beside",
    "Block",
    "Column",
    "ColumnGroup",
    "Download",
    "Downloads",
    "Facts",
    "Figure",
    "FigureBlock",
    "FigureRow",
    "FigureTable",
    "Finding",
    "KeyNumber",
    "KeyNumbers",
    "Note",
    "Paragraph",
    "Part",
    "Piece",
    "Promise",
    "Report",
    "ReportError",
    "SignLegend",
    "TableBlock",
    "TableCell",
    "TableRow",
    "table_of",
]
