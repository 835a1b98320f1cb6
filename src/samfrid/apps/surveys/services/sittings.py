"""Someone answers on their own: opened by hand-over or code, forgotten at the end, at a stop or when idle."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from samfrid.apps.surveys.codes import AnswerMode, Company
from samfrid.apps.surveys.errors import CodeRefused, CountRefused, SittingOver
from samfrid.apps.surveys.models import Door, Invitation, Sitting
from samfrid.apps.surveys.path import FIRST_STEP
from samfrid.apps.surveys.selectors import unit_open_to
from samfrid.apps.surveys.services import doors, once, throttle
from samfrid.domain.questionnaires import Questionnaire
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import SYSTEM, Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.organisations.scope import current, opened

IDLE = timedelta(minutes=10)


@transaction.atomic
def hand_over(
    *, by: Actor, unit: uuid.UUID, questionnaire: Questionnaire, company: Company, at: datetime
) -> str:
    """Open a sitting for the person who is here, and give the key that the device gets.

    Promise: nothing is written of who handed over or to whom. The caller ends the staff session.
    Errors:  NotAllowed; CountRefused at `company` when someone else is there and the questions need privacy.
    """
    require(by, Permission.ASKING_HAND_OVER, current().organisation)
    of = unit_open_to(by, unit)
    if questionnaire.alone_check and company is Company.NOT_ALONE:
        raise CountRefused(
            Problem(
                Text("De här frågorna ställs bara när ni är ensamma. Vänta till ett annat tillfälle.",
                     "These questions are only asked when you are alone. Wait for another time."),
                Place(field="company"),
            )
        )  # fmt: skip
    forget_idle()
    return _open(of.pk, questionnaire.key, AnswerMode.HANDED_OVER, at, company=company.value)


def open_by_code(code: str, *, address: str, language: str, at: datetime) -> str:
    """Open a sitting by a code; who has the code begins anew, and what was answered before is forgotten.

    Errors: CodeRefused, the same whatever is wrong with the code; TooManyTries.
    """
    throttle.may_try(address)
    door = doors.behind(code, kind=Door.Kind.INVITATION)
    if door is not None:
        with opened(door.organisation, by=SYSTEM):
            invitation = Invitation.objects.filter(pk=door.opens).first()
            if invitation is not None and timezone.localdate(at) <= invitation.last_day:
                forget_idle()
                for other in Sitting.objects.filter(invitation=invitation.pk):
                    forget(other)
                return _open(
                    invitation.unit_id,
                    invitation.questionnaire,
                    AnswerMode.INVITED,
                    at,
                    invitation=invitation.pk,
                    language=language,
                )
    throttle.failed(address)
    raise CodeRefused(
        Text("Koden fungerar inte. Kontrollera tecknen, eller be om en ny.",
             "The code doesn’t work. Check the characters, or ask for a new one.")
    )  # fmt: skip


def _open(
    unit: uuid.UUID,
    questionnaire: str,
    mode: AnswerMode,
    at: datetime,
    *,
    company: str = "",
    invitation: uuid.UUID | None = None,
    language: str = "sv",
) -> str:
    organisation = current().organisation
    sitting = Sitting.objects.create(
        organisation_id=organisation,
        unit_id=unit,
        questionnaire=questionnaire,
        mode=mode.value,
        company=company,
        invitation=invitation,
        language=language,
        step=FIRST_STEP,
        nonce=once.new_token(),
        given={"about": {}, "items": {}},
        touched_at=at,
    )
    key = doors.new_key()
    doors.hang(key, kind=Door.Kind.SITTING, organisation=organisation, opens=sitting.pk)
    return key


@contextmanager
def entered(key: str, *, at: datetime) -> Iterator[Sitting]:
    """Go in by a key: opens the organisation for the block, with the sitting to go on with.

    Errors: SittingOver when there is none, or it was left idle; then it is forgotten at once.
    """
    door = doors.behind(key, kind=Door.Kind.SITTING) if key else None
    if door is not None:
        with opened(door.organisation, by=SYSTEM):
            sitting = Sitting.objects.select_for_update(of=("self",)).filter(pk=door.opens).first()
            if sitting is not None and at - sitting.touched_at <= IDLE:
                yield sitting
                return
            if sitting is not None:
                forget(sitting)
    raise SittingOver(Text("Här finns inget att svara på.", "There is nothing to answer here."))


def forget(sitting: Sitting) -> None:
    """Delete all that was answered. A code that opened it works again until it is used or too old."""
    doors.remove(sitting.pk)
    sitting.delete()


def forget_idle() -> int:
    """Forget sittings of the open organisation that nobody has touched for too long."""
    idle = list(Sitting.objects.filter(touched_at__lt=timezone.now() - IDLE))
    for one in idle:
        forget(one)
    return len(idle)


def about(sitting: Sitting) -> Mapping[str, str]:
    """What the person said about themself so far."""
    found: Mapping[str, str] = sitting.given.get("about", {})
    return found


def items_given(sitting: Sitting) -> Mapping[str, Sequence[str]]:
    """What the person answered so far, as it was given."""
    found: Mapping[str, Sequence[str]] = sitting.given.get("items", {})
    return found
