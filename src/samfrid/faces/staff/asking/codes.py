"""One-time codes for the user survey: shown once, to print and hand out."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samfrid.apps.surveys.device import ADDRESS
from samfrid.apps.surveys.errors import AlreadyCounted, CountRefused
from samfrid.apps.surveys.selectors import USER_SURVEY, questionnaire_in_use, units_open_to
from samfrid.apps.surveys.services import invitations
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.asking.forms import CodesForm
from samfrid.foundation.accounts.roles import Permission


@staff_view(Permission.ASKING_HAND_OVER)
def codes(request: StaffRequest) -> HttpResponse:
    """Make codes. They are in this answer and nowhere else."""
    form = CodesForm(request.POST or None, units=units_open_to(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, form)
        except CountRefused as refused:
            form.take(refused)
        except AlreadyCounted:
            return render(request, "staff/asking/already.html", {"codes": True})
    return render(request, "staff/asking/codes.html", {"form": form}, status=422 if form.is_bound else 200)


def _made(request: StaffRequest, form: CodesForm) -> HttpResponse:
    data, today = form.cleaned_data, timezone.localdate()
    made = invitations.make(
        by=request.actor,
        unit=form.chosen_unit,
        questionnaire=questionnaire_in_use(USER_SURVEY),
        number=data["number"],
        days=data["days"],
        token=data["token"],
        on=today,
    )
    return render(
        request,
        "staff/asking/codes_made.html",
        {
            "codes": made,
            "last_day": today + timedelta(days=data["days"]),
            "address": request.get_host() + ADDRESS,
        },
    )
