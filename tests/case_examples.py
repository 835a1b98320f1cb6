"""Invented cases and the people who meet them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from people import MOTALA, Person, new_organisation, new_person, new_unit
from samfrid.apps.cases.draft import CaseDraft
from samfrid.apps.cases.models import Case
from samfrid.apps.cases.services import register
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import Organisation, Unit
from samfrid.foundation.organisations.scope import opened


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation with two units: a worker in the first, one in the other, a manager over both; a stranger."""

    organisation: Organisation
    unit: Unit
    other_unit: Unit
    worker: Person
    other_worker: Person
    manager: Person
    administrator: Person
    stranger: Person
    strangers_unit: Unit


def new_place() -> Place:
    """Build the organisation and its people."""
    motala, elsewhere = new_organisation(), new_organisation("vadstena")
    unit, other = new_unit(motala), new_unit(motala, "Kvinnofridsteamet")
    strangers_unit = new_unit(elsewhere)
    return Place(
        motala,
        unit,
        other,
        new_person(motala, Role.SOCIAL_WORKER, units=[unit]),
        new_person(motala, Role.SOCIAL_WORKER, units=[other]),
        new_person(motala, Role.MANAGER),
        new_person(motala, Role.ADMINISTRATOR),
        new_person(elsewhere, Role.MANAGER),
        strangers_unit,
    )


def draft(unit: Unit, /, **changes: object) -> CaseDraft:
    """What a worker writes about a new case."""
    said: dict[str, object] = {
        "gender": "woman",
        "age_band": "26-40",
        "place": MOTALA,
        "honour_context": "no",
        "opened": date(2026, 8, 14),
        "unit": unit.pk,
    }
    return CaseDraft(**{**said, **changes})  # type: ignore[arg-type]


def open_case(place: Place, /, **changes: object) -> Case:
    """Open a case in the first unit, as its worker."""
    by = place.worker.actor
    with opened(place.organisation.pk, by=by):
        return register.start(by=by, draft=draft(place.unit, **changes), token=uuid.uuid4())
