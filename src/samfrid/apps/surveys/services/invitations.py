"""One-time codes: anonymous, for one answer each, and only so long."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.db import transaction

from samfrid.apps.surveys.errors import CountRefused
from samfrid.apps.surveys.models import Door, Invitation
from samfrid.apps.surveys.selectors import unit_open_to
from samfrid.apps.surveys.services import doors, once
from samfrid.domain.questionnaires import Mode, Questionnaire
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.scope import current

MOST_AT_ONCE = 50
LONGEST_DAYS = 90


@transaction.atomic
def make(
    *,
    by: Actor,
    unit: uuid.UUID,
    questionnaire: Questionnaire,
    number: int,
    days: int,
    token: str,
    on: date,
) -> tuple[str, ...]:
    """Make codes to hand out. They are shown now and never again: only their hashes are kept.

    Errors: NotAllowed; CountRefused at `number`, `days` or `questionnaire`; AlreadyCounted.
    """
    require(by, Permission.ASKING_HAND_OVER, current().organisation)
    of = unit_open_to(by, unit)
    _check(questionnaire, number, days)
    once.use(token, on=on)
    codes = tuple(doors.new_code() for _ in range(number))
    for code in codes:
        invitation = Invitation.objects.create(
            organisation_id=of.organisation_id,
            unit=of,
            questionnaire=questionnaire.key,
            last_day=on + timedelta(days=days),
        )
        doors.hang(code, kind=Door.Kind.INVITATION, organisation=of.organisation_id, opens=invitation.pk)
    record(
        by=by,
        action=Action.INVITATION_MADE,
        about=of,
        details={"count": number, "questionnaire": questionnaire.key, "days": days},
    )
    return codes


def _check(questionnaire: Questionnaire, number: int, days: int) -> None:
    problems = []
    if Mode.INVITED not in questionnaire.modes:
        problems.append(("questionnaire", Text("De här frågorna besvaras inte med kod.",
                                               "These questions aren’t answered with a code.")))  # fmt: skip
    if not 1 <= number <= MOST_AT_ONCE:
        problems.append(
            ("number", Text(f"Välj 1 till {MOST_AT_ONCE} koder.", f"Choose 1 to {MOST_AT_ONCE} codes."))
        )
    if not 1 <= days <= LONGEST_DAYS:
        problems.append(
            ("days", Text(f"Välj 1 till {LONGEST_DAYS} dagar.", f"Choose 1 to {LONGEST_DAYS} days."))
        )
    if problems:
        raise CountRefused(*(Problem(what, Place(field=field)) for field, what in problems))


def end(invitation: uuid.UUID) -> None:
    """Use an invitation up."""
    doors.remove(invitation)
    Invitation.objects.filter(pk=invitation).delete()


def forget_expired(*, on: date) -> int:
    """Drop codes that are too old."""
    old = list(Invitation.objects.filter(last_day__lt=on).values_list("pk", flat=True))
    for one in old:
        end(one)
    return len(old)
