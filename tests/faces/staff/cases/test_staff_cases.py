"""What the pages of cases promise: only one's own, each read recorded, nothing written twice."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from case_examples import Place, new_place, open_case
from people import Person
from samfrid.apps.cases.models import Case
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.scope import opened

LIST = "/arbete/arenden/"


@pytest.fixture
def place(db: None) -> Place:
    """An organisation with two units, and a stranger."""
    return new_place()


def answers(place: Place, **changes: object) -> dict[str, object]:
    """A filled-in form."""
    said = {
        "unit": str(place.unit.pk),
        "opened": "2026-08-14",
        "gender": "woman",
        "age_band": "26-40",
        "place": "0583",
        "honour_context": "no",
        "support": ["support_talk"],
        "token": str(uuid.uuid4()),
    }
    return {**said, **changes}


def cases(place: Place) -> list[Case]:
    """All cases of the organisation."""
    with opened(place.organisation.pk, by=place.manager.actor):
        return list(Case.objects.all())


def reads(place: Place, person: Person, address: str) -> list[str]:
    """What the audit says of one look at a page."""
    before = max(Entry.objects.values_list("pk", flat=True), default=0)
    assert person.client.get(address).status_code == 200
    done = Entry.objects.filter(actor=person.actor.id).exclude(action=Action.SIGNED_IN)
    return [str(entry.action) for entry in done if entry.pk > before]


def test_the_list_shows_the_least_and_records_that_it_was_shown(place: Place) -> None:
    case = open_case(place, situation_before="2")
    page = place.worker.client.get(LIST).content.decode()

    assert case.label in page
    for hidden in ("Kvinna", "26–40", "Motala<", "Svår"):
        assert hidden not in page
    assert reads(place, place.worker, LIST) == [Action.CASES_LISTED]


@pytest.mark.parametrize("page", ["", "andra/", "folj-upp/", "avsluta/"])
def test_each_look_at_a_case_is_recorded_once(place: Place, page: str) -> None:
    case = open_case(place)

    assert reads(place, place.worker, f"{LIST}{case.pk}/{page}") == [Action.CASE_READ]


@pytest.mark.parametrize("who", ["other_worker", "administrator", "stranger"])
@pytest.mark.parametrize("page", ["", "andra/", "folj-upp/", "avsluta/", "beteckning/"])
def test_a_case_of_others_is_as_if_it_were_not_there(place: Place, who: str, page: str) -> None:
    case = open_case(place)
    client = getattr(place, who).client

    for address in (f"{LIST}{case.pk}/{page}", f"{LIST}{uuid.uuid4()}/{page}"):
        for answer in (client.get(address), client.post(address, answers(place))):
            assert answer.status_code in (404, 405)
            assert case.label not in answer.content.decode()
    assert cases(place)[0].version == 1


def test_nobody_sees_cases_of_another_unit_in_the_list(place: Place) -> None:
    case = open_case(place)

    assert case.label not in place.other_worker.client.get(LIST).content.decode()
    assert case.label in place.manager.client.get(LIST).content.decode()
    assert place.administrator.client.get(LIST).status_code == 404


def test_the_same_form_sent_twice_opens_one_case(place: Place) -> None:
    said, client = answers(place), place.worker.client
    for _ in range(2):
        assert client.post(f"{LIST}nytt/", said).status_code == 302

    assert len(cases(place)) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"gender": ""}, "Välj ett av alternativen."),
        ({"opened": "2999-01-01"}, "Dagen har inte varit än."),
        ({"first_meeting": "2026-08-01"}, "Första samtalet kan inte vara före"),
        ({"unit": str(uuid.uuid4())}, "finns inte längre"),
        ({"reference": "811218-9876"}, "Skriv inte ett personnummer"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_what_was_typed_stays(
    place: Place, wrong: dict[str, object], words: str
) -> None:
    answer = place.worker.client.post(f"{LIST}nytt/", answers(place, **wrong))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "checked" in answer.content.decode()
    assert not cases(place)


def test_a_unit_of_another_organisation_cannot_be_given_by_form(place: Place) -> None:
    answer = place.manager.client.post(f"{LIST}nytt/", answers(place, unit=str(place.strangers_unit.pk)))

    assert answer.status_code == 422
    assert not cases(place)


def test_the_own_reference_is_sealed_found_and_shown_only_when_asked_for(place: Place) -> None:
    client = place.worker.client
    client.post(f"{LIST}nytt/", answers(place, reference="RT 2026/17"))
    (case,) = cases(place)
    address = f"{LIST}{case.pk}/"

    assert "RT 2026/17" not in client.get(address).content.decode()
    assert client.get(f"{address}beteckning/").status_code == 405
    assert "RT 2026/17" in client.post(f"{address}beteckning/").content.decode()
    found = client.post(f"{LIST}hitta/", {"words": "rt 2026/17"})
    assert found.status_code == 302
    assert found["Location"] == address
    assert place.other_worker.client.post(f"{LIST}hitta/", {"words": "RT 2026/17"}).status_code == 200
    assert client.post(f"{LIST}hitta/", {"words": case.label.lower()})["Location"] == address


def test_only_those_who_deliver_save_the_list_as_a_file_and_it_is_recorded(place: Place) -> None:
    case = open_case(place)

    assert "attachment" not in place.worker.client.get(f"{LIST}?hamta=csv").headers.get(
        "Content-Disposition", ""
    )
    saved = place.manager.client.get(f"{LIST}?hamta=csv")
    assert case.label in saved.content.decode("utf-8-sig")
    assert Entry.objects.filter(action=Action.LIST_EXPORTED).count() == 1


def test_the_pages_ask_the_database_no_more_for_many_cases_than_for_few(
    place: Place, django_assert_max_num_queries: object
) -> None:
    for _ in range(12):
        open_case(place)
    client = place.worker.client
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert client.get(LIST).status_code == 200


def test_both_languages_are_spoken(place: Place) -> None:
    case = open_case(place, opened=date(2026, 8, 14))

    assert "Hold the first meeting" in place.worker.client.get(f"/en{LIST}{case.pk}/").content.decode()
    assert "Håll det första samtalet" in place.worker.client.get(f"{LIST}{case.pk}/").content.decode()
