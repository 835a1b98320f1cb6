"""What one can do about asking, who was asked, and what has been counted so far."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samfrid.apps.surveys.codes import GENDERS
from samfrid.apps.surveys.selectors import Coverage, coverage, month_counts
from samfrid.apps.surveys.services import sittings
from samfrid.domain.periods import Month
from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.foundation.accounts.roles import Permission

_P = Permission


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of who was asked."""

    gender: Text
    told: Coverage


@staff_view(_P.ASKING_TALLY, _P.ASKING_HAND_OVER, _P.ASKING_COVERAGE, _P.NEXT_STEPS_EDIT)
def overview(request: StaffRequest) -> HttpResponse:
    """Show the rooms of asking, and wipe what somebody left unfinished on a device."""
    sittings.forget_idle()
    today, actor = Month.of(timezone.localdate()), request.actor
    year = tuple(today.moved(-back) for back in range(12))
    covered = coverage(by=actor, months=year) if actor.may(_P.ASKING_COVERAGE) else ()
    counted = month_counts(by=actor, months=year[:3]) if actor.may(_P.ASKING_TALLY) else ()
    return render(
        request,
        "staff/asking/overview.html",
        {
            "may_tally": actor.may(_P.ASKING_TALLY),
            "may_hand_over": actor.may(_P.ASKING_HAND_OVER),
            "coverage": [Row(GENDERS[one.gender], one) for one in covered if one.met],
            "may_see_coverage": actor.may(_P.ASKING_COVERAGE),
            "counted": counted,
        },
    )
