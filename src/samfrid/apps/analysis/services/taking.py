"""Take a snapshot: the facts of every organisation for one period, dated, hashed, and never changed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils import timezone

from samfrid.apps.analysis import snapshots
from samfrid.apps.analysis.collecting import Gathered, gather
from samfrid.apps.analysis.models import Snapshot
from samfrid.apps.analysis.places import PlaceBook
from samfrid.apps.analysis.services.drafts import DraftRefused
from samfrid.domain.measures.standard import FAMILIES
from samfrid.domain.periods import HalfYear, Period
from samfrid.domain.wording import Problem, Text
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.organisations.scope import opened


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A snapshot with the rows it was written from."""

    snapshot: Snapshot
    gathered: Gathered
    book: PlaceBook


def take(*, by: Actor, organisation: uuid.UUID, period: Period[HalfYear]) -> Taken:
    """Take a snapshot for an organisation that prepares releases.

    Promise: a row of the snapshot stands only when all its files do. Not called inside a transaction: files are
             written before the row, in a folder of their own.
    Errors:  NotAllowed; DraftRefused when there is nothing in the period; SnapshotNotWritten.
    """
    require(by, Permission.RELEASE_PREPARE, organisation)
    taken_at = timezone.now()
    book = PlaceBook.read()
    gathered = gather(by=by, period=period, book=book)
    if not any(gathered.rows.values()):
        raise DraftRefused(
            Problem(Text("Det finns inget att räkna i perioden.", "There is nothing to count in the period."))
        )
    made = uuid.uuid4()
    files = {}
    for family in FAMILIES:
        if gathered.rows[family.name]:
            manifest = snapshots.keep(
                made, family.name, gathered.facts(family.name), taken_on=taken_at.date()
            )
            files[family.name] = {"rows": manifest.rows, "sha256": manifest.sha256}
    with opened(organisation, by=by):
        snapshot = Snapshot.objects.create(
            id=made,
            organisation_id=organisation,
            taken_at=taken_at,
            period_first=period.first.code,
            period_last=period.last.code,
            files=files,
            left_out=dict(gathered.left_out),
        )
        audit.record(by=by, action=Action.SNAPSHOT_TAKEN, about=snapshot)
    return Taken(snapshot, gathered, book)
