"""The organisation's own next steps."""

from __future__ import annotations

from django.db import transaction

from samfrid.apps.surveys.errors import CountRefused
from samfrid.apps.surveys.models import NextSteps
from samfrid.apps.surveys.steps import DECLINED
from samfrid.domain.questionnaires import Questionnaire
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.scope import current

LONGEST = 4000


@transaction.atomic
def write(*, by: Actor, questionnaire: Questionnaire, outcome: str, swedish: str, english: str) -> None:
    """Put the organisation's own lines after an outcome. The same lines again change nothing.

    Errors: NotAllowed; CountRefused at `outcome`, `swedish` or `english`.
    """
    require(by, Permission.NEXT_STEPS_EDIT, current().organisation)
    _check(questionnaire, outcome, swedish, english)
    words = {"swedish": swedish.strip(), "english": english.strip()}
    if NextSteps.objects.filter(outcome=outcome, **words).exists():
        return  # the same form again
    row, _ = NextSteps.objects.update_or_create(
        outcome=outcome, defaults={"organisation_id": current().organisation, **words}
    )
    record(by=by, action=Action.NEXT_STEPS_CHANGED, about=row, details={"outcome": outcome})


@transaction.atomic
def take_back(*, by: Actor, outcome: str) -> None:
    """Go back to the shipped lines.

    Errors: NotAllowed.
    """
    require(by, Permission.NEXT_STEPS_EDIT, current().organisation)
    if NextSteps.objects.filter(outcome=outcome).delete()[0]:
        record(
            by=by, action=Action.NEXT_STEPS_CHANGED, about=outcome, details={"outcome": outcome, "own": False}
        )


def _check(questionnaire: Questionnaire, outcome: str, swedish: str, english: str) -> None:
    problems = []
    if outcome not in {DECLINED, *(one.code for one in questionnaire.outcomes)}:
        problems.append(("outcome", Text("Utfallet finns inte.", "There is no such outcome.")))
    if not swedish.strip():
        problems.append(("swedish", Text("Skriv minst ett steg.", "Write at least one step.")))
    for field, words in (("swedish", swedish), ("english", english)):
        if len(words) > LONGEST:
            problems.append((field, Text("Skriv högst 4 000 tecken.", "Write at most 4,000 characters.")))
    if problems:
        raise CountRefused(*(Problem(what, Place(field=field)) for field, what in problems))
