"""The end of a day: the audit is told how many were counted, and what waits too long is pooled."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samfrid.apps.surveys.models import DailyCount
from samfrid.apps.surveys.services import invitations, once, pools, sittings
from samfrid.domain.periods import Month
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.scope import current


@transaction.atomic
def close(*, on: date) -> int:
    """Do what is to be done once a day in the open organisation; twice is as good as once.

    Promise: the audit learns a number per unit and day, written at a time that tells nothing of when anyone
             was asked; that day's count is then gone.
    """
    pools.lock()
    over = list(DailyCount.objects.filter(day__lt=on).order_by("day", "unit_id"))
    for one in over:
        record(
            by=SYSTEM,
            action=Action.ASKINGS_COUNTED,
            about=one.unit_id,
            organisation=current().organisation,
            details={"count": one.count, "day": one.day.isoformat()},
        )
    DailyCount.objects.filter(pk__in=[one.pk for one in over]).delete()
    for pool in pools.POOLS:
        pools.settle(pool, today=Month.of(on))
    once.forget_old(on=on)
    sittings.forget_idle()
    invitations.forget_expired(on=on)
    return len(over)
