"""Rows that wait, and letting them go: at least five, shuffled, with new ids, nothing left behind.

Whatever is written here is written so that order, id, row number and time tell nothing: a pool is always
rewritten as a whole, in a random order.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samfrid.apps.surveys.models import Answer, Asking, PendingAnswer, PendingAsking, PendingTally, Tally
from samfrid.apps.surveys.models.pooled import PooledModel
from samfrid.apps.surveys.pooling import SMALLEST_BATCH, Waiting, batches
from samfrid.domain.periods import Month
from samfrid.foundation.organisations.models import Organisation
from samfrid.foundation.organisations.scope import current

_RANDOM = secrets.SystemRandom()


@dataclass(frozen=True, slots=True)
class Pool:
    """Where rows wait, where they go, and which of their fields go with them."""

    pending: type[PooledModel]
    released: type[PooledModel]
    fields: tuple[str, ...]


_SHARED = ("questionnaire", "gender", "age_band")
ASKINGS = Pool(PendingAsking, Asking, (*_SHARED, "happened", "reason", "mode", "company"))
TALLIES = Pool(PendingTally, Tally, (*_SHARED, "marks", "unanswered", "in_company"))
ANSWERS = Pool(PendingAnswer, Answer, (*_SHARED, "given"))
POOLS = (ASKINGS, TALLIES, ANSWERS)


def lock() -> None:
    """Let one count at a time in this organisation, to the end of the transaction."""
    Organisation.objects.select_for_update(no_key=True).get(pk=current().organisation)


def put(pool: Pool, *, unit: uuid.UUID, month: Month, rows: Sequence[Mapping[str, Any]]) -> None:
    """Let rows wait in a pool, or let them go with those that wait there once they are five.

    Call `lock` before, in the same transaction. What never becomes five in its month is left to `settle`.
    """
    waiting = pool.pending.objects.filter(unit_id=unit, period=month.code)
    together = [*(_values(row, pool) for row in waiting), *rows]
    waiting.delete()
    if len(together) >= SMALLEST_BATCH:
        _let_go(pool, together, unit=unit, period=month.code)
    else:
        _write(pool.pending, together, unit=unit, period=month.code)


def settle(pool: Pool, *, today: Month) -> None:
    """Let go what may be let go today, pooled where it must be."""
    pending = {row.pk: row for row in pool.pending.objects.all()}
    waiting = [Waiting(row.pk, row.unit_id, _month(row.period)) for row in pending.values() if row.unit_id]
    for batch in batches(waiting, today=today):
        rows = [_values(pending[one], pool) for one in batch.ids]
        _let_go(pool, rows, unit=batch.unit, period=batch.period)
        pool.pending.objects.filter(pk__in=batch.ids).delete()


def _let_go(pool: Pool, rows: Sequence[Mapping[str, Any]], *, unit: uuid.UUID | None, period: str) -> None:
    """Write a batch together with those already there, all in one new order and with new ids.

    Were the batch only added, the order of batches would tell on which days its five were asked.
    """
    there = pool.released.objects.filter(period=period)
    there = there.filter(unit_id=unit) if unit else there.filter(unit__isnull=True)
    together = [*(_values(row, pool) for row in there), *rows]
    there.delete()
    _write(pool.released, together, unit=unit, period=period)


def _write(
    model: type[PooledModel], rows: Iterable[Mapping[str, Any]], *, unit: uuid.UUID | None, period: str
) -> None:
    shuffled = list(rows)
    _RANDOM.shuffle(shuffled)
    model.objects.bulk_create(
        (
            model(organisation_id=current().organisation, unit_id=unit, period=period, **row)
            for row in shuffled
        ),
        batch_size=500,
    )


def _values(row: PooledModel, pool: Pool) -> dict[str, Any]:
    return {field: getattr(row, field) for field in pool.fields}


def _month(code: str) -> Month:
    return Month(int(code[:4]), int(code[5:]))
