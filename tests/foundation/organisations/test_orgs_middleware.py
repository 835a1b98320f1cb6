"""A request in an organisation leaves all of what it wrote, or nothing."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from people import Person, new_organisation, new_person
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.middleware import OpenOrganisation
from samfrid.foundation.organisations.models import Organisation, Unit
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return new_organisation()


@pytest.fixture
def person(organisation: Organisation) -> Person:
    return new_person(organisation, Role.ADMINISTRATOR)


def asked(person: Person, status: int) -> HttpResponse:
    """Ask for a page that writes a unit and then answers with a status."""

    def page(_request: HttpRequest) -> HttpResponse:
        Unit.objects.create(name="Halvfärdig", municipality="0583")
        return HttpResponse(status=status)

    request = RequestFactory().post("/arbete/")
    request.user = person.user
    request.session = {}  # type: ignore[assignment]
    return OpenOrganisation(page)(request)  # type: ignore[return-value]


@pytest.mark.parametrize(("status", "kept"), [(302, True), (404, True), (500, False), (503, False)])
def test_what_a_failed_request_wrote_is_gone(
    organisation: Organisation, person: Person, status: int, kept: bool
) -> None:
    assert asked(person, status).status_code == status

    with opened(organisation.pk, by=person.actor):
        assert Unit.objects.exists() is kept
