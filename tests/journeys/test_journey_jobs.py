"""Long work in a browser: it moves by itself, can be left and stopped, and works without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from conftest import WIDTHS
from people import Person, new_organisation, new_person
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.jobs.work import JOBS, job
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db(transaction=True)
Opener = Callable[..., Page]
Tool = Callable[..., object]


@pytest.fixture(autouse=True)
def _jobs_of_the_test() -> Iterator[None]:
    before = dict(JOBS)
    job("test.read")(lambda work: {})
    yield
    JOBS.clear()
    JOBS.update(before)


@pytest.fixture
def person(site: str) -> Person:
    return new_person(new_organisation(), Role.MANAGER)


def start(person: Person, **values: object) -> Run:
    title = Text("Läser in ärenden 2025.xlsx", "Reading ärenden 2025.xlsx")
    run = runs.start(by=person.actor, task="test.read", title=title, address="/arbete/")
    change(person, run, **values)
    return run


def change(person: Person, run: Run, **values: object) -> None:
    assert person.actor.organisation
    with opened(person.actor.organisation, by=person.actor):
        Run.objects.filter(pk=run.pk).update(**values)


UNDER_WAY = {
    "state": State.RUNNING,
    "done": 620,
    "total": 1000,
    "words_sv": "Läser rad 620 av 1 000",
    "words_en": "Reading row 620 of 1,000",
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True])
def test_the_pages_of_long_work_are_whole_at_every_width(
    page_at: Opener, sign_in: Tool, axe: Tool, fits: Tool, look: Tool, person: Person, width: int, dark: bool
):
    page = page_at(width, dark=dark)
    sign_in(page, person)
    failed = [
        {"sv": "Blad 1, cell C7: Kommunkoden finns inte.", "en": "Sheet 1, cell C7: There is no such code."}
    ]
    shown = {
        "under_way": start(person, **UNDER_WAY),
        "waiting": start(person),
        "failed": start(person, state=State.FAILED, problems=failed),
        "done": start(person, state=State.DONE),
    }

    for name, run in shown.items():
        page.goto(f"/arbete/jobb/{run.pk}/")
        axe(page)
        fits(page)
        look(page, f"job-{name}-{width}-{'dark' if dark else 'light'}")
    page.goto("/arbete/jobb/")
    axe(page)
    fits(page)
    look(page, f"job-list-{width}-{'dark' if dark else 'light'}")


def test_the_page_moves_by_itself_and_tells_when_all_is_over(page_at: Opener, sign_in: Tool, person: Person):
    run = start(person, **UNDER_WAY)
    page = page_at()
    sign_in(page, person)
    page.goto(f"/arbete/jobb/{run.pk}/")
    expect(page.get_by_role("status")).to_have_text("Läser rad 620 av 1 000")

    change(person, run, done=900, words_sv="Läser rad 900 av 1 000")
    expect(page.get_by_role("status")).to_have_text("Läser rad 900 av 1 000")
    change(person, run, state=State.DONE)

    page.get_by_role("link", name="Visa resultatet").wait_for()


def test_without_script_the_page_asks_again_by_itself(page_at: Opener, sign_in: Tool, person: Person):
    run = start(person, **UNDER_WAY)
    page = page_at(360, script=False)
    sign_in(page, person)
    page.goto(f"/arbete/jobb/{run.pk}/")

    change(person, run, state=State.DONE)

    page.get_by_role("link", name="Visa resultatet").wait_for()


def test_the_work_is_stopped_by_keyboard(page_at: Opener, sign_in: Tool, person: Person):
    run = start(person)
    page = page_at()
    sign_in(page, person)
    page.goto(f"/arbete/jobb/{run.pk}/")

    page.get_by_role("button", name="Avbryt arbetet").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".sam-kicker")).to_have_text("Avbrutet")
