"""States of a draft in words, with the mark of each."""

from __future__ import annotations

from collections.abc import Mapping

from samfrid.apps.analysis.models import DraftState
from samfrid.domain.wording import Text

STATES: Mapping[DraftState, Text] = {
    DraftState.PREPARING: Text("Förbereds", "Being prepared"),
    DraftState.FAILED: Text("Kunde inte förberedas", "Could not be prepared"),
    DraftState.PREPARED: Text("Väntar på prövning", "Waits for review"),
    DraftState.RETURNED: Text("Återlämnat", "Returned"),
    DraftState.APPROVED: Text("Godkänt", "Approved"),
    DraftState.PUBLISHED: Text("Publicerat", "Published"),
    DraftState.WITHDRAWN: Text("Tillbakadraget", "Withdrawn"),
}
MARKS: Mapping[DraftState, str] = {
    DraftState.PREPARING: "pagar",
    DraftState.FAILED: "sen",
    DraftState.PREPARED: "paus",
    DraftState.RETURNED: "sen",
    DraftState.APPROVED: "oppet",
    DraftState.PUBLISHED: "klar",
    DraftState.WITHDRAWN: "stangt",
}
