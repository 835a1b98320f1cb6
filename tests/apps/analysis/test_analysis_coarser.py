"""Small groups are told by a coarser place and period; nobody is lost on the way."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from samfrid.apps.analysis.coarser import NO_YEAR, SMALLEST, tell_coarser
from samfrid.apps.analysis.collecting import Gathered
from samfrid.apps.analysis.places import PlaceBook
from samfrid.domain.measures.standard.axes import GENDER, GENDERS_COUNTED, HALF_YEAR, MUNICIPALITY

BOOK = PlaceBook(
    {"0583": "vattern", "0584": "vattern"},
    {"vattern": "Vättern"},
    {"vattern": ("0583", "0584"), "2480": ("2480",)},
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            MUNICIPALITY: st.sampled_from(["0583", "0584", "0580", "2480", "unknown-vattern"]),
            GENDER: st.sampled_from(["woman", "woman", "man", "other", "not_stated"]),
            HALF_YEAR: st.sampled_from(["2024-H1", "2024-H2", "2024-H0", "2025-H1"]),
        }
    ),
    max_size=120,
)


def county_and_gender(row):
    return BOOK.county_of(row[MUNICIPALITY]), row[GENDER]


@given(rows)
def test_no_group_of_a_municipality_is_ever_smaller_than_ten(given_rows):
    tell_coarser(given_rows, BOOK)

    sizes = Counter((row[MUNICIPALITY], GENDERS_COUNTED[row[GENDER]]) for row in given_rows)
    assert all(size >= SMALLEST for (place, _), size in sizes.items() if place.isdigit())


@given(rows)
def test_no_group_of_a_half_year_is_ever_smaller_than_ten(given_rows):
    tell_coarser(given_rows, BOOK)

    sizes = Counter(
        (BOOK.county_of(row[MUNICIPALITY]), GENDERS_COUNTED[row[GENDER]], row[HALF_YEAR])
        for row in given_rows
    )
    assert all(size >= SMALLEST for (*_, half_year), size in sizes.items() if half_year != NO_YEAR)


@given(rows)
def test_nobody_is_ever_lost_or_changes_county_or_gender(given_rows):
    before = Counter(map(county_and_gender, given_rows))

    tell_coarser(given_rows, BOOK)

    assert Counter(map(county_and_gender, given_rows)) == before


def test_a_lone_person_in_a_municipality_is_told_by_the_association():
    alone = {MUNICIPALITY: "0584", GENDER: "other", HALF_YEAR: "2024-H1"}
    others = [{MUNICIPALITY: "0583", GENDER: "other", HALF_YEAR: "2024-H1"} for _ in range(10)]

    tell_coarser([alone, *others], BOOK)

    assert alone[MUNICIPALITY] != "0584"
    assert {row[MUNICIPALITY] for row in others} == {"0583"}


def test_rows_told_by_year_alone_are_no_delivered_half_year():
    told = [
        {MUNICIPALITY: "0583", GENDER: "woman", HALF_YEAR: half_year} for half_year in ("2024-H0", "2024-H2")
    ]
    gathered = Gathered(rows={"askings": told})

    gathered.tell_small_groups_coarser(BOOK)

    assert gathered.delivered("askings") == {"0583": {"2024-H2"}}
