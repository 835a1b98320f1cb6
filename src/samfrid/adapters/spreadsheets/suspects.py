"""Points out rows that may be sums or headings among the records. Points out only: a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from samfrid.adapters.spreadsheets.cells import is_blank
from samfrid.adapters.spreadsheets.options import Suspect, SuspectKind
from samfrid.adapters.spreadsheets.table import Column
from samfrid.domain.wording import Text

_TOTAL = re.compile(
    r"(?:del|sub|grand )?(?:summa|total|totalt|totalsumma|sum|samtliga|riket|hela riket|hela landet|alla"
    r"|alla kommuner|alla regioner|alla landsting|yhteensä|totale|all)",
)
_COUNTY = re.compile(r".{2,30} län|.{2,30} county")

_SAYS = {
    SuspectKind.TOTAL: Text("Raden ser ut som en summa.", "The row looks like a sum."),
    SuspectKind.COUNTY: Text(
        "Raden ser ut som ett län bland kommuner.", "The row looks like a county among municipalities."
    ),
    SuspectKind.HEADING: Text(
        "Raden ser ut som en mellanrubrik: bara en cell är ifylld.",
        "The row looks like a heading among the records: only one cell is filled.",
    ),
}


def find_suspects(columns: Sequence[Column], lonely: Iterable[int]) -> tuple[Suspect, ...]:
    """Tell which records look like sums, counties among municipalities, or headings.

    Shape: rows are counted from 0 among the records, ascending.
    """
    found: dict[int, Suspect] = {}
    for column in columns[:3]:
        words = [None if text is None else text.casefold() for text in column.texts]
        counties = [row for row, word in enumerate(words) if word and _COUNTY.fullmatch(word)]
        few_counties = len(counties) < 0.5 * sum(word is not None for word in words)
        for row, word in enumerate(words):
            if word is None or row in found:
                continue
            if _TOTAL.fullmatch(word):
                found[row] = Suspect(SuspectKind.TOTAL, row, column.place(row), _SAYS[SuspectKind.TOTAL])
            elif few_counties and _COUNTY.fullmatch(word):
                found[row] = Suspect(SuspectKind.COUNTY, row, column.place(row), _SAYS[SuspectKind.COUNTY])
    for row in lonely:
        if row not in found and columns:
            place = next(
                (column.place(row) for column in columns if not is_blank(column.cells[row])),
                columns[0].place(row),
            )
            found[row] = Suspect(SuspectKind.HEADING, row, place, _SAYS[SuspectKind.HEADING])
    return tuple(found[row] for row in sorted(found))
