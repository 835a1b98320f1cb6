"""The pieces a report is put together from. Every word is already in the report's language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samfrid.domain.reports.errors import ReportError
from samfrid.domain.reports.figure import Figure
from samfrid.domain.reports.tables import TableBlock
from samfrid.domain.wording import Language, format_number
from samfrid.domain.wording.numbers import NO_BREAK_SPACE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text, one paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found, with how sure it is: a word and one to three filled bars.

    A description without a comparison has neither word nor bars.
    """

    text: str
    detail: str = ""
    certainty: str = ""
    bars: int = 0

    def __post_init__(self) -> None:
        if bool(self.certainty) != (1 <= self.bars <= 3) or self.bars not in range(4):
            raise ReportError("a finding has a word of certainty together with one to three bars, or neither")


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One large number and the words that say what it is."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class KeyNumbers:
    """Two to four large numbers side by side."""

    numbers: tuple[KeyNumber, ...]


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """One figure over the whole text column, with its table behind a button."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Small figures of one kind side by side. They are drawn at their own, small width."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SignLegend:
    """The signs of a table and what each says: pairs of `Sign.word` and `Sign.meaning`."""

    signs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they stand for: numerator, denominator, coverage, period."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Help to read what stands beside it."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What the protection against exposure promises, and what it does not."""

    heading: str
    paragraphs: tuple[str, ...]


_ELSEWHERE = re.compile(r"[\x00-\x20]*(?:[a-z][a-z0-9+.-]*:|/|\\)|(?:.*[/\\])?\.\.(?:[/\\]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the report.

    Unit:   size in bytes.
    Errors: ReportError when the path leads outside the report's own folder.
    """

    label: str
    path: str
    size: int | None = None

    def __post_init__(self) -> None:
        if not self.path or _ELSEWHERE.match(self.path):
            raise ReportError(f"{self.path!r} is not a file in the report's own folder")

    def size_words(self, language: Language) -> str:
        """Say how large the file is, in kB or MB; nothing when that is not known."""
        if self.size is None:
            return ""
        if self.size < 1_000_000:
            return f"{format_number(max(1, round(self.size / 1000)), language)}{NO_BREAK_SPACE}kB"
        return f"{format_number(self.size / 1_000_000, language, decimals=1)}{NO_BREAK_SPACE}MB"


@dataclass(frozen=True, slots=True)
class Downloads:
    """Files that can be fetched from beside the report."""

    files: tuple[Download, ...]


Piece = (
    Paragraph
    | Finding
    | KeyNumbers
    | FigureBlock
    | FigureRow
    | TableBlock
    | SignLegend
    | Facts
    | Note
    | Promise
    | Downloads
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A wide column and a narrow one, as a figure with its map and how to read it; on paper one by one."""

    main: tuple[Piece, ...]
    side: tuple[Piece, ...]


Block = Piece | Beside
"""Anything that can stand in a part of a report."""
