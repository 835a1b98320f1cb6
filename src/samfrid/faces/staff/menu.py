"""The rooms of the staff face, and the permission each takes. Whoever lacks it doesn't see the room."""

from __future__ import annotations

from django.http import HttpRequest

from samfrid.domain.wording import Text
from samfrid.foundation.accounts.roles import ROLES, Permission, Role
from samfrid.ui.navigation import Menu, MenuItem
from samfrid.ui.words import said

_P = Permission


def _reader(request: HttpRequest) -> str:
    membership = getattr(request, "membership", None)
    if membership is None:
        return ""
    return f"{said(ROLES[Role(membership.role)].name)}, {membership.organisation.name}"


MENU = Menu(
    start="staff:home",
    reader=_reader,
    items=(
        MenuItem(Text("Att göra", "To do"), ""),
        MenuItem(
            Text("Frågor", "Asking"),
            "fragor/",
            (_P.ASKING_TALLY, _P.ASKING_HAND_OVER, _P.ASKING_COVERAGE, _P.NEXT_STEPS_EDIT),
        ),
        MenuItem(
            Text("Insatser och ärenden", "Interventions and cases"),
            "arenden/",
            (_P.CASE_READ_OWN_UNIT, _P.CASE_WRITE_OWN_UNIT, _P.CASE_READ_OWN_ORGANISATION),
        ),
        MenuItem(Text("Läsa in", "Import"), "lasa-in/", (_P.INTAKE_IMPORT, _P.PERIOD_DELIVER)),
        MenuItem(
            Text("Statistik", "Statistics"),
            "statistik/",
            (_P.FIGURES_READ, _P.RELEASE_PREPARE, _P.RELEASE_APPROVE, _P.RELEASE_WITHDRAW),
        ),
        MenuItem(Text("Kontaktvägar", "Contact ways"), "kontaktvagar/", (_P.CONTACTS_EDIT,)),
        MenuItem(Text("Dokument", "Documents"), "dokument/", (_P.DOCUMENTS_EDIT,)),
        MenuItem(Text("Logg", "Log"), "logg/", (_P.AUDIT_READ,)),
        MenuItem(Text("Organisation", "Organisation"), "organisation/", (_P.ORGANISATION_EDIT,)),
        MenuItem(Text("Medlemmar", "Members"), "medlemmar/", (_P.MEMBERS_EDIT,)),
    ),
)
