"""Sets a report with Typst."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from samfrid.adapters.pdf.drawable import drawable
from samfrid.adapters.pdf.payload import payload
from samfrid.domain.reports import Report
from samfrid.domain.wording import Refused, Text

HERE = Path(__file__).parent
UNDRAWN = "could not be displayed"


class PdfRefused(Refused):
    """A report could not be set as a PDF that everybody can read."""


def render(report: Report) -> bytes:
    """Set a report as a PDF: tagged, with its own fonts, nothing fetched.

    Promise: words in the report are set as they are and never read as markup; the same report gives the same
             bytes; every page carries the report's marks.
    Errors:  PdfRefused when Typst does, as for a figure that says nothing in words.
    """
    data = payload(report)
    try:
        return _set(drawable(data))
    except typst.TypstError as error:
        if UNDRAWN not in str(error):
            raise PdfRefused(_why(report, str(error))) from error
    try:
        return _set(drawable(data, plain=True))
    except typst.TypstError as error:
        raise PdfRefused(_why(report, str(error))) from error


def _set(data: dict[str, Any]) -> bytes:
    return typst.compile(
        str(HERE / "report.typ"),
        root=str(HERE),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1", "a-3a"],
    )


def _why(report: Report, message: str) -> Text:
    reason = message.splitlines()[0]
    return Text(
        f"Rapporten ”{report.title}” kunde inte sättas som PDF. Typst säger: {reason}",
        f"The report “{report.title}” could not be set as a PDF. Typst says: {reason}",
    )
