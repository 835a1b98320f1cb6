"""One unit: open a new one, rename, close and open again."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.domain.places import sort_key
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.organisation.own import place_name
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.organisations.models import Unit
from samfrid.foundation.organisations.selectors import municipalities_of
from samfrid.foundation.organisations.services import units
from samfrid.ui.forms import PlainForm
from samfrid.ui.words import say


class UnitForm(PlainForm):
    """What a unit is called and where it works."""

    name = forms.CharField(
        label=say("Namn", "Name"),
        help_text=say("Det namn som de som arbetar där använder.", "The name that those who work there use."),
        max_length=120,
    )
    municipality = forms.ChoiceField(label=say("Kommun", "Municipality"))

    def __init__(self, *args: Any, places: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((code, place_name(code)) for code in places), key=lambda place: sort_key(place[1]))
        start = [] if len(named) == 1 else [("", say("Välj kommun", "Choose a municipality"))]
        self.fields["municipality"].choices = [*start, *named]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@staff_view(Permission.ORGANISATION_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Open a unit."""
    form = UnitForm(request.POST or None, places=_places(request))
    if request.method == "POST" and form.is_valid():
        try:
            units.open_unit(by=request.actor, **form.cleaned_data)
            return redirect("staff:organisation")
        except units.UnitRefused as refused:
            form.take(refused)
    return render(
        request, "staff/organisation/unit_new.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
@staff_view(Permission.ORGANISATION_EDIT)
def change(request: StaffRequest, unit: uuid.UUID) -> HttpResponse:
    """Show a unit; change its name or municipality."""
    found = get_object_or_404(Unit, pk=unit)
    places = list(dict.fromkeys([found.municipality, *_places(request)]))
    form = UnitForm(
        request.POST or None,
        places=places,
        initial={"name": found.name, "municipality": found.municipality},
    )
    if request.method == "POST" and form.is_valid():
        try:
            units.change_unit(by=request.actor, unit=found, **form.cleaned_data)
            return redirect("staff:organisation")
        except units.UnitRefused as refused:
            form.take(refused)
            found.refresh_from_db()
    context = {"unit": found, "form": form}
    return render(request, "staff/organisation/unit.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_view(Permission.ORGANISATION_EDIT)
def close(request: StaffRequest, unit: uuid.UUID) -> HttpResponse:
    """Close a unit."""
    units.close_unit(by=request.actor, unit=get_object_or_404(Unit, pk=unit))
    return redirect("staff:organisation")


@require_POST
@staff_view(Permission.ORGANISATION_EDIT)
def reopen(request: StaffRequest, unit: uuid.UUID) -> HttpResponse:
    """Open a closed unit again."""
    units.reopen_unit(by=request.actor, unit=get_object_or_404(Unit, pk=unit))
    return redirect("staff:unit", unit=unit)


def _places(request: StaffRequest) -> list[str]:
    return municipalities_of(request.membership.organisation_id, on=timezone.localdate())
