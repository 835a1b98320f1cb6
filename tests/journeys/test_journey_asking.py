"""Ask and tally, and answer on one's own: in Chromium, by keyboard, at three widths, with and without script."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from conftest import WIDTHS
from people import new_organisation, new_person, new_unit
from samfrid.apps.surveys.models import Door, PendingAsking, PendingTally, Sitting
from samfrid.faces.respond import views
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.scope import opened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unit(site):
    return new_unit(new_organisation("motala"))


@pytest.fixture
def worker(unit):
    return new_person(unit.organisation, Role.INTERVENTION_WORKER)


@pytest.fixture
def manager(unit):
    return new_person(unit.organisation, Role.MANAGER)


@pytest.fixture
def elsewhere(site, monkeypatch) -> str:
    """Where the exit leads: a page of the test's own, since the browser may not ask the world."""
    monkeypatch.setattr(views, "ELSEWHERE", f"{site}/halsa")
    return f"{site}/halsa"


def hand_over(page: Page) -> None:
    page.goto("/arbete/fragor/lamna-over/")
    page.get_by_label("Frågor om våld").check()
    page.get_by_role("group", name="Är ni ensamma?").get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Logga ut och lämna över").click()


def answer_up_to_first_question(page: Page) -> None:
    page.get_by_role("button", name="Börja").click()
    page.get_by_label("Ja", exact=True).check()
    page.get_by_role("button", name="Nästa").click()
    page.get_by_label("Kvinna").check()
    page.get_by_role("button", name="Nästa").click()
    page.get_by_role("button", name="Nästa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fråga 1 av 7")


def seen(page: Page, axe, fits, look, name: str) -> None:
    """Hold a page to its promises at every width, and in the dark."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        fits(page)
        look(page, f"{name}-{width}")
        if width == WIDTHS[0]:
            axe(page)
            page.emulate_media(color_scheme="dark")
            axe(page)
            look(page, f"{name}-{width}-dark")
            page.emulate_media(color_scheme="light")


def test_every_page_of_asking_can_be_used_by_all_and_fits(page_at, sign_in, manager, axe, fits, look):
    page = page_at()
    sign_in(page, manager)

    for name in ("", "rakna/", "lamna-over/", "koder/", "nasta-steg/", "nasta-steg/ongoing/"):
        page.goto(f"/arbete/fragor/{name}")
        seen(page, axe, fits, look, f"asking-{name.strip('/').replace('/', '-') or 'overview'}")


def test_an_asking_is_counted_by_keyboard_in_under_a_minute(page_at, sign_in, worker, unit, axe, look):
    page = page_at()
    sign_in(page, worker)
    page.goto("/arbete/fragor/")
    began = time.monotonic()

    page.get_by_role("link", name="Räkna in en fråga").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rakna/")
    page.get_by_label("Månad").focus()
    for _ in range(1):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")  # Kvinna
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # 26–40 år
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # fick frågan och svarade
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "company":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # det första märket
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Räknat. Nu nästa steg")

    assert time.monotonic() - began < 60
    axe(page)
    look(page, "asking-counted-1280")
    with opened(unit.organisation_id, by=worker.actor):
        assert PendingAsking.objects.get().gender == "woman"
        assert PendingTally.objects.get().marks == ["threat"]


def test_errors_are_summed_up_and_lead_to_their_fields(page_at, sign_in, worker, axe, fits, look):
    page = page_at(360)
    sign_in(page, worker)
    page.goto("/arbete/fragor/rakna/")
    page.get_by_label("Fick frågan och svarade").check()

    page.get_by_role("button", name="Spara räkningen").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Var ni ensamma?").click()
    expect(page.locator("#id_company")).to_be_focused()
    expect(page.get_by_label("Fick frågan och svarade")).to_be_checked()
    axe(page)
    fits(page)
    look(page, "asking-errors-360")


def test_sending_the_same_form_again_from_the_history_counts_once(page_at, sign_in, worker, unit):
    page = page_at(script=False)
    sign_in(page, worker)
    page.goto("/arbete/fragor/rakna/")
    for label in ("Man", "41–60 år", "Fick frågan och tackade nej"):
        page.get_by_label(label, exact=True).check()
    page.get_by_role("group", name="Var ni ensamma?").get_by_label("Ja", exact=True).check()
    token = page.locator("[name=token]").input_value()
    page.get_by_role("button", name="Spara räkningen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Räknat. Nu nästa steg")

    page.goto("/arbete/fragor/rakna/")
    assert page.locator("[name=token]").input_value() != token
    page.reload()

    with opened(unit.organisation_id, by=worker.actor):
        assert PendingAsking.objects.count() == 1


def test_every_step_of_answering_can_be_used_by_all_and_fits(page_at, sign_in, worker, axe, fits, look):
    page = page_at()
    page.goto("/s/")
    seen(page, axe, fits, look, "respond-code")
    sign_in(page, worker)
    hand_over(page)

    for number in range(13):
        if number not in (6, 7, 8):  # those look as the one before
            seen(page, axe, fits, look, f"respond-{number}")
        if page.get_by_role("group", name="Är du ensam").count():
            page.get_by_label("Ja", exact=True).check()
        if page.get_by_label("Ja, nu").count():
            page.get_by_label("Ja, nu").check()
        if page.get_by_role("heading", name="Tack").count():
            break
        page.locator(".sam-ask .sam-row .sam-button").first.click()
    expect(page.get_by_role("heading", name="Tack")).to_be_visible()


def test_back_after_the_end_shows_nothing_of_the_answers_or_of_the_staff(page_at, sign_in, worker, unit):
    page = page_at()
    sign_in(page, worker)
    page.goto("/arbete/fragor/")
    hand_over(page)
    answer_up_to_first_question(page)
    page.get_by_label("Ja, nu").check()
    for _ in range(7):
        page.get_by_role("button", name="Nästa").click()
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_role("heading", name="Tack")).to_be_visible()

    seen = []
    for _ in range(20):
        before = page.url
        page.go_back(wait_until="load")
        if page.url == "about:blank" or (page.url == before and before.startswith("about")):
            break
        seen.append(page.content())

    assert seen
    for content in seen:
        assert "Räkna in" not in content
        assert "Ja, nu" not in content
        assert worker.user.name not in content
    with opened(unit.organisation_id, by=worker.actor):
        assert PendingTally.objects.get().marks == ["threat", "ongoing"]
        assert not Sitting.objects.exists()
    assert not Door.objects.exists()


def test_staff_addresses_are_locked_while_somebody_answers(page_at, sign_in, worker):
    page = page_at()
    sign_in(page, worker)
    hand_over(page)

    for address in ("/arbete/", "/arbete/fragor/", "/arbete/fragor/rakna/"):
        page.goto(address)
        assert "/konto/" in page.url
    page.goto("/s/")
    expect(page.get_by_role("button", name="Börja")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_the_exit_ends_it_all_with_and_without_script(page_at, sign_in, worker, unit, elsewhere, script):
    page = page_at(script=script)
    sign_in(page, worker)
    hand_over(page)
    answer_up_to_first_question(page)
    page.get_by_label("Ja, nu").check()
    page.get_by_role("button", name="Nästa").click()

    page.get_by_role("link", name="Lämna sidan").click()
    page.wait_for_url(elsewhere)

    with opened(unit.organisation_id, by=worker.actor):
        assert not Sitting.objects.exists()
        assert not PendingAsking.objects.exists()
    page.go_back()
    assert "Fråga" not in page.title()
    assert "Ja, nu" not in page.content()


def test_shift_three_times_leaves(page_at, sign_in, worker, unit, elsewhere):
    page = page_at()
    sign_in(page, worker)
    hand_over(page)
    answer_up_to_first_question(page)

    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(elsewhere)

    with opened(unit.organisation_id, by=worker.actor):
        assert not Sitting.objects.exists()


def test_the_exit_is_the_first_stop_of_the_keyboard_and_always_in_sight(page_at, sign_in, worker):
    page = page_at(360)
    sign_in(page, worker)
    hand_over(page)
    answer_up_to_first_question(page)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Lämna sidan")).to_be_focused()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("link", name="Lämna sidan")).to_be_in_viewport()
    box = page.get_by_role("link", name="Lämna sidan").bounding_box()
    assert box
    assert box["height"] >= 44


def test_the_device_keeps_nothing(page_at, sign_in, worker):
    page = page_at()
    page.goto("/s/")
    assert page.context.cookies() == []
    sign_in(page, worker)
    hand_over(page)
    answer_up_to_first_question(page)

    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.get_by_role("button", name="Sluta och glöm svaren").click()
    expect(page.get_by_role("heading", name="Tack")).to_be_visible()
    assert "s" not in [cookie["name"] for cookie in page.context.cookies()]
