"""Take a file in, choose its sheet, and the template to fill in."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.apps.intake.models import OPEN, FileState, IncomingFile
from samfrid.apps.intake.selectors import file_of, files_of
from samfrid.apps.intake.services import files
from samfrid.apps.intake.template import FILE_NAME
from samfrid.apps.intake.template import template as build_template
from samfrid.domain.wording import Refused
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.intake.forms import SheetForm, UploadForm
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.accounts.roles import Permission
from samfrid.ui.downloads import attachment
from samfrid.ui.words import page_language

IMPORT = Permission.INTAKE_IMPORT
_LATEST = 10


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(IMPORT, Permission.PERIOD_DELIVER)
def start(request: StaffRequest) -> HttpResponse:
    """Show what is on its way in and what has come in, and take in a file."""
    if not request.actor.may(IMPORT):
        return redirect("staff:deliver")
    form = UploadForm(request.POST or None, request.FILES or None,
                      initial={"token": uuid.uuid4(), "format": "cases"})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return _received(request, form)
        except NotAllowed:
            raise
        except Refused as refused:
            form.take(refused)
    kept = files_of(request.actor)
    context = {
        "form": form,
        "open_files": list(kept.filter(state__in=OPEN)[:_LATEST]),
        "done_files": list(kept.filter(state=FileState.COMMITTED).order_by("-committed_at")[:_LATEST]),
        "may_deliver": request.actor.may(Permission.PERIOD_DELIVER) and not request.actor.units,
    }
    return render(request, "staff/intake/start.html", context, status=422 if form.is_bound else 200)


def _received(request: StaffRequest, form: UploadForm) -> HttpResponse:
    said, uploaded = form.cleaned_data, form.cleaned_data["file"]
    file = files.receive(
        by=request.actor,
        name=uploaded.name,
        parts=uploaded.chunks(),
        format_=said["format"],
        token=said["token"],
    )
    return to_reading(request, file)


def to_reading(request: StaffRequest, file: IncomingFile) -> HttpResponse:
    """Have a waiting file read through, and go where one sees how far it has come."""
    address = reverse("staff:intake_file", args=[file.pk])
    if file.state != FileState.WAITING:
        return redirect(address)
    run = files.read_in_background(by=request.actor, file=file.pk, address=address)
    return redirect("staff:job", run=run)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(IMPORT)
def sheet(request: StaffRequest, file: uuid.UUID) -> HttpResponse:
    """Choose sheet and header row."""
    held = file_of(request.actor, file)
    if held.state != FileState.READ:
        return redirect("staff:intake_file", file=file)
    initial = {"sheet": held.looked["sheet"], "header_row": held.looked["header_row"]}
    form = SheetForm(request.POST or None, sheets=held.looked["sheets"], initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = files.choose_sheet(by=request.actor, file=file, **form.cleaned_data)
            return to_reading(request, chosen)
        except files.FileRefused as refused:
            form.take(refused)
    context = {"form": form, "file": held}
    return render(request, "staff/intake/sheet.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff_view(IMPORT)
def template(request: StaffRequest) -> HttpResponse:
    """Hand out the workbook to fill in."""
    return attachment(build_template(page_language()), FILE_NAME)
