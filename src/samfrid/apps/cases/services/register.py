"""Open, change and close cases."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from samfrid.apps.cases.draft import CaseDraft, CaseRefused, refuse_problems
from samfrid.apps.cases.locks import is_locked
from samfrid.apps.cases.models import Case, Intervention
from samfrid.apps.cases.selectors import cases_of, not_allowed, require_unit
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record

_CHANGED = Text(
    "Någon annan har ändrat ärendet medan du skrev. Det du skrev står kvar. Läs ärendet igen och spara på nytt.",
    "Somebody else changed the case while you wrote. What you wrote is still here. Read the case and save again.",
)


@transaction.atomic
def start(*, by: Actor, draft: CaseDraft, token: uuid.UUID) -> Case:
    """Open a case in a unit. The same form sent twice opens one.

    Errors: NotAllowed; CaseRefused with each field.
    """
    require_unit(by, draft.unit)
    again = Case.objects.filter(form_token=token).first()
    if again is not None:
        if by.units and again.unit_id not in by.units:
            raise not_allowed()
        return again
    if draft.unit is None:
        raise CaseRefused(Problem(Text("Välj en enhet.", "Choose a unit."), Place(field="unit")))
    _check(draft)
    case = Case(form_token=token)
    fill(case, draft)
    case.late = is_locked(case.opened_month, case.closed_month)
    case.save(force_insert=True)
    record(by=by, action=Action.CASE_OPENED, about=case)
    return case


@transaction.atomic
def change(*, by: Actor, case: uuid.UUID, version: int, draft: CaseDraft) -> Case:
    """Write a case anew. A form that was opened before somebody else's change is refused.

    Errors: NotAllowed; CaseRefused with each field.
    """
    held = _held(by, case, version)
    require_unit(by, draft.unit)
    _check(draft)
    months = (held.opened_month, held.closed_month, draft.month, draft.month_closed)
    fill(held, draft)
    _save(held, months)
    record(by=by, action=Action.CASE_CHANGED, about=held)
    return held


@transaction.atomic
def close(
    *, by: Actor, case: uuid.UUID, version: int, closed: date, reason: str, situation: str = ""
) -> Case:
    """Close a case with its reason and how the person judges the situation. Closing twice closes once.

    Errors: NotAllowed; CaseRefused with each field.
    """
    held = cases_of(by).select_for_update(of=("self",)).filter(pk=case).first()
    if held is not None and held.closed == closed and held.closure_reason == reason:
        return held
    held = _held(by, case, version)
    if not reason:
        raise CaseRefused(
            Problem(
                Text("Välj varför ärendet avslutas.", "Choose why the case is closed."),
                Place(field="closure_reason"),
            )
        )
    draft = replace(
        draft_of(held), closed=closed, closed_month="", closure_reason=reason, situation_after=situation
    )
    _check(draft)
    months = (held.opened_month, draft.month_closed)
    fill(held, draft)
    _save(held, months)
    record(by=by, action=Action.CASE_CLOSED, about=held)
    return held


def draft_of(case: Case) -> CaseDraft:
    """What a case says now, to be changed and written anew."""
    return CaseDraft(
        gender=case.gender,
        age_band=case.age_band,
        geography=case.geography,
        place=case.place,
        honour_context=case.honour_context,
        opened=case.opened,
        opened_month=case.opened_month,
        first_meeting=case.first_meeting,
        days_to_first_meeting=case.days_to_first_meeting,
        support=tuple(case.support),
        situation_before=case.situation_before,
        situation_after=case.situation_after,
        closed=case.closed,
        closed_month=case.closed_month,
        closure_reason=case.closure_reason,
        unit=case.unit_id,
        intervention=case.intervention_id,
    )


def fill(case: Case, draft: CaseDraft) -> None:
    """Put what a checked draft says into a case, without saving it."""
    for name in (
        "gender", "age_band", "geography", "place", "honour_context", "opened", "first_meeting",
        "situation_before", "situation_after", "closed", "closure_reason",
    ):  # fmt: skip
        setattr(case, name, getattr(draft, name))
    case.opened_month = draft.month
    case.closed_month = draft.month_closed
    case.days_to_first_meeting = draft.waited
    case.support = list(dict.fromkeys(draft.support))
    case.unit_id = draft.unit
    case.intervention_id = draft.intervention


def _check(draft: CaseDraft) -> None:
    refuse_problems(draft, timezone.localdate())
    if draft.intervention is None:
        return
    chosen = Intervention.objects.filter(pk=draft.intervention).first()
    if chosen is None or chosen.unit_id != draft.unit:
        raise CaseRefused(
            Problem(
                Text("Välj en av enhetens insatser.", "Choose one of the unit's interventions."),
                Place(field="intervention"),
            )
        )


def _held(by: Actor, case: uuid.UUID, version: int) -> Case:
    held = cases_of(by).select_for_update(of=("self",)).filter(pk=case).first()
    if held is None:
        raise not_allowed()
    require_unit(by, held.unit_id)
    if held.version != version:
        raise CaseRefused(Problem(_CHANGED))
    return held


def _save(case: Case, months: tuple[str, ...]) -> None:
    case.late = case.late or is_locked(*months)
    case.version += 1
    case.save()
