"""The documents of the demo: the reports of some municipalities, made from its own release."""

from __future__ import annotations

from collections.abc import Mapping

from samfrid.adapters.pdf import render
from samfrid.apps.documents.models import Kind
from samfrid.apps.documents.services import documents
from samfrid.apps.releases import selectors as releases
from samfrid.apps.reports.municipality_report import municipality_report
from samfrid.demo.site.organisations import HOME, Body, acting_in
from samfrid.domain.places import municipality
from samfrid.domain.wording import Language
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.scope import opened

PLACES = ("0583", "0586", "0584")


def build_documents(bodies: Mapping[str, Body]) -> int:
    """Publish a report for each of some municipalities. Returns how many."""
    home = bodies[HOME].organisation
    editor = acting_in(home, Role.EDITOR)
    release = releases.opened(releases.published()[0])
    with opened(home.pk, by=editor):
        for code in PLACES:
            place = municipality(code)
            report = municipality_report(release, place, Language.SWEDISH, invented=True)
            documents.publish(
                by=editor,
                given=documents.Given(
                    kind=Kind.REPORT,
                    title_sv=f"Frågor om våld och stöd i {place.short_name} (påhittat)",
                    title_en=f"Questions about violence and support in {place.short_name} (invented)",
                    year=release.published_at.year,
                ),
                name="rapport.pdf",
                data=render(report),
            )
    return len(PLACES)
