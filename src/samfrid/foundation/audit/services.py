"""Write in the audit. Called inside the transaction of the deed it records; never the other way round."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import connection, transaction
from django.utils import timezone

from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import FIRST, NO_ORGANISATION, Chain, Entry
from samfrid.foundation.audit.said import Detail, entry_hash, plain, plain_details

_ROWS_A_STATEMENT = 500


class Doer(Protocol):
    """Whoever does something: a person with a role, or the system itself."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def organisation(self) -> uuid.UUID | None: ...
    @property
    def role_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed of several that are recorded together."""

    action: Action
    about: object = None
    details: Mapping[str, Detail] | None = None


def record(
    *,
    by: Doer,
    action: Action,
    about: object = None,
    organisation: uuid.UUID | None = None,
    details: Mapping[str, Detail] | None = None,
) -> Entry:
    """Append one entry to the organisation's chain.

    Promise: the entry is kept exactly when the surrounding deed is; its hash covers the one before; two writers
             never get the same number; two statements.
             `details` holds ids, counts and codes, never a value from an answer or the vault.
    """
    (entry,) = record_many(by=by, deeds=[Deed(action, about, details)], organisation=organisation)
    return entry


def record_many(*, by: Doer, deeds: Sequence[Deed], organisation: uuid.UUID | None = None) -> list[Entry]:
    """Append several entries to one chain, in their order, as cheaply as one.

    Promise: as for `record`; one statement more for each eighty or so.
    """
    if not deeds:
        return []
    owner = organisation or by.organisation or NO_ORGANISATION
    # No savepoint: an entry that can't be written takes the deed with it.
    with transaction.atomic(savepoint=False):
        number, previous = _end_of_chain(owner)
        now = timezone.now()
        entries = []
        for place, deed in enumerate(deeds, start=number + 1):
            about = deed.about
            entry = Entry(
                organisation=owner,
                number=place,
                at=now,
                actor=by.id,
                role=plain(by.role_name, longest=40),
                action=deed.action.value,
                about_kind=plain(type(about).__name__.lower(), longest=60) if about is not None else "",
                about=plain(str(getattr(about, "pk", about)), longest=64) if about is not None else "",
                details=plain_details(deed.details or {}),
                previous=previous,
            )
            entry.hash = previous = entry_hash(entry)
            entries.append(entry)
        if len(entries) == 1:
            entries[0].save(force_insert=True)
            return entries
        return Entry.objects.bulk_create(entries, batch_size=_ROWS_A_STATEMENT)


def _end_of_chain(organisation: uuid.UUID) -> tuple[int, str]:
    """The last number and hash, locked until the transaction ends.

    The row of the chain is locked and not the last entry: after waiting, a writer on PostgreSQL must see what the
    one before it wrote. SQLite has one writer at a time, as every transaction begins as one that writes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT last_number, last_hash FROM audit_end(%s)", [organisation])
            number, last = cursor.fetchone()
            return number, last
    found = Chain.objects.filter(organisation=organisation).values_list("number", "hash").first()
    return found or (0, FIRST)
