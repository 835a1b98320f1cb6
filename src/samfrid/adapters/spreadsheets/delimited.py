"""Reads text files with separators: which encoding, which separator, and every record as it stands."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from samfrid.adapters.spreadsheets import limits
from samfrid.adapters.spreadsheets.cells import Row
from samfrid.adapters.spreadsheets.refusals import SpreadsheetRefused, refuse
from samfrid.domain.wording import Place

SEPARATORS = (",", ";", "\t", "|")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_RECORDS = 300
_END = "\x1dend\x1d"
_EURO_IN_LATIN_9 = re.compile(rb"\xa4")
_ONLY_WINDOWS = re.compile(rb"[\x80-\x9f]")
_NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")
_GOOD_UTF8 = re.compile(rb"[\xc3-\xcf][\x80-\xbf]")


def decode(data: bytes, encoding: str | None, file: str) -> tuple[str, str]:
    """Turn the bytes of a text file into text, and tell which encoding it was.

    Errors: SpreadsheetRefused when the bytes are no text in the encoding that was asked for, or when the file
            is nearly but not quite UTF-8, which means that it is damaged.
    """
    name = encoding or _detected(data, file)
    try:
        text = data.decode(name)
    except LookupError:
        raise refuse(
            f"Teckenkodningen ”{encoding}” finns inte. Vanliga är utf-8, windows-1252 och iso-8859-1.",
            f"There is no encoding called “{encoding}”. Common ones are utf-8, windows-1252 and iso-8859-1.",
            Place(file=file, field="encoding"),
        ) from None
    except (UnicodeError, ValueError):
        raise refuse(
            f"Filen är inte text i teckenkodningen {name}. Ange en annan (encoding).",
            f"The file is not text in the encoding {name}. Give another one (encoding).",
            Place(file=file),
        ) from None
    return text.removeprefix("\ufeff"), name


def _detected(data: bytes, file: str) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    start = data[:4000]
    if b"\0" in start:
        odd, even = start[1::2].count(0), start[::2].count(0)
        if max(odd, even) > 0.3 * len(start) / 2:
            return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error.start, file)
        return _one_byte_encoding(data)
    return "utf-8"


def _refuse_damaged(data: bytes, at: int, file: str) -> None:
    high, good = len(_HIGH.findall(data)), 2 * len(_GOOD_UTF8.findall(data))
    if high >= 6 and good >= 0.8 * high:
        line = data.count(b"\n", 0, at) + 1
        raise refuse(
            f"Filen är UTF-8, men på rad {line} finns en byte som inte hör dit. Spara om filen.",
            f"The file is UTF-8, but line {line} has a byte that does not belong there. Save the file again.",
            Place(file=file),
        )


def _one_byte_encoding(data: bytes) -> str:
    if _ONLY_WINDOWS.search(data):
        return "iso-8859-1" if _NOT_WINDOWS.search(data) else "windows-1252"
    return "iso-8859-15" if _EURO_IN_LATIN_9.search(data) else "windows-1252"


def separator_of(text: str) -> str:
    """Tell which sign parts the columns: the one that gives most records the same width, over one column."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, best_score = ",", 0.0
    for sign in SEPARATORS:
        widths = _widths(sample, sign)
        if not widths:
            continue
        width, agreeing = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
        score = 0.0 if width < 2 else agreeing / sum(widths.values()) + width / 10_000
        if score > best_score:
            best, best_score = sign, score
    return best


def _widths(sample: str, sign: str) -> Counter[int]:
    widths: Counter[int] = Counter()
    try:
        for number, record in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=sign)):
            if number >= _SAMPLE_RECORDS:
                break
            if any(record):
                widths[len(record)] += 1
    except csv.Error:
        return Counter()
    return widths


def records_of(text: str, separator: str, file: str) -> list[Row]:
    """Split a text into its records; a blank line is an empty record, so that row numbers hold.

    Errors: SpreadsheetRefused when a quotation mark is never closed or a field is longer than any text.
    """
    if len(separator) != 1 or separator in '"\r\n':
        raise refuse(
            "Skiljetecknet ska vara ett enda tecken, till exempel ; eller ,.",
            "The separator must be one single sign, such as ; or ,.",
            Place(file=file, field="separator"),
        )
    records: list[Row] = []
    cells = 0
    known: dict[str, str] = {}  # the same words come back in every row; keep each once
    keep = known.setdefault
    end = "" if text.endswith(("\n", "\r")) else "\n"
    try:
        for record in csv.reader(io.StringIO(f"{text}{end}{_END}", newline=""), delimiter=separator):
            cells += len(record)
            if cells > limits.CELLS:
                raise too_many_cells(file)
            records.append([keep(field, field) for field in record])
            if len(known) > 100_000:
                known.clear()
    except csv.Error:
        raise refuse(
            "En cell är orimligt lång. Ett citattecken saknas nog i eller före den raden.",
            "One cell is impossibly long. A quotation mark is probably missing in or before that row.",
            Place(file=file, cell=f"A{len(records) + 1}"),
        ) from None
    if records.pop() != [_END]:
        raise refuse(
            "Ett citattecken öppnas men stängs aldrig, i den här raden eller en före den.",
            "A quotation mark is opened but never closed, in this row or one before it.",
            Place(file=file, cell=f"A{len(records) + 1}"),
        )
    return records


def too_many_cells(file: str) -> SpreadsheetRefused:
    """Say that a file has more cells than are read at once."""
    return refuse(
        f"Filen har fler än {limits.CELLS // 1_000_000} miljoner celler. Dela den, eller ta bort kolumner.",
        f"The file has more than {limits.CELLS // 1_000_000} million cells. Split it, or remove columns.",
        Place(file=file),
    )
