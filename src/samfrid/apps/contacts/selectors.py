"""Read contact ways. What the public gets is verified, not too old and not withdrawn; nothing else is handed out."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samfrid.apps.contacts.models import ContactWay
from samfrid.domain.wording import Text

EMERGENCY_NUMBER = "112"
"""Stands first on every page of help, and never waits for anyone to verify it."""


@dataclass(frozen=True, slots=True)
class Way:
    """One verified way, in both languages. `dialled` is the number as a telephone takes it, without spaces."""

    id: uuid.UUID
    name: Text
    for_whom: Text
    phone: str
    web: str
    hours: Text
    cost: Text
    traces: Text
    languages: Text
    municipality: str
    verified_on: date
    verified_by: str

    @property
    def is_local(self) -> bool:
        """Whether it is for one municipality only."""
        return bool(self.municipality)

    @property
    def dialled(self) -> str:
        """The digits of the number."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


def for_place(municipality: str, *, today: date) -> tuple[Way, ...]:
    """List the ways for one municipality: its own first, then those of the whole country.

    Shape:   `municipality` is a four-digit code, or empty for the whole country only.
    Promise: one query; whatever is unverified, due for review today or earlier, or withdrawn is left out.
             112 is not among them: pages show it themselves, always.
    """
    rows = _public(today).filter(Q(municipality="") | Q(municipality=municipality))
    found = [_way(row) for row in rows.select_related("organisation")]
    return tuple(sorted(found, key=lambda way: not way.is_local))


def municipalities_with_ways(*, today: date) -> frozenset[str]:
    """The codes of municipalities that have at least one way of their own."""
    return frozenset(
        _public(today).exclude(municipality="").values_list("municipality", flat=True).distinct()
    )


def kept_by(organisation: uuid.UUID) -> QuerySet[ContactWay]:
    """Every way an organisation keeps, withdrawn ones too: for its own editors."""
    return ContactWay.objects.filter(organisation_id=organisation)


def _public(today: date) -> QuerySet[ContactWay]:
    return ContactWay.objects.filter(is_withdrawn=False, verified_on__lte=today, next_review__gt=today)


def _way(row: ContactWay) -> Way:
    if row.verified_on is None:
        raise ValueError("an unverified contact way was about to be shown")
    return Way(
        id=row.pk,
        name=Text(row.name_sv, row.name_en),
        for_whom=Text(row.for_whom_sv, row.for_whom_en),
        phone=row.phone,
        web=row.web,
        hours=Text(row.hours_sv, row.hours_en),
        cost=Text(row.cost_sv, row.cost_en),
        traces=Text(row.traces_sv, row.traces_en),
        languages=Text(row.languages_sv, row.languages_en),
        municipality=row.municipality,
        verified_on=row.verified_on,
        verified_by=row.organisation.name,
    )
