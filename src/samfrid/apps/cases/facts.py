"""Pseudonymous rows for statistics, and only those: no key of a case, no reference, no unit, no day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from samfrid.apps.cases import vocabulary as words
from samfrid.apps.cases.geographies import SWEDEN
from samfrid.apps.cases.models import Case
from samfrid.domain.measures import ColumnType, Facts

COLUMNS: Mapping[str, ColumnType] = {
    "gender": ColumnType.CODE,
    "age_band": ColumnType.CODE,
    "place": ColumnType.CODE,
    "opened_month": ColumnType.CODE,
    "closed_month": ColumnType.CODE,
    "honour_context": ColumnType.CODE,
    "intervention_kind": ColumnType.CODE,
    "days_to_first_meeting": ColumnType.WHOLE,
    "situation_before": ColumnType.CODE,
    "situation_after": ColumnType.CODE,
    "outcome_change": ColumnType.WHOLE,
    "closure_reason": ColumnType.CODE,
    "late": ColumnType.YES_NO,
    **{f"support_{kind}": ColumnType.YES_NO for kind in words.SUPPORT_KINDS},
}
"""The type of each column. `place` is a municipality's code in Sweden."""

_STORED = (
    "gender", "age_band", "place", "opened_month", "closed_month", "honour_context", "intervention__kind",
    "days_to_first_meeting", "situation_before", "situation_after", "closure_reason", "late", "support",
)  # fmt: skip


def case_facts(*, geography: str = SWEDEN) -> Facts:
    """One row a case of the open organisation, in no order that tells anything.

    Shape:   the columns of `COLUMNS`; what is not known is None, gender and age band then `not_stated`.
             `outcome_change` is steps on the scale of five, positive when the situation is better at the end.
    Promise: only visible cases, and only of one geography. Rows are ordered by their own content, so that their
             order says nothing about when they were written or which belong together.
    Errors:  ScopeClosed.
    """
    rows = sorted(_rows(geography), key=repr)
    columns = {
        name: (type_, [row[position] for row in rows])
        for position, (name, type_) in enumerate(COLUMNS.items())
    }
    return Facts.from_columns(columns)


def _rows(geography: str) -> Iterator[tuple[object, ...]]:
    for (
        gender, band, place, opened, closed, honour, kind, waited, before, after, reason, late, support
    ) in Case.objects.filter(geography=geography).values_list(*_STORED).iterator(2000):  # fmt: skip
        change = int(after) - int(before) if before and after else None
        yield (
            gender, band, place or None, opened, closed or None, honour, kind, waited, before or None, after or None,
            change, reason or None, late, *(code in support for code in words.SUPPORT_KINDS),
        )  # fmt: skip
