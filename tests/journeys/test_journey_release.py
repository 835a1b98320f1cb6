"""Walks from facts to a public page: one person prepares, another approves, and a stranger sees none of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from counted_organisations import County, new_county
from samfrid.apps.analysis.models import Draft
from samfrid.foundation.jobs.models import Run
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.organisations.scope import opened

WIDTHS = (360, 768, 1280)


@pytest.fixture
def county(site: str) -> County:
    return new_county()


def carried_out(county: County) -> Draft:
    """Do what a worker would do."""
    with opened(county.association.pk, by=county.preparer.actor):
        run = Run.objects.get()
    runs.carry_out_now(by=county.preparer.actor, run=run)
    with opened(county.association.pk, by=county.preparer.actor):
        return Draft.objects.get()


def seen_at_every_width(page_at, sign_in, person, address, axe, fits, look, name) -> None:
    for width in WIDTHS:
        page = page_at(width)
        sign_in(page, person)
        page.goto(address)
        fits(page)
        axe(page)
        look(page, f"{name}-{width}")
    dark = page_at(1280, dark=True)
    sign_in(dark, person)
    dark.goto(address)
    axe(dark)
    look(dark, f"{name}-dark")


def test_one_prepares_another_approves_and_the_public_page_changes(county, page_at, sign_in, axe, fits, look):
    public = page_at(1280)
    public.goto("/statistik/")
    assert "Avslutade ärenden" not in public.content()

    preparer = page_at(1280)
    sign_in(preparer, county.preparer)
    prepare(preparer)
    draft = carried_out(county)
    address = f"/arbete/statistik/{draft.pk}/"
    preparer.goto(address)
    expect(preparer.get_by_text("Du har förberett detta")).to_be_visible()
    expect(preparer.get_by_role("button", name="Godkänn")).to_have_count(0)
    assert "better" not in public.goto("/statistik/").text()

    seen_at_every_width(page_at, sign_in, county.head, address, axe, fits, look, "utkast")
    seen_at_every_width(page_at, sign_in, county.head, "/arbete/statistik/", axe, fits, look, "statistik")
    figures = f"{address}siffror/outcome_by_place/"
    seen_at_every_width(page_at, sign_in, county.head, figures, axe, fits, look, "siffror")
    seen_at_every_width(
        page_at, sign_in, county.preparer, "/arbete/statistik/forbered/", axe, fits, look, "forbered"
    )

    head = page_at(1280)
    sign_in(head, county.head)
    head.goto(address)
    head.get_by_role("button", name="Godkänn").focus()
    head.keyboard.press("Enter")
    head.wait_for_url(f"**{address}")
    expect(head.get_by_role("button", name="Publicera")).to_be_visible()
    head.get_by_role("button", name="Publicera").focus()
    head.keyboard.press("Enter")
    expect(head.get_by_text("Innehållet ändras inte")).to_be_visible()

    public.goto("/statistik/better/")
    expect(public.get_by_role("heading", level=1)).to_be_visible()
    assert "situation" in public.content()

    stranger = page_at(1280)
    sign_in(stranger, county.stranger)
    answer = stranger.goto(address)
    assert answer is not None
    assert answer.status == 404
    stranger.goto("/arbete/statistik/")
    assert str(draft.pk) not in stranger.content()


def prepare(page: Page) -> None:
    """Choose both half-years and what was better at the end, by keyboard."""
    page.goto("/arbete/statistik/")
    page.get_by_role("link", name="Förbered statistik").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Från och med").select_option("2025-H1")
    page.get_by_label("Till och med").select_option("2025-H2")
    for other in ("Frågor om våld", "Stöd"):
        page.get_by_label(other, exact=True).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Börja räkna").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/arbete/jobb/**")
