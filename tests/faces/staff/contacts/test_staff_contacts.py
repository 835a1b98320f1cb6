"""What an editor may rely on in the pages of contact ways, and a stranger may not."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from people import LINKOPING, MOTALA, Person, new_organisation, new_person
from samfrid.apps.contacts import selectors
from samfrid.apps.contacts.models import ContactWay
from samfrid.apps.contacts.services import ways
from samfrid.apps.contacts.services.ways import Content
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import Kind

pytestmark = pytest.mark.django_db

GIVEN = {
    "municipality": MOTALA,
    "name_sv": "Socialjouren",
    "name_en": "Out of hours",
    "for_whom_sv": "När det inte kan vänta.",
    "for_whom_en": "When it can't wait.",
    "phone": "040-628 04 12",
    "hours_sv": "nätter",
    "hours_en": "nights",
    "position": "10",
}


@pytest.fixture
def editor() -> Person:
    return new_person(new_organisation(), Role.EDITOR)


@pytest.fixture
def charlie() -> Person:
    return new_person(new_organisation("linkoping", covers=(LINKOPING,)), Role.EDITOR)


def added(editor: Person) -> ContactWay:
    content = Content(**{**GIVEN, "position": 10})  # type: ignore[arg-type]
    return ways.add(by=editor.actor, content=content)


def test_an_editor_adds_checks_and_everyone_sees(editor):
    browser = editor.client

    browser.post(reverse("staff:contacts:new"), GIVEN)
    way = ContactWay.objects.get()
    assert "040-628" not in Client().get("/hitta-stod/motala/").content.decode()
    browser.post(reverse("staff:contacts:verify", args=[way.pk]), {"version": "1", "tried": "on"})

    assert "Ring 040-628 04 12" in Client().get("/hitta-stod/motala/").content.decode()


def test_nothing_is_shown_before_the_editor_says_that_it_was_tried(editor):
    way = added(editor)

    page = editor.client.post(reverse("staff:contacts:verify", args=[way.pk]), {"version": "1"})

    assert "Kryssa i rutan" in page.content.decode()
    assert not selectors.kept_by(editor.membership.organisation_id).filter(verified_on__isnull=False)


def test_what_the_service_refuses_stands_beside_its_field(editor):
    page = editor.client.post(reverse("staff:contacts:new"), {**GIVEN, "phone": "ring oss"})

    assert "Skriv numret som 020-80 80 80." in page.content.decode()
    assert not ContactWay.objects.exists()


def test_withdrawing_asks_first(editor):
    way = added(editor)
    address = reverse("staff:contacts:withdraw", args=[way.pk])

    assert "Ta bort Socialjouren?" in editor.client.get(address).content.decode()
    assert not ContactWay.objects.get().is_withdrawn
    editor.client.post(address)
    assert ContactWay.objects.get().is_withdrawn


@pytest.mark.parametrize("page", ["way", "verify", "withdraw"])
def test_a_stranger_is_told_that_a_way_does_not_exist(editor, charlie, page):
    way = added(editor)
    address = reverse(f"staff:contacts:{page}", args=[way.pk])

    assert charlie.client.post(address, {**GIVEN, "version": "1", "tried": "on"}).status_code == 404
    assert "Socialjouren" not in charlie.client.get(reverse("staff:contacts:list")).content.decode()
    way.refresh_from_db()
    assert (way.verified_on, way.is_withdrawn, way.version) == (None, False, 1)


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.ADMINISTRATOR, Role.PARTNER])
def test_a_role_without_the_permission_does_not_find_the_pages(editor, role):
    person = new_person(editor.membership.organisation, role)

    assert person.client.get(reverse("staff:contacts:list")).status_code == 404
    assert person.client.post(reverse("staff:contacts:new"), GIVEN).status_code == 404


def test_the_national_lines_are_fetched_once_by_a_body_that_works_for_several():
    board = new_person(new_organisation("lst", kind=Kind.COUNTY_BOARD, covers=()), Role.EDITOR)
    page = reverse("staff:contacts:list")

    assert "Hämta de nationella linjerna" in board.client.get(page).content.decode()
    board.client.post(reverse("staff:contacts:load_national"))

    assert "Hämta de nationella linjerna" not in board.client.get(page).content.decode()
    assert ContactWay.objects.filter(verified_on__isnull=True).count() == ContactWay.objects.count() > 5


def test_a_municipality_can_not_fetch_them(editor):
    editor.client.post(reverse("staff:contacts:load_national"))

    assert not ContactWay.objects.exists()


def test_the_list_takes_as_many_queries_for_one_way_as_for_many(editor, django_assert_max_num_queries):
    for _ in range(8):
        added(editor)
    browser = editor.client

    with django_assert_max_num_queries(11):
        browser.get(reverse("staff:contacts:list"))
