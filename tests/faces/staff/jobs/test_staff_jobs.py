"""What the pages of long work promise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from people import Person, new_organisation, new_person
from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.jobs.work import JOBS, Result, Work, job
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jobs_of_the_test() -> Iterator[None]:
    before = dict(JOBS)
    yield
    JOBS.clear()
    JOBS.update(before)


@pytest.fixture
def person() -> Person:
    return new_person(new_organisation(), Role.MANAGER)


@pytest.fixture
def run(person: Person) -> Run:
    @job("test.page")
    def page(work: Work) -> Result:
        work.progress(31, 50, Text("Läser rader", "Reading rows"))
        return {}

    return runs.start(
        by=person.actor,
        task="test.page",
        title=Text("Läser in filen", "Reading the file"),
        address="/arbete/",
    )


def set_to(run: Run, person: Person, **values: object) -> None:
    assert person.actor.organisation
    with opened(person.actor.organisation, by=person.actor):
        Run.objects.filter(pk=run.pk).update(**values)


def test_a_run_under_way_shows_how_far_it_has_come_without_script(person, run):
    set_to(
        run, person, state=State.RUNNING, done=31, total=50, words_sv="Läser rader", words_en="Reading rows"
    )

    page = person.client.get(f"/arbete/jobb/{run.pk}/").content.decode()

    assert '<noscript><meta http-equiv="refresh"' in page
    assert '<progress value="62" max="100"' in page
    assert "Läser rader" in page
    assert "Reading rows" in person.client.get(f"/en/arbete/jobb/{run.pk}/").content.decode()


def test_the_page_asks_again_for_the_part_that_changes_and_is_told_when_all_is_over(person, run):
    part = person.client.get(f"/arbete/jobb/{run.pk}/", headers={"HX-Request": "true"})
    runs.carry_out_now(by=person.actor, run=run)
    last = person.client.get(f"/arbete/jobb/{run.pk}/", headers={"HX-Request": "true"})

    assert "<html" not in part.content.decode()
    assert "hx-trigger" in part.content.decode()
    assert "HX-Refresh" not in part
    assert last["HX-Refresh"] == "true"
    assert "HX-Request" in last["Vary"]


def test_a_run_that_is_over_leads_on_and_no_longer_reloads(person, run):
    runs.carry_out_now(by=person.actor, run=run)

    page = person.client.get(f"/arbete/jobb/{run.pk}/").content.decode()

    assert 'href="/arbete/">Visa resultatet' in page
    assert "http-equiv" not in page


def test_a_run_that_was_refused_says_why_in_the_language_of_the_page(person):
    @job("test.no")
    def no(work: Work) -> Result:
        raise Refused(Problem(Text("Filen är tom.", "The file is empty.")))

    run = runs.start(by=person.actor, task="test.no", title=Text("Läser in", "Reading"))
    runs.carry_out_now(by=person.actor, run=run)

    assert "Filen är tom." in person.client.get(f"/arbete/jobb/{run.pk}/").content.decode()
    assert "The file is empty." in person.client.get(f"/en/arbete/jobb/{run.pk}/").content.decode()


def test_a_run_can_be_stopped_from_its_page(person, run):
    answer = person.client.post(f"/arbete/jobb/{run.pk}/avbryt/")

    assert answer["Location"] == f"/arbete/jobb/{run.pk}/"
    assert "Avbrutet" in person.client.get(answer["Location"]).content.decode()


def test_another_persons_run_does_not_exist(person, run):
    colleague = new_person(person.membership.organisation, Role.MANAGER)
    stranger = new_person(new_organisation("umea"), Role.ADMINISTRATOR)

    for other in (colleague, stranger):
        assert other.client.get(f"/arbete/jobb/{run.pk}/").status_code == 404
        assert other.client.post(f"/arbete/jobb/{run.pk}/avbryt/").status_code == 404
        assert "Läser in filen" not in other.client.get("/arbete/jobb/").content.decode()
    assert "Läser in filen" in person.client.get("/arbete/jobb/").content.decode()


def test_the_list_asks_the_database_as_often_for_many_runs_as_for_one(
    person, run, django_assert_max_num_queries
):
    for _ in range(20):
        runs.start(by=person.actor, task="test.page", title=Text("Läser in", "Reading"))

    client = person.client
    with django_assert_max_num_queries(12):
        client.get("/arbete/jobb/")
