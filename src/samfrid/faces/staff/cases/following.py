"""Follow a case up, and close it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samfrid.apps.cases.draft import CaseRefused
from samfrid.apps.cases.selectors import WRITE
from samfrid.apps.cases.services import follow_ups, reading, register
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.cases.forms import CloseForm, FollowUpForm
from samfrid.ui.words import say


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(WRITE)
def follow_up(request: StaffRequest, case: uuid.UUID) -> HttpResponse:
    """Note a follow-up. The same form sent twice notes one."""
    held = reading.read(by=request.actor, case=case)
    form = FollowUpForm(request.POST or None, initial={"on": timezone.localdate(), "token": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            follow_ups.note(
                by=request.actor,
                case=case,
                on=said["on"],
                situation=said["situation"],
                support=tuple(said["support"]),
                token=said["token"],
            )
            messages.success(request, say("Uppföljningen är sparad.", "The follow-up is saved."))
            return redirect("staff:case", case=case)
        except CaseRefused as refused:
            form.take(refused)
    context = {"form": form, "case": held}
    return render(request, "staff/cases/follow_up.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(WRITE)
def close(request: StaffRequest, case: uuid.UUID) -> HttpResponse:
    """Close a case with its reason and how the situation is."""
    held = reading.read(by=request.actor, case=case)
    form = CloseForm(request.POST or None, initial={"closed": timezone.localdate(), "version": held.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            register.close(
                by=request.actor,
                case=case,
                version=said["version"],
                closed=said["closed"],
                reason=said["closure_reason"],
                situation=said["situation_after"],
            )
            messages.success(request, say("Ärendet är avslutat.", "The case is closed."))
            return redirect("staff:case", case=case)
        except CaseRefused as refused:
            form.take(refused)
    context = {"form": form, "case": held}
    return render(request, "staff/cases/close.html", context, status=422 if form.is_bound else 200)
