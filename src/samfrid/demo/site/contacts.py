"""The contact ways of the demo: the national lines, and one invented social office in every municipality."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samfrid.apps.contacts.services import national_lines, ways
from samfrid.demo.site.organisations import HOME, Body, acting_in
from samfrid.domain.places import municipality
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import Kind
from samfrid.foundation.organisations.scope import opened

# 040-628 04 00 to 99 is a series that no telephone answers: it is set aside for fiction.
_SERIES = "040-628 04 "


def build_contacts(bodies: Mapping[str, Body], today: date) -> int:
    """Add and verify the ways. Returns how many there are."""
    home = bodies[HOME].organisation
    editor = acting_in(home, Role.EDITOR)
    with opened(home.pk, by=editor):
        added = national_lines.load(by=editor, verified_on=today)
    offices = [body for body in bodies.values() if body.organisation.kind == Kind.MUNICIPALITY]
    for number, body in enumerate(offices):
        actor = acting_in(body.organisation, Role.EDITOR)
        with opened(body.organisation.pk, by=actor):
            place = municipality(body.organisation.code)
            way = ways.add(
                by=actor,
                content=ways.Content(
                    name_sv=f"Socialtjänsten i {place.short_name} (påhittat nummer)",
                    name_en=f"Social services in {place.short_name} (invented number)",
                    for_whom_sv="Dig som är utsatt, dig som vill sluta använda våld och dig som är orolig för någon",
                    for_whom_en="You who are exposed, who want to stop using violence, or who worry about someone",
                    hours_sv="Vardagar 8–16",
                    hours_en="Weekdays 8–16",
                    phone=f"{_SERIES}{number:02d}",
                    municipality=place.code,
                    position=50,
                    cost_sv="Vanlig samtalstaxa",
                    cost_en="Ordinary call rate",
                    traces_sv="Samtalet kan synas på telefonräkningen",
                    traces_en="The call may show on the phone bill",
                    languages_sv="Svenska, engelska, tolk",
                    languages_en="Swedish, English, interpreter",
                ),
            )
            ways.verify(by=actor, way=way.pk, version=way.version, on=today)
    return added + len(offices)
