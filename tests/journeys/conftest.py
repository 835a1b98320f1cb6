"""A browser for journeys: Debian's Chromium against a real server with a database of its own.

What a journey may use (see also `people.py`):

- `site`: the address of the running server; every test starts with an empty database.
- `page_at(width, dark=False, script=True, **look)`: a new page in a browser context of its own, 900 px high.
  `look` goes to Playwright: `forced_colors="active"`, `reduced_motion="reduce"`, `locale`. Script errors, refused
  content (CSP) and requests to other places are noted, and the test fails at its end if there were any.
  Swedish is asked for; the address decides the language all the same.
- `sign_in(page, person)`: give the page's context the session of a `people.Person`, second factor and all.
- `axe(page)`: refuse the page when it is missing or failed, or axe-core finds anything serious or critical; the rest
  is returned.
- `fits(page)`: refuse the page when it scrolls sideways.
- `look(page, name)`: save a picture under PICTURES_OF_PAGES, when that is set.

Without Chromium, the journeys are skipped with one line. WIDTHS are the three widths every page is seen at.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from people import Person

_empty_tables = TransactionTestCase._fixture_teardown


def _empty_every_table(test: Any) -> None:
    """Empty the tables after a journey, those too whose rows the database keeps for good (see `audit_door`)."""
    if connection.vendor != "sqlite":  # there tables are emptied in a way that asks no trigger of rows
        _empty_tables(test)
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name NOT LIKE 'audit_%'"
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    try:
        _empty_tables(test)
    finally:
        with connection.cursor() as cursor:
            for _, made_by in triggers:
                cursor.execute(made_by)


TransactionTestCase._fixture_teardown = _empty_every_table  # type: ignore[method-assign]

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (360, 768, 1280)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: journeys are not walked")
    # The browser's own event loop makes the framework believe that database calls come from asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()
    if before is None:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def site(browser: Browser, live_server: Any) -> str:
    """The address of the server."""
    return str(live_server.url)


@pytest.fixture
def page_at(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page of some width, and hold it to what every page promises."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    said: list[str] = []

    def opened(width: int = 1280, *, dark: bool = False, script: bool = True, **look: Any) -> Page:
        look.setdefault("locale", "sv-SE")
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            **look,
        )
        context.set_default_timeout(30_000)
        context.on("request", lambda request: asked.append(request.url))
        context.on("weberror", lambda error: said.append(str(error.error)))
        context.on("console", lambda message: said.append(message.text) if _is_refusal(message) else None)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    outside = sorted({url for url in asked if _is_outside(url, site)} - _EXITS)
    assert not outside, f"asked other places: {outside}"
    assert not said, f"the browser complained: {said}"


_EXITS = {"https://www.svt.se/vader/"}  # a journey that leaves answers this address itself, with `page.route`


def _is_outside(url: str, site: str) -> bool:
    asked = urlsplit(url)
    return asked.scheme in ("http", "https", "ws", "wss") and asked.netloc != urlsplit(site).netloc


def _is_refusal(message: Any) -> bool:
    return message.type == "error" and "Content Security Policy" in message.text


@pytest.fixture
def no_outside_requests(page_at: Callable[..., Page]) -> Callable[..., Page]:
    """The same as `page_at`, for tests whose point it is."""
    return page_at


@pytest.fixture
def sign_in(site: str) -> Callable[[Page, Person], None]:
    """Sign a person in, without walking through the form."""

    def signed_in(page: Page, person: Person) -> None:
        cookie = person.client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site, "httpOnly": True}])

    return signed_in


@pytest.fixture
def axe() -> Callable[..., list[dict[str, Any]]]:
    """Refuse a page with serious or critical faults for those who read, hear or steer in other ways.

    A page that is not there, or that failed, is beautiful too: it is refused here, or a walk would not notice.
    """

    def checked(page: Page, *, missing: bool = False) -> list[dict[str, Any]]:
        status = page.evaluate("performance.getEntriesByType('navigation')[0]?.responseStatus")
        assert status == 404 if missing else status in _SHOWN, f"{page.url} answered {status}"
        found = (
            Axe()
            .run(page, options={"runOnly": AXE_TAGS, "resultTypes": ["violations"]})
            .response["violations"]
        )
        grave = [_in_short(fault) for fault in found if fault["impact"] in ("serious", "critical")]
        assert not grave, f"{page.url}: {grave}"
        return [fault for fault in found if fault["impact"] not in ("serious", "critical")]

    return checked


_SHOWN = (200, 400, 409, 410, 422)  # a page, a form with faults, something withdrawn


def _in_short(fault: dict[str, Any]) -> str:
    places = [" ".join(map(str, node["target"])) for node in fault["nodes"][:5]]
    return f"{fault['id']} ({fault['impact']}): {fault['help']} at {places}"


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """Refuse a page that scrolls sideways."""

    def checked(page: Page) -> None:
        wide, room = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= room, f"{page.url}: {wide} px wide in {room} px"

    return checked


@pytest.fixture
def look() -> Callable[[Page, str], None]:
    """Save a picture of the whole page for somebody to look at."""

    def saved(page: Page, name: str) -> None:
        folder = os.environ.get("PICTURES_OF_PAGES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return saved
