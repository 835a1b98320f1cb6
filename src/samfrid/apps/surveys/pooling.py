"""When rows that wait may be let go: never fewer than five at a time, as fine in time and place as that allows.

Knows no database: waiting rows in, batches out.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from samfrid.domain.periods import Month, Quarter, Year

SMALLEST_BATCH = 5

MONTHS_STILL_OPEN = 1
"""A month can be counted in for so many months after it; only then are its last rows pooled."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits: its id, its unit and its month."""

    id: uuid.UUID
    unit: uuid.UUID
    month: Month


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows let go together, and the unit and period they are told for; `unit` None means the organisation."""

    ids: tuple[uuid.UUID, ...]
    unit: uuid.UUID | None
    period: str


_Key = tuple[uuid.UUID | None, str]


def batches(waiting: Iterable[Waiting], *, today: Month) -> tuple[Batch, ...]:
    """Tell which rows may be let go today.

    Promise: no batch has fewer than five rows; no row is in two; a row goes with its unit and month if it can,
             else with its unit and quarter once that is closed, else with the whole organisation's quarter,
             and last with its year. What doesn't reach five waits.
    """
    left = list(waiting)
    found: list[Batch] = []
    for key_of, is_open in _LEVELS:
        groups: dict[_Key, list[Waiting]] = defaultdict(list)
        for row in left:
            if not is_open(row.month, today):
                groups[key_of(row)].append(row)
        for (unit, period), rows in groups.items():
            if len(rows) >= SMALLEST_BATCH:
                found.append(Batch(tuple(row.id for row in rows), unit, period))
        gone = {one for batch in found for one in batch.ids}
        left = [row for row in left if row.id not in gone]
    return tuple(found)


def _quarter(month: Month) -> Quarter:
    return Quarter(month.year, (month.month + 2) // 3)


def _never_open(month: Month, today: Month) -> bool:
    return False


def _quarter_is_open(month: Month, today: Month) -> bool:
    last = Month(month.year, _quarter(month).quarter * 3)
    return last.steps_to(today) <= MONTHS_STILL_OPEN


def _year_is_open(month: Month, today: Month) -> bool:
    return Month(month.year, 12).steps_to(today) <= MONTHS_STILL_OPEN


_LEVELS: Sequence[tuple[Callable[[Waiting], _Key], Callable[[Month, Month], bool]]] = (
    (lambda row: (row.unit, row.month.code), _never_open),
    (lambda row: (row.unit, _quarter(row.month).code), _quarter_is_open),
    (lambda row: (None, _quarter(row.month).code), _quarter_is_open),
    (lambda row: (None, Year(row.month.year).code), _year_is_open),
)
