"""The pages of those who ask: quick, whole, once, and only for those who may."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from people import Person, new_organisation, new_person, new_unit
from samfrid.apps.surveys import device
from samfrid.apps.surveys.models import Asking, Door, NextSteps, PendingAsking, PendingTally
from samfrid.domain.periods import Month
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.models import Unit
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db

PAGES = ("", "rakna/", "lamna-over/", "koder/", "nasta-steg/", "nasta-steg/ongoing/")


@pytest.fixture
def unit() -> Unit:
    return new_unit(new_organisation("motala"))


@pytest.fixture
def worker(unit: Unit) -> Person:
    return new_person(unit.organisation, Role.INTERVENTION_WORKER)


def token(client: Client, page: str = "rakna/") -> str:
    found = re.search(r'name="token" value="(\w+)"', client.get(f"/arbete/fragor/{page}").content.decode())
    assert found
    return found[1]


def filled(unit: Unit, form_token: str, **other: object) -> dict[str, object]:
    return {
        "unit": str(unit.pk),
        "token": form_token,
        "month": Month.of(timezone.localdate()).code,
        "gender": "woman",
        "age_band": "26-40",
        "happened": "answered",
        "company": "alone",
        "marks": ["threat", "ongoing"],
        **other,
    }


def handed_over(unit: Unit, client: Client, company: str) -> dict[str, str]:
    return {
        "unit": str(unit.pk),
        "token": token(client, "lamna-over/"),
        "questionnaire": "violence_questions",
        "company": company,
    }


def counted(unit: Unit, worker: Person) -> tuple[int, int]:
    with opened(unit.organisation_id, by=worker.actor):
        return PendingAsking.objects.count(), PendingTally.objects.count()


def test_an_asking_is_counted_and_the_next_steps_are_there_at_once(unit, worker):
    client = worker.client

    answer = client.post("/arbete/fragor/rakna/", filled(unit, token(client)))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Ring 112 om det inte är det" in page
    assert counted(unit, worker) == (1, 1)


def test_what_was_answered_stands_in_no_address_and_no_session(unit, worker):
    client = worker.client
    before = dict(client.session)

    answer = client.post("/arbete/fragor/rakna/", filled(unit, token(client)))

    assert answer.request["PATH_INFO"] == "/arbete/fragor/rakna/"
    assert not answer.request["QUERY_STRING"]
    assert dict(client.session) == before


def test_the_same_form_sent_twice_counts_once(unit, worker):
    client = worker.client
    form = filled(unit, token(client))
    client.post("/arbete/fragor/rakna/", form)

    again = client.post("/arbete/fragor/rakna/", form)

    assert "redan skickat" in again.content.decode()
    assert counted(unit, worker) == (1, 1)


def test_what_is_missing_is_told_above_and_beside_and_nothing_is_lost(unit, worker):
    client = worker.client
    form = filled(unit, token(client), gender="", company="")

    answer = client.post("/arbete/fragor/rakna/", form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2 saker att rätta" in page or "Två saker att rätta" in page
    assert 'href="#id_company"' in page
    assert re.search(r'value="threat"[^>]* checked', page)
    assert "<title>Fel: Räkna in" in page
    assert counted(unit, worker) == (0, 0)


def test_what_does_not_concern_a_question_never_asked_is_left_out(unit, worker):
    client = worker.client
    form = filled(unit, token(client), happened="not_asked", reason="acute", marks=[])

    assert client.post("/arbete/fragor/rakna/", form).status_code == 200
    assert counted(unit, worker) == (1, 0)


def test_the_one_unit_a_person_has_is_chosen_already(unit, worker):
    page = worker.client.get("/arbete/fragor/rakna/").content.decode()

    assert "Välj enhet" not in page
    new_unit(unit.organisation, "Ungdomsteamet")
    assert "Välj enhet" in worker.client.get("/arbete/fragor/rakna/").content.decode()


def test_a_unit_of_others_cannot_be_counted_in(unit, worker):
    other = new_unit(new_organisation("kinda"))
    client = worker.client

    answer = client.post("/arbete/fragor/rakna/", filled(other, token(client)))

    assert answer.status_code == 422
    assert counted(unit, worker) == (0, 0)


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_is_sent_to_sign_in(page):
    answer = Client().get(f"/arbete/fragor/{page}")

    assert answer.status_code == 302
    assert "/konto/" in answer["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_a_role_without_asking_finds_nothing(page, unit):
    editor = new_person(unit.organisation, Role.EDITOR)

    assert editor.client.get(f"/arbete/fragor/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_manager_opens_every_page_in_both_languages(page, prefix, unit):
    manager = new_person(unit.organisation, Role.MANAGER)

    answer = manager.client.get(f"{prefix}/arbete/fragor/{page}")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_pages_tell_nothing_of_what_waits(unit, worker):
    manager = new_person(unit.organisation, Role.MANAGER).client
    client = worker.client
    before = (client.get("/arbete/fragor/").content, manager.get("/arbete/fragor/").content)

    for _ in range(4):
        client.post("/arbete/fragor/rakna/", filled(unit, token(client)))

    def without_token(page: bytes) -> str:
        return re.sub(r'value="\w{64}"|Utskrivet av[^<]*', "", page.decode())

    after = (client.get("/arbete/fragor/").content, manager.get("/arbete/fragor/").content)
    assert [without_token(page) for page in before] == [without_token(page) for page in after]
    client.post("/arbete/fragor/rakna/", filled(unit, token(client)))
    assert "5 räknade" in client.get("/arbete/fragor/").content.decode()
    assert "100" in manager.get("/arbete/fragor/").content.decode()
    with opened(unit.organisation_id, by=worker.actor):
        assert Asking.objects.count() == 5


def test_handing_over_ends_the_staff_session_and_opens_another(unit, worker):
    client = worker.client
    form = {
        "unit": str(unit.pk),
        "token": token(client, "lamna-over/"),
        "questionnaire": "violence_questions",
        "company": "alone",
    }

    answer = client.post("/arbete/fragor/lamna-over/", form)

    assert answer["Location"] == "/s/"
    assert answer.cookies[device.COOKIE]["path"] == "/s/"
    assert answer.cookies[device.COOKIE]["httponly"]
    assert "/konto/" in client.get("/arbete/fragor/")["Location"]
    assert "Några frågor" in client.get("/s/").content.decode()


def test_who_answers_sees_nothing_of_who_handed_over(unit, worker):
    client = worker.client
    form = {
        "unit": str(unit.pk),
        "token": token(client, "lamna-over/"),
        "questionnaire": "violence_questions",
        "company": "alone",
    }
    client.post("/arbete/fragor/lamna-over/", form)

    page = client.get("/s/").content.decode()

    for word in (worker.user.email, worker.user.name, unit.name, "motala", "Motala"):
        assert word not in page


def test_the_device_is_not_handed_over_while_someone_else_is_there(unit, worker):
    client = worker.client
    form = {
        "unit": str(unit.pk),
        "token": token(client, "lamna-over/"),
        "questionnaire": "violence_questions",
        "company": "not_alone",
    }

    answer = client.post("/arbete/fragor/lamna-over/", form)

    assert answer.status_code == 422
    assert client.get("/arbete/fragor/").status_code == 200
    assert not Door.objects.exists()


def test_codes_are_shown_once(unit, worker):
    client = worker.client
    form = {"unit": str(unit.pk), "token": token(client, "koder/"), "number": "3", "days": "30"}

    made, again = client.post("/arbete/fragor/koder/", form), client.post("/arbete/fragor/koder/", form)

    assert len(re.findall(r"\b[2-9B-Z]{5}-[2-9B-Z]{5}\b", made.content.decode())) == 3
    assert "redan skickat" in again.content.decode()
    assert Door.objects.count() == 3
    assert Entry.objects.get(action=Action.INVITATION_MADE).details["count"] == 3


def test_an_organisation_writes_its_own_steps_and_the_stranger_keeps_hers(unit, worker):
    manager = new_person(unit.organisation, Role.MANAGER)
    stranger = new_person(new_organisation("kinda"), Role.MANAGER)
    own = {"swedish": "Ring teamets mottagning\nBoka nytt möte", "english": "Call the team"}

    for _ in range(2):
        assert manager.client.post("/arbete/fragor/nasta-steg/ongoing/", own).status_code == 302

    page = worker.client.get("/arbete/fragor/nasta-steg/").content.decode()
    assert "Ring teamets mottagning" in page
    assert "Kom överens om hur ni kan höras" not in page
    assert "Boka nytt möte" in worker.client.get("/en/arbete/fragor/nasta-steg/").content.decode()
    assert "Ring teamets mottagning" not in stranger.client.get("/arbete/fragor/nasta-steg/").content.decode()
    assert Entry.objects.filter(action=Action.NEXT_STEPS_CHANGED).count() == 1
    manager.client.post("/arbete/fragor/nasta-steg/ongoing/", {"take_back": "1"})
    with opened(unit.organisation_id, by=manager.actor):
        assert not NextSteps.objects.exists()


def test_a_worker_may_not_change_the_steps(worker):
    assert worker.client.post("/arbete/fragor/nasta-steg/ongoing/", {"swedish": "x"}).status_code == 404


def test_markup_in_steps_is_words(unit):
    manager = new_person(unit.organisation, Role.MANAGER)
    manager.client.post("/arbete/fragor/nasta-steg/none/", {"swedish": "<script>alert(1)</script>"})

    assert "<script>alert" not in manager.client.get("/arbete/fragor/nasta-steg/").content.decode()


def test_the_first_page_asks_as_often_for_many_units_as_for_few(unit, django_assert_max_num_queries):
    manager = new_person(unit.organisation, Role.MANAGER)
    client = manager.client
    client.get("/arbete/fragor/")
    for number in range(8):
        new_unit(unit.organisation, f"Team {number}")

    with django_assert_max_num_queries(20):
        client.get("/arbete/fragor/")
