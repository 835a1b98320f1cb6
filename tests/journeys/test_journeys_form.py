"""Forms from the keyboard, and a staff screen that is left alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from people import new_organisation, new_person
from samfrid.foundation.accounts.roles import Role


@pytest.fixture
def components(page_at, sign_in) -> Page:
    """The page of all components, for somebody who looks after the pages."""
    page: Page = page_at(1280)
    sign_in(page, new_person(new_organisation(), Role.ADMINISTRATOR))
    page.goto("/arbete/komponenter/")
    return page


def test_a_form_can_be_corrected_from_the_keyboard(components):
    page = components
    assert page.evaluate("document.activeElement.className") == "sam-error-summary"

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")

    assert page.evaluate("document.activeElement.id") == "id_unit"
    assert page.evaluate("document.activeElement.value") == "a"
    described = page.locator("#id_unit").get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == "Välj ett av alternativen."
    assert page.locator("#id_unit").get_attribute("aria-invalid") == "true"


def test_every_link_of_the_summary_leads_to_its_field(components):
    links = components.locator(".sam-error-summary a")

    targets = [links.nth(n).get_attribute("href") for n in range(links.count())]

    assert len(targets) == 6
    assert all(components.locator(target).count() == 1 for target in targets)


def test_a_form_remembers_nothing_in_the_browser(components):
    fields = components.locator(
        "input:not([type=hidden],[type=radio],[type=checkbox],[type=file]), textarea, select"
    )

    remembered = [
        field.get_attribute("name") for field in fields.all() if field.get_attribute("autocomplete") != "off"
    ]

    assert fields.count() > 5
    assert not remembered


def test_a_screen_left_alone_is_blurred_until_it_is_touched(page_at, sign_in):
    page = page_at(1280)
    sign_in(page, new_person(new_organisation(), Role.ADMINISTRATOR))
    page.clock.install()
    page.goto("/arbete/komponenter/")
    told = page.title()

    page.clock.run_for(61_000)
    blurred = page.locator("main").evaluate("e => getComputedStyle(e).filter")
    title_meanwhile = page.title()
    page.mouse.move(50, 50)
    page.mouse.move(60, 60)

    assert "blur" in blurred
    assert title_meanwhile == "samfrid"
    assert page.locator("main").evaluate("e => getComputedStyle(e).filter") == "none"
    assert page.title() == told


def test_locking_the_screen_signs_out_and_back_shows_nothing(components):
    page = components

    page.get_by_role("button", name="Lås skärmen").click()
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_load_state()

    assert page.get_by_role("heading", name="Byggdelar").count() == 0


def test_on_paper_a_staff_page_names_who_printed_it(components):
    components.emulate_media(media="print")

    assert components.locator(".sam-onpaper").is_visible()
    assert not components.locator(".sam-bar").is_visible()
