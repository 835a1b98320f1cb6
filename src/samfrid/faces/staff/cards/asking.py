"""Coverage of the latest months, in words: how many of those met were asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from samfrid.apps.surveys.selectors import coverage
from samfrid.domain.periods import Month
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest
from samfrid.faces.staff.cards.card import Card, Kind, room
from samfrid.foundation.accounts.roles import Permission

_MONTHS_SHOWN = 3


def asked_of_those_met(request: StaffRequest) -> Sequence[Card]:
    """How many were asked over the last three months: what is released, never what waits."""
    if not request.actor.may(Permission.ASKING_COVERAGE):
        return ()
    today = Month.of(timezone.localdate())
    months = tuple(today.moved(-back) for back in range(_MONTHS_SHOWN))
    found = coverage(by=request.actor, months=months)
    met, asked = sum(row.met for row in found), sum(row.asked for row in found)
    if not met:
        return ()
    left = met - asked
    title = (
        Text("Alla har fått frågan", "Everyone has been asked")
        if not left
        else Text(f"{left} av {met} har inte fått frågan", f"{left} of {met} have not been asked")
    )
    since = months[-1].label
    words = Text(
        f"Räknat sedan {since.sv}. Det som väntar på fler är inte med.",
        f"Counted since {since.en}. What waits for more is left out.",
    )
    return (Card(Kind.STANDING, title, words, room("fragor/")),)
