"""The second person's word on a draft. Whoever prepared it can neither approve nor return it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from samfrid.apps.analysis.models import Draft, DraftState
from samfrid.apps.analysis.services.drafts import DraftRefused
from samfrid.domain.wording import Place, Problem, Text
from samfrid.foundation.accounts.actors import Actor, NotAllowed, require
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action


@transaction.atomic
def approve(*, by: Actor, draft: Draft) -> Draft:
    """Approve a prepared draft, so that it may be published.

    Promise: the one who approves is never the one who prepared; the database holds that too.
    Errors:  NotAllowed; DraftRefused when the draft is not waiting for a word.
    """
    found = _waiting(by, draft)
    _decide(found, by, DraftState.APPROVED)
    audit.record(by=by, action=Action.RELEASE_APPROVED, about=found)
    return found


@transaction.atomic
def send_back(*, by: Actor, draft: Draft, reason: str) -> Draft:
    """Return a prepared draft, with the reason for whoever prepared it.

    Errors: as `approve`, and DraftRefused without a reason.
    """
    found = _waiting(by, draft)
    if not reason.strip():
        raise DraftRefused(
            Problem(
                Text("Skriv vad som behöver ändras.", "Write what needs to be changed."),
                Place(field="reason"),
            )
        )
    found.reason = reason.strip()[:1000]
    _decide(found, by, DraftState.RETURNED)
    audit.record(by=by, action=Action.RELEASE_RETURNED, about=found)
    return found


def _waiting(by: Actor, draft: Draft) -> Draft:
    require(by, Permission.RELEASE_APPROVE, draft.organisation_id)
    found = Draft.objects.select_for_update().get(pk=draft.pk)
    if found.prepared_by == by.id:
        raise NotAllowed(
            Problem(
                Text(
                    "Du har själv förberett utkastet. En annan person ska pröva det.",
                    "You prepared the draft yourself. Another person must try it.",
                )
            )
        )
    if found.state != DraftState.PREPARED:
        raise DraftRefused(
            Problem(Text("Utkastet väntar inte på beslut.", "The draft is not waiting for a decision."))
        )
    return found


def _decide(draft: Draft, by: Actor, state: DraftState) -> None:
    draft.state = state
    draft.decided_by = by.id
    draft.decided_role = by.role_name
    draft.decided_at = timezone.now()
    draft.save()
