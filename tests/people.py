"""Invented organisations and people for tests. Charlie, the stranger from another organisation, is always there."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.test import Client

from samfrid.foundation.accounts import second_factor
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import CoveredMunicipality, Kind, Membership, Organisation, Unit
from samfrid.foundation.organisations.scope import opened
from samfrid.foundation.organisations.selectors import actor_of

MOTALA, VADSTENA, LINKOPING, KIND = "0583", "0584", "0580", "0513"


@dataclass(frozen=True, slots=True)
class Person:
    """A member with a client that is signed in, second factor and all."""

    user: User
    membership: Membership
    actor: Actor

    @property
    def client(self) -> Client:
        """A browser without script, signed in as this person."""
        client = Client()
        client.force_login(self.user)
        session = client.session
        second_factor.remember(session, self.user)
        session.save()
        return client


def new_organisation(
    code: str = "motala", *, kind: Kind = Kind.MUNICIPALITY, covers: Sequence[str] = (MOTALA,)
) -> Organisation:
    """An organisation and the municipalities it covers."""
    organisation = Organisation.objects.create(code=code, name=f"{code.capitalize()} (påhittad)", kind=kind)
    CoveredMunicipality.objects.bulk_create(
        CoveredMunicipality(organisation=organisation, municipality=place) for place in covers
    )
    return organisation


def new_unit(organisation: Organisation, name: str = "Rehabteamet", municipality: str = MOTALA) -> Unit:
    """A unit of an organisation."""
    with opened(organisation.pk, by=Actor(uuid.uuid4(), organisation.pk)):
        return Unit.objects.create(organisation=organisation, name=name, municipality=municipality)


def new_person(
    organisation: Organisation, role: Role, *, units: Sequence[Unit] = (), name: str = ""
) -> Person:
    """A person with one role in one organisation."""
    user = User.objects.create(email=f"{uuid.uuid4().hex[:12]}@example.org", name=name or role.value)
    membership = Membership.objects.create(
        organisation=organisation, user=user, role=role.value, units=[str(unit.pk) for unit in units]
    )
    return Person(user, membership, actor_of(membership))
