"""Points out rows that may be sums or headings among the records. Points out only: a person decides."""

from __future__ import annotations

import re
from collections import Counter
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
        kinds = _kinds(column)
        for row, text in enumerate(column.texts if kinds else ()):
            if text in kinds and row not in found:
                found[row] = Suspect(kinds[text], row, column.place(row), _SAYS[kinds[text]])
    for row in lonely:
        if row not in found and columns:
            place = next(
                (column.place(row) for column in columns if not is_blank(column.cells[row])),
                columns[0].place(row),
            )
            found[row] = Suspect(SuspectKind.HEADING, row, place, _SAYS[SuspectKind.HEADING])
    return tuple(found[row] for row in sorted(found))


def _kinds(column: Column) -> dict[str | None, SuspectKind]:
    """Tell which of a column's words name a sum, or a county where most words do not."""
    counts = Counter(text for text in column.texts if text is not None)
    kinds: dict[str | None, SuspectKind] = {}
    counties = [word for word in counts if _COUNTY.fullmatch(word.casefold())]
    if sum(counts[word] for word in counties) < 0.5 * counts.total():
        kinds = dict.fromkeys(counties, SuspectKind.COUNTY)
    return kinds | {word: SuspectKind.TOTAL for word in counts if _TOTAL.fullmatch(word.casefold())}
