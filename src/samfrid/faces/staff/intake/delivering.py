"""Deliver a half-year: see month by month what is complete and missing, and stand for it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.apps.cases.selectors import not_allowed
from samfrid.apps.intake.deliverables import DELIVERABLES, Deliverable
from samfrid.apps.intake.selectors import deliveries_of
from samfrid.apps.intake.services import deliveries
from samfrid.apps.intake.services.deliveries import DeliveryRefused, months_of
from samfrid.domain.periods import HalfYear, parse_period
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.intake.forms import DeliverForm, PeriodForm
from samfrid.foundation.accounts.roles import Permission
from samfrid.ui.words import said

DELIVER = Permission.PERIOD_DELIVER
_HALF_YEARS = 8
_KIND = "cases"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(DELIVER)
def deliver(request: StaffRequest) -> HttpResponse:
    """Show how complete a half-year is, and deliver it."""
    if request.actor.units:
        raise not_allowed()
    periods = _over(HalfYear.of(timezone.localdate()))
    period = _chosen(request, periods)
    form = DeliverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            delivery = deliveries.deliver(
                by=request.actor, kind=_KIND, half_year=period, seen=form.cleaned_data["seen"]
            )
            return redirect("staff:delivery", delivery=delivery.pk)
        except DeliveryRefused as refused:
            form.take(refused)
    context = {"form": form, "choose": PeriodForm(initial={"period": period.code}, periods=periods),
               **_counted(request, period)}  # fmt: skip
    return render(request, "staff/intake/deliver.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff_view(DELIVER)
def receipt(request: StaffRequest, delivery: uuid.UUID) -> HttpResponse:
    """Show the receipt of a delivery: what was complete and missing when it was seen."""
    found = deliveries_of(request.actor).filter(pk=delivery).first()
    if found is None or found.kind not in DELIVERABLES:
        raise not_allowed()
    deliverable = DELIVERABLES[found.kind]
    context = {
        "delivery": found,
        "period": HalfYear.of(parse_period(found.first_month).first_day).label,
        "kind": deliverable.name,
        "lacks": list(deliverable.lacks.values()),
        "months": [
            _month(
                one["month"],
                one["rows"],
                one["complete"],
                [one["lacking"].get(name, 0) for name in deliverable.lacks],
            )
            for one in found.completeness
        ],
    }
    return render(request, "staff/intake/delivered.html", context)


def _over(now: HalfYear) -> list[HalfYear]:
    """The half-years that are over, the latest first."""
    return [now.moved(-back) for back in range(1, _HALF_YEARS + 1)]


def _chosen(request: StaffRequest, periods: list[HalfYear]) -> HalfYear:
    asked = request.POST.get("period") or request.GET.get("period") or ""
    return next((one for one in periods if one.code == asked), periods[0])


def _counted(request: StaffRequest, period: HalfYear) -> dict[str, Any]:
    deliverable = DELIVERABLES[_KIND]
    months = deliveries.completeness(_KIND, period)
    whole = months_of(period)
    earlier = deliveries_of(request.actor)
    return {
        "period": period,
        "label": said(period.label),
        "kind": deliverable.name,
        "lacks": list(deliverable.lacks.values()),
        "months": [
            _month(one.month, one.rows, one.complete, _lacking(deliverable, one.lacking)) for one in months
        ],
        "rows": sum(one.rows for one in months),
        "complete": sum(one.complete for one in months),
        "delivered": earlier.filter(
            kind=_KIND, first_month=whole.first.code, last_month=whole.last.code
        ).first(),
        "deliveries": [
            (one, HalfYear.of(parse_period(one.first_month).first_day).label)
            for one in earlier.filter(kind=_KIND)[:10]
        ],
    }


def _lacking(deliverable: Deliverable, lacking: Any) -> list[int]:
    return [lacking[name] for name in deliverable.lacks]


def _month(code: str, rows: int, complete: int, lacking: list[int]) -> dict[str, Any]:
    label = parse_period(code).label
    name = Text(label.sv.split()[0], label.en.split()[0])  # the year stands above the table
    return {"name": name, "rows": rows, "complete": complete, "lacking": lacking}
