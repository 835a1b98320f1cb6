"""Read drafts of the open organisation, what they would publish, and how complete a period is."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from samfrid.apps.analysis.models import Draft, DraftKind
from samfrid.apps.intake.models import PeriodDelivery
from samfrid.apps.releases.content import read_counts, read_values
from samfrid.apps.releases.measures import PublishedMeasure
from samfrid.apps.releases.reading import OpenRelease
from samfrid.apps.releases.selectors import half_years
from samfrid.domain.periods import HalfYear
from samfrid.domain.tables import ProtectedTable
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.organisations.doors import Door, crossing
from samfrid.foundation.organisations.models import Kind, Organisation

SEE = (
    Permission.FIGURES_READ,
    Permission.RELEASE_PREPARE,
    Permission.RELEASE_APPROVE,
    Permission.RELEASE_WITHDRAW,
)
"""Who may see drafts: any of these."""


def drafts_of(by: Actor) -> QuerySet[Draft]:
    """The drafts of the open organisation, newest first, for those who have to do with them; else none."""
    found = Draft.objects.select_related("release").order_by("-prepared_at")
    return found if any(by.may(permission) for permission in SEE) else found.none()


def draft_of(by: Actor, draft: uuid.UUID) -> Draft | None:
    """One draft of the open organisation, or None: another's is as if it were not there."""
    return drafts_of(by).filter(pk=draft).first()


def names_of(people: Sequence[uuid.UUID | None]) -> dict[uuid.UUID, str]:
    """What people who prepared and decided are called."""
    wanted = {person for person in people if person}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))


def as_release(draft: Draft) -> OpenRelease:
    """Open what a draft would publish, in the form that the public will read it in.

    Errors: ContentChanged.
    """
    tables: dict[str, ProtectedTable] = {}
    families: dict[str, str] = {}
    for part in draft.parts.defer("proof").order_by("number"):
        families[part.name] = part.family
        if part.kind == DraftKind.COUNTS:
            tables |= read_counts(part.content, published_as=part.family)
        else:
            table = read_values(part.content, published_as=part.family)
            tables[table.shape.name] = table
    return OpenRelease(
        id=draft.pk,
        publisher="",
        title=draft.title,
        half_years=half_years(draft.period_first, draft.period_last),
        published_at=draft.prepared_at,
        prepared_by=draft.prepared_role,
        approved_by=draft.decided_role,
        sha256="",
        measures=tuple(PublishedMeasure.from_data(data) for data in draft.measures),
        tables=tables,
        families=families,
        coverage={place: tuple(delivered) for place, delivered in draft.coverage.items()},
        protocol={},
    )


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many organisations have delivered their cases of a half-year, of those that could."""

    half_year: HalfYear
    organisations: int
    of: int


def deliveries(by: Actor, half_years: Sequence[HalfYear]) -> list[Delivered]:
    """Tell how complete half-years are: who has delivered, counted and never named.

    Errors: NotAllowed.
    """
    require(by, Permission.FIGURES_READ)
    could = Organisation.objects.filter(
        is_active=True, kind__in=(Kind.MUNICIPALITY, Kind.COORDINATION_ASSOCIATION)
    ).count()
    with crossing(door=Door.DELIVERIES, by=by, reason="prepare"):
        delivered = list(PeriodDelivery.objects.values_list("organisation_id", "last_month"))
    return [
        Delivered(
            half_year,
            len({owner for owner, month in delivered if month == _last_month(half_year)}),
            could,
        )
        for half_year in half_years
    ]


def _last_month(half_year: HalfYear) -> str:
    return f"{half_year.year}-{half_year.half * 6:02d}"
