"""Files this person has left half-way: read, but not yet part of the register."""

from __future__ import annotations

from collections.abc import Sequence

from samfrid.apps.intake.models import FileState
from samfrid.apps.intake.selectors import files_of
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest
from samfrid.faces.staff.cards.card import Card, Kind, room
from samfrid.foundation.accounts.roles import Permission

_MOST = 5


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
            room("lasa-in/"),
        )
        for file in files
    ]
