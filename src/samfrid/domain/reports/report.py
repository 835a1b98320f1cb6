"""A whole report in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samfrid.domain.reports.blocks import Beside, Block, FigureBlock, FigureRow, Piece
from samfrid.domain.reports.errors import ReportError
from samfrid.domain.reports.figure import Figure
from samfrid.domain.reports.tables import table_of
from samfrid.domain.wording import Language, Text

STAFF_ONLY = Text("Innehåller uppgifter som inte får spridas", "Contains information that must not be spread")
INVENTED = Text("Påhittade uppgifter", "Invented data")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report under its own heading."""

    heading: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if not self.heading.strip():
            raise ReportError("a part of a report has a heading")

    def pieces(self) -> Iterator[Piece]:
        """Walk the pieces in reading order, those of two columns included."""
        for block in self.blocks:
            yield from (*block.main, *block.side) if isinstance(block, Beside) else (block,)


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reads: the finding as the title, then what was counted, figures, tables, method.

    `eyebrow` says what the report is about, `lead` the finding with its certainty, `source` who counted what;
    it follows every page. `footer` holds short facts for the end. `staff_only` and `demo` mark every page.

    Promise: there is a title; figure names are unique; every figure has the table of its numbers.
    Errors:  ReportError when not.
    """

    title: str
    date: date
    language: Language
    parts: tuple[Part, ...]
    eyebrow: str = ""
    lead: str = ""
    source: str = ""
    footer: tuple[str, ...] = ()
    staff_only: bool = False
    demo: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ReportError("a report has a title")
        names = [figure.name for figure in self.figures]
        if len(set(names)) != len(names):
            raise ReportError("two figures of a report have the same name")
        for figure in self.figures:
            table_of(figure)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in reading order."""
        found: list[Figure] = []
        for piece in (piece for part in self.parts for piece in part.pieces()):
            if isinstance(piece, FigureBlock):
                found.append(piece.figure)
            elif isinstance(piece, FigureRow):
                found += piece.figures
        return tuple(found)

    @property
    def marks(self) -> tuple[str, ...]:
        """The words that stand on every page, the most serious first."""
        return tuple(
            words.into(self.language)
            for words, applies in ((STAFF_ONLY, self.staff_only), (INVENTED, self.demo))
            if applies
        )
