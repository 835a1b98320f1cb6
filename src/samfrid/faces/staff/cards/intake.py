"""Files left half-way: read, but not yet part of the register; and half-years not yet delivered."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from samfrid.apps.intake.models import FileState
from samfrid.apps.intake.selectors import deliveries_of, files_of
from samfrid.apps.intake.services.deliveries import completeness, months_of
from samfrid.domain.periods import HalfYear
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest
from samfrid.faces.staff.cards.card import Card, Kind, room
from samfrid.foundation.accounts.roles import Permission

_MOST = 5
_CASES = "cases"


def files_half_way(request: StaffRequest) -> Sequence[Card]:
    """Files that have been looked at and wait for a decision."""
    if not request.actor.may(Permission.INTAKE_IMPORT):
        return ()
    files = files_of(request.actor).filter(state=FileState.READ, received_by=request.actor.id)[:_MOST]
    return [
        Card(
            Kind.NEEDS,
            Text("Läs klart filen", "Finish reading the file") + Text.same(f" {file.name}"),
            Text(
                f"{file.problems} uppgifter behöver rättas."
                if file.problems
                else "Inget hindrar. Läs in den.",
                f"{file.problems} values need correcting."
                if file.problems
                else "Nothing is in the way. Read it in.",
            ),
            room(f"lasa-in/{file.pk}/"),
        )
        for file in files
    ]


def half_year_to_deliver(request: StaffRequest) -> Sequence[Card]:
    """The latest half-year that is over, when it holds cases and nobody has delivered it."""
    if request.actor.units or not request.actor.may(Permission.PERIOD_DELIVER):
        return ()
    half_year = HalfYear.of(timezone.localdate()).moved(-1)
    months = months_of(half_year)
    delivered = deliveries_of(request.actor).filter(
        kind=_CASES, first_month=months.first.code, last_month=months.last.code
    )
    if delivered.exists() or not any(month.rows for month in completeness(_CASES, half_year)):
        return ()
    label = half_year.label
    return (
        Card(
            Kind.NEEDS,
            Text(f"Leverera {label.sv}", f"Deliver the {label.en}"),
            Text(
                "Se vad som fattas, och stå för uppgifterna.", "See what is missing, and stand for the data."
            ),
            room("lasa-in/leverans/"),
        ),
    )
