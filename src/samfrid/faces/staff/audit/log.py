"""The list of entries: filter, sort, turn pages, save. Every look at it is itself recorded."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.audit.words import ACTIONS, action_words
from samfrid.foundation.accounts.roles import ROLES, Permission, Role
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.audit.selectors import entries_of
from samfrid.foundation.organisations.models import Membership
from samfrid.ui.forms import DateInput
from samfrid.ui.lists import PAGE, Column, FilterForm, ListDesign, show_list, swedish_order
from samfrid.ui.words import said, say

SYSTEM = uuid.UUID(int=0)


@require_GET
@staff_view(Permission.AUDIT_READ)
def entries(request: StaffRequest) -> HttpResponse:
    """List what was done and read in the organisation."""
    names = member_names(request)
    rows = entries_of(request.membership.organisation_id, members=names)

    def saved(count: int) -> None:
        audit.record(
            by=request.actor, action=Action.AUDIT_EXPORTED, details={"rows": count, **_asked(request)}
        )

    if "hamta" not in request.GET:
        audit.record(by=request.actor, action=Action.AUDIT_READ, details=_asked(request))
    return show_list(request, "staff/audit/log.html", design_for(names), rows, saved=saved)


def member_names(request: StaffRequest) -> dict[uuid.UUID, str]:
    """The names of all who are or were members of the organisation, by their ids."""
    rows = Membership.objects.filter(organisation_id=request.membership.organisation_id)
    return dict(rows.values_list("user_id", "user__name"))


def who(names: Mapping[uuid.UUID, str], entry: Entry) -> str:
    """Who did it, by name; those who never were members here by what they are."""
    if entry.actor == SYSTEM:
        return said(Text("Systemet", "The system"))
    return names.get(entry.actor) or said(Text("Någon utanför organisationen", "Someone outside"))


def role_words(entry: Entry) -> str:
    """The role it was done in."""
    return said(ROLES[Role(entry.role)].name) if entry.role in set(Role) else ""


def what_about(entry: Entry) -> str:
    """What the deed was about, by kind and the beginning of its id."""
    return f"{entry.about_kind} {entry.about[:8]}".strip()


def details_in_line(entry: Entry) -> str:
    """The details, in one line."""
    return ", ".join(f"{name}: {_plain(value)}" for name, value in sorted(entry.details.items()))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return said(Text("ja", "yes") if value else Text("nej", "no"))
    return str(value)


def _when(entry: Entry) -> SafeString:
    # To the second, and as it sorts: what is compared in a log is order and distance, not the day in words.
    return format_html(
        '<span class="sam-num">{}</span>', f"{timezone.localtime(entry.at):%Y-%m-%d\u00a0%H:%M:%S}"
    )


def design_for(names: Mapping[uuid.UUID, str]) -> ListDesign[Entry]:
    """The list, with the organisation's own people to choose among."""
    return ListDesign(
        name="logg",
        title=Text("Logg", "Log"),
        columns=(
            Column("tid", Text("När", "When"), lambda entry: entry.at, sort=("at", "number"), draw=_when),
            Column("vem", Text("Vem", "Who"), lambda entry: who(names, entry), sort=("actor", "at")),
            Column("roll", Text("Roll", "Role"), role_words, sort=("role", "at")),
            Column(
                "vad",
                Text("Vad", "What"),
                lambda entry: said(action_words(entry.action)),
                sort=("action", "at"),
            ),
            Column("om", Text("Gäller", "About"), what_about, sort=("about_kind", "about")),
            Column("mer", Text("Uppgifter", "Details"), details_in_line),
        ),
        order="-tid",
        page_size=50,
        filters=_filter_for(names),
    )


def _filter_for(names: Mapping[uuid.UUID, str]) -> type[FilterForm]:
    people = sorted(
        ((str(key), name) for key, name in names.items()), key=lambda person: swedish_order(person[1])
    )
    deeds = sorted(
        ((action.value, said(words)) for action, words in ACTIONS.items()),
        key=lambda deed: swedish_order(deed[1]),
    )
    all_of = [("", say("Alla", "All"))]

    class LogFilter(FilterForm):
        vad = forms.ChoiceField(label=say("Vad", "What"), choices=[*all_of, *deeds])
        vem = forms.ChoiceField(
            label=say("Vem", "Who"), choices=[*all_of, (str(SYSTEM), say("Systemet", "The system")), *people]
        )
        fran = forms.DateField(label=say("Från och med", "From"), widget=DateInput())
        till = forms.DateField(label=say("Till och med", "To"), widget=DateInput())

        def narrow(self, rows: Any) -> Any:
            given = self.cleaned_data
            rows = rows.filter(action=given["vad"]) if given.get("vad") else rows
            rows = rows.filter(actor=given["vem"]) if given.get("vem") else rows
            rows = rows.filter(at__gte=_midnight(given["fran"])) if given.get("fran") else rows
            if given.get("till"):
                rows = rows.filter(at__lt=_midnight(given["till"] + timedelta(days=1)))
            return rows

    return LogFilter


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def _asked(request: StaffRequest) -> dict[str, str | int | bool]:
    """What was chosen: a record of a read tells what was looked for."""
    names = ("vad", "vem", "fran", "till", PAGE)
    return {name: request.GET[name] for name in names if request.GET.get(name)}
