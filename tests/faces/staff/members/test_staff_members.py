"""What an administrator can do with members, and what no administrator can."""

from __future__ import annotations

import re
from typing import Any

import pytest

from people import Person, new_organisation, new_person, new_unit
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.models import Membership
from samfrid.foundation.organisations.services import members

pytestmark = pytest.mark.django_db
NEW = "/arbete/medlemmar/ny/"


@pytest.fixture
def admin() -> Person:
    return new_person(new_organisation(), Role.ADMINISTRATOR, name="Adam")


@pytest.fixture
def editor(admin: Person) -> Person:
    return new_person(admin.membership.organisation, Role.EDITOR, name="Eva")


@pytest.fixture
def stranger() -> Person:
    return new_person(new_organisation("trosa"), Role.EDITOR, name="Charlie")


def page(person: Person, deed: str = "") -> str:
    return f"/arbete/medlemmar/{person.membership.pk}/{deed}"


def invite(admin: Person, **more: Any) -> Any:
    unit = new_unit(admin.membership.organisation)
    given = {
        "name": "Åsa",
        "email": "Asa@Example.org",
        "role": "social_worker",
        "units": [str(unit.pk)],
        **more,
    }
    return admin.client.post(NEW, given)


def test_someone_new_is_invited_by_a_link_that_is_shown_once_and_works(admin: Person, client: Any) -> None:
    words = invite(admin).content.decode()

    address = re.findall(r'value="(http://testserver/konto/lank/[\w-]+/)"', words)[0]
    user = User.objects.get(email="asa@example.org")
    assert not user.has_usable_password()
    assert Membership.objects.get(user=user).role == "social_worker"
    client.get(address.removeprefix("http://testserver"))
    client.post(
        "/konto/lank/", {"password1": "sju nya korta ord i rad", "password2": "sju nya korta ord i rad"}
    )
    signed = client.post("/konto/logga-in/", {"login": user.email, "password": "sju nya korta ord i rad"})
    assert signed.status_code == 302
    assert client.get("/arbete/").headers["Location"].startswith("/konto/tva-steg/ny/")


def test_the_same_form_twice_makes_one_member(admin: Person) -> None:
    invite(admin)

    again = admin.client.post(NEW, {"name": "Åsa", "email": "asa@example.org", "role": "social_worker"})

    assert "redan medlem" in again.content.decode()
    assert User.objects.filter(email="asa@example.org").count() == 1


def test_a_unit_of_another_organisation_is_refused(admin: Person, stranger: Person) -> None:
    theirs = new_unit(stranger.membership.organisation, "Deras")

    answer = admin.client.post(
        NEW, {"name": "Åsa", "email": "a@example.org", "role": "editor", "units": [str(theirs.pk)]}
    )

    assert answer.status_code == 200
    assert not User.objects.filter(email="a@example.org").exists()


def test_a_role_is_changed_and_holds_at_the_next_click(admin: Person, editor: Person) -> None:
    browser = editor.client
    assert browser.get("/arbete/logg/").status_code == 404

    admin.client.post(page(editor), {"role": "data_protection_officer"})

    assert browser.get("/arbete/logg/").status_code == 200
    entry = Entry.objects.filter(action=Action.MEMBERSHIP_CHANGED).latest("id")
    assert (entry.details["before"], entry.details["role"]) == ("editor", "data_protection_officer")


def test_a_closed_member_is_out_at_once_and_may_be_opened_again(admin: Person, editor: Person) -> None:
    browser = editor.client
    assert browser.get("/arbete/").status_code == 200

    admin.client.post(page(editor, "stang/"))
    assert browser.get("/arbete/").status_code != 200
    assert not User.objects.get(pk=editor.user.pk).is_active

    admin.client.post(page(editor, "oppna/"))
    assert User.objects.get(pk=editor.user.pk).is_active
    assert editor.client.get("/arbete/").status_code == 200


def test_members_of_another_organisation_can_be_neither_seen_nor_touched(
    admin: Person, stranger: Person
) -> None:
    browser = admin.client

    assert "Charlie" not in browser.get("/arbete/medlemmar/").content.decode()
    assert browser.get(page(stranger)).status_code == 404
    for deed, given in (("", {"role": "administrator"}), ("lank/", {}), ("stang/", {}), ("oppna/", {})):
        assert browser.post(page(stranger, deed), given).status_code == 404
    stranger.membership.refresh_from_db()
    assert stranger.membership.role == Role.EDITOR.value
    assert stranger.membership.is_active


def test_no_administrator_changes_closes_or_links_themselves(admin: Person) -> None:
    for deed, given in (("", {"role": "social_worker"}), ("stang/", {}), ("lank/", {})):
        assert admin.client.post(page(admin, deed), given).status_code == 200

    admin.membership.refresh_from_db()
    assert admin.membership.role == Role.ADMINISTRATOR.value
    assert admin.membership.is_active


def test_no_administrator_makes_a_link_for_someone_who_works_elsewhere_too(
    admin: Person, editor: Person, stranger: Person
) -> None:
    Membership.objects.create(
        organisation=stranger.membership.organisation, user=editor.user, role=Role.SOCIAL_WORKER.value
    )

    with pytest.raises(members.MemberRefused):
        members.new_link(by=admin.actor, member=editor.membership)


def test_fields_that_are_not_in_the_form_change_nothing(admin: Person, editor: Person) -> None:
    other = new_organisation("trosa")

    admin.client.post(
        page(editor),
        {"role": "editor", "organisation": str(other.pk), "is_active": "", "user": str(admin.user.pk)},
    )

    editor.membership.refresh_from_db()
    assert editor.membership.organisation_id == admin.membership.organisation_id
    assert editor.membership.user_id == editor.user.pk
    assert editor.membership.is_active


@pytest.mark.parametrize(
    "given", [{"email": "no address"}, {"role": "superuser"}, {"name": ""}, {"email": ""}]
)
def test_what_is_wrong_is_said_and_nothing_made(admin: Person, given: dict[str, str]) -> None:
    answer = invite(admin, **given)

    assert answer.status_code == 200
    assert "att rätta" in answer.content.decode()
    assert User.objects.count() == 1
