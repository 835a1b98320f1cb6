"""Contact ways of the organisation that must be checked before they are shown."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from samfrid.apps.contacts.models import ContactWay
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest
from samfrid.faces.staff.cards.card import Card, Kind, room
from samfrid.foundation.accounts.roles import Permission


def ways_to_check(request: StaffRequest) -> Sequence[Card]:
    """How many of the organisation's own ways are left out of the public pages until somebody checks them."""
    organisation = request.actor.organisation
    if organisation is None or not request.actor.may(Permission.CONTACTS_EDIT):
        return ()
    unchecked = Q(verified_on=None) | Q(next_review__lte=timezone.localdate())
    own = ContactWay.objects.filter(organisation_id=organisation, is_withdrawn=False)
    count = own.filter(unchecked).count()
    if not count:
        return ()
    title = (
        Text("Kontrollera en kontaktväg", "Check one contact way")
        if count == 1
        else Text(f"Kontrollera {count} kontaktvägar", f"Check {count} contact ways")
    )
    words = Text(
        "De visas inte för allmänheten förrän någon har ringt.",
        "The public does not see them until somebody has called.",
    )
    return (Card(Kind.NEEDS, title, words, room("kontaktvagar/")),)
