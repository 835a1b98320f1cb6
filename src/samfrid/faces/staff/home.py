"""The first page after sign-in: what waits for this person, what goes on, how things stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.cards import CardSource, Kind
from samfrid.faces.staff.cards.asking import asked_of_those_met
from samfrid.faces.staff.cards.audit import log_to_review
from samfrid.faces.staff.cards.card import room
from samfrid.faces.staff.cards.contacts import ways_to_check
from samfrid.faces.staff.cards.intake import files_half_way, half_year_to_deliver
from samfrid.faces.staff.cards.jobs import long_work
from samfrid.faces.staff.cards.statistics import drafts_waiting
from samfrid.foundation.accounts.roles import ROLES, Permission
from samfrid.ui.navigation import exists

HOME_CARDS: tuple[CardSource, ...] = (
    drafts_waiting,
    files_half_way,
    half_year_to_deliver,
    ways_to_check,
    log_to_review,
    long_work,
    asked_of_those_met,
)

_WEEKDAYS = (
    Text("Måndag", "Monday"),
    Text("Tisdag", "Tuesday"),
    Text("Onsdag", "Wednesday"),
    Text("Torsdag", "Thursday"),
    Text("Fredag", "Friday"),
    Text("Lördag", "Saturday"),
    Text("Söndag", "Sunday"),
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A thing one often comes to do: a verb, where it lies, and the permission it takes."""

    name: Text
    path: str
    permission: Permission


_DEEDS = (
    Deed(Text("Räkna in en fråga", "Tally an asking"), "fragor/rakna/", Permission.ASKING_TALLY),
    Deed(
        Text("Lämna över skärmen", "Hand over the screen"), "fragor/lamna-over/", Permission.ASKING_HAND_OVER
    ),
    Deed(Text("Läs in en fil", "Import a file"), "lasa-in/", Permission.INTAKE_IMPORT),
    Deed(Text("Förbered statistik", "Prepare statistics"), "statistik/", Permission.RELEASE_PREPARE),
    Deed(Text("Granska loggen", "Review the log"), "logg/", Permission.AUDIT_READ),
    Deed(Text("Lägg upp en medlem", "Add a member"), "medlemmar/", Permission.MEMBERS_EDIT),
)
_MOST_DEEDS = 3


@staff_view()
def home(request: StaffRequest) -> HttpResponse:
    """Show what is next for this person."""
    cards = [card for source in HOME_CARDS for card in source(request)]
    today = timezone.localdate()
    return render(
        request,
        "staff/home.html",
        {
            "today": today,
            "weekday": _WEEKDAYS[today.weekday()],
            "needs": [card for card in cards if card.kind is Kind.NEEDS],
            "under_way": [card for card in cards if card.kind is Kind.UNDER_WAY],
            "standing": [card for card in cards if card.kind is Kind.STANDING],
            "deeds": _deeds(request),
            "role": ROLES[request.actor.role] if request.actor.role else None,
        },
    )


def _deeds(request: StaffRequest) -> list[tuple[Text, str]]:
    """The few things this person comes to do most, first the one that acts."""
    allowed = [(deed.name, room(deed.path)) for deed in _DEEDS if request.actor.may(deed.permission)]
    return [(name, address) for name, address in allowed if exists(address)][:_MOST_DEEDS]
