"""The organisation's interventions: which there are, and add or change one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.apps.cases import vocabulary as codes
from samfrid.apps.cases.draft import CaseRefused
from samfrid.apps.cases.geographies import SWEDEN, place_label
from samfrid.apps.cases.models import Intervention
from samfrid.apps.cases.selectors import READ, interventions_of, units_of
from samfrid.apps.cases.services import interventions
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.cases.forms import InterventionForm, word
from samfrid.foundation.organisations.models import CoveredMunicipality
from samfrid.ui.lists import Column, ListDesign, show_list
from samfrid.ui.words import said, say


def _design(*, may_edit: bool) -> ListDesign[Intervention]:
    def link(one: Intervention) -> str:
        return reverse("staff:intervention", args=[one.pk])

    return ListDesign(
        name="insatser",
        title=Text("Insatser", "Interventions"),
        columns=(
            Column("insats", Text("Insats", "Intervention"), lambda one: one.name, sort=("name",),
                   link=link if may_edit else None),
            Column("stod", Text("Slags stöd", "Kind of support"), lambda one: word(codes.SUPPORT_KINDS, one.kind)),
            Column("enhet", Text("Enhet", "Unit"), lambda one: one.unit.name, sort=("unit__name",)),
            Column("kommun", Text("Kommun", "Municipality"), lambda one: said(place_label(SWEDEN, one.municipality))),
            Column("fran", Text("Sedan", "Since"), lambda one: one.active_from, sort=("active_from",)),
            Column("till", Text("Till", "Until"), lambda one: one.active_to, sort=("active_to",)),
        ),
        order="insats",
    )  # fmt: skip


@require_safe
@staff_view(*READ, interventions.EDIT)
def listed(request: StaffRequest) -> HttpResponse:
    """List interventions."""
    may_edit = request.actor.may(interventions.EDIT)
    rows = interventions_of(request.actor)
    design = _design(may_edit=may_edit)
    return show_list(request, "staff/cases/interventions.html", design, rows, context={"may_edit": may_edit})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(interventions.EDIT)
def add(request: StaffRequest) -> HttpResponse:
    """Add an intervention."""
    return _written(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(interventions.EDIT)
def change(request: StaffRequest, intervention: uuid.UUID) -> HttpResponse:
    """Change an intervention."""
    held = interventions_of(request.actor).filter(pk=intervention).first()
    if held is None:
        raise Http404
    return _written(request, held)


def _written(request: StaffRequest, held: Intervention | None) -> HttpResponse:
    by = request.actor
    near = CoveredMunicipality.objects.filter(organisation=by.organisation).values_list(
        "municipality", flat=True
    )
    form = InterventionForm(
        request.POST or None, initial=_values(held), units=list(units_of(by)), near=list(near)
    )
    if request.method == "POST" and form.is_valid():
        said_now = {**form.cleaned_data, "unit": uuid.UUID(form.cleaned_data["unit"])}
        try:
            interventions.put(by=by, intervention=held.pk if held else None, **said_now)
            messages.success(request, say("Insatsen är sparad.", "The intervention is saved."))
            return redirect("staff:interventions")
        except CaseRefused as refused:
            form.take(refused)
    context = {"form": form, "intervention": held}
    return render(request, "staff/cases/intervention.html", context, status=422 if form.is_bound else 200)


def _values(held: Intervention | None) -> dict[str, object]:
    if held is None:
        return {}
    names = ("name", "kind", "reach", "municipality", "active_from", "active_to")
    return {**{name: getattr(held, name) for name in names}, "unit": str(held.unit_id)}
