"""Next steps after each outcome: read them, and write the organisation's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samfrid.apps.contacts.selectors import for_place
from samfrid.apps.surveys.errors import CountRefused
from samfrid.apps.surveys.selectors import (
    VIOLENCE_QUESTIONS,
    next_steps,
    questionnaire_in_use,
    units_open_to,
)
from samfrid.apps.surveys.services import next_steps as service
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.asking.forms import StepsForm
from samfrid.foundation.accounts.roles import Permission
from samfrid.ui.words import say

_P = Permission


@staff_view(_P.ASKING_TALLY, _P.ASKING_HAND_OVER, _P.NEXT_STEPS_EDIT)
def steps(request: StaffRequest) -> HttpResponse:
    """Show the steps after every outcome, and the ways to help where the units are."""
    units = units_open_to(request.actor)
    places = sorted({unit.municipality for unit in units})
    ways = for_place(places[0] if len(places) == 1 else "", today=timezone.localdate())
    return render(
        request,
        "staff/asking/steps.html",
        {
            "steps": next_steps(questionnaire_in_use(VIOLENCE_QUESTIONS)),
            "ways": ways,
            "may_edit": request.actor.may(_P.NEXT_STEPS_EDIT),
        },
    )


@staff_view(_P.NEXT_STEPS_EDIT)
def edit(request: StaffRequest, outcome: str) -> HttpResponse:
    """Write the organisation's own steps after one outcome, or go back to ours."""
    questionnaire = questionnaire_in_use(VIOLENCE_QUESTIONS)
    found = next((one for one in next_steps(questionnaire) if one.outcome == outcome), None)
    if found is None:
        raise Http404
    if request.method == "POST" and "take_back" in request.POST:
        service.take_back(by=request.actor, outcome=outcome)
        messages.success(request, say("Stegen är som från början.", "The steps are as from the start."))
        return redirect("staff:asking_steps")
    lines = {"swedish": [one.sv for one in found.steps], "english": [one.en for one in found.steps]}
    form = StepsForm(request.POST or None, initial={name: "\n".join(words) for name, words in lines.items()})
    if request.method == "POST" and form.is_valid():
        try:
            service.write(by=request.actor, questionnaire=questionnaire, outcome=outcome, **form.cleaned_data)
        except CountRefused as refused:
            form.take(refused)
        else:
            messages.success(request, say("Stegen är sparade.", "The steps are saved."))
            return redirect("staff:asking_steps")
    return render(
        request,
        "staff/asking/steps_edit.html",
        {"form": form, "steps": found},
        status=422 if form.is_bound else 200,
    )
