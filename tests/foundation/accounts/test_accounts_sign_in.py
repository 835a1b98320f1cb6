"""Signing in: what a person, and whoever pretends to be one, may rely on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from accounts_examples import (
    PASSWORD,
    SIGN_IN,
    STAFF,
    actions,
    code_of,
    person_with_password,
    sign_in,
    with_factor,
)
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import ROLES, Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_a_person_without_cases_signs_in_by_password_and_lands_at_work(client: Client) -> None:
    person = person_with_password(Role.BOARD_MEMBER)

    answer = sign_in(client, person.user)

    assert answer.headers["Location"] == STAFF
    assert client.get(STAFF).status_code == 200
    assert Action.SIGNED_IN in actions()


@pytest.mark.parametrize("role", [role for role in Role if ROLES[role].meets_cases])
def test_a_role_that_meets_cases_opens_nothing_before_a_second_factor(client: Client, role: Role) -> None:
    person = person_with_password(role)
    sign_in(client, person.user)

    for address in (STAFF, "/arbete/logg/", "/arbete/medlemmar/", "/en/arbete/", "/arbete/nothing-there/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/konto/tva-steg/ny/" in answer.headers["Location"]
    assert client.post("/arbete/medlemmar/ny/", {"name": "x"}).status_code == 302


def test_the_roles_that_meet_cases_are_the_ones_the_product_says() -> None:
    free = {role for role in Role if not ROLES[role].meets_cases}

    assert free == {Role.BOARD_MEMBER, Role.TRAINER, Role.EDITOR, Role.PARTNER}


def test_a_second_factor_is_set_up_once_and_asked_for_ever_after(client: Client) -> None:
    person = person_with_password()
    sign_in(client, person.user)
    page = client.get("/konto/tva-steg/ny/")
    secret = page.context["form"].secret

    answer = client.post("/konto/tva-steg/ny/", {"code": code_of(secret)}, follow=True)

    assert "reservkoder" in answer.request["PATH_INFO"]
    assert len(re.findall(r"<code>\d{4} \d{4}</code>", answer.content.decode())) == 10
    assert client.get(STAFF).status_code == 200
    later = Client()
    assert "kod" in sign_in(later, person.user).headers["Location"]
    assert later.get(STAFF).headers["Location"].startswith(SIGN_IN)
    assert later.post("/konto/logga-in/kod/", {"code": code_of(secret, 1)}).headers["Location"] == STAFF
    assert later.get(STAFF).status_code == 200


def test_no_way_in_skips_the_second_factor() -> None:
    person = person_with_password()
    with_factor(person)
    by_password, by_force, by_change = Client(), Client(), Client()
    sign_in(by_password, person.user)
    by_force.force_login(person.user)
    by_change.force_login(person.user)
    by_change.post(
        "/konto/losenord/",
        {"oldpassword": PASSWORD, "password1": "en helt ny mening nu", "password2": "en helt ny mening nu"},
    )

    for browser in (by_password, by_force, by_change):
        answer = browser.get(STAFF)
        assert answer.status_code == 302
        assert "/konto/" in answer.headers["Location"]


def test_a_code_is_never_taken_twice_nor_two_steps_early_or_late_nor_from_another(client: Client) -> None:
    person, other = person_with_password(), person_with_password(code="trosa")
    secret, others = with_factor(person), with_factor(other)
    first = Client()
    sign_in(first, person.user)
    used = code_of(secret)
    assert first.post("/konto/logga-in/kod/", {"code": used}).status_code == 302

    sign_in(client, person.user)
    for wrong in (used, code_of(secret, 2), code_of(secret, -2), code_of(others)):
        assert client.post("/konto/logga-in/kod/", {"code": wrong}).status_code == 200

    assert client.get(STAFF).status_code == 302
    assert actions().count(Action.SIGN_IN_FAILED) == 4


def test_a_recovery_code_opens_once(client: Client) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    person = person_with_password()
    with_factor(person)
    codes = RecoveryCodes.activate(person.user).generate_codes()
    sign_in(client, person.user)

    assert client.post("/konto/logga-in/kod/", {"code": codes[0]}).status_code == 302
    cache.clear()
    again = Client()
    sign_in(again, person.user)
    assert again.post("/konto/logga-in/kod/", {"code": codes[0]}).status_code == 200


def test_the_secret_of_a_factor_does_not_lie_open_in_the_database() -> None:
    secret = with_factor(person_with_password())

    assert secret not in str(Authenticator.objects.get().data)


def test_guesses_are_stopped_before_the_hash_and_the_owner_still_gets_in(monkeypatch: Any) -> None:
    person = person_with_password(Role.BOARD_MEMBER)
    owner, hashed = Client(REMOTE_ADDR="192.0.2.1"), 0
    sign_in(owner, person.user)
    owner.post("/konto/logga-ut/")
    check = User.check_password

    def counted(user: User, given: str) -> bool:
        nonlocal hashed
        hashed += 1
        return check(user, given)

    monkeypatch.setattr(User, "check_password", counted)
    for number in range(120):
        guesser = Client(REMOTE_ADDR=f"198.51.100.{number % 30}")
        sign_in(guesser, person.user, password=f"guess number {number} of many")

    assert hashed <= 51
    assert sign_in(owner, person.user).headers.get("Location") == STAFF


def test_a_device_that_signed_in_is_no_way_past_the_password_or_for_another_account(client: Client) -> None:
    person, other = person_with_password(Role.BOARD_MEMBER), person_with_password(Role.BOARD_MEMBER, "trosa")
    sign_in(client, person.user)
    client.post("/konto/logga-ut/")

    for number in range(20):
        sign_in(client, other.user, password=f"guess number {number} of many")

    assert sign_in(client, other.user).status_code in (200, 429)
    assert client.get(STAFF).status_code == 302


def test_known_and_unknown_addresses_are_answered_alike(client: Client) -> None:
    person = person_with_password()

    known = sign_in(client, person.user, password="wrong wrong wrong wrong")  # noqa: S106
    unknown = client.post(SIGN_IN, {"login": "nobody@example.org", "password": "wrong wrong wrong wrong"})

    def same(answer: Any, address: str) -> str:
        words = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        return words.replace(address, "")

    assert same(known, person.user.email) == same(unknown, "nobody@example.org")
    assert Entry.objects.filter(action=Action.SIGN_IN_FAILED).count() == 2
    assert "nobody" not in str(list(Entry.objects.values()))


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example",
        "https://evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "///evil.example",
        "http://testserver@evil.example",
        "/%09/evil.example",
    ],
)
def test_no_address_to_come_back_to_leaves_the_site(client: Client, back: str) -> None:
    person = person_with_password(Role.BOARD_MEMBER)

    answer = client.post(SIGN_IN, {"login": person.user.email, "password": PASSWORD, "next": back})

    assert answer.headers["Location"].startswith("/")
    assert "evil" not in answer.headers["Location"] or answer.headers["Location"].startswith("/%09")


def test_nobody_signs_up(client: Client) -> None:
    for address in ("/konto/signup/", "/konto/password/reset/", "/konto/email/", "/konto/social/signup/"):
        assert client.get(address).status_code == 404


def test_sign_in_pages_have_neutral_titles_and_are_never_stored(client: Client) -> None:
    for address in (SIGN_IN, "/en" + SIGN_IN, "/konto/stangt/", "/konto/lank/"):
        answer = client.get(address)
        title = re.findall(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)[0]
        assert not re.search(r"våld|frid\b(?<!samfrid)|hot|utsatt|violence", title, re.IGNORECASE)
        assert "no-store" in answer.headers["Cache-Control"]


def test_passwords_are_hashed_with_argon2id(settings: Any) -> None:
    from samfrid.config import settings as ours

    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS
    user = User.objects.create_user("a@example.org", PASSWORD, name="A")

    assert user.password.startswith("argon2$argon2id$")
