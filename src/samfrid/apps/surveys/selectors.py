"""Reading of released rows and of what an organisation has set. What waits is never read here."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

from samfrid.apps.surveys.codes import Gender, Happened
from samfrid.apps.surveys.models import Asking, NextSteps, QuestionnaireInUse
from samfrid.apps.surveys.steps import StepsFor, shipped_steps, steps_from
from samfrid.domain.periods import Month
from samfrid.domain.questionnaires import Questionnaire, UnknownQuestionnaire, load, shipped
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import Actor, NotAllowed
from samfrid.foundation.organisations.models import Unit

VIOLENCE_QUESTIONS = "violence_questions"
USER_SURVEY = "user_survey"


def units_open_to(by: Actor) -> list[Unit]:
    """The active units a person works in: those of the membership, or all where it names none."""
    units = Unit.objects.filter(is_active=True)
    if by.units:
        units = units.filter(pk__in=by.units)
    return list(units.order_by("name"))


def unit_open_to(by: Actor, unit: uuid.UUID) -> Unit:
    """One of those units.

    Errors: NotAllowed, the same for a unit of others and one that isn't there.
    """
    for one in units_open_to(by):
        if one.pk == unit:
            return one
    raise NotAllowed(Text("Du har inte behörighet till enheten.", "You do not have access to the unit."))


def questionnaire_in_use(code: str) -> Questionnaire:
    """The version of a questionnaire that the organisation asks by: its own, else the newest shipped.

    Errors: UnknownQuestionnaire.
    """
    row = QuestionnaireInUse.objects.filter(code=code, is_current=True).first()
    if row is None:
        return _shipped(code, None)
    return load(row.source.encode()) if row.source else _shipped(code, row.version)


def questionnaire_of(key: str) -> Questionnaire:
    """The questionnaire of a record, by code and version, whether still in use or not.

    Errors: UnknownQuestionnaire.
    """
    code, _, version = key.partition("@")
    number = int(version) if version.isdigit() else 0
    row = QuestionnaireInUse.objects.filter(code=code, version=number).exclude(source="").first()
    return load(row.source.encode()) if row is not None else _shipped(code, number)


def _shipped(code: str, version: int | None) -> Questionnaire:
    found = [one for one in shipped() if one.code == code and version in (None, one.version)]
    if not found:
        raise UnknownQuestionnaire(Text("Frågorna finns inte här.", "These questions are not here."))
    return found[-1]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many were asked of those who met a unit, by gender: released askings only."""

    gender: Gender
    met: int
    asked: int
    declined: int

    @property
    def share(self) -> float | None:
        """The part that was asked; None where nobody was met."""
        return self.asked / self.met if self.met else None


def coverage(*, by: Actor, months: tuple[Month, ...], unit: uuid.UUID | None = None) -> tuple[Coverage, ...]:
    """Who was asked, by gender, over months, in one unit or in all that are open to the person."""
    units = [unit_open_to(by, unit).pk] if unit else [one.pk for one in units_open_to(by)]
    counts: Counter[tuple[str, str]] = Counter(
        Asking.objects.filter(
            period__in=[month.code for month in months],
            unit_id__in=units,
            questionnaire__startswith=VIOLENCE_QUESTIONS,
        ).values_list("gender", "happened")
    )
    return tuple(
        Coverage(
            gender,
            met=sum(number for (of, _), number in counts.items() if of == gender),
            asked=counts[gender, Happened.ANSWERED] + counts[gender, Happened.DECLINED],
            declined=counts[gender, Happened.DECLINED],
        )
        for gender in Gender
    )


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many askings of a unit's month are released; what waits is not in it and not told."""

    month: Month
    released: int


def month_counts(*, by: Actor, unit: uuid.UUID, months: tuple[Month, ...]) -> tuple[MonthCount, ...]:
    """The unit's released askings a month, in the order asked for."""
    of = unit_open_to(by, unit)
    counts = Counter(
        Asking.objects.filter(unit=of, period__in=[month.code for month in months]).values_list(
            "period", flat=True
        )
    )
    return tuple(MonthCount(month, counts[month.code]) for month in months)


def next_steps(questionnaire: Questionnaire) -> tuple[StepsFor, ...]:
    """What to do after each outcome, in the organisation's own words where it has any, else in ours."""
    own = {row.outcome: row for row in NextSteps.objects.all()}
    return tuple(
        steps_from(one, own[one.outcome].swedish, own[one.outcome].english) if one.outcome in own else one
        for one in shipped_steps(questionnaire)
    )
