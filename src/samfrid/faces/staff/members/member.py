"""One member: invite, change role and units, make a link to a password, close and open."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samfrid.domain.wording import Refused
from samfrid.faces.staff.access import StaffRequest, staff_view
from samfrid.faces.staff.members.listed import ROLE_CHOICES
from samfrid.foundation.accounts.roles import ROLES, Permission, Role
from samfrid.foundation.accounts.services.links import LIFE
from samfrid.foundation.accounts.step_up import fresh
from samfrid.foundation.organisations.models import Membership, Unit
from samfrid.foundation.organisations.services import members
from samfrid.ui.forms import Checkboxes, PlainForm, Radios
from samfrid.ui.words import say


class RoleForm(PlainForm):
    """What a member may do, and where."""

    role = forms.ChoiceField(label=say("Roll", "Role"), choices=ROLE_CHOICES, widget=Radios())
    units = forms.MultipleChoiceField(
        label=say("Enheter", "Units"),
        help_text=say("Ingen vald: hela organisationen.", "None chosen: the whole organisation."),
        widget=Checkboxes(),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(is_active=True).order_by("name")
        self.fields["units"].choices = [(str(unit.pk), unit.name) for unit in units]  # type: ignore[attr-defined]
        self.fields["role"].widget.descriptions = {
            role.value: say(ROLES[role].does.sv, ROLES[role].does.en) for role in Role
        }

    def chosen(self) -> tuple[Role, list[uuid.UUID]]:
        """The role and the units."""
        return Role(self.cleaned_data["role"]), [uuid.UUID(unit) for unit in self.cleaned_data["units"]]


class InviteForm(RoleForm):
    """A new member."""

    name = forms.CharField(label=say("Namn", "Name"), max_length=120)
    email = forms.EmailField(
        label=say("E-postadress i arbetet", "Work e-mail address"),
        help_text=say(
            "Används för att logga in. Inget skickas dit.", "Used to sign in. Nothing is sent to it."
        ),
    )
    field_order = ("name", "email", "role", "units")


@require_http_methods(["GET", "POST"])
@staff_view(Permission.MEMBERS_EDIT)
@fresh
def invite(request: StaffRequest) -> HttpResponse:
    """Invite someone; the answer shows the link once."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        role, units = form.chosen()
        try:
            member, token = members.invite(
                by=request.actor,
                organisation=request.membership.organisation,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=role,
                units=units,
            )
            return _show_link(request, member, token)
        except Refused as refused:
            form.take(refused)
    return render(request, "staff/members/invite.html", {"form": form})


@require_http_methods(["GET", "POST"])
@staff_view(Permission.MEMBERS_EDIT)
@fresh
def change(request: StaffRequest, member: uuid.UUID) -> HttpResponse:
    """Show a member; change role and units."""
    found = _found(request, member)
    form = RoleForm(request.POST or None, initial={"role": found.role, "units": found.units})
    if request.method == "POST" and form.is_valid():
        role, units = form.chosen()
        try:
            members.change(by=request.actor, member=found, role=role, units=units)
            return redirect("staff:members")
        except Refused as refused:
            form.take(refused)
    return _show(request, found, form)


@require_POST
@staff_view(Permission.MEMBERS_EDIT)
@fresh
def link(request: StaffRequest, member: uuid.UUID) -> HttpResponse:
    """Make a link to a new password and show it once."""
    found = _found(request, member)
    try:
        return _show_link(request, found, members.new_link(by=request.actor, member=found))
    except members.MemberRefused as refused:
        return _refuse(request, found, refused)


@require_POST
@staff_view(Permission.MEMBERS_EDIT)
@fresh
def close(request: StaffRequest, member: uuid.UUID) -> HttpResponse:
    """Close a membership."""
    found = _found(request, member)
    try:
        members.close(by=request.actor, member=found)
    except members.MemberRefused as refused:
        return _refuse(request, found, refused)
    return redirect("staff:members")


@require_POST
@staff_view(Permission.MEMBERS_EDIT)
@fresh
def reopen(request: StaffRequest, member: uuid.UUID) -> HttpResponse:
    """Open a closed membership again."""
    found = _found(request, member)
    try:
        members.reopen(by=request.actor, member=found)
    except members.MemberRefused as refused:
        return _refuse(request, found, refused)
    return redirect("staff:member", member=member)


def _found(request: StaffRequest, member: uuid.UUID) -> Membership:
    own = Membership.objects.filter(organisation_id=request.membership.organisation_id)
    return get_object_or_404(own.select_related("user", "organisation"), pk=member)


def _show(request: StaffRequest, member: Membership, form: RoleForm) -> HttpResponse:
    context = {"member": member, "form": form, "is_self": member.user_id == request.actor.id}
    return render(request, "staff/members/member.html", context)


def _refuse(request: StaffRequest, member: Membership, refused: Refused) -> HttpResponse:
    form = RoleForm({"role": member.role, "units": member.units})
    form.is_valid()
    form.take(refused)
    return _show(request, member, form)


def _show_link(request: StaffRequest, member: Membership, token: str | None) -> HttpResponse:
    address = ""
    if token:
        address = request.build_absolute_uri(reverse("accounts_follow_link", kwargs={"token": token}))
    context = {"member": member, "address": address, "minutes": int(LIFE.total_seconds() // 60)}
    return render(request, "staff/members/link.html", context)
