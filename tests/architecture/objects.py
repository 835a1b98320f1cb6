"""What stands in addresses. A page whose address names an object needs one builder here, named by the page.

    @builds("staff:case", "staff:case_close")
    def case(ground: Ground) -> dict[str, object]:
        with opened(ground.organisation.pk, by=ground.actor(Role.SOCIAL_WORKER)):
            case = new_case(unit=ground.unit, note=ground.canary)
        return {"case": case.pk}

The builder makes the object in the ground's organisation and gives what stands in the address. Put `ground.canary`
wherever a name or a text is stored: the crawl looks for it in what a stranger is shown. A builder runs once for
each of two organisations. A page that needs something after the question mark names it by `query`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from people import Person, new_organisation, new_person, new_unit
from samfrid.apps.analysis.models import Draft
from samfrid.domain.periods import Month
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit import reviews
from samfrid.foundation.organisations.models import Organisation, Unit
from samfrid.foundation.organisations.scope import opened


@dataclass
class Ground:
    """One organisation with a unit and a person of every role. `canary` is a word found nowhere else."""

    organisation: Organisation
    unit: Unit
    people: dict[Role, Person]
    canary: str
    made: dict[str, dict[str, Any]] = field(default_factory=dict)

    def person(self, role: Role) -> Person:
        """Whoever has the role here."""
        return self.people[role]

    def actor(self, role: Role) -> Actor:
        """Whoever has the role here, as an actor."""
        return self.people[role].actor


HOME, ELSEWHERE = "motala", "trosa"
Builder = Callable[[Ground], dict[str, Any]]
BUILDERS: dict[str, Builder] = {}


def builds(*names: str) -> Callable[[Builder], Builder]:
    """Register a builder for the pages of these names."""

    def registered(builder: Builder) -> Builder:
        for name in names:
            if name in BUILDERS:
                raise ValueError(f"{name} has a builder already: {BUILDERS[name].__name__}")
            BUILDERS[name] = builder
        return builder

    return registered


def new_ground(code: str) -> Ground:
    """An organisation with a person of every role."""
    canary = f"Canary{uuid.uuid4().hex[:10]}"
    organisation = new_organisation(code)
    unit = new_unit(organisation, f"Enheten {canary}")
    people = {
        role: new_person(organisation, role, name=f"{role.value} {canary}", units=[unit]) for role in Role
    }
    return Ground(organisation, unit, people, canary)


def kwargs_of(ground: Ground, name: str) -> dict[str, Any]:
    """What stands in the address of a page; the object is made once per organisation and builder."""
    builder = BUILDERS[name]
    key = builder.__name__
    if key not in ground.made:
        ground.made[key] = builder(ground)
    return ground.made[key]


@builds("accounts_follow_link")
def password_link(ground: Ground) -> dict[str, Any]:
    """A token that never was: the page behind it tells nobody whether it lives."""
    return {"token": "a-token-that-never-was"}


@builds("staff:unit", "staff:unit_close", "staff:unit_reopen")
def unit(ground: Ground) -> dict[str, Any]:
    """The ground's own unit."""
    return {"unit": ground.unit.pk}


@builds("staff:member", "staff:member_link", "staff:member_close", "staff:member_reopen")
def member(ground: Ground) -> dict[str, Any]:
    """The editor, who may be changed by the administrator."""
    return {"member": ground.person(Role.EDITOR).membership.pk}


@builds("staff:log_review")
def review_of_the_log(ground: Ground) -> dict[str, Any]:
    """A month whose sample is drawn: another one in each organisation, as a month says nothing of whose it is."""
    month = Month(2020, 3 if ground.organisation.code == HOME else 4)
    reviews.draw(
        by=ground.actor(Role.DATA_PROTECTION_OFFICER), organisation=ground.organisation.pk, month=month
    )
    return {"month": month.code}


@builds("staff:asking_steps_edit")
def outcome(ground: Ground) -> dict[str, Any]:
    """An outcome of our own questions, the same for every organisation; elsewhere one that nobody has."""
    return {"outcome": "ongoing" if ground.organisation.code == HOME else "unheard-of"}


def _draft(ground: Ground) -> Draft:
    with opened(ground.organisation.pk, by=ground.actor(Role.DEVELOPMENT_LEADER)):
        return Draft.objects.create(
            organisation=ground.organisation,
            title_sv=f"Utkastet {ground.canary}",
            title_en=f"The draft {ground.canary}",
            period_first="2025-H1",
            period_last="2025-H1",
            families=["closures"],
            prepared_by=ground.person(Role.DEVELOPMENT_LEADER).user.pk,
            prepared_role=Role.DEVELOPMENT_LEADER.value,
            prepared_at=timezone.now(),
        )


@builds(
    "staff:statistics_draft",
    "staff:statistics_approve",
    "staff:statistics_return",
    "staff:statistics_publish",
    "staff:statistics_withdraw",
)
def draft(ground: Ground) -> dict[str, Any]:
    """A draft that is being prepared."""
    return {"draft": _draft(ground).pk}


@builds("staff:statistics_figures")
def draft_without_figures(ground: Ground) -> dict[str, Any]:
    """A draft that has not been counted yet: its figures are nowhere."""
    return {"draft": _draft(ground).pk, "table": "closed_by_place"}
