"""Read an organisation's entries. Each caller records that it did."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from samfrid.foundation.audit.models import NO_ORGANISATION, Entry, Review


def entries_of(organisation: uuid.UUID, *, members: Iterable[uuid.UUID] = ()) -> QuerySet[Entry]:
    """An organisation's entries, newest first, and what its members did while signing in.

    `members`: the persons whose sign-ins belong to the organisation. They stand in a chain that none owns.
    """
    people = list(members)
    own = Q(organisation=organisation)
    if people:
        own |= Q(organisation=NO_ORGANISATION) & (
            Q(actor__in=people) | Q(about_kind="user", about__in=[str(person) for person in people])
        )
    return Entry.objects.filter(own).order_by("-at", "-number")


def reviews_of(organisation: uuid.UUID) -> dict[str, Review]:
    """An organisation's reviews by their month, each with its result."""
    rows = Review.objects.filter(organisation=organisation).select_related("result")
    return {review.month: review for review in rows}


def months_with_entries(organisation: uuid.UUID) -> list[str]:
    """The months an organisation has entries of, latest first."""
    months = Entry.objects.filter(organisation=organisation).datetimes("at", "month", order="DESC")
    return [f"{month:%Y-%m}" for month in months]
