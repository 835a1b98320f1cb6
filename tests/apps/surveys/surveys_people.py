"""A unit with someone who asks, and askings to count, for tests of this room."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

from people import Person, new_organisation, new_person, new_unit
from samfrid.apps.surveys.codes import AgeBand, Company, Gender, Happened, Reason
from samfrid.apps.surveys.counted import Counted
from samfrid.apps.surveys.selectors import VIOLENCE_QUESTIONS, questionnaire_in_use
from samfrid.apps.surveys.services import askings, once
from samfrid.domain.periods import Month
from samfrid.domain.questionnaires import Outcome
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import Organisation, Unit
from samfrid.foundation.organisations.scope import opened

TODAY = date(2026, 11, 22)
THIS_MONTH = Month.of(TODAY)
_names = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Team:
    """One organisation with one unit and one who asks there."""

    organisation: Organisation
    unit: Unit
    worker: Person

    def count(
        self, counted: Counted, *, unit: Unit | None = None, on: date = TODAY, token: str = ""
    ) -> tuple[Outcome, ...]:
        with opened(self.organisation.pk, by=self.worker.actor):
            return askings.count(
                by=self.worker.actor,
                unit=(unit or self.unit).pk,
                questionnaire=questionnaire_in_use(VIOLENCE_QUESTIONS),
                counted=counted,
                token=token or once.new_token(),
                on=on,
            )


def new_team(code: str = "", *, role: Role = Role.INTERVENTION_WORKER) -> Team:
    organisation = new_organisation(code or f"kommun{next(_names)}")
    return Team(organisation, new_unit(organisation), new_person(organisation, role))


def answered(
    *marks: str,
    month: Month = THIS_MONTH,
    gender: Gender = Gender.WOMAN,
    age_band: AgeBand = AgeBand.TO_40,
    company: Company = Company.ALONE,
) -> Counted:
    return Counted(month, gender, age_band, Happened.ANSWERED, company=company, marks=frozenset(marks))


def declined(month: Month = THIS_MONTH, gender: Gender = Gender.MAN) -> Counted:
    return Counted(month, gender, AgeBand.TO_60, Happened.DECLINED, company=Company.ALONE)


def not_asked(month: Month = THIS_MONTH, reason: Reason = Reason.NOT_ALONE) -> Counted:
    return Counted(month, Gender.WOMAN, AgeBand.TO_40, Happened.NOT_ASKED, reason=reason)
