"""Who belongs to an organisation and in what role: invite, change, close. Every deed is told of in the audit."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.foundation.accounts import sessions
from samfrid.foundation.accounts.actors import Actor, require
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Permission, Role
from samfrid.foundation.accounts.services import links
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.organisations.models import Membership, Organisation, Unit


class MemberRefused(Refused):
    """A member that can't be invited, changed or closed as asked."""


@transaction.atomic
def invite(
    *,
    by: Actor,
    organisation: Organisation,
    email: str,
    name: str,
    role: Role,
    units: Sequence[uuid.UUID] = (),
) -> tuple[Membership, str | None]:
    """Make someone a member, with a new account if there is none, and a token for the first password.

    Promise: the token is None for someone who has a password already: they sign in as before.
    Errors:  NotAllowed; MemberRefused when the address is no address, or is a member's already.
    """
    require(by, Permission.MEMBERS_EDIT, organisation.pk)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise _refused("email", "Skriv en e-postadress som namn@exempel.se.", "Write an address.") from wrong
    if not name.strip():
        raise _refused("name", "Skriv personens namn.", "Write the person's name.")
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, None, name=name.strip())
        audit.record(by=by, action=Action.ACCOUNT_CREATED, about=user)
    member = Membership.objects.filter(organisation=organisation, user=user).first()
    if member is not None and member.is_active:
        raise _refused("email", "Personen är redan medlem här.", "The person is a member here already.")
    member = member or Membership(organisation=organisation, user=user)
    _set(member, by=by, role=role, units=units, is_active=True)
    _reopen(by, user)
    return member, None if user.has_usable_password() else links.make(by=by, user=user)


@transaction.atomic
def change(*, by: Actor, member: Membership, role: Role, units: Sequence[uuid.UUID] = ()) -> Membership:
    """Give a member another role or other units. What the person has open answers to it at the next request.

    Errors: NotAllowed; MemberRefused for one's own membership.
    """
    _may(by, member)
    _set(member, by=by, role=role, units=units, is_active=member.is_active)
    return member


@transaction.atomic
def close(*, by: Actor, member: Membership) -> Membership:
    """End a membership. With the last one the account is closed and its sessions end.

    Errors: NotAllowed; MemberRefused for one's own membership.
    """
    _may(by, member)
    _set(member, by=by, role=Role(member.role), units=_units(member), is_active=False)
    user = member.user
    if not Membership.objects.filter(user=user, is_active=True).exists():
        user.is_active = False
        user.save(update_fields=["is_active"])
        ended = sessions.end(user)
        audit.record(by=by, action=Action.ACCOUNT_CLOSED, about=user, details={"sessions_ended": ended})
    return member


@transaction.atomic
def reopen(*, by: Actor, member: Membership) -> Membership:
    """Open a closed membership again.

    Errors: NotAllowed; MemberRefused for one's own membership.
    """
    _may(by, member)
    _set(member, by=by, role=Role(member.role), units=_units(member), is_active=True)
    _reopen(by, member.user)
    return member


@transaction.atomic
def new_link(*, by: Actor, member: Membership) -> str:
    """Make a link by which a member chooses a new password. The second factor stays as it is.

    Errors: NotAllowed; MemberRefused for oneself, for a closed membership, and for someone who is also a member
            elsewhere: one organisation's administrator must not open another's doors.
    """
    _may(by, member)
    if not member.is_active:
        raise _refused("", "Medlemskapet är stängt.", "The membership is closed.")
    if Membership.objects.filter(user=member.user, is_active=True).exclude(pk=member.pk).exists():
        raise _refused(
            "",
            "Den här personen måste byta lösenord själv, eller be driften om hjälp.",
            "This person must change the password themselves, or ask those who run the system.",
        )
    return links.make(by=by, user=member.user)


def _may(by: Actor, member: Membership) -> None:
    require(by, Permission.MEMBERS_EDIT, member.organisation_id)
    if member.user_id == by.id:
        raise _refused(
            "",
            "Din egen roll ändras av en annan administratör.",
            "Your own role is changed by another administrator.",
        )


def _set(member: Membership, *, by: Actor, role: Role, units: Sequence[uuid.UUID], is_active: bool) -> None:
    known = set(Unit.objects.filter(pk__in=units).values_list("pk", flat=True))
    if known != set(units):
        raise _refused("units", "Enheten finns inte.", "There is no such unit.")
    before = member.role if member.pk and not member._state.adding else ""
    member.role, member.is_active = role.value, is_active
    member.units = sorted(str(unit) for unit in units)
    member.save()
    audit.record(
        by=by,
        action=Action.MEMBERSHIP_CHANGED,
        about=member,
        details={
            "before": before,
            "role": role.value,
            "units": len(units),
            "open": is_active,
            "person": str(member.user_id),
        },
    )


def _reopen(by: Actor, user: User) -> None:
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        audit.record(by=by, action=Action.ACCOUNT_CREATED, about=user, details={"again": True})


def _units(member: Membership) -> list[uuid.UUID]:
    return [uuid.UUID(unit) for unit in member.units]


def _refused(field: str, sv: str, en: str) -> MemberRefused:
    return MemberRefused(Problem(Text(sv, en), Place(field=field)))
