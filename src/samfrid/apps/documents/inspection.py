"""Look into a file before it is published: is it what it says, and does it hold anything that runs or hides?"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from samfrid.adapters.spreadsheets import inspect_written
from samfrid.apps.documents.models import FileType
from samfrid.domain.wording import Place, Problem, Refused, Text

LARGEST = 20_000_000
"""Bytes. A report with pictures fits; a film does not."""

_ENDS = {".pdf": FileType.PDF, ".csv": FileType.CSV, ".xlsx": FileType.XLSX}
_MAGIC = {FileType.PDF: b"%PDF-", FileType.XLSX: b"PK\x03\x04"}
_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|Encrypt|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])"
)
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST_INFLATED = 100_000_000


class DocumentRefused(Refused):
    """A file that is not what its name says, is too large, or holds more than can be seen."""


def inspected(name: str, data: bytes) -> FileType:
    """Tell what a file is, by its content.

    Errors: DocumentRefused, or SpreadsheetRefused naming the cell, when the file may not be published.
    """
    kind = _ENDS.get(Path(name.replace("\\", "/")).suffix.lower())
    if kind is None:
        raise _refused("Välj en PDF-, CSV- eller XLSX-fil.", "Choose a PDF, CSV or XLSX file.")
    if not data or len(data) > LARGEST:
        raise _refused("Filen är tom eller större än 20 MB.", "The file is empty or larger than 20 MB.")
    if not data.startswith(_MAGIC.get(kind, b"")):
        raise _refused("Filen är inte vad dess namn säger.", "The file is not what its name says.")
    if kind is FileType.PDF:
        _inspect_pdf(data)
    else:
        _inspect_table(kind, data)
    return kind


def _inspect_pdf(data: bytes) -> None:
    if b"%%EOF" not in data[-2048:]:
        raise _refused("PDF-filen är inte hel.", "The PDF file is not complete.")
    for part in _readable_parts(data):
        if _ACTIVE.search(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)):
            raise _refused(
                "PDF-filen har något som körs, är låst eller bär med sig filer. Spara den på nytt som vanlig PDF.",
                "The PDF file runs something, is locked or carries other files. Save it anew as a plain PDF.",
            )


def _readable_parts(data: bytes) -> Iterator[bytes]:
    """The file itself, and the packed parts of it that hold objects."""
    yield data
    room = _MOST_INFLATED
    for found in _OBJECT_STREAM.finditer(data):
        try:
            part = zlib.decompressobj().decompress(data[found.end() :], room)
        except zlib.error:
            continue
        room -= len(part)
        if room <= 0:
            raise _refused("PDF-filen är för stor uppackad.", "The PDF file is too large when unpacked.")
        yield part


def _inspect_table(kind: FileType, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"fil.{kind.value}"
        path.write_bytes(data)
        first = data[:4096].split(b"\n", 1)[0]
        separator = ";" if first.count(b";") > first.count(b",") else ","
        inspect_written(path, separator=separator)


def _refused(sv: str, en: str) -> DocumentRefused:
    return DocumentRefused(Problem(Text(sv, en), Place(field="file")))
