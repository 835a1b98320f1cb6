"""Whoever holds the whole database tries to join askings, tallies and the audit, and fails.

The attacker knows the order in which persons were asked, and looks at everything a row carries besides what was
told: its key, its row number, the transaction that wrote it, the time in the audit, and how many there are.
"""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db import connection, models
from surveys_people import TODAY, answered, declined, new_team

from samfrid.apps.surveys.codes import AgeBand, Gender
from samfrid.apps.surveys.models import Asking, PendingAsking, PendingTally, Tally, UsedToken
from samfrid.apps.surveys.services import askings, days, pools
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db

MARKS = ("threat", "physical", "sexual_pressure", "sexual_violation", "economic", "witnessed", "used")


def physical_order(table: type[models.Model], team) -> list[dict[str, object]]:
    """A team's rows as the file holds them, in the order that the database wrote them, past every guard of ours."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    owner = team.organisation.pk.hex if connection.vendor == "sqlite" else str(team.organisation.pk)
    with opened(team.organisation.pk, by=team.worker.actor):
        cursor = connection.connection.cursor()
        cursor.execute(
            f"SELECT * FROM {table._meta.db_table} WHERE organisation_id = '{owner}' ORDER BY {place}"  # noqa: S608
        )
        columns = [one[0] for one in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def marks_of(rows: list[dict[str, object]]) -> list[str]:
    """The one mark that each row carries."""
    return [
        "".join(letter for letter in str(row["marks"]) if letter.isalpha() or letter == "_") for row in rows
    ]


def released(team) -> list[str]:
    return marks_of(physical_order(Tally, team))


def asked_in_order(team, number: int = 7) -> list[str]:
    for mark in MARKS[:number]:
        team.count(answered(mark))
    return list(MARKS[:number])


def agreement(order: list[str], found: list[str]) -> int:
    """How many stand where they would if the database kept the order."""
    return sum(one == other for one, other in zip(order, found, strict=True))


def mean_agreement(orders_and_found: list[tuple[list[str], list[str]]]) -> float:
    return sum(agreement(*pair) for pair in orders_and_found) / len(orders_and_found)


def guesses(read) -> float:
    """What an attacker gets right on average over many teams; one of them by chance."""
    rounds = []
    for _ in range(16):
        team = new_team()
        order = asked_in_order(team, 5)
        rounds.append((order, read(team)))
    return mean_agreement(rounds)


def test_row_numbers_tell_no_order():
    assert (
        guesses(released) < 2.2
    )  # by chance 1 of 5; the mean of sixteen rounds lies above 2.2 once in a million


def test_keys_tell_no_order():
    def by_key(team) -> list[str]:
        return marks_of(sorted(physical_order(Tally, team), key=lambda row: str(row["id"])))

    assert guesses(by_key) < 2.2


def test_the_guard_against_order_would_be_missed(monkeypatch):
    """With the shuffling planted away, the same attacker reads the order: so the tests above can fail."""
    monkeypatch.setattr(pools._RANDOM, "shuffle", lambda rows: None)

    assert guesses(released) == 5


def test_a_later_batch_does_not_stand_behind_an_earlier_one():
    rounds = []
    for _ in range(6):
        team = new_team()
        for _ in range(10):
            team.count(answered("threat"))
        for _ in range(10):
            team.count(answered("used"))
        rounds.append(released(team)[:10].count("threat"))

    assert 3 < sum(rounds) / len(rounds) < 7  # 5 by chance; 10 if batches stood in their order


def test_what_waits_has_no_order_either():
    rounds = []
    for _ in range(16):
        team = new_team()
        order = asked_in_order(team, 4)
        found = marks_of(physical_order(PendingTally, team))
        rounds.append((order, found))

    assert mean_agreement(rounds) < 2.2


@pytest.mark.parametrize("table", [Asking, Tally, PendingAsking, PendingTally])
def test_no_row_carries_a_time_a_person_or_a_key_of_another_row(table):
    kinds = {type(field).__name__ for field in table._meta.fields}
    points_at = {field.related_model._meta.label for field in table._meta.fields if field.related_model}

    assert not kinds & {"DateTimeField", "DateField", "TimeField", "BigAutoField", "AutoField"}
    assert points_at == {"organisations.Organisation", "organisations.Unit"}


def test_an_asking_and_its_answer_share_no_value_that_others_lack():
    team = new_team()
    for number in range(10):
        gender = Gender.WOMAN if number % 2 else Gender.MAN
        team.count(answered("threat", gender=gender, age_band=AgeBand.TO_25 if number < 5 else AgeBand.TO_40))

    shared = set(physical_order(Asking, team)[0]) & set(physical_order(Tally, team)[0])
    told = {"organisation_id", "unit_id", "period", "questionnaire", "gender", "age_band", "id"}
    assert shared == told
    assert not {row["id"] for row in physical_order(Asking, team)} & {
        row["id"] for row in physical_order(Tally, team)
    }


def test_counting_leaves_nothing_in_the_audit_and_the_day_leaves_a_number():
    team = new_team()
    before = Entry.objects.count()

    for counted in (answered("threat"), declined(), answered("used", "witnessed")):
        team.count(counted)
    assert Entry.objects.count() == before

    with opened(team.organisation.pk, by=team.worker.actor):
        days.close(on=date(2026, 11, 23))
    (entry,) = Entry.objects.all()[before:]
    words = str([entry.details, entry.about, entry.actor, entry.role])
    assert str(team.worker.user.pk) not in words
    assert not any(mark in words for mark in MARKS)
    assert entry.details == {"count": 3, "day": TODAY.isoformat()}


def test_a_note_in_the_audit_for_each_asking_would_be_missed(monkeypatch):
    """With a planted note a time, the test above turns red: the number of notes then follows the askings."""
    keep = askings.keep

    def telling(unit, questionnaire, counted, *, on):
        keep(unit, questionnaire, counted, on=on)
        record(by=team.worker.actor, action=Action.ASKINGS_COUNTED, about=unit)

    team = new_team()
    monkeypatch.setattr(askings, "keep", telling)
    team.count(answered("threat"))

    assert Entry.objects.filter(organisation=team.organisation.pk).count() == 1


def test_a_form_that_was_used_tells_neither_sender_nor_answer():
    team = new_team()
    team.count(answered("threat"))

    (row,) = physical_order(UsedToken, team)
    assert set(row) == {"id", "organisation_id", "digest", "day"}


def test_a_count_never_tells_which_of_those_who_wait_is_the_last():
    """Between two looks at the database all waiting rows of the unit are new: none can be told from the others."""
    team = new_team()
    team.count(answered("threat"))
    team.count(answered("used"))
    before = {row["id"] for row in physical_order(PendingTally, team)}

    team.count(answered("physical"))

    after = {row["id"] for row in physical_order(PendingTally, team)}
    assert len(after) == 3
    assert not before & after


def test_on_postgresql_the_writing_transaction_is_the_same_for_all_who_wait_together():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL keeps the writing transaction of each row")
    team = new_team()
    for mark in ("threat", "used", "physical"):
        team.count(answered(mark))

    with opened(team.organisation.pk, by=team.worker.actor):
        cursor = connection.connection.cursor()
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM surveys_pendingtally")
        assert cursor.fetchone() == (1,)


def test_chance_is_what_it_is_said_to_be():
    """The bound used above: shuffles of five agree in one place on average, and sixteen rounds stay under 2.2."""
    chance = random.Random(1)  # noqa: S311 - a test
    worst = 0.0
    for _ in range(200):
        rounds = []
        for _ in range(16):
            shuffled = list(MARKS[:5])
            chance.shuffle(shuffled)
            rounds.append((list(MARKS[:5]), shuffled))
        worst = max(worst, mean_agreement(rounds))
    assert worst < 2.2
