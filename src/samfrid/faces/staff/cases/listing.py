"""The list of cases: the least one needs to find one."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from samfrid.apps.cases.models import Case
from samfrid.apps.cases.selectors import READ, WRITE, cases_of, may_export, units_of
from samfrid.apps.cases.services import reading, references
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.cases.forms import FindForm
from samfrid.ui.lists import Column, FilterForm, ListDesign, show_list
from samfrid.ui.words import page_language, said, say

OPEN, CLOSED = "oppna", "avslutade"
STATES = {True: Text("Pågår", "Under way"), False: Text("Avslutat", "Closed")}


def month_in_words(code: str) -> str:
    """A month such as 2026-08 in words: augusti 2026."""
    from samfrid.domain.periods import parse_period

    return parse_period(code).label.into(page_language())


class CaseFilter(FilterForm):
    """Narrows by state and unit; cases under way are shown first."""

    lage = forms.ChoiceField(
        label=say("Läge", "State"),
        choices=[
            ("", say("Alla", "All")),
            (OPEN, say("Pågår", "Under way")),
            (CLOSED, say("Avslutade", "Closed")),
        ],
    )
    enhet = forms.CharField(label=say("Enhet", "Unit"), max_length=120)

    def narrow(self, rows: QuerySet[Case]) -> QuerySet[Case]:
        """Cases that fit the answers."""
        state, unit = self.cleaned_data.get("lage"), self.cleaned_data.get("enhet")
        if state:
            rows = rows.filter(closed_month="") if state == OPEN else rows.exclude(closed_month="")
        return rows.filter(unit__name__icontains=unit) if unit else rows


def _status(case: Case) -> SafeString:
    from django.template.loader import render_to_string

    return render_to_string("staff/cases/_status.html", {"case": case})


CASE_LIST: ListDesign[Case] = ListDesign(
    name="arenden",
    title=Text("Ärenden", "Cases"),
    columns=(
        Column("arende", Text("Ärende", "Case"), lambda case: case.label,
               link=lambda case: reverse("staff:case", args=[case.pk])),
        Column("oppnat", Text("Öppnat", "Opened"), lambda case: month_in_words(case.opened_month),
               sort=("opened_month", "opened")),
        Column("enhet", Text("Enhet", "Unit"), lambda case: case.unit.name if case.unit else None,
               sort=("unit__name",)),
        Column("lage", Text("Läge", "State"), lambda case: said(STATES[case.is_open]), sort=("closed_month",),
               draw=_status),
    ),
    order="-oppnat",
    filters=CaseFilter,
)  # fmt: skip


@require_safe
@staff_view(*READ)
def listed(request: StaffRequest) -> HttpResponse:
    """List the cases this person may meet, and record that they were listed."""
    by = request.actor
    cases = cases_of(by)
    found = cases.count()
    reading.listed(by=by, shown=min(found, CASE_LIST.page_size), found=found)
    saved = partial(_exported, request) if may_export(by) else None
    context: dict[str, Any] = {
        "open_count": cases.filter(closed_month="").count(),
        "may_write": by.may(WRITE) and units_of(by).exists(),
        "find": FindForm(),
    }
    return show_list(request, "staff/cases/list.html", CASE_LIST, cases, saved=saved, context=context)


def _exported(request: StaffRequest, rows: int) -> None:
    reading.exported(by=request.actor, rows=rows, kind=request.GET.get("hamta", ""))


@require_POST
@staff_view(*READ)
def find(request: StaffRequest) -> HttpResponse:
    """Go to the one case with a label or reference; several or none are told."""
    form = FindForm(request.POST)
    found = references.find(by=request.actor, words=form.cleaned_data["words"]) if form.is_valid() else []
    if len(found) == 1:
        return redirect("staff:case", case=found[0].pk)
    return render(request, "staff/cases/found.html", {"form": form, "found": found})
