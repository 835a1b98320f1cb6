"""Set an installation up: its tables and the first administrator. No account comes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email, validate_slug
from django.db import transaction

from samfrid.config.health import missing_migrations
from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.accounts.services import links
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.models import CoveredMunicipality, Kind, Membership, Organisation


class SetupRefused(Refused):
    """What was given can't make a first administrator."""


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """Who sets up units and accounts, and for which organisation."""

    name: str
    email: str
    organisation: str
    code: str
    kind: Kind
    municipalities: Sequence[str] = ()


def make_tables() -> int:
    """Make or change the tables as this version wants them, and return how many migrations that took."""
    missing = len(missing_migrations())
    call_command("migrate", verbosity=0, interactive=False)
    return missing


def has_administrator() -> bool:
    """Whether anyone can set up units and accounts."""
    return Membership.objects.filter(role=Role.ADMINISTRATOR.value, is_active=True).exists()


@transaction.atomic
def make_first_administrator(first: FirstAdministrator) -> str:
    """Make the first organisation and its administrator, and return the token of a link that sets the password.

    Promise: there is no password until the link is followed.
    Errors:  SetupRefused when there is an administrator already, or a value is not as it should be.
    """
    if has_administrator():
        raise SetupRefused(Text("Det finns redan en administratör.", "There is an administrator already."))
    _check(first)
    organisation, is_new = Organisation.objects.get_or_create(
        code=first.code, defaults={"name": first.organisation, "kind": first.kind}
    )
    if is_new:
        CoveredMunicipality.objects.bulk_create(
            CoveredMunicipality(organisation=organisation, municipality=place)
            for place in first.municipalities
        )
        record(
            by=SYSTEM, action=Action.ORGANISATION_CREATED, about=organisation, organisation=organisation.pk
        )
    user = User.objects.create_user(first.email, name=first.name)
    membership = Membership.objects.create(
        organisation=organisation, user=user, role=Role.ADMINISTRATOR.value
    )
    record(by=SYSTEM, action=Action.ACCOUNT_CREATED, about=user)
    record(
        by=SYSTEM, action=Action.MEMBERSHIP_CHANGED, about=membership, organisation=organisation.pk,
        details={"role": Role.ADMINISTRATOR.value},
    )  # fmt: skip
    return links.make(by=SYSTEM, user=user)


def _check(first: FirstAdministrator) -> None:
    problems = []
    if not first.name.strip():
        problems.append(Problem(Text("Skriv ett namn.", "Write a name."), Place(field="name")))
    if not first.organisation.strip():
        problems.append(
            Problem(Text("Skriv organisationens namn.", "Write its name."), Place(field="organisation"))
        )
    for field, check, value, words in (
        ("email", validate_email, first.email, Text("Skriv en e-postadress.", "Write an e-mail address.")),
        (
            "code",
            validate_slug,
            first.code,
            Text("Använd a–z, 0–9 och bindestreck.", "Use a–z, 0–9 and hyphens."),
        ),
    ):
        try:
            check(value)
        except ValidationError:
            problems.append(Problem(words, Place(field=field)))
    for place in first.municipalities:
        if len(place) != 4 or not place.isdigit():
            words = Text("En kommunkod har fyra siffror.", "A municipality code has four digits.")
            problems.append(Problem(words, Place(field="municipality")))
    if problems:
        raise SetupRefused(*problems)
