"""What the pages of intake promise: a file comes in whole, once, for its owner, or is told cell by cell why not."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from case_examples import Place, new_place, open_case
from people import Person
from samfrid.apps.cases.models import Case
from samfrid.apps.intake.models import FileState, IncomingFile, MappingProfile, PeriodDelivery
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.organisations.scope import opened

START = "/arbete/lasa-in/"
SHEET = "Kön;Ålder;Kommun;Öppnat\nKvinna;34;Motala;2025-09-02\nMan;61;Vadstena;2025-10-01\n".encode()


@pytest.fixture
def place(db: None) -> Place:
    """An organisation with two units, and a stranger."""
    return new_place()


def upload(
    client: Client, content: bytes, *, name: str = "ark.csv", format_: str = "cases", token: str = ""
) -> HttpResponse:
    """Send the form with a file."""
    sent = {"file": SimpleUploadedFile(name, content), "format": format_, "token": token or str(uuid.uuid4())}
    return client.post(START, sent)  # type: ignore[return-value]


def work(person: Person) -> None:
    """Do what waits in the queue, as a worker would."""
    with opened(person.actor.organisation, by=person.actor):  # type: ignore[arg-type]
        waiting = list(Run.objects.filter(state=State.WAITING))
    for run in waiting:
        done = runs.carry_out_now(by=person.actor, run=run)
        assert done.state == State.DONE, done.problems


def latest(place: Place) -> IncomingFile:
    """The file that came last."""
    with opened(place.organisation.pk, by=place.manager.actor):
        return IncomingFile.objects.latest("received_at")


def cases(place: Place) -> list[Case]:
    """All cases of the organisation."""
    with opened(place.organisation.pk, by=place.manager.actor):
        return list(Case.objects.order_by("opened_month"))


def test_a_file_goes_from_the_form_to_the_receipt(place: Place) -> None:
    client = place.manager.client
    assert upload(client, SHEET)["Location"].startswith("/arbete/jobb/")
    assert client.get(f"{START}{latest(place).pk}/")["Location"].startswith("/arbete/jobb/")
    work(place.manager)
    address = f"{START}{latest(place).pk}/"

    assert "Allt stämmer, 2 rader kan läsas in" in client.get(address).content.decode()
    assert not cases(place)
    for _ in range(2):
        client.post(f"{address}las-in/")
    work(place.manager)
    assert "2 rader är inlästa" in client.get(address).content.decode()
    assert [case.place for case in cases(place)] == ["0583", "0584"]


def test_the_same_file_twice_is_one_and_the_second_is_told_of_the_first(place: Place) -> None:
    client = place.manager.client
    for _ in range(2):
        upload(client, SHEET)
        work(place.manager)
        client.post(f"{START}{latest(place).pk}/las-in/")
        work(place.manager)

    assert len(cases(place)) == 2
    assert "Filen var redan inläst" in client.get(f"{START}{latest(place).pk}/").content.decode()


def test_the_same_form_sent_twice_takes_in_one_file(place: Place) -> None:
    client, token = place.manager.client, str(uuid.uuid4())
    for _ in range(2):
        assert upload(client, SHEET, token=token).status_code == 302
    with opened(place.organisation.pk, by=place.manager.actor):
        assert IncomingFile.objects.count() == 1


def test_what_is_wrong_is_told_cell_by_cell_and_can_be_filtered(place: Place) -> None:
    client = place.manager.client
    upload(client, SHEET + b"Kvinna;gammal;Atlantis;2025-11-01\n")
    work(place.manager)
    address = f"{START}{latest(place).pk}/"
    page = client.get(address).content.decode()

    assert "Två saker att rätta" in page
    assert "B4" in page
    assert "C4" in page
    assert "Atlantis" not in page
    assert "B4" not in client.get(f"{address}?falt=place").content.decode()
    client.post(f"{address}las-in/")
    work(place.manager)
    assert not cases(place)


def test_a_word_is_given_a_meaning_and_the_profile_reads_the_next_file(place: Place) -> None:
    client = place.manager.client
    upload(client, SHEET.replace(b"Kvinna", b"Tjej"))
    work(place.manager)
    address = f"{START}{latest(place).pk}/"
    page = client.get(f"{address}kolumner/").content.decode()
    assert "Ett ord behöver en betydelse" in page

    sent = {
        "kolumn-gender": "Kön",
        "kolumn-age_band": "Ålder",
        "kolumn-place": "Kommun",
        "kolumn-opened": "Öppnat",
        "ord-gender": ["Tjej", "Man"],
        "kod-gender": ["woman", "man"],
        "geography": "se",
        "profile": "Vårt ark",
    }
    assert client.post(f"{address}kolumner/", sent)["Location"].startswith("/arbete/jobb/")
    work(place.manager)
    assert "Allt stämmer" in client.get(address).content.decode()
    with opened(place.organisation.pk, by=place.manager.actor):
        assert MappingProfile.objects.get().name == "Vårt ark"

    upload(client, SHEET.replace(b"Kvinna", b"Tjej") + b"Tjej;20;Kinda;2025-12-01\n", name="nasta.csv")
    work(place.manager)
    assert "Allt stämmer, 3 rader" in client.get(f"{START}{latest(place).pk}/").content.decode()


def test_columns_that_leave_out_what_every_case_must_have_are_refused(place: Place) -> None:
    client = place.manager.client
    upload(client, SHEET)
    work(place.manager)
    answer = client.post(
        f"{START}{latest(place).pk}/kolumner/", {"kolumn-place": "Kommun", "geography": "se"}
    )

    assert answer.status_code == 422
    assert "Välj vilken kolumn som är kön" in answer.content.decode()


def test_a_personal_number_stops_the_file_and_nothing_of_it_is_left(place: Place) -> None:
    client = place.manager.client
    upload(client, SHEET + b"811218-9876;;;\n")
    work(place.manager)
    page = client.get(f"{START}{latest(place).pk}/").content.decode()

    assert "Filen går inte att läsa" in page
    assert "A4" in page
    assert "811218" not in page
    assert latest(place).spool_key == ""


def test_a_personal_number_in_the_name_of_the_file_is_refused_at_once(place: Place) -> None:
    answer = upload(place.manager.client, SHEET, name="811218-9876.csv")

    assert answer.status_code == 422
    with opened(place.organisation.pk, by=place.manager.actor):
        assert not IncomingFile.objects.exists()


def test_the_unit_of_who_is_bound_to_one_must_be_told(place: Place) -> None:
    bound = new_bound_manager(place)
    upload(bound.client, SHEET)
    work(bound)
    address = f"{START}{latest(place).pk}/"
    sent = {"kolumn-gender": "Kön", "kolumn-opened": "Öppnat", "geography": "se", "unit": place.unit.name}
    assert (
        bound.client.post(f"{address}kolumner/", {**sent, "unit": place.other_unit.name}).status_code == 422
    )
    bound.client.post(f"{address}kolumner/", sent)
    work(bound)
    bound.client.post(f"{address}las-in/")
    work(bound)

    assert {case.unit_id for case in cases(place)} == {place.unit.pk}


def new_bound_manager(place: Place) -> Person:
    """A manager of the first unit only."""
    from people import new_person

    return new_person(place.organisation, Role.MANAGER, units=[place.unit])


@pytest.mark.parametrize("who", ["worker", "administrator", "stranger"])
@pytest.mark.parametrize("page", ["", "blad/", "kolumner/", "las-in/", "kasta/"])
def test_a_file_of_others_is_as_if_it_were_not_there(place: Place, who: str, page: str) -> None:
    upload(place.manager.client, SHEET)
    work(place.manager)
    client = getattr(place, who).client

    for key in (latest(place).pk, uuid.uuid4()):
        for answer in (client.get(f"{START}{key}/{page}"), client.post(f"{START}{key}/{page}")):
            assert answer.status_code in (404, 405)
            assert "ark.csv" not in answer.content.decode()
    assert latest(place).state == FileState.READ


def test_the_template_is_handed_out_as_a_workbook(place: Place) -> None:
    answer = place.manager.client.get(f"{START}mall.xlsx")

    assert answer["Content-Disposition"] == 'attachment; filename="mall-arenden.xlsx"'
    assert answer.content.startswith(b"PK")


def test_a_period_is_delivered_once_with_what_was_missing_and_is_then_locked(place: Place) -> None:
    from datetime import date

    open_case(place, opened=date(2026, 2, 3))
    open_case(place, opened=date(2026, 2, 9), age_band="not_stated", place="")
    client = place.manager.client
    page = client.get(f"{START}leverans/?period=2026-H1").content.decode()
    assert "1 av 2 ärenden är fullständiga" in page

    stale = client.post(f"{START}leverans/", {"period": "2026-H1", "seen": 1, "agreed": "on"})
    assert stale.status_code == 422
    unticked = client.post(f"{START}leverans/", {"period": "2026-H1", "seen": 2})
    assert unticked.status_code == 422
    for _ in range(2):
        sent = client.post(f"{START}leverans/", {"period": "2026-H1", "seen": 2, "agreed": "on"})
        assert sent.status_code == 302
    assert "Första halvåret 2026 är levererat" in client.get(sent["Location"]).content.decode()
    late = open_case(place, opened=date(2026, 3, 1))
    with opened(place.organisation.pk, by=place.manager.actor):
        assert PeriodDelivery.objects.count() == 1
        assert Case.objects.get(pk=late.pk).late


@pytest.mark.parametrize("who", ["worker", "administrator", "stranger"])
def test_a_delivery_of_others_is_as_if_it_were_not_there(place: Place, who: str) -> None:
    client = place.manager.client
    sent = client.post(f"{START}leverans/", {"period": "2026-H1", "seen": 0, "agreed": "on"})

    assert getattr(place, who).client.get(sent["Location"]).status_code == 404


def test_a_helpline_register_from_abroad_comes_in_through_the_pages(place: Place, outside_data: Path) -> None:
    client = place.manager.client
    content = (outside_data / "microdata" / "linea144-2023.csv").read_bytes()
    upload(client, content, name="linea144-2023.csv", format_="linea144")
    work(place.manager)
    client.post(f"{START}{latest(place).pk}/las-in/")
    work(place.manager)

    assert latest(place).state == FileState.COMMITTED
    assert len(cases(place)) == 5296


@pytest.mark.parametrize("at", ["reading", "reading in"])
def test_work_that_was_stopped_leaves_nothing_and_can_be_begun_again(place: Place, at: str) -> None:
    client = place.manager.client
    upload(client, SHEET)
    if at == "reading in":
        work(place.manager)
        client.post(f"{START}{latest(place).pk}/las-in/")
    client.post(f"/arbete/jobb/{latest(place).run}/avbryt/")
    address = f"{START}{latest(place).pk}/"
    assert "Filen behöver läsas igenom" in client.get(address).content.decode()
    assert not cases(place)

    client.post(f"{address}las-in/")
    work(place.manager)
    client.post(f"{address}las-in/")
    work(place.manager)
    assert len(cases(place)) == 2


def test_a_file_whose_work_was_stopped_can_be_let_go(place: Place) -> None:
    client = place.manager.client
    upload(client, SHEET)
    work(place.manager)
    client.post(f"{START}{latest(place).pk}/las-in/")
    client.post(f"{START}{latest(place).pk}/kasta/")
    assert latest(place).state == FileState.COMMITTING
    client.post(f"/arbete/jobb/{latest(place).run}/avbryt/")
    client.post(f"{START}{latest(place).pk}/kasta/")

    assert latest(place).state == FileState.DISCARDED
    assert not cases(place)


def test_the_pages_ask_the_database_no_more_for_many_problems_than_for_few(
    place: Place, django_assert_max_num_queries: object
) -> None:
    client = place.manager.client
    upload(client, SHEET + b"Kvinna;gammal;Atlantis;2025-11-01\n" * 200)
    work(place.manager)
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        page = client.get(f"{START}{latest(place).pk}/").content.decode()
    assert "400 saker att rätta" in page
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert client.get(START).status_code == 200
