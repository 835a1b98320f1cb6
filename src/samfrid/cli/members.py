"""Whom a command acts as: a member by address, with the rights that person has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samfrid.domain.wording import Place, Problem, Refused, Text

if TYPE_CHECKING:
    from samfrid.foundation.accounts.actors import Actor


class NoSuchMember(Refused):
    """The address names nobody, or somebody with several organisations of which none was chosen."""

    exit_code = 2


def acting_as(email: str, organisation: str | None) -> Actor:
    """The person with this address, in the organisation named or the only one they belong to.

    Errors: NoSuchMember.
    """
    from samfrid.foundation.organisations.models import Membership
    from samfrid.foundation.organisations.selectors import actor_of

    found = Membership.objects.filter(
        user__email__iexact=email, is_active=True, user__is_active=True, organisation__is_active=True
    )
    if organisation is not None:
        found = found.filter(organisation__code=organisation)
    memberships = list(found[:2])
    if not memberships:
        nobody = Text("Ingen medlem har den adressen.", "No member has that address.")
        raise NoSuchMember(Problem(nobody, Place(field="--as")))
    if len(memberships) > 1:
        several = Text(
            "Personen hör till flera organisationer. Välj en.",
            "The person belongs to several organisations. Choose one.",
        )
        raise NoSuchMember(Problem(several, Place(field="--organisation")))
    return actor_of(memberships[0])
