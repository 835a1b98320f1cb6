"""Sessions: how they begin, how long they last, and how they end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from accounts_examples import (
    PASSWORD,
    SIGN_IN,
    STAFF,
    actions,
    person_with_password,
    sign_in,
)
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samfrid.foundation.accounts import middleware, sessions
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action

pytestmark = pytest.mark.django_db


def test_the_session_changes_at_sign_in_and_the_one_before_is_dead(client: Client) -> None:
    person = person_with_password(Role.BOARD_MEMBER)
    planted = Client()
    planted.get("/konto/lank/some-token/")
    before = planted.session.session_key
    planted_cookie = planted.cookies[settings.SESSION_COOKIE_NAME].value

    sign_in(planted, person.user)

    assert planted.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted_cookie
    assert client.get(STAFF).status_code == 302


@pytest.mark.parametrize(
    ("minutes", "steps", "opens"),
    [(14, 1, True), (16, 1, False), (14, 34, True), (14, 35, False)],
    ids=["rested a little", "rested too long", "a day of work", "more than eight hours"],
)
def test_a_session_ends_after_rest_and_after_a_day(
    client: Client, monkeypatch: Any, minutes: int, steps: int, opens: bool
) -> None:
    person = person_with_password(Role.BOARD_MEMBER)
    sign_in(client, person.user)
    start, moved = timezone.now(), timedelta()
    monkeypatch.setattr(middleware.timezone, "now", lambda: start + moved)

    for _ in range(steps):
        moved += timedelta(minutes=minutes)
        answer = client.get(STAFF)

    assert (answer.status_code == 200) is opens
    if not opens:
        assert "slut=" in answer.headers["Location"]
        assert Action.SESSION_ENDED in actions()
        assert client.get(STAFF).status_code == 302


def test_signing_out_takes_a_form_forgets_pages_and_kills_the_session(client: Client) -> None:
    person = person_with_password(Role.BOARD_MEMBER)
    sign_in(client, person.user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get("/konto/logga-ut/").status_code == 200
    assert client.get(STAFF).status_code == 200

    answer = client.post("/konto/logga-ut/", {"next": "https://elsewhere.example/"})

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Location"].startswith(SIGN_IN)
    assert "elsewhere" not in answer.headers["Location"]
    replay = Client()
    replay.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert replay.get(STAFF).status_code == 302
    assert Action.SIGNED_OUT in actions()


def test_signing_in_and_out_without_a_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    person = person_with_password(Role.BOARD_MEMBER)

    assert sign_in(strict, person.user).status_code == 403
    assert strict.post("/konto/logga-ut/").status_code == 403


def test_a_new_password_ends_all_other_sessions(client: Client) -> None:
    person = person_with_password(Role.BOARD_MEMBER)
    elsewhere = Client()
    sign_in(elsewhere, person.user)
    sign_in(client, person.user)
    new = "sju nya korta ord i rad"

    client.post("/konto/losenord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert client.get(STAFF).status_code == 200
    assert elsewhere.get(STAFF).status_code == 302
    assert Action.PASSWORD_CHANGED in actions()


def test_own_sessions_are_listed_and_ended_and_nobody_elses(client: Client) -> None:
    person, other = person_with_password(Role.BOARD_MEMBER), person_with_password(Role.EDITOR, "trosa")
    second, strangers = Client(), Client()
    sign_in(client, person.user, headers={"user-agent": "Kontorets"})
    sign_in(second, person.user, headers={"user-agent": "Hemmets"})
    sign_in(strangers, other.user, headers={"user-agent": "Nagon annans"})
    words = client.get("/konto/inloggningar/").content.decode()
    assert "Hemmets" in words
    assert "Nagon annans" not in words
    theirs = sessions.sessions_of(other.user)[0].pk

    client.post("/konto/inloggningar/avsluta/", {"session": str(theirs)})
    assert strangers.get(STAFF).status_code == 200
    client.post("/konto/inloggningar/avsluta/")

    assert second.get(STAFF).status_code == 302
    assert client.get(STAFF).status_code == 200


def test_a_closed_account_is_out_at_the_next_click(client: Client) -> None:
    person = person_with_password(Role.BOARD_MEMBER)
    sign_in(client, person.user)
    person.user.is_active = False
    person.user.save()

    assert client.get(STAFF).status_code == 302
    assert sign_in(Client(), person.user).headers["Location"] == reverse("account_inactive")
