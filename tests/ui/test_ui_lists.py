"""What a list promises: filter, order, pages and files by the address alone, and few queries."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from people import new_organisation
from samfrid.domain.wording import Text
from samfrid.foundation.organisations.models import Organisation
from samfrid.ui import lists
from samfrid.ui.downloads import FileNameError, attachment
from samfrid.ui.lists import Column, FilterForm, ListDesign, Listing, show_list, swedish_order


@dataclass(frozen=True)
class Team:
    name: str
    asked: int | None
    since: date = date(2026, 1, 2)


class TeamFilter(FilterForm):
    asked = forms.IntegerField()

    def narrow(self, rows: list[Team]) -> list[Team]:
        wanted = self.cleaned_data.get("asked")
        return [team for team in rows if wanted is None or team.asked == wanted]


TEAMS = [Team("Öppna dörren", 3), Team("ängen", None), Team("Ådalen", 40), Team("=SUM(A1)", 3)]
DESIGN: ListDesign[Team] = ListDesign(
    name="insatser",
    title=Text("Insatser", "Interventions"),
    columns=(
        Column("namn", Text("Insats", "Intervention"), lambda team: team.name, sort=("name",)),
        Column(
            "fragade", Text("Fick frågan", "Asked"), lambda team: team.asked, sort=("asked",), is_number=True
        ),
        Column("sedan", Text("Sedan", "Since"), lambda team: team.since),
    ),
    order="namn",
    filters=TeamFilter,
)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Listing]:
    """What the template of a list is given."""
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(lists, "render", lambda _r, _t, context: given.append(context) or HttpResponse())

    def show(query: str = "", rows: Any = TEAMS, design: Any = DESIGN, **more: Any) -> Listing:
        show_list(RequestFactory().get(f"/?{query}"), "list.html", design, rows, **more)
        listing: Listing = given[-1]["listing"]
        return listing

    return show


def names(listing: Listing) -> list[str]:
    return [row[0].shown for row in listing.rows]


def test_a_list_opens_in_its_order_with_swedish_letters_last(shown):
    assert names(shown()) == ["=SUM(A1)", "Ådalen", "ängen", "Öppna dörren"]


def test_a_list_can_be_turned_round(shown):
    listing = shown("ordning=-namn")

    assert names(listing)[0] == "Öppna dörren"
    assert [heading.sorted for heading in listing.headings] == ["descending", "", ""]
    assert "ordning=namn" in listing.headings[0].address


@pytest.mark.parametrize("order", ["fragade", "-fragade"])
def test_what_is_not_known_comes_last_whichever_way(shown, order):
    assert names(shown(f"ordning={order}"))[-1] == "ängen"


@pytest.mark.parametrize("order", ["sedan", "password", "-name", "name__id", "'"])
def test_only_columns_that_may_be_sorted_sort(shown, order):
    assert names(shown(f"ordning={order}")) == names(shown())


def test_a_filter_narrows_and_the_order_stays(shown):
    listing = shown("asked=3&ordning=-namn")

    assert names(listing) == ["Öppna dörren", "=SUM(A1)"]
    assert listing.is_narrowed
    assert listing.kept == [("ordning", "-namn")]
    assert "asked" not in listing.start_address


def test_an_answer_that_is_no_answer_narrows_nothing_and_says_so(shown):
    listing = shown("asked=tre")

    assert listing.count == 4
    assert listing.filters.errors


def test_pages_keep_the_choices_and_a_page_too_far_is_the_last(shown):
    small = replace(DESIGN, page_size=3)

    first, last = shown("ordning=-namn", design=small), shown("sida=99&ordning=-namn", design=small)

    assert (len(first.rows), len(last.rows)) == (3, 1)
    assert first.next_address == "?ordning=-namn&sida=2"
    assert last.next_address == ""
    assert last.previous_address == "?sida=1&ordning=-namn" or "sida=1" in last.previous_address


def test_values_are_written_as_people_write_them(shown):
    row = shown("asked=40").rows[0]

    assert [cell.shown for cell in row] == ["Ådalen", "40", "2 januari 2026"]
    assert [cell.shown for cell in shown("ordning=fragade").rows[-1]][1] == "–"


def test_no_file_is_given_unless_the_page_says_who_saves(shown):
    assert shown("hamta=csv").downloads == []


def test_a_saved_list_is_whole_harmless_and_told_before_it_leaves():
    told: list[int] = []
    small = replace(DESIGN, page_size=1)

    answer = show_list(
        RequestFactory().get("/?hamta=csv&asked=3"), "list.html", small, TEAMS, saved=told.append
    )

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Insats", "Fick frågan", "Sedan"]
    assert [row[0] for row in rows[1:]] == ["'=SUM(A1)", "Öppna dörren"]
    assert told == [2]
    assert answer["Content-Disposition"] == 'attachment; filename="insatser.csv"'
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_list_can_be_saved_as_a_workbook():
    answer = show_list(RequestFactory().get("/?hamta=xlsx"), "l.html", DESIGN, TEAMS, saved=lambda _n: None)

    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_a_saving_that_may_not_be_told_gives_no_file():
    def refuse(_rows: int) -> None:
        raise PermissionError

    with pytest.raises(PermissionError):
        show_list(RequestFactory().get("/?hamta=csv"), "list.html", DESIGN, TEAMS, saved=refuse)


@pytest.mark.parametrize("rows", [3, 60])
def test_a_page_takes_two_queries_however_many_rows(shown, db, django_assert_num_queries, rows):
    for number in range(rows):
        new_organisation(f"kommun-{number:03}", covers=())
    design: ListDesign[Organisation] = ListDesign(
        "kommuner",
        Text("Kommuner", "Municipalities"),
        (Column("namn", Text("Namn", "Name"), lambda one: one.name, sort=("name",)),),
        order="-namn",
    )

    with django_assert_num_queries(2):
        listing = shown(rows=Organisation.objects.all(), design=design)

    assert listing.count == rows
    assert names(listing) == sorted(names(listing), reverse=True)


@given(st.lists(st.text(alphabet="abcxyzåäöÅÄÖ", min_size=1)))
def test_swedish_order_never_puts_a_ring_before_z(words):
    ordered = sorted(words, key=swedish_order)

    firsts = [swedish_order(word)[0] in "{|}" for word in ordered]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("name", ["Våld.csv", "../a.csv", "a.html", 'a".csv', "", "a b.csv"])
def test_a_file_leaves_only_under_a_plain_name(name):
    with pytest.raises(FileNameError):
        attachment(b"", name)
