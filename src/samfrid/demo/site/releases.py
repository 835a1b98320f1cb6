"""The release of the demo: prepared by one invented person, approved by another, through the same doors as any."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samfrid.apps.analysis.models import Draft
from samfrid.apps.analysis.services import drafts, publishing, reviews
from samfrid.demo.site.organisations import HOME, Body
from samfrid.domain.measures.standard import FAMILIES
from samfrid.domain.periods import HalfYear, Period
from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.jobs.worker import work
from samfrid.foundation.organisations.models import Membership
from samfrid.foundation.organisations.scope import opened
from samfrid.foundation.organisations.selectors import actor_of

HALF_YEARS = 8


class DemoNotPublished(Refused):
    """The demo's release could not be prepared."""


def build_release(bodies: Mapping[str, Body], today: date) -> str:
    """Prepare, approve and publish the half-years before the last whole one. Returns the release's title.

    Promise: the latest whole half-year is left, so that whoever tries the demo has one to prepare.
    Errors:  DemoNotPublished with what the preparing said.
    """
    home = bodies[HOME].organisation
    preparer, approver = (
        actor_of(Membership.objects.get(organisation=home, role=role.value))
        for role in (Role.DEVELOPMENT_LEADER, Role.ASSOCIATION_HEAD)
    )
    with opened(home.pk, by=preparer):
        draft, _ = drafts.begin(
            by=preparer,
            period=_period(today),
            families=[family.name for family in FAMILIES],
            today=today,
        )
    work(until_empty=True)
    with opened(home.pk, by=approver):
        prepared = Draft.objects.get(pk=draft.pk)
        if prepared.problem_sv:
            raise DemoNotPublished(Problem(Text(prepared.problem_sv, prepared.problem_en)))
        reviews.approve(by=approver, draft=prepared)
        return publishing.publish(by=approver, draft=prepared).title_sv


def _period(today: date) -> Period[HalfYear]:
    running = HalfYear.of(today)
    return Period(running.moved(-1 - HALF_YEARS), running.moved(-2))
