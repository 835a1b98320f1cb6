"""Walks through the open website in a browser: find help, compare, read on a municipality, keep contact ways."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from people import KIND, LINKOPING, MOTALA, Person, new_organisation, new_person
from published_release import new_release
from samfrid.apps.contacts.services import national_lines, ways
from samfrid.apps.contacts.services.ways import Content
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import Kind

WIDTHS = (360, 768, 1280)
TODAY = date.today()  # noqa: DTZ011 - the browser's server asks the clock, so the contact ways must be of today


@pytest.fixture
def editor(site: str) -> Person:
    board = new_organisation("lansstyrelsen", kind=Kind.COUNTY_BOARD, covers=(MOTALA, KIND, LINKOPING))
    return new_person(board, Role.EDITOR)


@pytest.fixture
def help_in_kinda(editor: Person) -> None:
    national_lines.load(by=editor.actor, verified_on=TODAY)
    content = Content(
        name_sv="Socialjouren",
        name_en="Social services out of hours",
        for_whom_sv="När det inte kan vänta.",
        for_whom_en="When it can't wait.",
        hours_sv="nätter",
        hours_en="nights",
        phone="040-628 04 12",
        municipality=KIND,
    )
    way = ways.add(by=editor.actor, content=content)
    ways.verify(by=editor.actor, way=way.pk, version=1, on=TODAY)


def test_help_is_found_by_keyboard_without_script(help_in_kinda, page_at, axe, fits, look):
    for width in WIDTHS:
        page = page_at(width, script=False)
        page.goto("/hitta-stod/")
        expect(page).to_have_title("samfrid")
        page.get_by_label("Kommun").focus()
        page.keyboard.type("Kinda")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/hitta-stod/kinda/")

        expect(page).to_have_title("Kinda – samfrid")
        expect(page.get_by_role("link", name="Ring 040-628 04 12")).to_be_visible()
        expect(page.get_by_role("link", name="112").first).to_be_visible()
        fits(page)
        look(page, f"hitta-stod-{width}")
    for address in ("/hitta-stod/", "/hitta-stod/kinda/", "/hitta-stod/motala/", "/en/hitta-stod/kinda/"):
        page = page_at(360)
        page.goto(address)
        axe(page)
        fits(page)


def test_the_first_way_to_get_help_is_near_the_top_of_a_phone(help_in_kinda, page_at):
    page = page_at(360)
    page.goto("/hitta-stod/kinda/")

    box = page.get_by_role("link", name="Ring 040-628 04 12").bounding_box()
    assert box is not None
    assert box["y"] < 900


def test_a_comparison_is_read_and_narrowed_by_keyboard(site, page_at, axe, fits, look):
    new_release()
    for width in WIDTHS:
        page = page_at(width, script=False, dark=width == 768)
        page.goto("/statistik/")
        fits(page)
        page.get_by_role("link", name="Andel som fick frågan: högre för kvinnor än för män").first.press(
            "Enter"
        )
        page.wait_for_url("**/statistik/asked/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("högre för kvinnor än för män")
        fits(page)
        look(page, f"statistik-{width}")
    with_script = page_at(1280)
    with_script.goto("/statistik/asked/")
    axe(with_script)
    with_script.get_by_label("Kön").select_option("woman")
    with_script.get_by_role("button", name="Visa", exact=True).press("Enter")
    with_script.wait_for_url("**kon=woman**")
    expect(with_script.get_by_role("heading", level=1)).to_contain_text("kvinnor")
    axe(with_script)


def test_every_chart_has_its_table_and_says_what_it_shows(site, page_at):
    new_release()
    page = page_at(1280)
    page.goto("/statistik/asked/")

    for figure in page.locator("figure").all():
        assert figure.locator("svg:visible").count() == 1
        assert len(figure.locator("svg:visible").get_attribute("aria-label") or "") > 30
        figure.get_by_text("Visa som tabell").press("Enter")
        expect(figure.locator("table")).to_be_visible()


def test_the_page_of_a_municipality_can_be_read_by_everyone_and_fetched(site, page_at, axe, fits, look):
    new_release()
    for width, dark in ((360, False), (1280, True)):
        page = page_at(width, dark=dark)
        page.goto(f"/statistik/kommun/{LINKOPING}/")
        axe(page)
        fits(page)
        look(page, f"kommun-{width}")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta som rapport, PDF").click()
    assert fetched.value.suggested_filename.startswith("linkoping-")


def test_an_editor_adds_checks_and_withdraws_by_keyboard(editor, page_at, sign_in, axe, fits):
    page = page_at(360)
    sign_in(page, editor)
    page.goto("/arbete/kontaktvagar/ny/")
    axe(page)
    fits(page)
    page.get_by_label("Plats").select_option(KIND)
    for label, words in (
        ("Namn på svenska", "Ungdomsmottagningen"),
        ("Namn på engelska", "Youth clinic"),
        ("För vem, på svenska", "Till och med 22 år."),
        ("För vem, på engelska", "Up to 22 years."),
        ("Öppet, i ord, på svenska", "tisdagar"),
        ("Öppet, i ord, på engelska", "Tuesdays"),
    ):
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Spara").press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("rätta", ignore_case=True)
    page.get_by_label("Telefon").fill("040-628 04 31")
    page.get_by_role("button", name="Spara").press("Enter")
    page.wait_for_url("**/arbete/kontaktvagar/*-*/")
    axe(page)
    page.get_by_label("Jag har ringt").check()
    page.get_by_role("button", name="Kontrollerad, visa den").press("Enter")
    page.wait_for_url("**/arbete/kontaktvagar/")
    fits(page)

    visitor = page_at(360)
    visitor.goto("/hitta-stod/kinda/")
    expect(visitor.get_by_role("link", name="Ring 040-628 04 31")).to_be_visible()


@pytest.mark.parametrize("address", ["/dokument/", "/statistik/", "/hitta-stod/motala/"])
def test_an_empty_page_says_what_is_missing(site, page_at, axe, fits, address):
    page = page_at(360)
    page.goto(address)

    axe(page)
    fits(page)
