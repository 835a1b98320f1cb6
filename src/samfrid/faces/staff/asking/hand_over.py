"""Hand the device over. The staff session ends first, so that nothing of it is behind the respondent's pages."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from samfrid.apps.surveys import device
from samfrid.apps.surveys.codes import Company
from samfrid.apps.surveys.errors import CountRefused
from samfrid.apps.surveys.selectors import questionnaire_in_use, units_open_to
from samfrid.apps.surveys.services import sittings
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.asking.forms import HandOverForm
from samfrid.foundation.accounts.roles import Permission


@staff_view(Permission.ASKING_HAND_OVER)
def hand_over(request: StaffRequest) -> HttpResponse:
    """Open a sitting and leave the device to it."""
    form = HandOverForm(request.POST or None, units=units_open_to(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            key = sittings.hand_over(
                by=request.actor,
                unit=form.chosen_unit,
                questionnaire=questionnaire_in_use(form.cleaned_data["questionnaire"]),
                company=Company(form.cleaned_data["company"]),
                at=timezone.now(),
            )
        except CountRefused as refused:
            form.take(refused)
        else:
            logout(request)
            response = HttpResponseRedirect(device.ADDRESS)
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
            device.give_key(response, key)
            return response
    return render(
        request, "staff/asking/hand_over.html", {"form": form}, status=422 if form.is_bound else 200
    )
