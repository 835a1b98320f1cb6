"""The administrator's pages of the own organisation, and choosing among several."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from people import LINKOPING, MOTALA, VADSTENA, Person, new_organisation, new_person, new_unit
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.models import CoveredMunicipality, Kind, Membership, Organisation, Unit
from samfrid.foundation.organisations.scope import opened

PAGE = "/arbete/organisation/"


@pytest.fixture
def association(db: None) -> Organisation:
    return new_organisation("vattern", kind=Kind.COORDINATION_ASSOCIATION, covers=(MOTALA, VADSTENA))


@pytest.fixture
def admin(association: Organisation) -> Person:
    return new_person(association, Role.ADMINISTRATOR)


@pytest.fixture
def charlie(db: None) -> Person:
    return new_person(new_organisation("linkoping", covers=(LINKOPING,)), Role.ADMINISTRATOR)


def units_of(organisation: Organisation) -> list[tuple[str, str, bool]]:
    with opened(organisation.pk, by=SYSTEM):
        return list(Unit.objects.values_list("name", "municipality", "is_active"))


def words(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def test_the_page_tells_what_the_organisation_is_and_where_it_works(admin: Person) -> None:
    page = words(admin.client, PAGE)

    assert "Samordningsförbund" in page
    assert "Arbetar för Motala, Vadstena." in page


def test_a_municipality_that_was_left_is_no_longer_told(admin: Person, association: Organisation) -> None:
    CoveredMunicipality.objects.filter(organisation=association, municipality=VADSTENA).update(
        valid_to=dt.date(2020, 12, 31)
    )

    assert "Vadstena" not in words(admin.client, PAGE)


def test_a_new_unit_is_there_for_its_organisation_alone(
    admin: Person, charlie: Person, association: Organisation
) -> None:
    answer = admin.client.post(f"{PAGE}enheter/ny/", {"name": "  Rehab  teamet ", "municipality": VADSTENA})

    assert answer.status_code == 302
    assert units_of(association) == [("Rehab teamet", VADSTENA, True)]
    assert "Rehab teamet" in words(admin.client, PAGE)
    assert "Rehab teamet" not in words(charlie.client, PAGE)
    assert Entry.objects.filter(action=Action.UNIT_CHANGED, organisation=association.pk).count() == 1


@pytest.mark.parametrize(
    ("name", "municipality", "wanted"),
    [
        ("", MOTALA, "Fyll i det här."),
        ("rehabteamet", MOTALA, "En annan enhet heter så redan."),
        ("Nya teamet", LINKOPING, "Det alternativet finns inte längre."),
    ],
)
def test_a_unit_that_cannot_be_is_told_beside_its_field(
    admin: Person, association: Organisation, name: str, municipality: str, wanted: str
) -> None:
    new_unit(association, "Rehabteamet")

    answer = admin.client.post(f"{PAGE}enheter/ny/", {"name": name, "municipality": municipality})

    assert answer.status_code == 422
    assert wanted in answer.content.decode()
    assert len(units_of(association)) == 1


def test_a_unit_is_renamed_closed_and_opened_again(admin: Person, association: Organisation) -> None:
    unit = new_unit(association)
    page = f"{PAGE}enheter/{unit.pk}/"

    admin.client.post(page, {"name": "Teamet", "municipality": VADSTENA})
    admin.client.post(f"{page}stang/")
    assert units_of(association) == [("Teamet", VADSTENA, False)]

    admin.client.post(f"{page}oppna/")
    assert units_of(association) == [("Teamet", VADSTENA, True)]


def test_the_stranger_finds_no_unit_of_ours(charlie: Person, association: Organisation) -> None:
    unit = new_unit(association)
    page = f"{PAGE}enheter/{unit.pk}/"

    answers = [
        charlie.client.get(page),
        charlie.client.post(page, {"name": "Tagen", "municipality": LINKOPING}),
        charlie.client.post(f"{page}stang/"),
        charlie.client.post(f"{page}oppna/"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert units_of(association) == [("Rehabteamet", MOTALA, True)]


def test_whoever_is_a_member_of_two_goes_from_one_to_the_other(admin: Person, charlie: Person) -> None:
    Membership.objects.create(
        organisation=charlie.membership.organisation, user=admin.user, role=Role.ADMINISTRATOR.value
    )
    client = admin.client
    before, choose = words(client, PAGE), f"{PAGE}valj/"

    answer = client.post(choose, {"organisation": str(admin.membership.organisation_id)})

    after = words(client, PAGE)
    assert answer.status_code == 302
    assert "Byt organisation" in before
    assert "Vattern (påhittad)</h1>" not in before
    assert "Vattern (påhittad)</h1>" in after


def test_nobody_goes_to_an_organisation_they_do_not_belong_to(admin: Person, charlie: Person) -> None:
    client = admin.client

    for sent in (str(charlie.membership.organisation_id), "", "x", "00000000-0000-4000-8000-000000000000"):
        assert client.post(f"{PAGE}valj/", {"organisation": sent}).status_code == 404

    assert "Vattern" in words(client, PAGE)


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMINISTRATOR])
def test_only_the_administrator_opens_the_page(association: Organisation, role: Role) -> None:
    assert new_person(association, role).client.get(PAGE).status_code == 404
