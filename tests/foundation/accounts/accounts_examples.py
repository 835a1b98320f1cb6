"""People who sign in with a password and a code, for the tests of accounts."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from people import Person, new_organisation, new_person
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.models import Entry

PASSWORD = "grönt tak vid sjön i april"  # noqa: S105 - of invented persons
STAFF, SIGN_IN = "/arbete/", "/konto/logga-in/"


def person_with_password(role: Role = Role.SOCIAL_WORKER, code: str = "motala") -> Person:
    person = new_person(new_organisation(code), role)
    person.user.set_password(PASSWORD)
    person.user.save()
    return person


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(SIGN_IN, {"login": user.email, "password": password}, **more)


def code_of(secret: str, step: int = 0) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + step))


def with_factor(person: Person) -> str:
    secret = generate_totp_secret()
    TOTP.activate(person.user, secret)
    return secret


def actions() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("action", flat=True))
