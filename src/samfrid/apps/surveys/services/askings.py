"""Counting an asking: who was asked, and apart from it what was answered."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from samfrid.apps.surveys.codes import Company, Happened
from samfrid.apps.surveys.counted import Counted, check_counted
from samfrid.apps.surveys.models import DailyCount
from samfrid.apps.surveys.selectors import unit_open_to
from samfrid.apps.surveys.services import once, pools, sittings
from samfrid.domain.periods import Month
from samfrid.domain.questionnaires import Outcome, Questionnaire, outcomes_of
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.models import Unit
from samfrid.foundation.organisations.scope import current


@transaction.atomic
def count(
    *, by: Actor, unit: uuid.UUID, questionnaire: Questionnaire, counted: Counted, token: str, on: date
) -> tuple[Outcome, ...]:
    """Count one asking in a unit, and tell what the answer comes to.

    Promise: the same `token` counts once; nothing that is kept tells the time, the order or who counted;
             the asking and its answer are kept apart and share no key.
    Errors:  NotAllowed; CountRefused with the fields at fault; AlreadyCounted.
    """
    require(by, Permission.ASKING_TALLY, current().organisation)
    of = unit_open_to(by, unit)
    check_counted(counted, questionnaire, today=Month.of(on))
    once.use(token, on=on)
    sittings.forget_idle()
    keep(of, questionnaire, [counted], on=on)
    return outcomes_of(questionnaire, counted.marks) if counted.happened is Happened.ANSWERED else ()


@transaction.atomic
def count_many(
    *, by: Actor, unit: uuid.UUID, questionnaire: Questionnaire, counted: Sequence[Counted], on: date
) -> int:
    """Count many askings of a unit at once, also of months long past, as when figures are taken over.

    Promise: all or none; one note in the audit with the number, told by unit.
    Errors:  NotAllowed; CountRefused at the first that contradicts itself.
    """
    require(by, Permission.ASKING_TALLY, current().organisation)
    of = unit_open_to(by, unit)
    for one in counted:
        check_counted(one, questionnaire, today=one.month)
    _pool(of.pk, questionnaire, counted)
    for pool in (pools.ASKINGS, pools.TALLIES):
        pools.settle(pool, today=Month.of(on))
    record(
        by=by,
        action=Action.ASKINGS_COUNTED,
        about=of,
        organisation=of.organisation_id,
        details={"count": len(counted), "day": on.isoformat()},
    )
    return len(counted)


def keep(unit: Unit, questionnaire: Questionnaire, counted: Sequence[Counted], *, on: date) -> None:
    """Keep what was counted today, for whoever was let in by another door than a permission."""
    _pool(unit.pk, questionnaire, counted)
    add_to_day(unit, len(counted), on=on)


def add_to_day(unit: Unit, number: int, *, on: date) -> None:
    """Add to the unit's count of the day, which is all that the audit is told."""
    DailyCount.objects.get_or_create(unit=unit, day=on, defaults={"organisation_id": unit.organisation_id})
    DailyCount.objects.filter(unit=unit, day=on).update(count=F("count") + number)


def _pool(unit: uuid.UUID, questionnaire: Questionnaire, counted: Sequence[Counted]) -> None:
    pools.lock()
    by_month: dict[Month, list[Counted]] = defaultdict(list)
    for one in counted:
        by_month[one.month].append(one)
    for month, here in by_month.items():
        answered = [one for one in here if one.happened is Happened.ANSWERED]
        pools.put(pools.ASKINGS, unit=unit, month=month, rows=[_asking(one, questionnaire) for one in here])
        if answered:
            pools.put(
                pools.TALLIES, unit=unit, month=month, rows=[_tally(one, questionnaire) for one in answered]
            )


def _asking(one: Counted, questionnaire: Questionnaire) -> dict[str, Any]:
    return {
        "questionnaire": questionnaire.key,
        "gender": one.gender.value,
        "age_band": one.age_band.value,
        "happened": one.happened.value,
        "reason": one.reason.value if one.reason else "",
        "mode": one.mode.value,
        "company": one.company.value if one.company else "",
    }


def _tally(one: Counted, questionnaire: Questionnaire) -> dict[str, Any]:
    codes = [mark.code for mark in questionnaire.marks]
    return {
        "questionnaire": questionnaire.key,
        "gender": one.gender.value,
        "age_band": one.age_band.value,
        "marks": [code for code in codes if code in one.marks],
        "unanswered": [code for code in codes if code in one.unanswered],
        "in_company": one.company is Company.NOT_ALONE,
    }
