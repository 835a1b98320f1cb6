"""Drafts of releases: those this person may decide on, and their own that came back or failed."""

from __future__ import annotations

from collections.abc import Sequence

from samfrid.apps.analysis.models import Draft, DraftState
from samfrid.apps.analysis.selectors import drafts_of
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest
from samfrid.faces.staff.cards.card import Card, Kind, room
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.roles import Permission

_WAITING = (DraftState.PREPARED, DraftState.RETURNED, DraftState.APPROVED, DraftState.FAILED)
_MOST = 8


def drafts_waiting(request: StaffRequest) -> Sequence[Card]:
    """Drafts that wait for this person: to review, to publish, to prepare anew."""
    drafts = drafts_of(request.actor).filter(state__in=_WAITING)[:_MOST]
    return [card for draft in drafts if (card := _card(draft, request.actor))]


def _card(draft: Draft, by: Actor) -> Card | None:
    is_own = draft.prepared_by == by.id
    may_decide = by.may(Permission.RELEASE_APPROVE)
    if draft.state == DraftState.PREPARED and may_decide and not is_own:
        words = Text(
            "Se vad som döljs. Godkänn eller lämna tillbaka.",
            "See what is hidden. Approve it or send it back.",
        )
        return _told(draft, Text("Granska", "Review"), words)
    if draft.state == DraftState.APPROVED and may_decide:
        words = Text("Två personer har sett på den.", "Two people have looked at it.")
        return _told(draft, Text("Publicera", "Publish"), words)
    if draft.state == DraftState.RETURNED and is_own:
        words = Text("Den har lämnats tillbaka med ett skäl.", "It was sent back with a reason.")
        return _told(draft, Text("Gör om", "Redo"), words)
    if draft.state == DraftState.FAILED and is_own:
        words = Text("Den gick inte att förbereda. Se varför.", "It could not be prepared. See why.")
        return _told(draft, Text("Gör om", "Redo"), words, is_late=True)
    return None


def _told(draft: Draft, verb: Text, words: Text, *, is_late: bool = False) -> Card:
    title = Text(f"{verb.sv}: {draft.title_sv}", f"{verb.en}: {draft.title_en or draft.title_sv}")
    return Card(
        Kind.NEEDS,
        title,
        words,
        room(f"statistik/{draft.pk}/"),
        when=Text("Gick inte", "Failed") if is_late else None,
        is_late=is_late,
    )
