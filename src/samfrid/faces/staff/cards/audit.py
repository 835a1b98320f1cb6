"""The monthly review of the log, for those who review it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from samfrid.domain.periods import Month
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest
from samfrid.faces.staff.cards.card import Card, Kind, room
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.selectors import months_with_entries, reviews_of


def log_to_review(request: StaffRequest) -> Sequence[Card]:
    """Last month's log, when it has entries and its review has no result yet."""
    organisation = request.actor.organisation
    if organisation is None or not request.actor.may(Permission.AUDIT_READ):
        return ()
    last = Month.of(timezone.localdate()).moved(-1)
    review = reviews_of(organisation).get(last.code)
    if last.code not in months_with_entries(organisation) or hasattr(review, "result"):
        return ()
    title = Text(f"Granska loggen för {last.label.sv}", f"Review the log of {last.label.en}")
    words = Text(
        "Ett urval dras. Ta ställning till varje rad.", "A sample is drawn. Take a stand on each line."
    )
    return (Card(Kind.NEEDS, title, words, room("logg/granskning/")),)
