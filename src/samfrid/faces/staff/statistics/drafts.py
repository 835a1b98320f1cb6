"""The list of drafts, preparing one, and one draft with what it says and hides."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.apps.analysis import selectors, told
from samfrid.apps.analysis.models import Draft, DraftState
from samfrid.apps.analysis.services import drafts
from samfrid.apps.analysis.services.drafts import DraftRefused
from samfrid.domain.periods import HalfYear, Period, parse_period
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.statistics.forms import PrepareForm, ReturnForm, WithdrawForm
from samfrid.faces.staff.statistics.words import MARKS, STATES
from samfrid.foundation.accounts.roles import Permission

_HALF_YEARS = 12
_LISTED = 50
_TOLD = 4


@staff_view(*selectors.SEE)
@require_safe
def listed(request: StaffRequest) -> HttpResponse:
    """List drafts and releases of the organisation."""
    found = list(selectors.drafts_of(request.actor)[:_LISTED])
    names = selectors.names_of([draft.prepared_by for draft in found])
    rows = [
        {
            "draft": draft,
            "state": STATES[DraftState(draft.state)],
            "mark": MARKS[DraftState(draft.state)],
            "name": names.get(draft.prepared_by, ""),
            "waits": draft.state == DraftState.PREPARED and draft.prepared_by != request.actor.id,
        }
        for draft in found
    ]
    waiting = sum(1 for row in rows if row["waits"] and request.actor.may(Permission.RELEASE_APPROVE))
    context = {
        "rows": rows,
        "waiting": waiting,
        "may_prepare": request.actor.may(Permission.RELEASE_PREPARE),
    }
    return render(request, "staff/statistics/list.html", context)


@staff_view(Permission.RELEASE_PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: StaffRequest) -> HttpResponse:
    """Choose half-years and what to measure; the counting goes on as a job."""
    offered = _over(HalfYear.of(timezone.localdate()))
    form = PrepareForm(
        request.POST or None,
        half_years=offered,
        initial={"first": offered[0].code, "last": offered[0].code},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _, run = drafts.begin(
                by=request.actor,
                period=_period(form.cleaned_data["first"], form.cleaned_data["last"]),
                families=form.cleaned_data["families"],
                today=timezone.localdate(),
            )
            return redirect("staff:job", run=run.pk)
        except DraftRefused as refused:
            form.take(refused)
    context = {"form": form, "delivered": selectors.deliveries(request.actor, offered[:_TOLD])}
    return render(request, "staff/statistics/prepare.html", context, status=422 if form.is_bound else 200)


@staff_view(*selectors.SEE)
@require_safe
def shown(request: StaffRequest, draft: uuid.UUID) -> HttpResponse:
    """Show one draft: its state, its findings, what is hidden and why, and what can be done now."""
    return draft_page(request, draft_or_404(request, draft))


def draft_or_404(request: StaffRequest, draft: uuid.UUID) -> Draft:
    """The draft, or the page that does not exist."""
    found = selectors.draft_of(request.actor, draft)
    if found is None:
        raise Http404
    return found


def draft_page(
    request: StaffRequest,
    draft: Draft,
    *,
    returning: ReturnForm | None = None,
    withdrawing: WithdrawForm | None = None,
    refused: Text | None = None,
) -> HttpResponse:
    """The page of a draft, with a form that was not accepted where there is one."""
    state = DraftState(draft.state)
    by = request.actor
    own = draft.prepared_by == by.id
    names = selectors.names_of([draft.prepared_by, draft.decided_by])
    context: dict[str, Any] = {
        "draft": draft,
        "state": STATES[state],
        "prepared_by": names.get(draft.prepared_by, ""),
        "decided_by": names.get(draft.decided_by, "") if draft.decided_by else "",
        "is_own": own,
        "may_decide": state == DraftState.PREPARED and by.may(Permission.RELEASE_APPROVE) and not own,
        "may_publish": state == DraftState.APPROVED and by.may(Permission.RELEASE_APPROVE),
        "may_withdraw": state == DraftState.PUBLISHED and by.may(Permission.RELEASE_WITHDRAW),
        "may_read_figures": by.may(Permission.FIGURES_READ),
        "returning": returning or ReturnForm(),
        "withdrawing": withdrawing or WithdrawForm(),
        "refused": refused,
    }
    if draft.snapshot_id is not None:
        context |= {
            "families": told.hidden_in(draft),
            "left_out": told.left_out(draft),
            "measures": told.findings_of(draft),
        }
    failed = refused or returning or withdrawing
    return render(request, "staff/statistics/draft.html", context, status=422 if failed else 200)


def _over(now: HalfYear) -> list[HalfYear]:
    """The half-years that are over, the latest first."""
    return [now.moved(-back) for back in range(1, _HALF_YEARS + 1)]


def _period(first: str, last: str) -> Period[HalfYear]:
    """The half-years from one to another; the earlier of the two is the first."""
    ends = sorted(found for code in (first, last) if isinstance(found := parse_period(code), HalfYear))
    return Period(ends[0], ends[-1])
