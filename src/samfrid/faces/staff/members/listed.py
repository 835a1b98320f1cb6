"""The list of members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from samfrid.domain.wording import Text
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.foundation.accounts.roles import ROLES, Permission, Role
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.organisations.models import Membership
from samfrid.ui.lists import Column, FilterForm, ListDesign, show_list
from samfrid.ui.words import said, say

ROLE_CHOICES = [(role.value, say(ROLES[role].name.sv, ROLES[role].name.en)) for role in Role]
OPEN, CLOSED = "oppen", "stangd"


class MemberFilter(FilterForm):
    """By role, and open or closed."""

    roll = forms.ChoiceField(label=say("Roll", "Role"), choices=[("", say("Alla", "All")), *ROLE_CHOICES])
    lage = forms.ChoiceField(
        label=say("Läge", "State"),
        choices=[
            ("", say("Alla", "All")),
            (OPEN, say("Öppna", "Open")),
            (CLOSED, say("Stängda", "Closed")),
        ],
    )

    def narrow(self, rows: Any) -> Any:
        """The members that fit."""
        given = self.cleaned_data
        rows = rows.filter(role=given["roll"]) if given.get("roll") else rows
        return rows.filter(is_active=given["lage"] == OPEN) if given.get("lage") else rows


MEMBERS: ListDesign[Membership] = ListDesign(
    name="medlemmar",
    title=Text("Medlemmar", "Members"),
    columns=(
        Column(
            "namn",
            Text("Namn", "Name"),
            lambda member: member.user.name,
            sort=("user__name",),
            link=lambda member: reverse("staff:member", kwargs={"member": member.pk}),
        ),
        Column(
            "adress", Text("E-postadress", "E-mail"), lambda member: member.user.email, sort=("user__email",)
        ),
        Column(
            "roll", Text("Roll", "Role"), lambda member: said(ROLES[Role(member.role)].name), sort=("role",)
        ),
        Column(
            "lage",
            Text("Läge", "State"),
            lambda member: said(Text("Öppen", "Open") if member.is_active else Text("Stängd", "Closed")),
            sort=("is_active",),
        ),
        Column(
            "inloggad",
            Text("Senast inloggad", "Last signed in"),
            lambda member: member.user.last_login,
            sort=("user__last_login",),
        ),
    ),
    order="namn",
    filters=MemberFilter,
)


@require_GET
@staff_view(Permission.MEMBERS_EDIT)
def members(request: StaffRequest) -> HttpResponse:
    """List the organisation's members, closed ones too."""
    rows = Membership.objects.filter(organisation_id=request.membership.organisation_id).select_related(
        "user"
    )

    def saved(count: int) -> None:
        audit.record(
            by=request.actor, action=Action.LIST_EXPORTED, details={"list": "members", "rows": count}
        )

    return show_list(request, "staff/members/list.html", MEMBERS, rows, saved=saved)
