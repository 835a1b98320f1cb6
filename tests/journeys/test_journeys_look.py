"""Every page that stands by itself, as it is seen: three widths, light and dark, own colours, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from people import new_organisation, new_person
from samfrid.foundation.accounts.roles import Role

WIDTHS = (360, 768, 1280)
PUBLIC = ("/", "/om/", "/tillganglighet/", "/en/", "/finns-inte/")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True])
def test_public_pages_can_be_read_by_everyone(page_at, axe, fits, look, width, dark):
    page: Page = page_at(width, dark=dark)

    for address in PUBLIC:
        page.goto(address)
        axe(page)
        fits(page)
        look(page, f"public{address.replace('/', '-')}{width}{'-dark' if dark else ''}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True])
def test_components_can_be_used_by_everyone(page_at, sign_in, axe, fits, look, width, dark):
    page: Page = page_at(width, dark=dark)
    sign_in(page, new_person(new_organisation(), Role.ADMINISTRATOR))

    page.goto("/arbete/komponenter/")

    axe(page)
    fits(page)
    look(page, f"components-{width}{'-dark' if dark else ''}")
