"""A file is read in by keyboard: in Chromium with a worker at the queue, at three widths, light and dark."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from case_examples import new_place, open_case
from conftest import WIDTHS
from samfrid.apps.cases.models import Case
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db(transaction=True)

START = "/arbete/lasa-in/"
SHEET = """Kön;Ålder;Kommun;Öppnat;Första samtal;Anteckning
Tjej;34;Motala;2026-02-02;2026-02-09;
Man;61;Vadstena;2026-03-01;;
Tjej;19;Linköping;2026-03-11;2026-03-12;
"""


@pytest.fixture
def place(site):
    place = new_place()
    place.manager.client.get(
        "/arbete/lasa-in/"
    )  # the first page of a process is slow: what it needs is loaded
    return place


@pytest.fixture
def sheet(tmp_path) -> Path:
    path = tmp_path / "ärenden 2026.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def worker_does_what_waits(place) -> None:
    by = place.manager.actor
    with opened(place.organisation.pk, by=by):
        waiting = list(Run.objects.filter(state=State.WAITING))
    for run in waiting:
        assert runs.carry_out_now(by=by, run=run).state == State.DONE


def walk_to(page: Page, role: str, name: str) -> None:
    """Press Tab until the part has the focus, as one does without a mouse."""
    wanted = page.get_by_role(role, name=name)
    expect(wanted).to_be_visible()
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def after_the_work(page: Page, place) -> None:
    """Wait out the job, and go on to its result by keyboard."""
    page.wait_for_url("**/jobb/**")
    worker_does_what_waits(place)
    page.reload()
    walk_to(page, "link", "Visa resultatet")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{START}**")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_is_read_in_by_keyboard_and_its_words_are_given_a_meaning(
    page_at, sign_in, place, sheet, axe, fits, look, width
):
    page = page_at(width)
    sign_in(page, place.manager)

    def seen(name: str) -> None:
        axe(page)
        fits(page)
        look(page, f"import-{name}-{width}")

    page.goto(START)
    seen("1-start")
    page.get_by_label("Fil", exact=True).set_input_files(sheet)
    walk_to(page, "button", "Kontrollera filen")
    page.keyboard.press("Enter")
    after_the_work(page, place)
    expect(page.get_by_role("heading", level=1)).to_have_text("Två saker att rätta")
    expect(page.get_by_text("A2")).to_be_visible()
    seen("2-problems")

    walk_to(page, "link", "Se över kolumnerna")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kolumner/")
    seen("3-columns")
    walk_to(page, "combobox", "Tjej 2")
    page.keyboard.press("ArrowDown")
    walk_to(page, "button", "Kontrollera på nytt")
    page.keyboard.press("Enter")
    after_the_work(page, place)
    expect(page.get_by_role("heading", level=1)).to_have_text("Allt stämmer, 3 rader kan läsas in")
    seen("4-ready")

    walk_to(page, "button", "Läs in 3 rader")
    page.keyboard.press("Enter")
    after_the_work(page, place)
    expect(page.get_by_role("heading", level=1)).to_have_text("3 rader är inlästa")
    seen("5-receipt")
    with opened(place.organisation.pk, by=place.manager.actor):
        assert sorted(Case.objects.values_list("gender", "place")) == [
            ("man", "0584"), ("woman", "0580"), ("woman", "0583")
        ]  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, False), (1280, True)])
def test_a_period_is_delivered_after_its_gaps_were_seen(
    page_at, sign_in, place, axe, fits, look, width, dark
):
    open_case(place, opened=date(2026, 2, 3))
    open_case(place, opened=date(2026, 2, 9), age_band="not_stated", place="")
    page = page_at(width, dark=dark)
    sign_in(page, place.manager)
    page.goto(f"{START}leverans/?period=2026-H1")
    axe(page)
    fits(page)
    look(page, f"deliver-1-{width}{'-dark' if dark else ''}")
    page.get_by_label("Jag har sett vad som saknas").check()
    page.get_by_role("button", name="Leverera första halvåret 2026").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Första halvåret 2026 är levererat")
    axe(page)
    look(page, f"deliver-2-{width}{'-dark' if dark else ''}")


def test_a_file_is_read_in_without_script_and_a_stranger_sees_nothing_of_it(page_at, sign_in, place, sheet):
    page = page_at(360, script=False)
    sign_in(page, place.manager)
    page.goto(f"/en{START}")
    page.get_by_label("File", exact=True).set_input_files(sheet)
    page.get_by_role("button", name="Check the file").click()
    page.wait_for_url("**/jobb/**")
    worker_does_what_waits(place)
    page.reload()
    page.get_by_role("link", name="Show the result").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("to correct")
    address = page.url

    other = page_at(360)
    sign_in(other, place.stranger)
    assert other.goto(address).status == 404
