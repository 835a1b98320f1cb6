"""A report with one of everything, for the tests of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from samfrid.domain.reports import (
    Beside,
    Column,
    ColumnGroup,
    Download,
    Downloads,
    Facts,
    Figure,
    FigureBlock,
    FigureRow,
    FigureTable,
    Finding,
    KeyNumber,
    KeyNumbers,
    Note,
    Paragraph,
    Part,
    Promise,
    Report,
    SignLegend,
    TableBlock,
    TableCell,
    TableRow,
)
from samfrid.domain.wording import Language

STYLE = ".f-t{fill:#22303a}@media (prefers-color-scheme:dark){.f-t{fill:#ece8e1}}"


def drawn(width: int, inside: str = "") -> str:
    """A small drawing as charts make them: own style, own hatching, title and description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="60" viewBox="0 0 {width} 60" role="img" '
        f'aria-labelledby="t d"><style>{STYLE}</style><title id="t">Titel</title><desc id="d">I ord</desc>'
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M0 0v6" stroke="#7f807b"/></pattern></defs>'
        '<text class="f-t" x="0" y="20">Kinda &amp; Ydre</text>'
        f'<rect x="120" y="8" width="80" height="12" fill="url(#hatch)"/>{inside}</svg>'
    )


def figure(name: str, text: str) -> Figure:
    table = FigureTable((f"Kommun {name}", "Kvinnor", "Män"), ((text, "75\u00a0%", "dold"),))
    return Figure(name, f"{text} {name}", text, f"{text} {name}", table, drawn(672), drawn(328), text)


def table(text: str, rows: int = 3) -> TableBlock:
    groups = (
        ColumnGroup(f"{text} a", (Column("andel"), Column("antal"))),
        ColumnGroup(f"{text} b", (Column("andel"), Column("antal"))),
        ColumnGroup("", (Column("Läge", numeric=False),)),
    )
    cells = (TableCell("74\u00a0%"), TableCell("1\u202f308", "(+1 till +3)"), TableCell("dold", is_sign=True))
    row = (*cells, TableCell(text), TableCell(text))
    return TableBlock(
        f"{text} tabell",
        (text, "År"),
        groups,
        (
            TableRow(("Alla", "2025"), row, is_total=True),
            *(TableRow((text, str(n)), row) for n in range(rows)),
        ),
        text,
    )


def everything(text: str, **given: Any) -> Report:
    """A report that says `text` wherever words can stand."""
    parts = (
        Part(
            f"1 {text}",
            (
                Paragraph(text),
                KeyNumbers((KeyNumber(text, text), KeyNumber("74 %", text), KeyNumber("3", text))),
                Finding(text, text, "säker skillnad", 3),
                Finding(text, "", text, 1),
                Finding(text),
            ),
        ),
        Part(
            f"2 {text}",
            (
                Beside(
                    (FigureBlock(figure("a", text)),), (FigureBlock(figure("b", text)), Note(text, (text,)))
                ),
            ),
        ),
        Part(f"30 {text}", (table(text), SignLegend((("dold", text), (text, text))))),
        Part(f"40 {text}", (FigureRow(tuple(figure(name, text) for name in "cdef")),)),
        Part(f"50 {text}", (Facts(((text, text), ("Period", text))), Promise(text, (text, text)))),
        Part(f"60 {text}", (Downloads((Download(text, "tabeller/a.csv", 4100), Download("b", "b.csv"))),)),
    )
    report = Report(text, date(2026, 11, 12), Language.SWEDISH, parts, text, text, text, (text, text))
    return replace(report, **given)


@pytest.fixture(scope="session")
def report_saying() -> Callable[..., Report]:
    """Build a report that says some words in every place where words can stand."""
    return everything


@pytest.fixture(scope="session")
def drawing_of() -> Callable[..., str]:
    """Draw a small figure, with more markup inside if asked."""
    return drawn
