"""Which cases an actor meets: a worker bound to units meets those units' cases only."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from samfrid.apps.cases.geographies import SWEDEN
from samfrid.apps.cases.models import Case, Intervention
from samfrid.apps.cases.way import FOLLOW_UP_DAYS
from samfrid.domain.wording import Problem, Text
from samfrid.foundation.accounts.actors import Actor, NotAllowed, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.organisations.models import Unit
from samfrid.foundation.organisations.scope import current

READ = (Permission.CASE_READ_OWN_UNIT, Permission.CASE_READ_OWN_ORGANISATION)
WRITE = Permission.CASE_WRITE_OWN_UNIT
EXPORT = Permission.PERIOD_DELIVER
_NO = Text("Du har inte behörighet till detta.", "You do not have permission for this.")


def not_allowed() -> NotAllowed:
    """The one refusal: it tells nothing of what exists."""
    return NotAllowed(Problem(_NO))


def may_read(by: Actor) -> bool:
    """Whether the actor meets any cases at all."""
    return any(by.may(permission) for permission in READ)


def may_export(by: Actor) -> bool:
    """Whether the actor may take a list of cases out of the system."""
    return may_read(by) and by.may(EXPORT)


def require_reading(by: Actor) -> None:
    """Refuse who may not read cases in the open organisation.

    Errors: NotAllowed.
    """
    if not may_read(by) or by.organisation != current().organisation:
        raise not_allowed()


def require_unit(by: Actor, unit: uuid.UUID | None, permission: Permission = WRITE) -> None:
    """Refuse who may not write in a unit; what belongs to no unit is for those who are bound to none.

    Errors: NotAllowed, also for a unit of another organisation.
    """
    require(by, permission, current().organisation)
    if by.units and unit not in by.units:
        raise not_allowed()
    if unit is not None and not Unit.objects.filter(pk=unit).exists():
        raise not_allowed()


def cases_of(by: Actor) -> QuerySet[Case]:
    """The cases an actor may meet, in the open organisation. Whoever shows them records that they were read."""
    require_reading(by)
    cases = Case.objects.select_related("unit", "intervention")
    if by.units and not by.may(Permission.CASE_READ_OWN_ORGANISATION):
        return cases.filter(unit_id__in=by.units)
    return cases


def units_of(by: Actor) -> QuerySet[Unit]:
    """The units an actor may open cases in."""
    units = Unit.objects.filter(is_active=True)
    return units.filter(pk__in=by.units) if by.units else units


def interventions_of(by: Actor) -> QuerySet[Intervention]:
    """The interventions of the units an actor works in."""
    interventions = Intervention.objects.select_related("unit")
    return interventions.filter(unit_id__in=by.units) if by.units else interventions.all()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cases under way wait for a first meeting, and how many are late for a follow-up."""

    first_meeting: int
    follow_up: int


def waiting(by: Actor, today: date) -> Waiting:
    """What the cases an actor may meet wait for. Counts only: nothing is read of a person.

    Errors: NotAllowed.
    """
    under_way = cases_of(by).filter(closed_month="", geography=SWEDEN)
    unmet = Q(first_meeting=None, days_to_first_meeting=None)
    latest = Greatest("first_meeting", Coalesce(Max("follow_ups__on"), "first_meeting"))
    due = today - timedelta(days=FOLLOW_UP_DAYS)
    late = under_way.exclude(first_meeting=None).annotate(latest=latest).filter(latest__lt=due)
    return Waiting(under_way.filter(unmet).count(), late.count())
