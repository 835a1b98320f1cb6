"""Invented files to read in, and a shortcut that reads one in from beginning to end."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from case_examples import Place
from samfrid.apps.intake.services import imports
from samfrid.apps.intake.services.imports import Imported

HEADINGS = ("Kön", "Ålder", "Kommun", "Öppnat", "Första samtal", "Hederskontext", "Stöd")
ROWS: Sequence[Sequence[str]] = (
    ("Kvinna", "34", "Motala", "2026-03-02", "2026-03-09", "Nej", "Stödsamtal; Juridiskt stöd"),
    ("K", "26–40", "0580", "2026-03-04", "", "Vet inte", "Stödsamtal"),
    ("Man", "61", "vadstena kommun", "2026-04-01", "2026-04-01", "nej", ""),
    ("", "", "", "2026-04-11", "", "", ""),
)


def csv_of(
    rows: Sequence[Sequence[str]] = ROWS, headings: Sequence[str] = HEADINGS, separator: str = ";"
) -> bytes:
    """A file as a Swedish spreadsheet program saves it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator)
    writer.writerow(headings)
    writer.writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def bring_in(
    place: Place,
    content: bytes,
    *,
    name: str = "arenden.csv",
    format_: str = "cases",
    fixed: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Imported:
    """Read a file in as the manager."""
    return imports.bring_in(
        by=place.manager.actor,
        organisation=place.organisation.pk,
        name=name,
        parts=[content],
        format_=format_,
        fixed=fixed,
        dry_run=dry_run,
    )
