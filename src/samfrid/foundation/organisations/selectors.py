"""Who may act where. Read before any scope is open."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db.models import Q

from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import CoveredMunicipality, Membership


def memberships_of(user: User) -> list[Membership]:
    """A person's active memberships in active organisations, by the organisation's name."""
    return list(
        Membership.objects.filter(
            user=user, is_active=True, organisation__is_active=True, user__is_active=True
        )
        .select_related("organisation")
        .order_by("organisation__name")
    )


def actor_of(membership: Membership) -> Actor:
    """The actor a membership makes."""
    return Actor(
        id=membership.user_id,
        organisation=membership.organisation_id,
        role=Role(membership.role),
        units=frozenset(uuid.UUID(unit) for unit in membership.units),
    )


def municipalities_of(organisation: uuid.UUID, *, on: dt.date) -> list[str]:
    """The codes of the municipalities an organisation works for on a day, in their order."""
    covered = CoveredMunicipality.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=on),
        Q(valid_to=None) | Q(valid_to__gte=on),
        organisation=organisation,
    )
    return list(covered.order_by("municipality").values_list("municipality", flat=True))
