"""A case from opening to close: in Chromium, at three widths, with and without script, light and dark."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from case_examples import new_place, open_case
from conftest import WIDTHS
from samfrid.apps.cases.models import Case
from samfrid.apps.cases.services import follow_ups
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(site):
    place = new_place()
    place.manager.client.get(
        "/arbete/lasa-in/"
    )  # the first page of a process is slow: what it needs is loaded
    return place


@pytest.fixture
def case(place):
    start = date.today() - timedelta(days=70)  # noqa: DTZ011 - any day will do
    case = open_case(place, opened=start, situation_before="2", support=("support_talk",))
    by = place.worker.actor
    with opened(place.organisation.pk, by=by):
        follow_ups.note(
            by=by,
            case=case.pk,
            on=start + timedelta(days=9),
            situation="3",
            support=("legal", "practical"),
            token=case.pk,
        )
    open_case(place)
    return case


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_cases_can_be_used_by_all_and_fits(
    page_at, sign_in, place, case, axe, fits, look, width
):
    page = page_at(width)
    sign_in(page, place.manager)
    addresses = ("", f"{case.pk}/", "nytt/", f"{case.pk}/andra/", f"{case.pk}/folj-upp/", f"{case.pk}/avsluta/",
                 "insatser/", "insatser/ny/")  # fmt: skip

    for number, address in enumerate(addresses):
        page.goto(f"/arbete/arenden/{address}")
        axe(page)
        fits(page)
        look(page, f"cases-{number}-{width}")


def test_the_record_in_the_dark_and_in_english(page_at, sign_in, place, case, axe, look):
    page = page_at(1280, dark=True)
    sign_in(page, place.worker)
    for name in (f"{case.pk}/", ""):
        page.goto(f"/en/arbete/arenden/{name}")
        axe(page)
        look(page, f"cases-dark-{'record' if name else 'list'}")


@pytest.mark.parametrize("script", [True, False])
def test_a_case_is_opened_followed_up_and_closed_by_its_worker(page_at, sign_in, place, axe, script):
    page = page_at(360, script=script)
    sign_in(page, place.worker)
    page.goto("/arbete/arenden/")
    page.get_by_role("link", name="Öppna ett ärende").click()
    page.get_by_role("button", name="Öppna ärendet").click()
    expect(page.get_by_role("alert")).to_contain_text("Kön")
    page.get_by_label("Kvinna").check()
    page.get_by_label("26–40 år").check()
    page.get_by_role("group", name="Finns en hederskontext?").get_by_label("Nej").check()
    page.get_by_role("button", name="Öppna ärendet").click()
    expect(page.get_by_role("heading", name="Håll det första samtalet")).to_be_visible()

    page.get_by_role("link", name="Skriv in samtalet").click()
    page.get_by_label("Svår", exact=True).check()
    page.get_by_role("button", name="Spara uppföljningen").click()
    expect(page.get_by_role("heading", name="Följ upp hur det går")).to_be_visible()

    page.get_by_role("link", name="Avsluta ärendet").click()
    page.get_by_label("Stödet är klart").check()
    page.get_by_label("Bra", exact=True).check()
    page.get_by_role("button", name="Avsluta ärendet").click()
    expect(page.get_by_text("Situationen gick från svår till bra")).to_be_visible()
    if script:
        axe(page)
    with opened(place.organisation.pk, by=place.worker.actor):
        assert Case.objects.get().closure_reason == "completed"
