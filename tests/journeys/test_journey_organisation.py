"""An administrator adds a unit by keyboard, renames and closes it; who belongs to two organisations goes between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from people import LINKOPING, MOTALA, VADSTENA, new_organisation, new_person, new_unit
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.organisations.models import Kind, Membership


@pytest.mark.parametrize(("width", "dark"), [(360, False), (768, True), (1280, False)])
def test_a_unit_is_added_by_keyboard_named_anew_and_closed(
    site: str,
    page_at: Callable[..., Page],
    sign_in: Callable[..., None],
    axe: Callable[[Page], Any],
    fits: Callable[[Page], None],
    look: Callable[[Page, str], None],
    width: int,
    dark: bool,
) -> None:
    organisation = new_organisation(
        "vattern", kind=Kind.COORDINATION_ASSOCIATION, covers=(MOTALA, VADSTENA, LINKOPING)
    )
    new_unit(organisation, "Rehabteamet")
    admin = new_person(organisation, Role.ADMINISTRATOR)
    other = new_organisation("linkoping", covers=(LINKOPING,))
    Membership.objects.create(organisation=other, user=admin.user, role=Role.ADMINISTRATOR.value)
    page = page_at(width, dark=dark)
    sign_in(page, admin)

    def seen(name: str) -> None:
        axe(page)
        fits(page)
        look(page, f"organisation-{name}-{width}")

    page.goto(f"{site}/arbete/organisation/valj/")
    seen("valj")
    page.get_by_role("button", name="Byt till Vattern").press("Enter")
    page.goto(f"{site}/arbete/organisation/")
    seen("egen")
    page.get_by_role("link", name="Lägg till en enhet").press("Enter")
    page.get_by_role("button", name="Lägg till enheten").press("Enter")
    seen("fel")
    page.get_by_label("Namn").fill("Kvinnofridsteamet")
    page.get_by_label("Kommun").select_option(label="Vadstena")
    page.get_by_role("button", name="Lägg till enheten").press("Enter")
    page.get_by_role("link", name="Kvinnofridsteamet").press("Enter")
    seen("enhet")
    page.get_by_label("Namn").fill("Fridsteamet")
    page.get_by_role("button", name="Spara").press("Enter")
    page.get_by_role("link", name="Fridsteamet").press("Enter")
    page.get_by_role("button", name="Stäng enheten").press("Enter")

    page.get_by_role("link", name="Fridsteamet").wait_for()
    assert "Stängd" in page.inner_text("main")
