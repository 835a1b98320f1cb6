"""Open a case, and write it anew."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samfrid.apps.cases.selectors import WRITE, interventions_of, units_of
from samfrid.apps.cases.services import reading, references, register
from samfrid.domain.wording import Refused
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.cases.forms import CaseForm, values_of
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.organisations.models import CoveredMunicipality
from samfrid.ui.words import say


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(WRITE)
def start(request: StaffRequest) -> HttpResponse:
    """Open a case. The same form sent twice opens one."""
    form = _form(request, {"token": uuid.uuid4(), "opened": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                token = form.cleaned_data["token"] or uuid.uuid4()
                case = register.start(by=request.actor, draft=form.draft(), token=token)
                _keep_reference(request, case.pk, form)
            messages.success(request, say("Ärendet är öppnat.", "The case is open."))
            return redirect("staff:case", case=case.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            form.take(refused)
    return render(request, "staff/cases/open.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(WRITE)
def change(request: StaffRequest, case: uuid.UUID) -> HttpResponse:
    """Write a case anew."""
    held = reading.read(by=request.actor, case=case)
    form = _form(request, values_of(held))
    form.hold_place(held)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                version = form.cleaned_data["version"] or 0
                draft = form.draft(register.draft_of(held))
                register.change(by=request.actor, case=case, version=version, draft=draft)
                _keep_reference(request, case, form)
            messages.success(request, say("Ändringen är sparad.", "The change is saved."))
            return redirect("staff:case", case=case)
        except NotAllowed:
            raise
        except Refused as refused:
            form.take(refused)
    context = {"form": form, "case": held}
    return render(request, "staff/cases/change.html", context, status=422 if form.is_bound else 200)


def _form(request: StaffRequest, initial: dict[str, Any]) -> CaseForm:
    by = request.actor
    near = CoveredMunicipality.objects.filter(organisation=by.organisation).values_list(
        "municipality", flat=True
    )
    return CaseForm(
        request.POST or None,
        initial=initial,
        units=list(units_of(by)),
        interventions=list(interventions_of(by)),
        near=list(near),
    )


def _keep_reference(request: StaffRequest, case: uuid.UUID, form: CaseForm) -> None:
    if reference := form.cleaned_data["reference"].strip():
        references.keep(by=request.actor, case=case, reference=reference)
