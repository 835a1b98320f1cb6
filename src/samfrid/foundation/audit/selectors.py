"""Read an organisation's entries. Each caller records that it did."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import NO_ORGANISATION, Entry

ORDERS = {
    "": ("-at", "-number"),
    "tid": ("at", "number"),
    "handelse": ("action", "-at"),
    "vem": ("actor", "-at"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for. Empty means all. `until` is not included."""

    action: Action | None = None
    actor: uuid.UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    order: str = ""


def entries_of(
    organisation: uuid.UUID, wanted: Wanted = Wanted(), *, members: Iterable[uuid.UUID] = ()
) -> QuerySet[Entry]:
    """An organisation's entries, newest first, and what its members did while signing in.

    `members`: the persons whose sign-ins belong to the organisation. They stand in a chain that none owns.
    """
    people = list(members)
    own = Q(organisation=organisation)
    if people:
        own |= Q(organisation=NO_ORGANISATION) & (
            Q(actor__in=people) | Q(about_kind="user", about__in=[str(person) for person in people])
        )
    rows = Entry.objects.filter(own)
    if wanted.action:
        rows = rows.filter(action=wanted.action.value)
    if wanted.actor:
        rows = rows.filter(actor=wanted.actor)
    if wanted.since:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(at__lt=wanted.until)
    return rows.order_by(*ORDERS.get(wanted.order, ORDERS[""]))
