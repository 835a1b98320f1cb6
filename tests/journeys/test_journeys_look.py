"""Pages that stand by themselves, as they are seen: three widths, light and dark, own colours, without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from people import new_organisation, new_person
from samfrid.foundation.accounts.roles import Role

WIDTHS = (360, 768, 1280)
PUBLIC = ("/", "/om/", "/tillganglighet/", "/en/", "/finns-inte/")
STAFF = ("/arbete/", "/arbete/komponenter/", "/en/arbete/komponenter/")


def seen(page: Page, addresses: tuple[str, ...], axe, fits, look, name: str) -> None:
    """Look at pages at every width, light and dark."""
    for address in addresses:
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            fits(page)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                if (
                    width == WIDTHS[0] or scheme == "light"
                ):  # wide and dark differs from narrow and dark in no colour
                    axe(page)
                look(page, f"{name}{address.replace('/', '-')}{width}-{scheme}")


def test_public_pages_can_be_read_by_everyone(page_at, axe, fits, look):
    seen(page_at(), PUBLIC, axe, fits, look, "public")


def test_staff_pages_can_be_used_by_everyone(page_at, sign_in, axe, fits, look):
    page = page_at()
    sign_in(page, new_person(new_organisation(), Role.ADMINISTRATOR))

    seen(page, STAFF, axe, fits, look, "staff")


@pytest.mark.parametrize("look_of", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_components_keep_their_edges_in_the_readers_own_colours(page_at, sign_in, fits, look, look_of):
    page = page_at(1280, **look_of)
    sign_in(page, new_person(new_organisation(), Role.ADMINISTRATOR))

    page.goto("/arbete/komponenter/")

    edge = page.locator(".sam-exit").evaluate("e => getComputedStyle(e).borderTopWidth")
    assert edge != "0px" or "forced_colors" not in look_of
    fits(page)
    look(page, f"components-{next(iter(look_of))}")
