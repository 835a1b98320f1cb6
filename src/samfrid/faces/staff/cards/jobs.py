"""Long work this person started: what failed needs a look, what goes on is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest
from samfrid.faces.staff.cards.card import Card, Kind, room
from samfrid.foundation.jobs.models import OVER, State
from samfrid.foundation.jobs.selectors import own_runs

_TOLD_FOR = timedelta(days=7)


def long_work(request: StaffRequest) -> Sequence[Card]:
    """Runs that failed this week, and those under way."""
    recent = timezone.now() - _TOLD_FOR
    cards = []
    for run in own_runs(request.actor):
        title, address = Text(run.title_sv, run.title_en), room(f"jobb/{run.pk}/")
        if run.state == State.FAILED and run.created_at >= recent:
            words = Text(
                "Arbetet gick inte att slutföra. Se vad som hände.",
                "The work could not be finished. See what happened.",
            )
            cards.append(
                Card(Kind.NEEDS, title, words, address, is_late=True, when=Text("Gick inte", "Failed"))
            )
        elif run.state not in OVER:
            words = Text("Fortsätter även om du lämnar sidan.", "Goes on even if you leave the page.")
            cards.append(Card(Kind.UNDER_WAY, title, words, address))
    return cards
