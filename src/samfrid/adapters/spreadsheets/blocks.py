"""Sets the records of a sheet apart from the titles above them and the notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samfrid.adapters.spreadsheets.cells import Row, is_blank, text_of, tidy, tidy_heading
from samfrid.adapters.spreadsheets.headings import find_header_rows
from samfrid.adapters.spreadsheets.options import Note, ReadingOptions
from samfrid.adapters.spreadsheets.refusals import refuse
from samfrid.adapters.spreadsheets.workbook import Sheet
from samfrid.domain.wording import Place

_LONG_WORDS = 80
_NOTE_OPENS = re.compile(
    r"\*|[0-9]\)|[¹²³†‡]|källa|kommentar|anm|not[: ]|fotnot|obs|uppdaterad|copyright|source|note|footnote|updated",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """Which rows of a sheet are headings, records, titles and notes. Rows are counted from 0.

    `lonely` are records with one single cell filled.
    """

    header_rows: tuple[int, ...]
    records: tuple[int, ...]
    titles: tuple[Note, ...]
    notes: tuple[Note, ...]
    blank_rows: int
    lonely: frozenset[int]


def block_of(sheet: Sheet, options: ReadingOptions) -> Block:
    """Find the headings and the records below them.

    Errors: SpreadsheetRefused when no headings are found, or the rows that were pointed out do not exist.
    """
    header_rows = _header_rows(sheet, options)
    first = header_rows[-1] + 1
    end = len(sheet.rows) if options.last_row is None else min(options.last_row, len(sheet.rows))
    if options.stop_at is not None:
        end = _stop(sheet.rows, first, end, tidy(options.stop_at).casefold())
    filled = [row for row in range(first, end) if not _is_empty(sheet.rows[row], options.missing_words)]
    notes_from = _notes_start(sheet.rows, filled, header_rows)
    below = [
        *filled[notes_from:],
        *(r for r in range(end, len(sheet.rows)) if not all(map(is_blank, sheet.rows[r]))),
    ]
    records = tuple(filled[:notes_from])
    blank_rows = (records[-1] - first + 1 - len(records)) if records else 0
    return Block(
        header_rows,
        records,
        _notes(sheet, range(header_rows[0])),
        _notes(sheet, below),
        blank_rows,
        frozenset(row for row in records if _is_lonely(sheet.rows[row]))
        if _width(sheet, header_rows) > 2
        else frozenset(),
    )


def _width(sheet: Sheet, header_rows: tuple[int, ...]) -> int:
    return sum(not is_blank(cell) for cell in sheet.rows[header_rows[-1]])


def _header_rows(sheet: Sheet, options: ReadingOptions) -> tuple[int, ...]:
    where = Place(file=sheet.file, sheet=sheet.name)
    if not any(not is_blank(cell) for row in sheet.rows for cell in row):
        raise refuse("Bladet är tomt.", "The sheet is empty.", where)
    if options.header_rows:
        chosen = tuple(sorted(row - 1 for row in options.header_rows))
        if chosen[0] < 0 or chosen[-1] >= len(sheet.rows):
            raise refuse(
                f"Rubrikraden finns inte: bladet har {len(sheet.rows)} rader.",
                f"There is no such header row: the sheet has {len(sheet.rows)} rows.",
                where,
            )
        return chosen
    found = find_header_rows(sheet, max(options.skip_rows, 0))
    if not found:
        raise refuse(
            "Ingen rad ser ut som rubriker. Ange vilken rad det är (header_row).",
            "No row looks like headings. Say which row it is (header_row).",
            where,
        )
    return found


def _stop(rows: Sequence[Row], first: int, end: int, words: str) -> int:
    for number in range(first, end):
        for cell in rows[number]:
            if not is_blank(cell):
                if tidy(text_of(cell)).casefold().startswith(words):
                    return number
                break
    return end


def _notes_start(rows: Sequence[Row], filled: list[int], header_rows: tuple[int, ...]) -> int:
    """Count the records: from the end, lines of words in one cell are notes when the table is wider."""
    width = sum(not is_blank(cell) for cell in rows[header_rows[-1]])
    count = len(filled)
    if width < 3:
        return count
    lonely = count
    while lonely and _is_lonely(rows[filled[lonely - 1]]):
        lonely -= 1
    # Only a blank row before them, or words that open a note, tell notes from records with one answer.
    for start in range(lonely, count):
        after_blank = start > 0 and filled[start] - filled[start - 1] > 1
        if after_blank or _opens_a_note(rows[filled[start]]):
            return start
    return count


def _is_empty(row: Row, missing_words: tuple[str, ...]) -> bool:
    """Tell whether a row has nothing in it; a lone dash between two groups of records is nothing."""
    seen = None
    for cell in row:
        if not is_blank(cell):
            if seen is not None:
                return False
            seen = cell
    return seen is None or (isinstance(seen, str) and len(row) > 2 and tidy(seen) in missing_words)


def _is_lonely(row: Row) -> bool:
    seen = 0
    for cell in row:
        if not is_blank(cell):
            seen += 1
            if seen > 1 or not isinstance(cell, str):
                return False
    return seen == 1


def _opens_a_note(row: Row) -> bool:
    words = tidy(text_of(next(cell for cell in row if not is_blank(cell))))
    return len(words) > _LONG_WORDS or _NOTE_OPENS.match(words) is not None


def _notes(sheet: Sheet, rows: Sequence[int]) -> tuple[Note, ...]:
    notes = []
    for row in rows:
        columns = [column for column, cell in enumerate(sheet.rows[row]) if not is_blank(cell)]
        if columns:
            words = " ".join(tidy_heading(text_of(sheet.rows[row][column])) for column in columns)
            notes.append(Note(words, sheet.place(row, columns[0])))
    return tuple(notes)
