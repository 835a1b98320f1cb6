"""Deliver a period: the owner has seen what is complete and missing, and stands for it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from samfrid.apps.cases.selectors import not_allowed
from samfrid.apps.intake.deliverables import DELIVERABLES, MonthCount
from samfrid.apps.intake.models import PeriodDelivery
from samfrid.apps.intake.selectors import deliveries_of
from samfrid.domain.periods import HalfYear, Month, Period
from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.scope import current


class DeliveryRefused(Refused):
    """A period can't be delivered so; each problem names its field."""


@transaction.atomic
def deliver(*, by: Actor, kind: str, half_year: HalfYear, seen: int) -> PeriodDelivery:
    """Deliver a half-year of one kind of rows; its months are locked. Delivered twice is delivered once.

    `seen` is how many rows stood on the page: when others have come or gone since, the owner must look again.
    Errors: NotAllowed, also for who is bound to units; DeliveryRefused for a period that is not over, and for one
            that has changed since it was seen.
    """
    deliveries = deliveries_of(by)
    if by.units or kind not in DELIVERABLES:
        raise not_allowed()
    months = months_of(half_year)
    again = deliveries.filter(kind=kind, first_month=months.first.code, last_month=months.last.code).first()
    if again is not None:
        return again
    if months.last_day >= timezone.localdate():
        early = Text("Perioden är inte slut än.", "The period is not over yet.")
        raise DeliveryRefused(Problem(early, Place(field="period")))
    counted = completeness(kind, half_year)
    if sum(month.rows for month in counted) != seen:
        changed = Text("Antalet har ändrats sedan du såg det. Se igenom det igen.",
                       "The number has changed since you saw it. Look through it again.")  # fmt: skip
        raise DeliveryRefused(Problem(changed))
    delivery = PeriodDelivery.objects.create(
        organisation_id=current().organisation,
        kind=kind,
        first_month=months.first.code,
        last_month=months.last.code,
        completeness=[
            {"month": one.month, "rows": one.rows, "complete": one.complete, "lacking": dict(one.lacking)}
            for one in counted
        ],
        delivered_by=by.id,
        delivered_at=timezone.now(),
    )
    DELIVERABLES[kind].lock(by, months)
    details: dict[str, str | int | bool] = {
        "kind": kind,
        "period": half_year.code,
        "rows": seen,
        "receipt": delivery.receipt,
    }
    record(by=by, action=Action.PERIOD_DELIVERED, about=delivery, details=details)
    return delivery


def completeness(kind: str, half_year: HalfYear) -> list[MonthCount]:
    """What a half-year has and lacks, month by month."""
    return list(DELIVERABLES[kind].count(months_of(half_year)))


def months_of(half_year: HalfYear) -> Period[Month]:
    """The six months of a half-year."""
    first = Month.of(half_year.first_day)
    return Period(first, first.moved(HalfYear.MONTHS - 1))
