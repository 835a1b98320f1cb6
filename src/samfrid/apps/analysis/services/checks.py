"""Check every release of the open organisation again: content, proof, and what the audit said of it."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.apps.analysis.models import Draft
from samfrid.apps.analysis.services.publishing import publication_of
from samfrid.apps.releases import selectors as releases
from samfrid.apps.releases.models import Release
from samfrid.apps.releases.services.publishing import check_proof
from samfrid.domain.wording import Refused, Text
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of one release said; no fault means that everything holds."""

    release: Release
    fault: Text | None


def verify_all() -> list[Checked]:
    """Check each release of the open organisation against its hash, its proof and the audit.

    Promise: a release whose content, proof or recorded hash has changed has a fault; nothing is changed.
    Errors:  ScopeClosed.
    """
    drafts = Draft.objects.filter(release__isnull=False).select_related("release__organisation")
    return [Checked(draft.release, _fault(draft, draft.release)) for draft in drafts if draft.release]


def _fault(draft: Draft, release: Release) -> Text | None:
    try:
        opened = releases.read_now(release)
        with publication_of(draft) as publication:
            for family in publication.counts:
                if opened.families.get(family.shape.name) != family.id:
                    return Text(
                        "Beviset gäller andra tabeller än de publicerade.",
                        "The proof is for other tables than those published.",
                    )
                check_proof(family)
    except Refused as refused:
        return refused.problems[0].what
    recorded = Entry.objects.filter(action=Action.RELEASE_PUBLISHED, about=str(release.pk)).first()
    if recorded is None or recorded.details.get("sha256") != release.sha256:
        return Text("Loggen säger något annat om innehållet.", "The audit says otherwise of the content.")
    return None
