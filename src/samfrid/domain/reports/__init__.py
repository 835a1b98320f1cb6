"""What a report says, as values: parts, findings, tables and figures. How it looks is decided elsewhere."""

from samfrid.domain.reports.figure import Figure, FigureTable

__all__ = ["Figure", "FigureTable"]
