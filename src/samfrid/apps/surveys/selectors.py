"""Reading of released rows and of what an organisation has set. What waits is never read here."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

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
    """Who was asked, by gender, over months, in one unit or in all that are open to the person.

    Promise: what was pooled counts where it lies wholly within the months, and where no unit is known, only for
             those who work in the whole organisation. Three queries, however many rows.
    """
    units = [unit_open_to(by, unit).pk] if unit else [one.pk for one in units_open_to(by)]
    open_to = Q(unit_id__in=units)
    if unit is None and not by.units:
        open_to |= Q(unit__isnull=True)
    rows = (
        Asking.objects.filter(open_to, period__in=_periods_within(months))
        .filter(questionnaire__startswith=f"{VIOLENCE_QUESTIONS}@")
        .values_list("gender", "happened")
        .annotate(number=Count("pk"))
        .order_by()
    )
    counts = Counter({(gender, happened): number for gender, happened, number in rows})
    return tuple(
        Coverage(
            gender,
            met=sum(number for (of, _), number in counts.items() if of == gender),
            asked=counts[gender, Happened.ANSWERED] + counts[gender, Happened.DECLINED],
            declined=counts[gender, Happened.DECLINED],
        )
        for gender in Gender
    )


def _periods_within(months: tuple[Month, ...]) -> list[str]:
    """The months, and the quarters and years that lie wholly within them."""
    codes = [month.code for month in months]
    quarters = Counter(f"{month.year}-Q{(month.month + 2) // 3}" for month in months)
    years = Counter(f"{month.year:04d}" for month in months)
    return [
        *codes,
        *(code for code, number in quarters.items() if number == 3),
        *(code for code, number in years.items() if number == 12),
    ]


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many askings of a unit's month are released; what waits is not in it and not told."""

    month: Month
    released: int


@dataclass(frozen=True, slots=True)
class UnitMonths:
    """The months of one unit, in the order asked for."""

    unit: Unit
    months: tuple[MonthCount, ...]


def month_counts(*, by: Actor, months: tuple[Month, ...]) -> tuple[UnitMonths, ...]:
    """Released askings a month, for each unit that is open to the person. Two queries, however many units."""
    units = units_open_to(by)
    counts = Counter(
        Asking.objects.filter(
            unit_id__in=[unit.pk for unit in units], period__in=[month.code for month in months]
        ).values_list("unit_id", "period")
    )
    return tuple(
        UnitMonths(unit, tuple(MonthCount(month, counts[unit.pk, month.code]) for month in months))
        for unit in units
    )


def next_steps(questionnaire: Questionnaire) -> tuple[StepsFor, ...]:
    """What to do after each outcome, in the organisation's own words where it has any, else in ours."""
    own = {row.outcome: row for row in NextSteps.objects.all()}
    return tuple(
        steps_from(one, own[one.outcome].swedish, own[one.outcome].english) if one.outcome in own else one
        for one in shipped_steps(questionnaire)
    )
