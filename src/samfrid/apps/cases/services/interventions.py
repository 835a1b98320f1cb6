"""Add and change interventions."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from samfrid.apps.cases import vocabulary as words
from samfrid.apps.cases.draft import CaseRefused
from samfrid.apps.cases.models import Intervention
from samfrid.apps.cases.selectors import interventions_of, not_allowed, require_unit
from samfrid.domain.places import UnknownPlace
from samfrid.domain.places import municipality as municipality_of
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record

EDIT = Permission.INTAKE_IMPORT


@transaction.atomic
def put(
    *,
    by: Actor,
    intervention: uuid.UUID | None = None,
    name: str,
    kind: str,
    reach: str,
    unit: uuid.UUID,
    municipality: str,
    active_from: date,
    active_to: date | None = None,
) -> Intervention:
    """Add an intervention, or change one.

    Errors: NotAllowed; CaseRefused with each field.
    """
    require_unit(by, unit, EDIT)
    held = Intervention()
    if intervention is not None:
        found = interventions_of(by).filter(pk=intervention).first()
        if found is None:
            raise not_allowed()
        held = found
    held.name, held.kind, held.reach, held.unit_id = name.strip(), kind, reach, unit
    held.municipality, held.active_from, held.active_to = municipality, active_from, active_to
    _check(held)
    held.save()
    record(by=by, action=Action.INTERVENTION_CHANGED, about=held)
    return held


def _check(held: Intervention) -> None:
    choose = Text("Välj ett av svaren.", "Choose one of the answers.")
    problems = []
    if not held.name or len(held.name) > 120:
        problems.append(
            ("name", Text("Skriv ett namn, högst 120 tecken.", "Write a name, at most 120 characters."))
        )
    elif Intervention.objects.filter(name=held.name).exclude(pk=held.pk).exists():
        problems.append(("name", Text("Namnet finns redan.", "The name is taken.")))
    if held.kind not in words.SUPPORT_KINDS:
        problems.append(("kind", choose))
    if held.reach not in words.REACHES:
        problems.append(("reach", choose))
    try:
        municipality_of(held.municipality)
    except UnknownPlace:
        problems.append(("municipality", Text("Välj en kommun.", "Choose a municipality.")))
    if held.active_to and held.active_to < held.active_from:
        problems.append(("active_to", Text("Slutet är före början.", "The end is before the start.")))
    if problems:
        raise CaseRefused(*(Problem(what, Place(field=field)) for field, what in problems))
