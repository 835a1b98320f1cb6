"""What can be done with a draft: approve, return, publish, withdraw. Each is one press on a page that was read."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samfrid.apps.analysis.services import publishing, reviews
from samfrid.domain.wording import Refused, Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.statistics.drafts import draft_or_404, draft_page
from samfrid.faces.staff.statistics.forms import ReturnForm, WithdrawForm
from samfrid.foundation.accounts.actors import NotAllowed
from samfrid.foundation.accounts.roles import Permission


@staff_view(Permission.RELEASE_APPROVE)
@require_POST
def approve(request: StaffRequest, draft: uuid.UUID) -> HttpResponse:
    """Approve a draft that another person prepared."""
    found = draft_or_404(request, draft)
    try:
        reviews.approve(by=request.actor, draft=found)
    except NotAllowed:
        raise
    except Refused as refused:
        return draft_page(request, found, refused=refused.problems[0].what)
    return redirect("staff:statistics_draft", draft=draft)


@staff_view(Permission.RELEASE_APPROVE)
@require_POST
def send_back(request: StaffRequest, draft: uuid.UUID) -> HttpResponse:
    """Return a draft with a reason."""
    found = draft_or_404(request, draft)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return draft_page(request, found, returning=form)
    try:
        reviews.send_back(by=request.actor, draft=found, reason=form.cleaned_data["reason"])
    except NotAllowed:
        raise
    except Refused as refused:
        return draft_page(request, found, refused=refused.problems[0].what)
    return redirect("staff:statistics_draft", draft=draft)


@staff_view(Permission.RELEASE_APPROVE)
@require_POST
def publish(request: StaffRequest, draft: uuid.UUID) -> HttpResponse:
    """Publish an approved draft."""
    found = draft_or_404(request, draft)
    try:
        publishing.publish(by=request.actor, draft=found)
    except NotAllowed:
        raise
    except Refused as refused:
        return draft_page(request, found, refused=refused.problems[0].what)
    return redirect("staff:statistics_draft", draft=draft)


@staff_view(Permission.RELEASE_WITHDRAW)
@require_POST
def withdraw(request: StaffRequest, draft: uuid.UUID) -> HttpResponse:
    """Withdraw what was published, with a notice."""
    found = draft_or_404(request, draft)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return draft_page(request, found, withdrawing=form)
    notice = Text(form.cleaned_data["notice_sv"], form.cleaned_data["notice_en"])
    try:
        publishing.withdraw(by=request.actor, draft=found, notice=notice)
    except NotAllowed:
        raise
    except Refused as refused:
        return draft_page(request, found, refused=refused.problems[0].what)
    return redirect("staff:statistics_draft", draft=draft)
