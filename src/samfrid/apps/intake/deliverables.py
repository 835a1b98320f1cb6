"""What can be delivered for a period, a kind each, and how complete each is by month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import Count, Q

from samfrid.apps.cases import vocabulary as codes
from samfrid.apps.cases.geographies import SWEDEN
from samfrid.apps.cases.models import Case
from samfrid.apps.cases.services.locking import lock
from samfrid.domain.periods import Month, Period
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import Actor


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many rows a month has, how many of them say everything, and how many lack each thing."""

    month: str
    rows: int
    complete: int
    lacking: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One kind of rows: what it is called, what may be lacking in a row, how it is counted and locked."""

    code: str
    name: Text
    lacks: Mapping[str, Text]
    count: Callable[[Period[Month]], Sequence[MonthCount]]
    lock: Callable[[Actor, Period[Month]], object]


_LACKS: Mapping[str, Text] = {
    "gender": Text("Kön", "Gender"),
    "age_band": Text("Ålder", "Age"),
    "place": Text("Kommun", "Municipality"),
    "closure_reason": Text("Orsak", "Reason"),
}
_LACKING: Mapping[str, Q] = {
    "gender": Q(gender=codes.NOT_STATED),
    "age_band": Q(age_band=codes.NOT_STATED),
    "place": Q(place=""),
    "closure_reason": ~Q(closed_month="") & Q(closure_reason=""),
}


def _cases(period: Period[Month]) -> Sequence[MonthCount]:
    """Cases by the month they were opened; months without any are there with 0."""
    anything = Q(pk__in=[])
    for condition in _LACKING.values():
        anything |= condition
    counted: dict[str, Mapping[str, int]] = {
        row["opened_month"]: cast("Mapping[str, int]", row)
        for row in Case.objects.filter(
            geography=SWEDEN, opened_month__gte=period.first.code, opened_month__lte=period.last.code
        )
        .order_by()
        .values("opened_month")
        .annotate(
            rows=Count("id"),
            lacks_something=Count("id", filter=anything),
            **{f"lacks_{name}": Count("id", filter=condition) for name, condition in _LACKING.items()},
        )
    }
    return [_month(month.code, counted.get(month.code, {})) for month in period]


def _month(code: str, row: Mapping[str, int]) -> MonthCount:
    rows = row.get("rows", 0)
    return MonthCount(
        code,
        rows,
        rows - row.get("lacks_something", 0),
        {name: row.get(f"lacks_{name}", 0) for name in _LACKING},
    )


def _lock_cases(by: Actor, period: Period[Month]) -> object:
    return lock(by=by, first=period.first, last=period.last)


DELIVERABLES: Mapping[str, Deliverable] = {
    one.code: one for one in (Deliverable("cases", Text("Ärenden", "Cases"), _LACKS, _cases, _lock_cases),)
}
