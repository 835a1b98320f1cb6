"""The own organisation on one page: what it is, which municipalities it works for, its units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from samfrid.domain.places import UnknownPlace, municipality, sort_key
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.organisations.models import Kind, Unit
from samfrid.foundation.organisations.selectors import memberships_of, municipalities_of
from samfrid.ui.lists import Column, FilterForm, ListDesign, show_list
from samfrid.ui.words import said, say

OPEN, CLOSED = "oppen", "stangd"
KINDS = {
    Kind.MUNICIPALITY: Text("Kommun", "Municipality"),
    Kind.COORDINATION_ASSOCIATION: Text("Samordningsförbund", "Coordination association"),
    Kind.REGION: Text("Region", "Region"),
    Kind.COUNTY_BOARD: Text("Länsstyrelse", "County board"),
    Kind.POLICE: Text("Polis", "Police"),
    Kind.OTHER: Text("Annan organisation", "Other organisation"),
}


def place_name(code: str) -> str:
    """A municipality's name; its code where the register doesn't know it."""
    try:
        return municipality(code).short_name
    except UnknownPlace:
        return code


class UnitFilter(FilterForm):
    """Open or closed."""

    lage = forms.ChoiceField(
        label=say("Läge", "State"),
        choices=[
            ("", say("Alla", "All")),
            (OPEN, say("Öppna", "Open")),
            (CLOSED, say("Stängda", "Closed")),
        ],
    )

    def narrow(self, rows: Any) -> Any:
        """The units that fit."""
        state = self.cleaned_data.get("lage")
        return rows.filter(is_active=state == OPEN) if state else rows


UNITS: ListDesign[Unit] = ListDesign(
    name="enheter",
    title=Text("Enheter", "Units"),
    columns=(
        Column(
            "namn",
            Text("Enhet", "Unit"),
            lambda unit: unit.name,
            sort=("name",),
            link=lambda unit: reverse("staff:unit", kwargs={"unit": unit.pk}),
        ),
        Column(
            "kommun",
            Text("Kommun", "Municipality"),
            lambda unit: place_name(unit.municipality),
            sort=("municipality",),
        ),
        Column(
            "lage",
            Text("Läge", "State"),
            lambda unit: said(Text("Öppen", "Open") if unit.is_active else Text("Stängd", "Closed")),
            sort=("is_active",),
        ),
    ),
    order="namn",
    filters=UnitFilter,
)


@require_GET
@staff_view(Permission.ORGANISATION_EDIT)
def organisation(request: StaffRequest) -> HttpResponse:
    """Show the organisation and list its units, closed ones too."""
    own = request.membership.organisation
    places = municipalities_of(own.pk, on=timezone.localdate())

    def saved(count: int) -> None:
        audit.record(by=request.actor, action=Action.LIST_EXPORTED, details={"list": "units", "rows": count})

    context = {
        "organisation": own,
        "kind": KINDS[Kind(own.kind)],
        "places": sorted((place_name(code) for code in places), key=sort_key),
        "has_several": len(memberships_of(request.membership.user)) > 1,
    }
    return show_list(
        request, "staff/organisation/own.html", UNITS, Unit.objects.all(), saved=saved, context=context
    )
