"""Read cases, and record that they were read. Pages and exports go through here, never round it."""

from __future__ import annotations

import uuid

from django.db import transaction

from samfrid.apps.cases.models import Case
from samfrid.apps.cases.selectors import cases_of, not_allowed
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record


@transaction.atomic
def read(*, by: Actor, case: uuid.UUID) -> Case:
    """Read one case with what was noted about it, and record who did.

    Errors: NotAllowed, the same for a case that is not there and one that is not theirs.
    """
    found = cases_of(by).prefetch_related("follow_ups").filter(pk=case).first()
    if found is None:
        raise not_allowed()
    record(by=by, action=Action.CASE_READ, about=found)
    return found


@transaction.atomic
def listed(*, by: Actor, shown: int, found: int) -> None:
    """Record that a list of cases was shown, and how many stood on it."""
    record(by=by, action=Action.CASES_LISTED, details={"shown": shown, "found": found})


@transaction.atomic
def exported(*, by: Actor, rows: int, kind: str) -> None:
    """Record that a list of cases left the system as a file."""
    record(by=by, action=Action.LIST_EXPORTED, details={"list": "cases", "rows": rows, "kind": kind})
