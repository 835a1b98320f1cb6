"""A person answers at one address, leaves no trace, and can stop at any time."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib.resources import files

import pytest
from django.test import Client
from django.utils import timezone

from people import Person, new_organisation, new_person, new_unit
from samfrid.apps.surveys import device
from samfrid.apps.surveys.codes import Company
from samfrid.apps.surveys.errors import SittingOver
from samfrid.apps.surveys.models import (
    Door,
    Invitation,
    PendingAnswer,
    PendingAsking,
    PendingTally,
    Sitting,
)
from samfrid.apps.surveys.selectors import USER_SURVEY, VIOLENCE_QUESTIONS, questionnaire_in_use
from samfrid.apps.surveys.services import invitations, once, questionnaires, sittings, throttle
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.models import Unit
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db

TELLING = re.compile(
    r"\b(våld\w*|heder\w*|utsatt\w*|kvinnofrid\w*|skyddat|hot\w*|vin|fov|samfrid|violence|abuse|threat\w*)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _forgetful_throttle() -> None:
    throttle.forget()


@pytest.fixture
def unit() -> Unit:
    return new_unit(new_organisation("motala"))


@pytest.fixture
def worker(unit: Unit) -> Person:
    return new_person(unit.organisation, Role.INTERVENTION_WORKER)


def handed(worker: Person, unit: Unit, questionnaire: str = VIOLENCE_QUESTIONS) -> Client:
    with opened(unit.organisation_id, by=worker.actor):
        key = sittings.hand_over(
            by=worker.actor,
            unit=unit.pk,
            questionnaire=questionnaire_in_use(questionnaire),
            company=Company.ALONE,
            at=timezone.now(),
        )
    client = Client()
    client.cookies[device.COOKIE] = key
    return client


def code_for(worker: Person, unit: Unit) -> str:
    with opened(unit.organisation_id, by=worker.actor):
        (code,) = invitations.make(
            by=worker.actor,
            unit=unit.pk,
            questionnaire=questionnaire_in_use(USER_SURVEY),
            number=1,
            days=30,
            token=once.new_token(),
            on=timezone.localdate(),
        )
    return code


def nonce(client: Client) -> str:
    found = re.search(r'name="n" value="(\w+)"', client.get("/s/").content.decode())
    assert found
    return found[1]


def send(client: Client, **answer: object):
    return client.post("/s/", {"n": nonce(client), **answer})


def to_first_question(client: Client) -> None:
    for answer in ({}, {"alone": "alone"}, {"gender": "woman"}, {"age_band": "26-40"}):
        assert send(client, **answer).status_code == 302


def rows(unit: Unit, worker: Person) -> dict[str, int]:
    with opened(unit.organisation_id, by=worker.actor):
        tables = (PendingAsking, PendingTally, PendingAnswer, Sitting)
        return {table.__name__: table.objects.count() for table in tables} | {"Door": Door.objects.count()}


def test_before_a_code_there_is_no_cookie_and_nothing_telling():
    answer = Client().get("/s/")

    assert answer.status_code == 200
    assert not answer.cookies
    assert not TELLING.search(answer.content.decode().split("</title>")[0])
    assert "no-store" in answer["Cache-Control"]


def test_the_whole_way_ends_in_thanks_and_one_count_that_nobody_can_be_found_by(worker, unit):
    client = handed(worker, unit)
    to_first_question(client)
    for code in ("threat", "physical", "sexual_pressure", "sexual_violation", "economic", "used"):
        if code == "used":
            send(client, witnessed="yes")
        assert send(client, **{code: ["now"] if code == "threat" else ["no"]}).status_code == 302

    last = send(client)

    assert "Tack" in last.content.decode()
    assert last["Clear-Site-Data"] == '"cache", "storage"'
    assert not last.cookies[device.COOKIE].value
    assert rows(unit, worker) == {
        "PendingAsking": 1,
        "PendingTally": 1,
        "PendingAnswer": 0,
        "Sitting": 0,
        "Door": 0,
    }
    with opened(unit.organisation_id, by=worker.actor):
        tally, asking = PendingTally.objects.get(), PendingAsking.objects.get()
    assert tally.marks == ["threat", "witnessed", "ongoing"]
    assert (asking.happened, asking.mode, asking.company) == ("answered", "handed_over", "alone")
    assert (tally.gender, tally.age_band) == ("woman", "26-40")
    assert not Entry.objects.exists()


def test_who_answers_nothing_is_counted_as_declined_and_never_as_no(worker, unit):
    client = handed(worker, unit)
    to_first_question(client)
    for _ in range(7):
        assert send(client).status_code == 302
    send(client)

    with opened(unit.organisation_id, by=worker.actor):
        assert PendingAsking.objects.get().happened == "declined"
        assert not PendingTally.objects.exists()


def test_every_title_on_the_way_is_neutral_and_the_address_never_changes(worker, unit):
    client, titles = handed(worker, unit), []
    for answer in ({}, {"alone": "alone"}, {}, {}, {"threat": "now"}, {}, {}, {}, {}, {}, {"used": "now"}):
        page = client.get("/s/").content.decode()
        titles.append(page.split("<title>")[1].split("</title>")[0])
        moved = send(client, **answer)
        assert moved["Location"] == "/s/"

    assert not [title for title in titles if TELLING.search(title)]
    assert "Fråga 1 av 7" in titles


def test_help_is_shown_at_once_and_not_when_the_device_is_handed_back(worker, unit):
    client = handed(worker, unit)
    to_first_question(client)
    send(client, threat="now")

    assert "tel:112" in client.get("/s/").content.decode()
    for _ in range(5):
        send(client)
    send(client, used="now")
    assert "hjälp att sluta" in client.get("/s/").content.decode()
    last = send(client).content.decode()
    assert "112" not in last.split("<main")[1]
    assert not TELLING.search(last.split("<main")[1])


def test_stopped_and_finished_look_the_same_to_whoever_takes_the_device_back(worker, unit):
    stopped, finished = handed(worker, unit), handed(worker, unit)
    to_first_question(finished)
    for _ in range(7):
        send(finished)

    assert send(stopped, stop="1").content == send(finished).content


def test_stopping_forgets_everything(worker, unit):
    client = handed(worker, unit)
    to_first_question(client)
    send(client, threat="now")

    send(client, stop="1")

    assert set(rows(unit, worker).values()) == {0}
    assert "Har du en kod" in client.get("/s/").content.decode()


def test_leaving_forgets_everything_and_leads_elsewhere_also_without_script(worker, unit):
    client = handed(worker, unit)
    to_first_question(client)
    send(client, threat="now")

    left = client.get("/s/ut/")

    assert left["Location"] == "https://www.svt.se/vader/"
    assert "Clear-Site-Data" in left
    assert set(rows(unit, worker).values()) == {0}
    assert client.get("/s/ut/")["Location"] == "https://www.svt.se/vader/"


def test_the_quick_exit_is_first_in_the_document(worker, unit):
    page = handed(worker, unit).get("/s/").content.decode()

    first = re.search(r"<(a|button|input|select|textarea)\b[^>]*>", page.split("<body")[1])
    assert first
    assert "data-exit" in first[0]


def test_who_is_not_alone_is_asked_nothing_and_nothing_is_kept(worker, unit):
    client = handed(worker, unit)
    send(client)

    answer = send(client, alone="not_alone")

    assert "Tack" in answer.content.decode()
    assert set(rows(unit, worker).values()) == {0}


def test_the_questions_cannot_be_reached_past_the_gate(worker, unit):
    client = handed(worker, unit)
    send(client)

    refused = send(client, threat="now")

    assert refused.status_code == 422
    assert "Är du ensam" in client.get("/s/").content.decode()


def test_an_old_form_or_one_sent_twice_changes_nothing(worker, unit):
    client = handed(worker, unit)
    to_first_question(client)
    old = nonce(client)
    client.post("/s/", {"n": old, "threat": "now"})

    again = client.post("/s/", {"n": old, "threat": "no"})

    assert again.status_code == 409
    assert "Fråga 2 av 7" in again.content.decode()
    with opened(unit.organisation_id, by=worker.actor):
        assert Sitting.objects.get().given["items"] == {"threat": ["now"]}


def test_going_back_keeps_what_was_answered(worker, unit):
    client = handed(worker, unit)
    to_first_question(client)
    send(client, threat="earlier")

    send(client, back="1")

    page = client.get("/s/").content.decode()
    assert "Fråga 1 av 7" in page
    assert re.search(r'value="earlier" checked', page)


def test_a_contradiction_is_told_and_what_was_ticked_is_still_there(worker, unit):
    client = handed(worker, unit)
    to_first_question(client)

    answer = send(client, threat=["now", "no"])

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Två svar går inte ihop" in page
    assert page.count(" checked") == 2


def test_ten_idle_minutes_end_it_and_wipe_it(worker, unit):
    client = handed(worker, unit)
    to_first_question(client)
    with opened(unit.organisation_id, by=worker.actor):
        Sitting.objects.update(touched_at=timezone.now() - timedelta(minutes=10, seconds=1))

    answer = client.get("/s/")

    assert "Har du en kod" in answer.content.decode()
    assert not answer.cookies[device.COOKIE].value
    assert set(rows(unit, worker).values()) == {0}


def test_what_was_left_idle_is_wiped_when_staff_come_back_to_the_questions(worker, unit):
    to_first_question(handed(worker, unit))
    with opened(unit.organisation_id, by=worker.actor):
        Sitting.objects.update(touched_at=timezone.now() - timedelta(minutes=11))

    worker.client.get("/arbete/fragor/")

    assert set(rows(unit, worker).values()) == {0}


def test_the_key_of_one_opens_nothing_once_it_is_over(worker, unit):
    client = handed(worker, unit)
    key = client.cookies[device.COOKIE].value
    send(client, stop="1")

    with pytest.raises(SittingOver), sittings.entered(key, at=timezone.now()):
        pass


def test_a_code_opens_the_survey_once_and_is_kept_only_as_a_hash(worker, unit):
    code, client = code_for(worker, unit), Client()
    assert code not in str(list(Door.objects.values()))

    entered = client.post("/s/", {"code": code.lower().replace("-", " ")})
    assert entered["Location"] == "/s/"
    for _ in range(3):
        send(client)
    send(client, change="better")
    send(client, because="mostly")
    send(client, treated="5")
    send(client, **{"parts.safe": "well", "parts.planned": "well", "parts.in_time": "not"})
    send(client, better="Mer tid")
    assert "Tack" in send(client).content.decode()

    with opened(unit.organisation_id, by=worker.actor):
        kept = PendingAnswer.objects.get()
        assert not Invitation.objects.exists()
    assert kept.given["treated"] == ["5"]
    assert not Door.objects.exists()
    assert Client().post("/s/", {"code": code}).status_code == 422


def test_who_enters_a_code_again_begins_anew(worker, unit):
    code, first, second = code_for(worker, unit), Client(), Client()
    first.post("/s/", {"code": code})
    second.post("/s/", {"code": code})

    assert "Har du en kod" in first.get("/s/").content.decode()
    assert "Vad tyckte du?" in second.get("/s/").content.decode()


def test_an_expired_code_sounds_like_a_wrong_one(worker, unit):
    code = code_for(worker, unit)
    with opened(unit.organisation_id, by=worker.actor):
        Invitation.objects.update(last_day=timezone.localdate() - timedelta(days=1))

    old, wrong = Client().post("/s/", {"code": code}), Client().post("/s/", {"code": "22222-22222"})

    assert old.status_code == wrong.status_code == 422
    assert old.content == wrong.content


def test_codes_are_not_guessed(worker, unit):
    code = code_for(worker, unit)
    tries = [
        Client().post("/s/", {"code": f"BBBBB-{number:05}"}).status_code
        for number in range(throttle.MOST_FAILURES + 1)
    ]

    assert tries == [422] * throttle.MOST_FAILURES + [429]
    assert Client().post("/s/", {"code": code}).status_code == 429
    assert Client().post("/s/", {"code": code}, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_a_made_up_key_opens_nothing():
    client = Client()
    client.cookies[device.COOKIE] = "x" * 43

    assert "Har du en kod" in client.get("/s/").content.decode()


def test_another_language_of_the_questions_is_chosen_on_the_same_address(worker, unit):
    client = handed(worker, unit)

    assert client.post("/s/", {"language": "en"})["Location"] == "/s/"
    assert 'lang="en"' in client.get("/s/").content.decode()
    client.post("/s/", {"language": "xx"})
    assert 'lang="en"' in client.get("/s/").content.decode()


def test_a_language_from_the_right_turns_the_page_around(worker, unit):
    leader = new_person(unit.organisation, Role.DEVELOPMENT_LEADER)
    with opened(unit.organisation_id, by=leader.actor):
        questionnaires.adopt(by=leader.actor, source=in_arabic().encode())
    client = handed(worker, unit)

    client.post("/s/", {"language": "ar"})

    page = client.get("/s/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert ARABIC in page


ARABIC = "بعض الأسئلة"


def in_arabic() -> str:
    """Our stand-in, every sentence of it with the same two Arabic words beside it."""
    folder = files("samfrid.domain.questionnaires") / "definitions"
    source = (folder / "violence_questions.toml").read_text("utf-8").replace("version = 1", "version = 9", 1)
    source = source.replace('languages = ["sv", "en"]', 'languages = ["sv", "en", "ar"]')
    source = re.sub(r'^(en = "[^"]*")$', rf'\1\nar = "{ARABIC}"', source, flags=re.MULTILINE)
    return re.sub(r'(, en = "[^"]*")', rf'\1, ar = "{ARABIC}"', source)


def test_pages_ask_the_database_as_often_however_much_was_answered(
    worker, unit, django_assert_max_num_queries
):
    client = handed(worker, unit)
    to_first_question(client)
    for _ in range(6):
        send(client)

    with django_assert_max_num_queries(8):
        client.get("/s/")
