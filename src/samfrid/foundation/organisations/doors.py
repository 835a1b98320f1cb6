"""The only ways to read more than one organisation at a time. Each has a name, and every use is in the audit.

A door opens to read, never to write: who changes something in several organisations opens one after another.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from samfrid.domain.wording import Problem, Text
from samfrid.foundation.accounts.actors import Actor, NotAllowed, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.organisations.models import Organisation
from samfrid.foundation.organisations.scope import Crossing, entered


class Door(StrEnum):
    """What organisations are crossed for. The value is stored in the audit."""

    RELEASE = "analysis.release"  # count many organisations for one release
    DELIVERIES = "analysis.deliveries"  # see which organisations have delivered a period
    KEEPING = "keeping"  # back up, verify, erase anew after a restore; jobs of the installation itself


# The permission that opens each door to a person. The installation itself, which has no role, may use them all.
_OPENED_WITH: dict[Door, Permission | None] = {
    Door.RELEASE: Permission.RELEASE_PREPARE,
    Door.DELIVERIES: Permission.FIGURES_READ,
    Door.KEEPING: None,
}


@contextmanager
def crossing(
    *, door: Door, by: Actor, reason: str, organisations: Iterable[uuid.UUID] | None = None
) -> Iterator[Crossing]:
    """Open several organisations to be read; all of them where none are named.

    `reason` is a code word of the caller, never text that someone wrote.
    Promise: nothing can be written in them inside the block; each organisation that is read has an entry in its
             own chain of the audit, and so has the actor's own.
    Errors:  NotAllowed when the actor's role may not use the door.
    """
    if by.role is not None:
        permission = _OPENED_WITH[door]
        if permission is None:
            raise NotAllowed(Problem(Text("Bara systemet självt.", "Only the system itself.")))
        require(by, permission)
    known = (
        Organisation.objects.all()
        if organisations is None
        else Organisation.objects.filter(pk__in=organisations)
    )
    read = frozenset(known.values_list("pk", flat=True))
    for chain in sorted({*read, by.organisation}, key=str):
        audit.record(
            by=by,
            action=Action.SCOPE_CROSSED,
            about=door.value,
            organisation=chain,
            details={"door": door.value, "reason": reason, "organisations": len(read)},
        )
    scope = Crossing(read, by, door.value)
    with entered(scope):
        yield scope
