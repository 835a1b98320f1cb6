"""Publish an approved draft, and withdraw what was published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import transaction

from samfrid.apps.analysis import proofs
from samfrid.apps.analysis.models import Draft, DraftFamily, DraftKind, DraftState
from samfrid.apps.analysis.services.drafts import DraftRefused, period_of, refuse_frozen
from samfrid.apps.releases.content import read_counts, read_values
from samfrid.apps.releases.measures import PublishedMeasure
from samfrid.apps.releases.models import Release
from samfrid.apps.releases.services import publishing as releases
from samfrid.apps.releases.services.publishing import ProvenFamily, Publication, RoundedValues
from samfrid.domain.tables import TableFamily
from samfrid.domain.wording import Problem, Text
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.roles import Permission


@transaction.atomic
def publish(*, by: Actor, draft: Draft) -> Release:
    """Publish an approved draft, for good.

    Promise: the proof of every family is checked again on the very tables that are published; published twice is
             published once.
    Errors:  NotAllowed; DraftRefused when nobody has approved it, or its period has been published meanwhile;
             NotProven.
    """
    require(by, Permission.RELEASE_APPROVE, draft.organisation_id)
    found = Draft.objects.select_for_update().get(pk=draft.pk)
    if found.state == DraftState.PUBLISHED and found.release is not None:
        return found.release
    if found.state != DraftState.APPROVED:
        raise DraftRefused(
            Problem(
                Text(
                    "Utkastet måste godkännas av en annan person först.",
                    "Another person must approve the draft first.",
                )
            )
        )
    refuse_frozen(period_of(found), found.families)
    with publication_of(found) as publication:
        release = releases.publish(
            by=by,
            organisation=found.organisation_id,
            publication=publication,
            prepared_by=found.prepared_role,
            approved_by=found.decided_role,
        )
    found.state = DraftState.PUBLISHED
    found.release = release
    found.save()
    return release


@transaction.atomic
def withdraw(*, by: Actor, draft: Draft, notice: Text) -> Release:
    """Withdraw the release of a draft, with a notice.

    Errors: NotAllowed; DraftRefused when nothing is published; CannotWithdraw.
    """
    require(by, Permission.RELEASE_WITHDRAW, draft.organisation_id)
    found = Draft.objects.select_for_update().get(pk=draft.pk)
    if found.release is None:
        raise DraftRefused(Problem(Text("Utkastet är inte publicerat.", "The draft is not published.")))
    release = releases.withdraw(by=by, release=found.release, notice=notice)
    found.state = DraftState.WITHDRAWN
    found.save()
    return release


@contextmanager
def publication_of(draft: Draft) -> Iterator[Publication]:
    """Put together what a draft says, with its proofs unpacked for as long as they are looked at.

    Errors: ContentChanged when a part is not what protection handed over; ProofMissing.
    """
    parts = list(draft.parts.order_by("number"))
    with ExitStack() as stack:
        counts = [_proven(part, stack) for part in parts if part.kind == DraftKind.COUNTS]
        values = [
            RoundedValues(read_values(part.content, published_as=part.family), part.step)
            for part in parts
            if part.kind == DraftKind.VALUES and part.step is not None
        ]
        yield Publication(
            title=draft.title,
            period_first=draft.period_first,
            period_last=draft.period_last,
            counts=counts,
            values=values,
            measures=[PublishedMeasure.from_data(data) for data in draft.measures],
            coverage=draft.coverage,
            protocol={part.name: part.protocol for part in parts if part.kind == DraftKind.COUNTS},
        )


def _proven(part: DraftFamily, stack: ExitStack) -> ProvenFamily:
    tables = read_counts(part.content, published_as=part.family)
    shape = TableFamily(part.name, tuple(table.shape for table in tables.values()))
    return ProvenFamily(shape, tables, part.family, stack.enter_context(proofs.unpacked(part.proof)))
