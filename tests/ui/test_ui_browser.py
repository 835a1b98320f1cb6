"""What the one-file report promises in a browser: readable for all, on any width, without a net."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from samfrid.domain.reports import Report
from samfrid.ui.report import render

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="chromium is not installed: pages are not tried in a browser"
)

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOKS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]
TEXT = "Andel av kvinnorna som fick frågan 2025"
LONG = "kommunalförbundssamordning" * 12
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open a report from a file, and note what it asks for and complains about."""
    pages: list[Page] = []

    def open_report(report: Report, width: int = 1280, **look: Any) -> Page:
        file = tmp_path / "report.html"
        file.write_text(render(report), encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 800}, **look)
        page.asked, page.said = [], []  # type: ignore[attr-defined]
        page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
        page.on("console", lambda message: page.said.append(message.text))  # type: ignore[attr-defined]
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        pages.append(page)
        return page

    yield open_report
    for page in pages:
        page.close()


def axe_source() -> str:
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_wrong(opened, report_saying, width, scheme):
    page = opened(report_saying(TEXT, staff_only=True, demo=True), width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    page.evaluate(axe_source())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")

    wrong = {rule["id"]: [node["target"] for node in rule["nodes"]][:3] for rule in found["violations"]}
    assert wrong == {}


@pytest.mark.parametrize(("text", "width"), [(TEXT, 360), (LONG, 360), (LONG, 768), (LONG, 1280)])
def test_the_page_never_scrolls_sideways(opened, report_saying, text, width):
    page = opened(report_saying(text, staff_only=True), width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_asked_of_any_net_and_nothing_is_complained_of(opened, report_saying):
    page = opened(report_saying(TEXT))

    assert [address for address in page.asked if not address.startswith(("file:", "data:font/woff2;"))] == []
    assert page.said == []
    assert page.evaluate("[...document.fonts].map(font => font.status)") == ["loaded", "loaded"]


def test_script_in_a_word_does_not_run_even_if_it_became_markup(opened, report_saying):
    page = opened(report_saying("<img src=x onerror=\"document.title='ran'\">"))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')")
    page.wait_for_timeout(100)

    assert "onerror" in page.title()
    assert any("Content Security Policy" in said for said in page.said)


def test_wide_tables_scroll_in_a_region_that_keys_can_reach(opened, report_saying):
    page = opened(report_saying(TEXT), 360)

    region = page.locator(".sam-scroll:has(.sam-wide)").first
    assert region.evaluate("e => e.scrollWidth > e.clientWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    assert region.evaluate("e => e.scrollLeft") > 0
    assert region.get_attribute("aria-label")
    assert region.get_attribute("tabindex") == "0"  # this browser would help itself, others do not


def test_the_first_key_leads_past_the_head_of_the_page(opened, report_saying):
    page = opened(report_saying(TEXT))

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize(("width", "drawn"), [(360, 328), (1280, 672)])
def test_a_figure_is_shown_as_wide_as_it_was_drawn(opened, report_saying, width, drawn):
    page = opened(report_saying(TEXT), width)

    seen = page.locator("figure").first.locator("svg:visible")
    assert seen.count() == 1
    assert seen.bounding_box()["width"] == drawn


def test_on_paper_every_table_is_unfolded(opened, report_saying):
    page = opened(report_saying(TEXT))
    page.emulate_media(media="print")

    tables = page.locator("details table")
    assert tables.count() == 6
    assert all(tables.nth(n).is_visible() for n in range(6))


def test_with_the_readers_own_colours_notes_keep_an_edge(opened, report_saying):
    page = opened(report_saying(TEXT), forced_colors="active")

    edge = page.locator(".sam-note").evaluate("e => getComputedStyle(e).borderTopWidth")
    assert edge == "1px"
