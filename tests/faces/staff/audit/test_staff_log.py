"""The log as its reader meets it: own organisation only, every look recorded, a sample reviewed each month."""

from __future__ import annotations

import csv
import io
import re
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from people import Person, new_organisation, new_person
from samfrid.domain.periods import Month
from samfrid.faces.staff.audit.words import ACTIONS
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit import reviews
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry, Review, Verdict
from samfrid.foundation.audit.services import Deed, record, record_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Person:
    return new_person(new_organisation(), Role.DATA_PROTECTION_OFFICER, name="Disa")


@pytest.fixture
def worker(officer: Person) -> Person:
    return new_person(officer.membership.organisation, Role.SOCIAL_WORKER, name="Sara")


@pytest.fixture
def stranger() -> Person:
    return new_person(new_organisation("trosa"), Role.SOCIAL_WORKER, name="Charlie")


def test_the_log_shows_who_did_what_here_and_nothing_from_elsewhere(
    officer: Person, worker: Person, stranger: Person
) -> None:
    record(by=worker.actor, action=Action.CASE_READ, about=uuid.uuid4())
    record(by=stranger.actor, action=Action.CASE_CLOSED, about=uuid.uuid4(), details={"word": "elsewhere"})
    browser = officer.client
    stranger.client.get("/arbete/")

    words = browser.get("/arbete/logg/").content.decode()

    assert "Sara" in words
    assert "Läste ett ärende" in words
    assert "elsewhere" not in words
    assert "Charlie" not in words
    assert str(stranger.user.pk)[:8] not in words


def test_sign_ins_of_own_people_are_shown_and_those_of_others_are_not(
    officer: Person, worker: Person, stranger: Person
) -> None:
    worker.client.get("/arbete/")
    _ = stranger.client

    words = officer.client.get("/arbete/logg/", {"vad": "account.signed_in"}).content.decode()

    assert f"user {str(worker.user.pk)[:8]}" in words
    assert str(stranger.user.pk)[:8] not in words


def test_every_look_and_every_file_is_itself_recorded(officer: Person, worker: Person) -> None:
    record(by=worker.actor, action=Action.CASE_READ)
    browser = officer.client

    browser.get("/arbete/logg/", {"vad": "cases.read", "vem": str(worker.user.pk)})
    answer = browser.get("/arbete/logg/", {"vad": "cases.read", "hamta": "csv"})

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) >= 2
    look = Entry.objects.get(action=Action.AUDIT_READ)
    assert look.details == {"vad": "cases.read", "vem": str(worker.user.pk)}
    assert Entry.objects.get(action=Action.AUDIT_EXPORTED).details["rows"] == 1


def test_the_log_is_narrowed_by_deed_person_and_days(
    officer: Person, worker: Person, monkeypatch: Any
) -> None:
    real = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: real - timedelta(days=40))
    record(by=worker.actor, action=Action.CASE_OPENED)
    monkeypatch.setattr(timezone, "now", lambda: real)
    record(by=worker.actor, action=Action.CASE_CHANGED)
    browser = officer.client

    def shown(**asked: str) -> str:
        words = browser.get("/arbete/logg/", asked).content.decode()
        return "".join(re.findall(r"<tbody.*?</tbody>", words, re.DOTALL))

    day = f"{timezone.localtime(real):%Y-%m-%d}"
    assert "Öppnade ett ärende" not in shown(fran=day)
    assert "Ändrade ett ärende" in shown(fran=day)
    assert "Ändrade ett ärende" not in shown(vad="cases.opened")
    assert "Sara" not in shown(vem=str(officer.user.pk))
    assert "Sara" in shown(vem="not-a-choice")


def test_only_the_log_reviewer_opens_the_log(officer: Person) -> None:
    for role in Role:
        if role is not Role.DATA_PROTECTION_OFFICER:
            other = new_person(officer.membership.organisation, role)
            assert other.client.get("/arbete/logg/").status_code == 404


def test_every_deed_has_words() -> None:
    assert set(ACTIONS) == set(Action)


LAST = Month.of(timezone.localdate()).moved(-1)


@pytest.fixture
def last_month(worker: Person, officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    real = timezone.now()
    then = datetime(LAST.year, LAST.month, 10, 12, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: then)
    record_many(by=worker.actor, deeds=[Deed(Action.CASE_READ, uuid.uuid4()) for _ in range(60)])
    record_many(by=officer.actor, deeds=[Deed(Action.AUDIT_READ)] * 5)
    monkeypatch.setattr(timezone, "now", lambda: real)


def draw(officer: Person) -> Review:
    return reviews.draw(by=officer.actor, organisation=officer.membership.organisation_id, month=LAST)


@pytest.mark.usefixtures("last_month")
def test_a_sample_is_drawn_at_random_without_the_reviewers_own_deeds(officer: Person, worker: Person) -> None:
    review = draw(officer)

    drawn = reviews.entries_in(review)
    assert len(drawn) == reviews.SAMPLE
    assert review.entries == 60
    assert {entry.actor for entry in drawn} == {worker.user.pk}
    with pytest.raises(reviews.ReviewRefused):
        draw(officer)


@pytest.mark.usefixtures("last_month")
def test_a_month_is_reviewed_on_the_page_and_the_result_stays(officer: Person) -> None:
    browser = officer.client
    page = browser.post("/arbete/logg/granskning/dra/", {"month": LAST.code}, follow=True)
    numbers = Review.objects.get().sample
    given = {f"e{number}": Verdict.PLAIN.value for number in numbers}
    assert page.status_code == 200

    address = f"/arbete/logg/granskning/{LAST.code}/"
    incomplete = browser.post(address, dict(list(given.items())[1:]))
    assert "Ta ställning" in incomplete.content.decode()
    unexplained = browser.post(address, {**given, f"e{numbers[0]}": Verdict.QUESTION.value})
    assert "Skriv vad som ska utredas" in unexplained.content.decode()
    done = browser.post(
        address,
        {**given, f"e{numbers[0]}": Verdict.QUESTION.value, "note": "Enhetschefen frågar."},
        follow=True,
    )

    assert "1 ska utredas" in done.content.decode()
    assert "Enhetschefen frågar." in browser.get(address).content.decode()
    with pytest.raises(reviews.ReviewRefused):
        reviews.finish(
            by=officer.actor,
            review=Review.objects.get(),
            verdicts=dict.fromkeys(numbers, Verdict.PLAIN),
            note="",
        )


@pytest.mark.usefixtures("last_month")
def test_a_stranger_meets_no_review_of_another_organisation(officer: Person) -> None:
    draw(officer)
    other = new_person(new_organisation("trosa"), Role.DATA_PROTECTION_OFFICER)

    assert other.client.get(f"/arbete/logg/granskning/{LAST.code}/").status_code == 404


def test_a_month_that_goes_on_is_not_drawn(officer: Person) -> None:
    this_month = Month.of(timezone.localdate())

    with pytest.raises(reviews.ReviewRefused):
        reviews.draw(
            by=Actor(uuid.uuid4()), organisation=officer.membership.organisation_id, month=this_month
        )
    for month in (this_month.code, "2026-13", "nonsense", ""):
        assert officer.client.post("/arbete/logg/granskning/dra/", {"month": month}).status_code == 404
