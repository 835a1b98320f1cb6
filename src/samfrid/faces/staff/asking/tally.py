"""Count an asking, and show the next steps at once."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samfrid.apps.contacts.selectors import for_place
from samfrid.apps.surveys.codes import Happened
from samfrid.apps.surveys.counted import open_months
from samfrid.apps.surveys.errors import AlreadyCounted, CountRefused
from samfrid.apps.surveys.selectors import (
    VIOLENCE_QUESTIONS,
    next_steps,
    questionnaire_in_use,
    unit_open_to,
    units_open_to,
)
from samfrid.apps.surveys.services import askings
from samfrid.apps.surveys.steps import DECLINED
from samfrid.domain.periods import Month
from samfrid.domain.questionnaires import Questionnaire
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.asking.forms import TallyForm
from samfrid.foundation.accounts.roles import Permission


@staff_view(Permission.ASKING_TALLY)
def tally(request: StaffRequest) -> HttpResponse:
    """Count one asking. What it came to is shown in the answer itself: it is in no address and no session."""
    questionnaire = questionnaire_in_use(VIOLENCE_QUESTIONS)
    form = TallyForm(
        request.POST or None,
        units=units_open_to(request.actor),
        questionnaire=questionnaire,
        months=open_months(Month.of(timezone.localdate())),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _counted(request, form, questionnaire)
        except CountRefused as refused:
            form.take(refused)
        except AlreadyCounted:
            return render(request, "staff/asking/already.html")
    ongoing = next((one for one in next_steps(questionnaire) if one.outcome == "ongoing"), None)
    return render(
        request,
        "staff/asking/tally.html",
        {"form": form, "ongoing": ongoing},
        status=422 if form.is_bound else 200,
    )


def _counted(request: StaffRequest, form: TallyForm, questionnaire: Questionnaire) -> HttpResponse:
    today, counted = timezone.localdate(), form.counted()
    outcomes = askings.count(
        by=request.actor,
        unit=form.chosen_unit,
        questionnaire=questionnaire,
        counted=counted,
        token=form.cleaned_data["token"],
        on=today,
    )
    codes = {one.code for one in outcomes} | ({DECLINED} if counted.happened is Happened.DECLINED else set())
    unit = unit_open_to(request.actor, form.chosen_unit)
    return render(
        request,
        "staff/asking/counted.html",
        {
            "steps": [one for one in next_steps(questionnaire) if one.outcome in codes],
            "ways": for_place(unit.municipality, today=today),
        },
    )
