"""What whoever starts a job may rely on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django_tasks_db.models import DBTaskResult

from people import new_organisation, new_person
from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.accounts.actors import SYSTEM, Actor, NotAllowed
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.jobs import queue, schedule
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.jobs.performing import MOST_ATTEMPTS, perform
from samfrid.foundation.jobs.selectors import own_run, own_runs
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.jobs.work import JOBS, Result, Work, job
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db
TITLE = Text("Räknar", "Counting")


@pytest.fixture(autouse=True)
def _jobs_of_the_test() -> Iterator[None]:
    before = dict(JOBS)
    yield
    JOBS.clear()
    JOBS.update(before)


def test_a_started_job_is_done_with_its_arguments_and_its_result_is_kept():
    person = new_person(new_organisation(), Role.MANAGER)

    @job("test.count")
    def count(work: Work, *, upto: int) -> Result:
        for number in range(upto):
            work.progress(number + 1, upto, Text(f"Steg {number + 1}", f"Step {number + 1}"))
        return {"counted": upto}

    run = runs.start(by=person.actor, task="test.count", arguments={"upto": 3}, title=TITLE)
    done = runs.carry_out_now(by=person.actor, run=run)

    assert (done.state, done.result, done.done, done.total) == (State.DONE, {"counted": 3}, 3, 3)
    assert done.words == Text("Steg 3", "Step 3")
    assert Entry.objects.filter(action="jobs.started", about=str(run.pk)).count() == 1


def test_a_job_runs_as_its_starter_in_the_starters_organisation():
    person = new_person(new_organisation(), Role.MANAGER)
    seen: list[object] = []

    @job("test.who")
    def who(work: Work) -> Result:
        with work.scope() as scope:
            seen.extend([work.actor, scope.organisation, scope.actor])
        return {}

    run = runs.start(by=person.actor, task="test.who", title=TITLE)
    runs.carry_out_now(by=person.actor, run=run)

    assert seen == [person.actor, person.actor.organisation, person.actor]


def test_a_job_of_someone_whose_role_was_taken_away_is_never_begun():
    person = new_person(new_organisation(), Role.MANAGER)
    begun: list[int] = []
    job("test.begin")(lambda work: begun.append(1) or {})  # type: ignore[func-returns-value]
    run = runs.start(by=person.actor, task="test.begin", title=TITLE)

    person.membership.is_active = False
    person.membership.save()
    failed = runs.carry_out_now(by=person.actor, run=run)

    assert failed.state == State.FAILED
    assert "behörighet" in failed.problems[0]["sv"]
    assert not begun


def test_a_job_is_let_go_when_the_role_is_taken_away_under_way():
    person = new_person(new_organisation(), Role.MANAGER)

    @job("test.long")
    def long(work: Work) -> Result:
        person.membership.role = Role.TRAINER.value
        person.membership.save()
        from samfrid.foundation.jobs.attempts import attempts_here

        attempts_here()[0].beat()
        work.progress(1, 2, TITLE)
        return {"reached": 1}

    run = runs.start(by=person.actor, task="test.long", title=TITLE)
    after = runs.carry_out_now(by=person.actor, run=run)

    assert (after.state, after.result) == (State.FAILED, {})


def test_a_refusal_is_told_and_never_tried_again():
    person = new_person(new_organisation(), Role.MANAGER)

    @job("test.refuse")
    def refuse(work: Work) -> Result:
        raise Refused(Problem(Text("Filen är tom.", "The file is empty.")))

    run = runs.start(by=person.actor, task="test.refuse", title=TITLE)
    failed = runs.carry_out_now(by=person.actor, run=run)

    assert (failed.state, failed.attempts) == (State.FAILED, 1)
    assert failed.problems == [{"sv": "Filen är tom.", "en": "The file is empty."}]


def test_an_error_is_tried_again_later_and_given_up_in_the_end_without_its_words(caplog):
    person = new_person(new_organisation(), Role.MANAGER)

    @job("test.break")
    def break_down(work: Work) -> Result:
        raise ValueError("Anna Andersson")

    run = runs.start(by=person.actor, task="test.break", title=TITLE)
    waits = [perform(run.organisation_id, run.pk) for _ in range(MOST_ATTEMPTS)]

    assert [wait is None for wait in waits] == [False] * (MOST_ATTEMPTS - 1) + [True]
    assert waits[:-1] == sorted(set(waits[:-1]))
    with opened(run.organisation_id, by=SYSTEM):
        failed = Run.objects.get(pk=run.pk)
    assert failed.state == State.FAILED
    assert "Anna" not in str(failed.problems) + caplog.text
    assert "ValueError at test_jobs_runs.py" in caplog.text


def test_a_waiting_job_that_is_stopped_is_never_begun():
    person = new_person(new_organisation(), Role.MANAGER)
    job("test.never")(lambda work: {"done": 1})
    run = runs.start(by=person.actor, task="test.never", title=TITLE)

    runs.stop(by=person.actor, run=run)

    assert runs.carry_out_now(by=person.actor, run=run).state == State.STOPPED


def test_a_job_under_way_that_is_stopped_undoes_its_open_transaction():
    organisation = new_organisation()
    person = new_person(organisation, Role.MANAGER)

    @job("test.stopped")
    def stopped(work: Work) -> Result:
        with work.scope():
            organisation.name = "Halvgjort"
            organisation.save()
            Run.objects.filter(pk=work.run).update(stop_asked=True)
            from samfrid.foundation.jobs.attempts import attempts_here

            attempts_here()[0].beat()
            work.progress(1, 2, TITLE)
        return {}

    run = runs.start(by=person.actor, task="test.stopped", title=TITLE)
    after = runs.carry_out_now(by=person.actor, run=run)

    organisation.refresh_from_db()
    assert after.state == State.STOPPED
    assert organisation.name != "Halvgjort"


def test_a_run_is_done_once_however_often_it_lies_in_the_queue():
    person = new_person(new_organisation(), Role.MANAGER)
    begun: list[int] = []
    job("test.once")(lambda work: begun.append(1) or {})  # type: ignore[func-returns-value]
    run = runs.start(by=person.actor, task="test.once", title=TITLE)

    for _ in range(3):
        perform(run.organisation_id, run.pk)

    assert begun == [1]


def test_nobody_else_sees_stops_or_does_a_run():
    organisation = new_organisation()
    owner, colleague = new_person(organisation, Role.MANAGER), new_person(organisation, Role.MANAGER)
    stranger = new_person(new_organisation("umea"), Role.MANAGER)
    job("test.mine")(lambda work: {})
    run = runs.start(by=owner.actor, task="test.mine", title=TITLE)

    for other in (colleague, stranger):
        assert other.actor.organisation
        with opened(other.actor.organisation, by=other.actor):
            assert own_run(other.actor, run.pk) is None
            assert not own_runs(other.actor)
        with pytest.raises(NotAllowed):
            runs.stop(by=other.actor, run=run)
        with pytest.raises(NotAllowed):
            runs.carry_out_now(by=other.actor, run=run)
    with opened(organisation.pk, by=owner.actor):
        assert own_run(owner.actor, run.pk) == run


def test_a_job_no_app_has_or_nobody_owns_is_refused():
    person = new_person(new_organisation(), Role.MANAGER)

    with pytest.raises(runs.NoSuchJob):
        runs.start(by=person.actor, task="test.unknown", title=TITLE)
    job("test.known")(lambda work: {})
    with pytest.raises(NotAllowed):
        runs.start(by=Actor(uuid.uuid4()), task="test.known", title=TITLE)


def test_a_run_whose_end_could_not_be_noted_is_tried_again_and_never_lost(caplog):
    person = new_person(new_organisation(), Role.MANAGER)
    job("test.odd")(lambda work: {"name": {"Anna Andersson"}})  # type: ignore[dict-item, return-value]
    run = runs.start(by=person.actor, task="test.odd", title=TITLE)
    before = DBTaskResult.objects.count()

    queue.carry_out.call(str(run.organisation_id), str(run.pk))

    with opened(run.organisation_id, by=SYSTEM):
        assert Run.objects.get(pk=run.pk).state == State.WAITING
    assert DBTaskResult.objects.count() == before + 1
    assert "Anna" not in caplog.text


def test_what_is_done_daily_is_started_once_a_day_for_each_organisation():
    one, two = new_organisation(), new_organisation("umea")
    closed = new_organisation("kinda")
    closed.is_active = False
    closed.save()
    job("test.daily")(lambda work: {})
    before = dict(schedule.DAILY)
    schedule.DAILY.clear()
    try:
        schedule.every_day("test.daily", at=time(2, 0), title=TITLE)
        day = datetime(2026, 11, 22, tzinfo=ZoneInfo("Europe/Stockholm"))
        started = [
            schedule.start_what_is_due(day.replace(hour=1)),
            schedule.start_what_is_due(day.replace(hour=3)),
            schedule.start_what_is_due(day.replace(hour=4)),
            schedule.start_what_is_due(day.replace(day=23, hour=2)),
        ]
    finally:
        schedule.DAILY.clear()
        schedule.DAILY.update(before)

    assert started == [0, 2, 0, 2]
    for organisation in (one, two):
        with opened(organisation.pk, by=SYSTEM):
            assert set(Run.objects.values_list("actor", flat=True)) == {SYSTEM.id}


def test_the_queue_holds_ids_and_nothing_that_was_given():
    person = new_person(new_organisation(), Role.MANAGER)
    job("test.given")(lambda work, *, words: {})
    runs.start(by=person.actor, task="test.given", arguments={"words": "kanarie"}, title=TITLE)

    assert "kanarie" not in str(list(DBTaskResult.objects.values()))
