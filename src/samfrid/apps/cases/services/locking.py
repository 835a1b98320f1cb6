"""Lock the cases of a delivered period."""

from __future__ import annotations

from django.db import transaction

from samfrid.apps.cases.models import LockedPeriod
from samfrid.domain.periods import Month
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.organisations.scope import current


@transaction.atomic
def lock(*, by: Actor, first: Month, last: Month) -> LockedPeriod:
    """Lock the months from first to last. Locking the same months again changes nothing.

    Errors: NotAllowed.
    """
    require(by, Permission.PERIOD_DELIVER, current().organisation)
    locked, _ = LockedPeriod.objects.get_or_create(
        organisation_id=current().organisation, first_month=first.code, last_month=last.code
    )
    return locked
