"""Tells what a file is by what stands in it. The name is never believed."""

from __future__ import annotations

import re
from enum import StrEnum

from samfrid.adapters.spreadsheets.refusals import SpreadsheetRefused, refuse
from samfrid.domain.wording import Place


class Kind(StrEnum):
    """The kinds of file that are read."""

    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    PARQUET = "parquet"


ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARQUET_MARK = b"PAR1"

_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "en PDF", "a PDF"),
    (b"\x89PNG", "en bild (PNG)", "a picture (PNG)"),
    (b"\xff\xd8\xff", "en bild (JPEG)", "a picture (JPEG)"),
    (b"GIF8", "en bild (GIF)", "a picture (GIF)"),
    (b"\x1f\x8b", "en packad fil (gzip)", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "en packad fil (7z)", "a packed file (7z)"),
    (b"Rar!", "en packad fil (rar)", "a packed file (rar)"),
    (b"{\\rtf", "ett textdokument (RTF)", "a text document (RTF)"),
    (b"MZ", "ett program", "a program"),
    (b"\x7fELF", "ett program", "a program"),
    (b"SQLite format 3", "en databas (SQLite)", "a database (SQLite)"),
    (b"$FL2", "en SPSS-fil", "an SPSS file"),
    (b"<?xml", "en XML-fil", "an XML file"),
    (b"<!doc", "en webbsida", "a web page"),
    (b"<html", "en webbsida", "a web page"),
)


_JSON = re.compile(rb"""(?:\xef\xbb\xbf)?\s{0,20}(?:\{\s{0,200}["}]|\[\s{0,200}[\[{])""")


def refuse_other_kinds(start: bytes, file: str) -> None:
    """Refuse what is known to be something else than a table, and say what it is."""
    for mark, swedish, english in _OTHERS:
        if start.startswith(mark) or (
            mark[:1] == b"<" and start.lstrip(b"\xef\xbb\xbf \r\n").lower().startswith(mark)
        ):
            raise wrong_kind(swedish, english, file)
    if _JSON.match(start):
        raise wrong_kind("en JSON-fil", "a JSON file", file)


def wrong_kind(swedish: str, english: str, file: str) -> SpreadsheetRefused:
    """Say what a file is, and what could be read instead."""
    return refuse(
        f"Filen är {swedish}, inte en tabell. CSV, XLSX, XLS, ODS och Parquet kan läsas.",
        f"The file is {english}, not a table. CSV, XLSX, XLS, ODS and Parquet can be read.",
        Place(file=file),
    )
