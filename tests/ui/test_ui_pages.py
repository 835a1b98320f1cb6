"""Layouts, menus, styles and errors: what every page is built of."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override

from people import new_organisation, new_person
from samfrid.adapters.charts.style import style_sheet
from samfrid.domain.wording import Text
from samfrid.foundation.accounts.roles import Permission, Role
from samfrid.ui import navigation
from samfrid.ui.middleware import PageHeaders
from samfrid.ui.navigation import Menu, MenuItem, shown

STATIC = Path(navigation.__file__).parent / "static"
SHEETS = ("tokens", "base", "layout", "components", "charts")
ERRORS = ("400", "403", "403_csrf", "404", "405", "500")


def test_the_styles_of_a_page_weigh_no_more_than_fifteen_kilobytes():
    together = b"".join((STATIC / "css" / f"{name}.css").read_bytes() for name in SHEETS)

    assert len(gzip.compress(together, 9)) <= 15_000


def test_drawings_have_the_colours_that_charts_are_made_with():
    plain = re.sub(r"/\*.*?\*/|\s", "", (STATIC / "css" / "charts.css").read_text("utf-8"))

    assert plain == re.sub(r"\s", "", style_sheet()), "write ui/static/css/charts.css anew from style_sheet()"


def test_colours_come_from_tokens_only():
    for name in ("base", "layout", "components"):
        sheet = (STATIC / "css" / f"{name}.css").read_text("utf-8")
        sheet = re.sub(
            r"\.sam-sheet \{.*?\n  \}", "", sheet, count=1, flags=re.DOTALL
        )  # paper is always light
        found = set(re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)))
        assert found <= {"#000"}, f"{name}.css: {found}"


def test_every_file_a_page_links_to_is_served(db):
    page = render_to_string("404.html")

    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', page)

    assert len(linked) >= 6
    assert all(finders.find(name) for name in linked)
    for name in linked:
        answer = Client().get(f"/static/{name}")
        assert b"".join(answer)
        answer.close()


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize(("language", "word"), [("sv", "<h1>"), ("en", "start page")])
def test_an_error_has_a_page_that_needs_no_request_and_no_database(name, language, word):
    with override(language):
        page = render_to_string(f"{name}.html")

    assert f'lang="{language}"' in page
    assert word in page
    assert 'id="innehall"' in page


def test_a_wrong_method_is_answered_with_a_page():
    page = PageHeaders(lambda _request: HttpResponseNotAllowed(["POST"]))

    answer = page(RequestFactory().get("/"))

    assert answer.status_code == 405
    assert b"<h1>" in answer.content


def test_an_address_that_is_not_there_tells_nothing_and_can_be_left(client, db):
    answer = client.get("/finns-inte/")

    assert answer.status_code == 404
    assert b"data-exit" in answer.content
    assert b"finns-inte" not in answer.content.replace(b'href="/en/finns-inte/"', b"")


@pytest.mark.parametrize("address", ["/", "/om/", "/tillganglighet/"])
def test_public_pages_stand_in_both_languages_and_lead_to_each_other(client, db, address):
    swedish, english = client.get(address), client.get(f"/en{address}")

    assert 'lang="sv"' in swedish.content.decode()
    assert 'lang="en"' in english.content.decode()
    assert f'href="/en{address}"' in swedish.content.decode()
    assert f'href="{address}"' in english.content.decode()


@pytest.mark.parametrize(("address", "queries"), [("/", 2), ("/om/", 0), ("/tillganglighet/", 0)])
def test_public_pages_set_no_cookie_and_ask_little(client, db, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        answer = client.get(address)

    assert not answer.cookies


def test_a_demo_says_so_on_every_page(client, db, settings):
    settings.SAMFRID = type(settings.SAMFRID)(demo=True)
    person = new_person(new_organisation(), Role.ADMINISTRATOR)

    pages = [client.get("/"), client.get("/finns-inte/"), person.client.get("/arbete/")]

    assert all("påhittade" in page.content.decode() for page in pages)


def test_the_exit_stands_before_everything_else_one_can_reach(client, db):
    page = client.get("/").content.decode()

    assert re.search(r"<(a|button|input|select)\b[^>]*", page[page.index("<body") :])[0].startswith(
        '<a class="sam-exit" data-exit'
    )


MENU = Menu(
    start="staff:home",
    items=(
        MenuItem(Text("Att göra", "To do"), ""),
        MenuItem(Text("Byggdelar", "Components"), "komponenter/", (Permission.ORGANISATION_EDIT,)),
        MenuItem(Text("Finns inte än", "Not there yet"), "finns-inte-an/"),
    ),
)


@pytest.fixture
def menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(navigation._MENUS, "try", MENU)


def test_a_menu_shows_what_exists_and_what_the_reader_may_open(menu):
    for_all = shown("try", "/arbete/", lambda _permission: False)
    for_some = shown("try", "/arbete/komponenter/x/", lambda permission: permission == "organisation.edit")

    assert [item.name for item in for_all] == ["Att göra"]
    assert [(item.name, item.is_current, item.is_here) for item in for_some] == [
        ("Att göra", False, False),
        ("Byggdelar", True, False),
    ]


def test_a_menu_leads_to_pages_in_the_language_of_the_page(menu):
    with override("en"):
        assert [item.address for item in shown("try", "/en/arbete/", lambda _permission: False)] == [
            "/en/arbete/"
        ]


def test_a_face_that_is_not_shown_has_no_menu():
    assert shown("nobody", "/", lambda _permission: True) == []


def test_every_role_sees_a_first_page_that_names_it(db):
    organisation = new_organisation()

    for role in Role:
        page = new_person(organisation, role).client.get("/arbete/").content.decode()
        assert "Inget väntar på dig" in page
        assert organisation.name in page
