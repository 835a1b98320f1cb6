"""The first page: what waits for this person is there, what waits for others or strangers is not."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from people import Person, new_organisation, new_person
from samfrid.apps.analysis.models import Draft, DraftState
from samfrid.apps.contacts.models import ContactWay
from samfrid.apps.intake.models import FileState, IncomingFile
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Person:
    return new_person(new_organisation("motala"), Role.DEVELOPMENT_LEADER)


@pytest.fixture
def bo(anna: Person) -> Person:
    """Anna's colleague."""
    return new_person(anna.membership.organisation, Role.DEVELOPMENT_LEADER)


@pytest.fixture
def charlie() -> Person:
    return new_person(new_organisation("vadstena"), Role.DEVELOPMENT_LEADER)


def first_page(person: Person) -> str:
    return person.client.get("/arbete/").content.decode()


def new_draft(by: Person, state: DraftState, decided_by: Person | None = None) -> Draft:
    with opened(by.actor.organisation, by=by.actor):
        return Draft.objects.create(
            organisation=by.membership.organisation,
            title_sv="Frågor om våld 2025",
            title_en="Questions 2025",
            period_first="2025-H1",
            period_last="2025-H2",
            families=[],
            state=state,
            prepared_by=by.actor.id,
            prepared_role=by.actor.role_name,
            prepared_at=timezone.now(),
            decided_by=decided_by and decided_by.actor.id,
            decided_role=decided_by.actor.role_name if decided_by else "",
            decided_at=decided_by and timezone.now(),
            reason="Perioden är för kort." if decided_by else "",
        )


def test_a_draft_waits_for_the_second_person_and_not_for_who_prepared_it(anna, bo, charlie):
    draft = new_draft(anna, DraftState.PREPARED)

    assert "Granska: Frågor om våld 2025" in first_page(bo)
    assert f"/arbete/statistik/{draft.pk}/" in first_page(bo)
    assert "Inget väntar på dig" in first_page(anna)
    assert "Inget väntar på dig" in first_page(charlie)


def test_a_returned_draft_waits_for_who_prepared_it(anna, bo):
    new_draft(anna, DraftState.RETURNED, decided_by=bo)

    assert "Gör om: Frågor om våld 2025" in first_page(anna)
    assert "Inget väntar på dig" in first_page(bo)


def test_a_file_half_way_waits_for_who_sent_it(anna, bo):
    with opened(anna.actor.organisation, by=anna.actor):
        IncomingFile.objects.create(
            organisation=anna.membership.organisation,
            name="ärenden.xlsx",
            size=1,
            content_hash="0" * 64,
            format="cases",
            state=FileState.READ,
            problems=3,
            received_by=anna.actor.id,
        )

    assert "3 uppgifter behöver rättas" in first_page(anna)
    assert "ärenden.xlsx" not in first_page(bo)


@pytest.mark.parametrize(("state", "told"), [(State.FAILED, "Gick inte"), (State.RUNNING, "Pågår")])
def test_long_work_is_told_to_who_started_it(anna, bo, state, told):
    with opened(anna.actor.organisation, by=anna.actor):
        Run.objects.create(
            organisation=anna.membership.organisation,
            actor=anna.actor.id,
            task="try",
            title_sv="Läser filen",
            title_en="Reads the file",
            state=state,
            created_at=timezone.now() - timedelta(hours=1),
        )

    assert told in first_page(anna)
    assert "Läser filen" in first_page(anna)
    assert "Läser filen" not in first_page(bo)


def test_contact_ways_wait_for_who_may_check_them(anna, charlie):
    for number in range(2):
        ContactWay.objects.create(
            id=uuid.uuid4(),
            organisation=anna.membership.organisation,
            name_sv=f"Jouren {number}",
            name_en="Line",
            for_whom_sv="Alla",
            for_whom_en="All",
            hours_sv="dygnet runt",
            hours_en="day and night",
            phone="112",
        )

    assert "Kontrollera 2 kontaktvägar" in first_page(anna)
    assert "Kontrollera" not in first_page(charlie)
    assert "Kontrollera" not in first_page(new_person(anna.membership.organisation, Role.BOARD_MEMBER))


def test_a_month_of_the_log_waits_for_who_reviews_it(anna, monkeypatch):
    officer = new_person(anna.membership.organisation, Role.DATA_PROTECTION_OFFICER)
    from samfrid.domain.periods import Month
    from samfrid.faces.staff.cards import audit as cards

    last = Month.of(timezone.localdate()).moved(-1)
    monkeypatch.setattr(cards, "months_with_entries", lambda _organisation: [last.code])

    assert f"Granska loggen för {last.label.sv}" in first_page(officer)
    assert "Granska loggen" not in first_page(anna)


def test_the_first_page_asks_no_more_than_it_must(anna, bo, django_assert_max_num_queries):
    for _ in range(5):
        new_draft(bo, DraftState.PREPARED)
    client = anna.client

    with django_assert_max_num_queries(25):
        few = client.get("/arbete/")

    assert few.status_code == 200


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client):
    answer = client.get("/arbete/")

    assert answer.status_code == 302
    assert "/konto/" in answer["Location"]


def test_components_are_for_those_who_look_after_the_pages(anna):
    keeper = new_person(anna.membership.organisation, Role.ADMINISTRATOR)

    assert keeper.client.get("/arbete/komponenter/").status_code == 200
    assert keeper.client.get("/arbete/komponenter/?hamta=csv")["Content-Type"].startswith("text/csv")
    assert anna.client.get("/arbete/komponenter/").status_code == 404
