"""Rows that wait are never let go fewer than five at a time."""

from __future__ import annotations

import uuid
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from samfrid.apps.surveys.pooling import Batch, Waiting, batches
from samfrid.domain.periods import Month

UNITS = [uuid.UUID(int=number) for number in (1, 2, 3)]
rows = st.builds(
    Waiting,
    id=st.uuids(version=4),
    unit=st.sampled_from(UNITS),
    month=st.builds(Month, st.sampled_from([2025, 2026]), st.integers(1, 12)),
)
days = st.builds(Month, st.sampled_from([2026, 2027]), st.integers(1, 12))


def waiting(*months: str, unit: uuid.UUID = UNITS[0]) -> list[Waiting]:
    return [Waiting(uuid.uuid4(), unit, Month(int(month[:4]), int(month[5:]))) for month in months]


def told(found: tuple[Batch, ...]) -> list[tuple[uuid.UUID | None, str, int]]:
    return [(batch.unit, batch.period, len(batch.ids)) for batch in found]


@given(st.lists(rows, max_size=60, unique_by=lambda row: row.id), days)
def test_no_batch_ever_has_fewer_than_five_and_no_row_is_in_two(some, today):
    found = batches(some, today=today)

    assert all(len(batch.ids) >= 5 for batch in found)
    assert max(Counter(one for batch in found for one in batch.ids).values(), default=1) == 1


@given(st.lists(rows, max_size=60, unique_by=lambda row: row.id), days)
def test_a_row_is_never_told_for_another_unit_or_time_than_its_own(some, today):
    by_id = {row.id: row for row in some}

    for batch in batches(some, today=today):
        for one in batch.ids:
            row = by_id[one]
            assert batch.unit in (None, row.unit)
            quarter = f"{row.month.year}-Q{(row.month.month + 2) // 3}"
            assert batch.period in (row.month.code, quarter, str(row.month.year))


@given(st.lists(rows, max_size=60, unique_by=lambda row: row.id), days)
def test_what_could_go_with_its_own_month_never_goes_coarser(some, today):
    sizes = Counter((row.unit, row.month) for row in some)
    by_id = {row.id: row for row in some}

    for batch in batches(some, today=today):
        coarse = batch.unit is None or len(batch.period) != 7 or "Q" in batch.period
        if coarse:
            assert all(sizes[by_id[one].unit, by_id[one].month] < 5 for one in batch.ids)


def test_four_wait_and_five_go():
    assert not batches(waiting(*["2026-11"] * 4), today=Month(2026, 11))
    assert told(batches(waiting(*["2026-11"] * 5), today=Month(2026, 11))) == [(UNITS[0], "2026-11", 5)]


def test_a_quarter_is_pooled_only_when_nobody_can_count_in_it_any_more():
    some = waiting("2026-07", "2026-07", "2026-08", "2026-09", "2026-09")

    assert not batches(some, today=Month(2026, 10))
    assert told(batches(some, today=Month(2026, 11))) == [(UNITS[0], "2026-Q3", 5)]


def test_where_five_never_come_the_whole_organisation_is_told_together():
    some = waiting("2026-07", "2026-08", "2026-09") + waiting("2026-07", "2026-07", unit=UNITS[1])

    assert told(batches(some, today=Month(2026, 11))) == [(None, "2026-Q3", 5)]


def test_what_is_left_goes_with_the_year_or_waits():
    some = waiting("2025-02", "2025-05", "2025-08", "2025-11", "2025-12")

    assert not batches(some, today=Month(2026, 1))
    assert told(batches(some, today=Month(2026, 2))) == [(None, "2025", 5)]
    assert not batches(some[:4], today=Month(2026, 12))
