"""Note how things go while the support goes on."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from samfrid.apps.cases import vocabulary as words
from samfrid.apps.cases.draft import CaseRefused
from samfrid.apps.cases.locks import is_locked
from samfrid.apps.cases.models import Case, FollowUp
from samfrid.apps.cases.selectors import cases_of, not_allowed, require_unit
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record


@transaction.atomic
def note(
    *, by: Actor, case: uuid.UUID, on: date, situation: str, support: tuple[str, ...], token: uuid.UUID
) -> FollowUp:
    """Note a follow-up: how the person judges the situation, and support that has begun since.

    The first one that falls where no first meeting is noted is the first meeting. The same form sent twice is one.

    Errors: NotAllowed; CaseRefused with each field.
    """
    held = cases_of(by).select_for_update(of=("self",)).filter(pk=case).first()
    if held is None:
        raise not_allowed()
    require_unit(by, held.unit_id)
    again = held.follow_ups.filter(form_token=token).first()
    if again is not None:
        return again
    _check(held, on, situation, support)
    noted = FollowUp.objects.create(
        organisation_id=held.organisation_id,
        case=held,
        on=on,
        situation=situation,
        support=list(support),
        by=by.id,
        form_token=token,
    )
    held.support = list(dict.fromkeys([*held.support, *support]))
    if held.first_meeting is None and held.days_to_first_meeting is None:
        held.first_meeting = on
        held.days_to_first_meeting = (on - held.opened).days if held.opened else None
    held.situation_before = held.situation_before or situation
    held.late = held.late or is_locked(held.opened_month)
    held.version += 1
    held.save()
    record(by=by, action=Action.CASE_CHANGED, about=held, details={"noted": "follow_up"})
    return noted


def _check(case: Case, on: date, situation: str, support: tuple[str, ...]) -> None:
    problems = []
    if not case.is_open:
        problems.append(Problem(Text("Ärendet är avslutat.", "The case is closed.")))
    if on > timezone.localdate():
        problems.append(
            Problem(Text("Dagen har inte varit än.", "The day has not come yet."), Place(field="on"))
        )
    if case.opened and on < case.opened:
        before = Text("Dagen är före dagen då ärendet öppnades.", "The day is before the case was opened.")
        problems.append(Problem(before, Place(field="on")))
    if situation and situation not in words.SITUATIONS:
        problems.append(
            Problem(Text("Välj ett av svaren.", "Choose one of the answers."), Place(field="situation"))
        )
    if any(kind not in words.SUPPORT_KINDS for kind in support):
        problems.append(
            Problem(Text("Välj ett av svaren.", "Choose one of the answers."), Place(field="support"))
        )
    if problems:
        raise CaseRefused(*problems)
