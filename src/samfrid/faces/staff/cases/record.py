"""One case: what is next on top, the way below."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from samfrid.apps.cases import vocabulary as codes
from samfrid.apps.cases.geographies import place_label
from samfrid.apps.cases.models import Case
from samfrid.apps.cases.selectors import READ, WRITE
from samfrid.apps.cases.services import reading, references
from samfrid.apps.cases.way import way_of
from samfrid.domain.wording import Text, format_date, listed
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.cases.forms import word
from samfrid.faces.staff.cases.listing import month_in_words
from samfrid.ui.words import page_language, said


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the way: a day or month in words, and what happened."""

    when: str
    what: str


@require_safe
@staff_view(*READ)
def record(request: StaffRequest, case: uuid.UUID) -> HttpResponse:
    """Show a case; that it was read is recorded."""
    return _page(request, reading.read(by=request.actor, case=case))


@require_POST
@staff_view(*READ)
def reference(request: StaffRequest, case: uuid.UUID) -> HttpResponse:
    """Show the case with its own reference. Asked for by a button, so that each look is a deed of its own."""
    shown = references.show(by=request.actor, case=case)
    return _page(request, reading.read(by=request.actor, case=case), reference=shown, was_asked=True)


def _page(
    request: StaffRequest, case: Case, *, reference: str | None = None, was_asked: bool = False
) -> HttpResponse:
    today = timezone.localdate()
    return render(
        request,
        "staff/cases/record.html",
        {
            "case": case,
            "way": way_of(case, today),
            "waited": (today - case.opened).days if case.opened else None,
            "since": month_in_words(case.opened_month),
            "before": _before(case),
            "during": _during(case),
            "after": _after(case),
            "facts": _facts(case),
            "reference": reference,
            "was_asked": was_asked,
            "may_write": request.actor.may(WRITE),
        },
    )


def _short(day: date) -> str:
    """A day in a narrow column: 14 aug 2026."""
    number, month, year = format_date(day, page_language()).split()
    return f"{number} {month[:3]} {year}".replace(" ", "\u00a0")


def _kinds(codes_given: Sequence[str]) -> str:
    """Kinds of support in one phrase."""
    phrase = listed([word(codes.SUPPORT_KINDS, kind).lower() for kind in codes_given], page_language())
    return phrase[:1].upper() + phrase[1:]


def _facts(case: Case) -> list[tuple[Text, str]]:
    return [
        (Text("Kön", "Gender"), word(codes.GENDERS, case.gender)),
        (Text("Ålder", "Age"), word(codes.AGE_BANDS, case.age_band)),
        (Text("Kommun", "Municipality"), said(place_label(case.geography, case.place))),
        (Text("Hederskontext", "Honour context"), word(codes.HONOUR, case.honour_context)),
        (Text("Enhet", "Unit"), case.unit.name if case.unit else "–"),
        (Text("Insats", "Intervention"), case.intervention.name if case.intervention else "–"),
        (Text("Stöd", "Support"), _kinds(case.support) or "–"),
    ]


def _before(case: Case) -> list[Noted]:
    when = _short(case.opened) if case.opened else month_in_words(case.opened_month)
    return [Noted(when, said(Text("Ärendet öppnat", "Case opened")))]


def _during(case: Case) -> list[Noted]:
    noted = []
    if case.first_meeting or case.days_to_first_meeting is not None:
        when = _short(case.first_meeting) if case.first_meeting else ""
        noted.append(
            Noted(when, said(Text("Första samtalet", "First meeting") + _waiting(case.days_to_first_meeting)))
        )
    for one in case.follow_ups.all():
        situation = word(codes.SITUATIONS, one.situation)
        kinds = _kinds(one.support)
        told = Text("Uppföljning", "Follow-up")
        if situation:
            told += Text(f". Situationen: {situation.lower()}", f". The situation: {situation.lower()}")
        if kinds:
            told += Text(f". Stöd som börjat: {kinds.lower()}", f". Support begun: {kinds.lower()}")
        noted.append(Noted(_short(one.on), said(told)))
    return noted


def _waiting(days: int | None) -> Text:
    if days is None:
        return Text("", "")
    if days == 0:
        return Text(", samma dag", ", the same day")
    if days == 1:
        return Text(", efter en dag", ", after one day")
    return Text(f", efter {days} dagar", f", after {days} days")


def _after(case: Case) -> list[Noted]:
    if case.is_open:
        return []
    when = _short(case.closed) if case.closed else month_in_words(case.closed_month)
    reason = word(codes.CLOSURE_REASONS, case.closure_reason)
    noted = [Noted(when, said(Text("Ärendet avslutat", "Case closed")) + (f". {reason}" if reason else ""))]
    if case.situation_before and case.situation_after:
        then, now = (
            word(codes.SITUATIONS, one).lower() for one in (case.situation_before, case.situation_after)
        )
        change = Text(f"Situationen gick från {then} till {now}", f"The situation went from {then} to {now}")
        noted.append(Noted("", said(change)))
    return noted
