"""Links to a first password (S43), forms sent by a worn-out session, and deeds that ask who one is again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import Person, new_organisation, new_person
from samfrid.domain.wording import Refused
from samfrid.foundation.accounts import kept, sessions
from samfrid.foundation.accounts.models import PasswordLink, User
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.accounts.services import links
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db
NEW = "sju nya korta ord i rad"


@pytest.fixture
def editor() -> Person:
    return new_person(new_organisation(), Role.EDITOR)


@pytest.fixture
def administrator(editor: Person) -> Person:
    return new_person(editor.membership.organisation, Role.ADMINISTRATOR)


def follow(client: Client, token: str, password: str = NEW) -> Any:
    client.get(reverse("accounts_follow_link", kwargs={"token": token}))
    return client.post("/konto/lank/", {"password1": password, "password2": password})


def test_a_link_sets_a_password_once_and_signs_nobody_in(
    client: Client, editor: Person, administrator: Person
) -> None:
    token = links.make(by=administrator.actor, user=editor.user)

    answer = follow(client, token)

    assert answer.headers["Location"].startswith("/konto/logga-in/")
    assert client.get("/arbete/").status_code == 302
    assert User.objects.get(pk=editor.user.pk).check_password(NEW)
    assert follow(Client(), token, "another password of words").status_code == 404
    assert User.objects.get(pk=editor.user.pk).check_password(NEW)


def test_a_link_lives_an_hour_and_dies_with_the_next_one(
    editor: Person, administrator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = links.make(by=administrator.actor, user=editor.user)
    second = links.make(by=administrator.actor, user=editor.user)
    assert links.holder(first) is None
    assert links.holder(second) == editor.user
    start = timezone.now()

    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=60, seconds=1))

    assert links.holder(second) is None
    with pytest.raises(Refused):
        links.use(second, password=NEW)


def test_a_link_changes_no_second_factor_and_ends_open_sessions(
    editor: Person, administrator: Person
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(editor.user, generate_totp_secret())
    browser = Client()
    token = links.make(by=administrator.actor, user=editor.user)

    follow(browser, token)

    signed = browser.post("/konto/logga-in/", {"login": editor.user.email, "password": NEW})
    assert "kod" in signed.headers["Location"]


def test_a_link_is_kept_as_a_hash_and_not_in_the_address_of_the_form(
    client: Client, editor: Person, administrator: Person
) -> None:
    token = links.make(by=administrator.actor, user=editor.user)

    answer = client.get(reverse("accounts_follow_link", kwargs={"token": token}))

    assert answer.headers["Location"] == "/konto/lank/"
    assert token not in str(list(PasswordLink.objects.values()))
    assert token not in str(list(Entry.objects.values()))


def test_reading_a_link_uses_nothing_up(client: Client, editor: Person, administrator: Person) -> None:
    token = links.make(by=administrator.actor, user=editor.user)

    for _ in range(3):
        client.get(reverse("accounts_follow_link", kwargs={"token": token}))
        client.get("/konto/lank/")

    assert links.holder(token) == editor.user


def worn_out(person: Person) -> Client:
    browser = person.client
    session = browser.session
    sessions.begin(session, timezone.now() - timedelta(hours=1))
    session.save()
    return browser


def test_what_was_typed_comes_back_when_the_session_had_ended(administrator: Person) -> None:
    browser = worn_out(administrator)

    answer = browser.post("/arbete/medlemmar/ny/", {"name": 'Åsa "Å" <b>', "email": "asa@example.org"})

    words = answer.content.decode()
    assert answer.status_code == 403
    assert 'value="Åsa &quot;Å&quot; &lt;b&gt;"' in words
    assert "/konto/logga-in/?next=%2Farbete%2Fmedlemmar%2Fny%2F" in words
    assert not User.objects.filter(email="asa@example.org").exists()


def test_nothing_typed_near_a_person_in_support_comes_back(editor: Person) -> None:
    worker = new_person(editor.membership.organisation, Role.SOCIAL_WORKER)
    browser = worn_out(worker)

    answer = browser.post("/arbete/fragor/rakna/", {"gender": "woman", "outcome": "answered"})

    assert answer.status_code == 302
    assert "slut=vila" in answer.headers["Location"]
    assert "woman" not in answer.headers["Location"]


def test_passwords_and_codes_are_never_shown_again(rf: Any) -> None:
    request = rf.post("/arbete/medlemmar/ny/", {"password1": "hush hush", "code": "123456", "name": "Åsa"})
    request.user = User()

    words = kept.kept_page(request).content.decode()

    assert "hush" not in words
    assert "123456" not in words
    assert "Åsa" in words


def test_a_form_from_another_site_is_refused_and_nothing_of_it_shown(administrator: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = administrator.client.cookies
    typed = {"name": "planted words", "email": "x@example.org"}

    for headers in (
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {},
    ):
        answer = strict.post("/arbete/medlemmar/ny/", typed, headers=headers)
        assert answer.status_code == 403
        assert "planted" not in answer.content.decode()

    own = strict.post("/arbete/medlemmar/ny/", typed, headers={"origin": "http://testserver"})
    assert own.status_code == 403
    assert "planted words" in own.content.decode()
    assert not User.objects.filter(email="x@example.org").exists()


def test_doors_for_others_ask_again_after_a_quarter_of_an_hour(administrator: Person) -> None:
    browser = administrator.client
    assert browser.get("/arbete/medlemmar/ny/").status_code == 200
    session = browser.session
    sessions.begin(session, timezone.now() - timedelta(minutes=16))
    session["seen_at"] = timezone.now().isoformat()
    session.save()

    answer = browser.get("/arbete/medlemmar/ny/")

    assert answer.headers["Location"] == "/konto/bekrafta/?next=%2Farbete%2Fmedlemmar%2Fny%2F"


def test_denied_pages_are_told_of_in_the_audit(editor: Person) -> None:
    assert editor.client.get("/arbete/logg/").status_code == 404

    entry = Entry.objects.filter(action=Action.ACCESS_DENIED).get()
    assert entry.actor == editor.user.pk
    assert entry.details["page"] == "staff:log"
