"""Leaving in a hurry: the exit on every public page, with and without script, by hand and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

WEATHER = "https://www.svt.se/vader/"
PAGES = ("/", "/om/", "/finns-inte/")


def left_page(page_at, address: str = "/om/", **given) -> Page:
    """A page from which one leaves; the weather is answered here, so that nothing is asked outside."""
    page: Page = page_at(360, **given)
    page.context.route(
        WEATHER, lambda route: route.fulfill(body="<title>Vader</title>", content_type="text/html")
    )
    page.goto("/")
    page.goto(address)
    return page


def in_sight(page: Page) -> bool:
    """Whether the middle of the exit can be seen and pressed, and is large enough for a thumb."""
    return bool(
        page.evaluate(
            """() => {
              const exit = document.querySelector("[data-exit]"), box = exit.getBoundingClientRect();
              const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return exit.contains(there) && box.height >= 40 && box.width >= 44 && box.top >= 0;
            }"""
        )
    )


def test_the_exit_is_first_in_reach_and_always_in_sight(page_at):
    for width in (320, 1280):
        page = page_at(width)
        for address in PAGES:
            page.goto(address)
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.hasAttribute('data-exit')"), address
            for part in (0, 0.5, 1):
                page.evaluate(f"scrollTo(0, document.body.scrollHeight * {part})")
                assert in_sight(page), f"{address} at {width} px, {part} down"


def test_the_exit_takes_the_place_of_the_page_in_the_history(page_at):
    page = left_page(page_at)

    page.click("[data-exit]")
    page.wait_for_url(WEATHER)
    page.go_back()

    assert "/om/" not in page.url


def test_shift_three_times_leaves(page_at):
    page = left_page(page_at)

    for _ in range(3):
        page.keyboard.press("Shift")

    page.wait_for_url(WEATHER)


def test_capital_letters_never_leave(page_at):
    page = left_page(page_at)

    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    page.keyboard.press("Escape")

    page.wait_for_timeout(200)
    assert page.url.endswith("/om/")


def test_the_screen_is_blank_at_once(page_at):
    page = left_page(page_at)
    page.context.unroute(WEATHER)
    page.context.route(WEATHER, lambda route: None)  # a network that never answers

    seen = page.evaluate(
        """() => {
          document.querySelector("[data-exit]").click();
          return [getComputedStyle(document.querySelector("main")).visibility, document.title.trim()];
        }"""
    )

    assert seen == ["hidden", ""]


def test_without_script_the_exit_is_a_plain_link(page_at):
    page = left_page(page_at, script=False)

    page.click("[data-exit]")

    page.wait_for_url(WEATHER)


@pytest.mark.parametrize("address", PAGES)
def test_a_visitor_leaves_no_trace_in_the_browser(page_at, address):
    page = page_at(1280)

    page.goto(address)

    kept = "[localStorage.length, sessionStorage.length, document.cookie.length]"
    assert page.evaluate(kept) == [0, 0, 0]
    assert not page.context.cookies()
