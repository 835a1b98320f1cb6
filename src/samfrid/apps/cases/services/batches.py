"""Many cases at once: written invisible a part at a time, then shown by one short write, or swept away.

Nobody waits while they are written: each part is a transaction of its own. Whatever happens on the way, the cases
of a batch are seen either all or not at all.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samfrid.apps.cases.draft import CaseDraft, refuse_problems
from samfrid.apps.cases.locks import is_locked, locked_spans
from samfrid.apps.cases.models import Case, CaseBatch
from samfrid.apps.cases.selectors import not_allowed
from samfrid.apps.cases.services.register import fill
from samfrid.foundation.accounts.actors import SYSTEM, Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.organisations.scope import current

AT_A_TIME = 500
ABANDONED_AFTER = timedelta(hours=12)


@transaction.atomic
def begin(*, by: Actor) -> CaseBatch:
    """Begin a batch that nobody sees yet.

    Errors: NotAllowed.
    """
    _require(by)
    return CaseBatch.objects.create(organisation_id=current().organisation)


@transaction.atomic
def add(*, by: Actor, batch: CaseBatch, drafts: Sequence[CaseDraft]) -> None:
    """Write a part of the batch; give at most some hundred at a time, so that nobody waits long.

    Errors: NotAllowed, also for a batch that is already shown; CaseRefused.
    """
    _require(by)
    if CaseBatch.objects.filter(pk=batch.pk, is_visible=True).exists():
        raise not_allowed()
    spans, today = locked_spans(), timezone.localdate()
    rows = []
    for draft in drafts:
        refuse_problems(draft, today)
        if by.units and draft.unit not in by.units:
            raise not_allowed()
        case = Case(organisation_id=batch.organisation_id, batch=batch)
        fill(case, draft)
        case.late = is_locked(case.opened_month, case.closed_month, spans=spans)
        rows.append(case)
    Case.staged.bulk_create(rows, batch_size=AT_A_TIME)


@transaction.atomic
def show(*, by: Actor, batch: CaseBatch) -> int:
    """Show the whole batch at once, and return how many cases it has.

    Errors: NotAllowed when there is no such batch to show.
    """
    _require(by)
    rows = Case.staged.filter(batch=batch).count()
    if not CaseBatch.objects.filter(pk=batch.pk, is_visible=False).update(is_visible=True, rows=rows):
        raise not_allowed()
    return rows


@transaction.atomic
def discard_part(*, by: Actor, batch: uuid.UUID) -> bool:
    """Delete a part of a batch that was never shown, and return whether anything is left of it.

    Promise: a batch that is shown stays as it is.
    Errors:  NotAllowed; the installation itself may always sweep.
    """
    if by.id != SYSTEM.id:
        _require(by)
    hidden = CaseBatch.objects.filter(pk=batch, is_visible=False)
    if not hidden.exists():
        return False
    keys = list(Case.staged.filter(batch_id=batch).values_list("pk", flat=True)[:AT_A_TIME])
    if keys:
        Case.staged.filter(pk__in=keys).delete()
        return True
    hidden.delete()
    return False


def abandoned(*, before: timedelta = ABANDONED_AFTER) -> list[uuid.UUID]:
    """The batches of the open organisation that were begun long ago and never shown."""
    started = timezone.now() - before
    return list(
        CaseBatch.objects.filter(is_visible=False, started_at__lte=started).values_list("pk", flat=True)
    )


def _require(by: Actor) -> None:
    require(by, Permission.INTAKE_IMPORT, current().organisation)
