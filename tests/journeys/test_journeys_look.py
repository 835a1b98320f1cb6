"""Pages that stand by themselves, as they are seen: three widths, light and dark, own colours, without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from people import new_organisation, new_person
from published_release import new_release
from samfrid.foundation.accounts.roles import Role

WIDTHS = (360, 768, 1280)
MISSING = ("/finns-inte/",)
PUBLIC = ("/", "/om/", "/tillganglighet/", "/en/", *MISSING)


def seen(page: Page, addresses: tuple[str, ...], axe, fits, look, name: str) -> None:
    """Look at pages at every width, and in the dark on a phone: a wide page has no colours of its own."""
    for address in addresses:
        page.emulate_media(color_scheme="light")
        page.goto(address)
        missing = address in MISSING
        for width in reversed(WIDTHS):
            page.set_viewport_size({"width": width, "height": 900})
            fits(page)
            axe(page, missing=missing)
            look(page, f"{name}{address.replace('/', '-')}{width}")
        page.emulate_media(color_scheme="dark")
        axe(page, missing=missing)
        look(page, f"{name}{address.replace('/', '-')}{WIDTHS[0]}-dark")


def test_public_pages_can_be_read_by_everyone(page_at, axe, fits, look):
    new_release()

    seen(page_at(), PUBLIC, axe, fits, look, "public")


def test_staff_pages_can_be_used_by_everyone(page_at, sign_in, axe, fits, look):
    page = page_at()
    sign_in(page, new_person(new_organisation(), Role.ADMINISTRATOR))

    seen(page, ("/arbete/komponenter/",), axe, fits, look, "staff")


def test_a_menu_with_many_rooms_fits(page_at, sign_in, axe, fits, look):
    page = page_at()
    sign_in(page, new_person(new_organisation(), Role.DEVELOPMENT_LEADER))

    seen(page, ("/en/arbete/",), axe, fits, look, "staff")


@pytest.mark.parametrize("look_of", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_components_keep_their_edges_in_the_readers_own_colours(page_at, sign_in, fits, look, look_of):
    page = page_at(1280, **look_of)
    sign_in(page, new_person(new_organisation(), Role.ADMINISTRATOR))

    page.goto("/arbete/komponenter/")

    edge = page.locator(".sam-exit").evaluate("e => getComputedStyle(e).borderTopWidth")
    assert edge != "0px" or "forced_colors" not in look_of
    fits(page)
    look(page, f"components-{next(iter(look_of))}")
