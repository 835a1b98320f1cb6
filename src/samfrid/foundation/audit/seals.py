"""Finished years of the chains: sealed, kept five years more, then taken away through the one door there is."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from samfrid.domain.wording import Refused, Text
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry, Seal
from samfrid.foundation.audit.services import Doer, record
from samfrid.foundation.audit.triggers import KEPT_YEARS
from samfrid.foundation.audit.verify import verify


class SegmentKept(Refused):
    """A sealed year that may not be taken away yet, or not in this state."""


@transaction.atomic
def seal_year(*, by: Doer, organisation: uuid.UUID, year: int) -> Seal | None:
    """Seal what a chain says of one finished year and of unsealed years before it; None when there is nothing.

    Errors: SegmentKept while the year goes on.
    """
    now = timezone.now()
    if year >= now.year:
        raise SegmentKept(Text(f"År {year} är inte slut än.", f"The year {year} is not over yet."))
    last_sealed = Seal.objects.filter(organisation=organisation).aggregate(last=Max("last"))["last"] or 0
    ends = datetime(year + 1, 1, 1, tzinfo=UTC)
    last = (
        Entry.objects.filter(organisation=organisation, number__gt=last_sealed, at__lt=ends)
        .order_by("-number")
        .first()
    )
    if last is None:
        return None
    seal = Seal.objects.create(
        organisation=organisation,
        year=year,
        first=last_sealed + 1,
        last=last.number,
        hash=last.hash,
        sealed_at=now,
    )
    record(
        by=by,
        action=Action.SEGMENT_SEALED,
        about=seal,
        organisation=organisation,
        details={"year": year, "last": seal.last, "hash": seal.hash},
    )
    return seal


def seal_finished_years(*, by: Doer) -> list[Seal]:
    """Seal the last finished year of every chain that has entries in it. Meant to be run every January."""
    year = timezone.now().year - 1
    chains = Entry.objects.order_by("organisation").values_list("organisation", flat=True).distinct()
    sealed = [seal_year(by=by, organisation=organisation, year=year) for organisation in chains]
    return [seal for seal in sealed if seal is not None]


@transaction.atomic
def remove_sealed_segment(*, by: Doer, seal: Seal) -> int:
    """Take away the entries under a seal whose year ended more than five years ago. The seal stays.

    Promise: the only way an entry ever goes; the chain goes on from the seal, and tells that it was done.
    Errors:  SegmentKept when it is too early, when an earlier year is still there, or when a chain is broken.
    """
    if seal.year + KEPT_YEARS >= timezone.now().year:
        raise SegmentKept(
            Text(
                f"År {seal.year} ska finnas kvar till slutet av {seal.year + KEPT_YEARS}.",
                f"The year {seal.year} is to be kept until the end of {seal.year + KEPT_YEARS}.",
            )
        )
    if Seal.objects.filter(organisation=seal.organisation, year__lt=seal.year, removed_at=None).exists():
        raise SegmentKept(
            Text("Ett tidigare år finns kvar. Ta det först.", "An earlier year is still there.")
        )
    if not verify().holds:
        raise SegmentKept(
            Text(
                "Kedjan är bruten. Inget tas bort förrän det är utrett: kör samfrid audit verify.",
                "The chain is broken. Nothing is removed until that is settled: run samfrid audit verify.",
            )
        )
    removed = _remove(seal, timezone.now())
    record(
        by=by,
        action=Action.SEGMENT_REMOVED,
        about=seal,
        organisation=seal.organisation,
        details={"year": seal.year, "entries": removed},
    )
    return removed


def _remove(seal: Seal, now: datetime) -> int:
    if connection.vendor == "postgresql":
        # The application's role may not delete; the function of the tables' owner may, under the same rule.
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_remove(%s, %s)", [seal.pk, now])
            return int(cursor.fetchone()[0])
    Seal.objects.filter(pk=seal.pk).update(removed_at=now)
    under = Entry.objects.filter(
        organisation=seal.organisation, number__gte=seal.first, number__lte=seal.last
    )
    return under.delete()[0]
