"""Write in the audit. Called inside the transaction of the deed it records."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import NO_ORGANISATION, Entry

FIRST = "0" * 64


class Doer(Protocol):
    """Whoever does something: a person with a role, or the system itself."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def organisation(self) -> uuid.UUID | None: ...
    @property
    def role_name(self) -> str: ...


@transaction.atomic
def record(
    *,
    by: Doer,
    action: Action,
    about: object = None,
    organisation: uuid.UUID | None = None,
    details: Mapping[str, str | int | bool] | None = None,
) -> Entry:
    """Append one entry to the organisation's chain.

    Promise: the entry is kept exactly when the surrounding deed is; its hash covers the one before.
             `details` holds ids, counts and codes, never a value from an answer or the vault.
    """
    owner = organisation or by.organisation or NO_ORGANISATION
    last = (
        Entry.objects.select_for_update(of=("self",))
        .filter(organisation=owner)
        .order_by("-number")
        .values_list("number", "hash")
        .first()
    )
    number, previous = last or (0, FIRST)
    entry = Entry(
        organisation=owner,
        number=number + 1,
        at=timezone.now(),
        actor=by.id,
        role=by.role_name,
        action=action,
        about_kind=type(about).__name__.lower() if about is not None else "",
        about=str(getattr(about, "pk", about)) if about is not None else "",
        details=dict(details or {}),
        previous=previous,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    return entry


def entry_hash(entry: Entry) -> str:
    """Hash what an entry says together with the hash before it."""
    said = [
        str(entry.organisation),
        entry.number,
        entry.at.isoformat(),
        str(entry.actor),
        entry.role,
        str(entry.action),
        entry.about_kind,
        entry.about,
        entry.details,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
