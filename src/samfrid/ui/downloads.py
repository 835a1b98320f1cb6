"""Files sent to a browser: as attachments that no browser opens inside our pages, and tables of a list as files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from django.http import HttpResponse

from samfrid.ui.words import page_language

if TYPE_CHECKING:
    from samfrid.adapters.spreadsheets import OutColumn

TableFormat = Literal["csv", "xlsx"]
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "px": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")


class FileNameError(ValueError):
    """A file is to be sent under a name that not every system can keep."""


def attachment(content: bytes, name: str) -> HttpResponse:
    """Send a file to be saved.

    Promise: a browser saves it under `name` and runs nothing in it.
    Errors:  FileNameError when the name holds more than small letters, digits, and . _ -, or its ending is unknown.
    """
    kind = KINDS.get(name.rpartition(".")[2])
    if kind is None or not _PLAIN_NAME.fullmatch(name):
        raise FileNameError("a file is sent under a plain name with a known ending")
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def table_file(title: str, columns: Sequence[OutColumn], name: str, file_format: TableFormat) -> HttpResponse:
    """Send one table as CSV with a mark that spreadsheet programs need for å ä ö, or as a workbook.

    Errors: SpreadsheetRefused when the table is larger than a workbook holds or the inspector objects.
    """
    from samfrid.adapters import spreadsheets  # slow to start; most pages send no table

    with TemporaryDirectory(prefix="samfrid-") as folder:
        path = Path(folder) / f"{name}.{file_format}"
        if file_format == "csv":
            spreadsheets.write_csv(path, columns, with_mark=True)
        else:
            sheet = spreadsheets.OutSheet(title, tuple(columns))
            spreadsheets.write_xlsx(path, [sheet], about=spreadsheets.About(title), language=page_language())
        return attachment(path.read_bytes(), path.name)
