"""What stands on a measure's page and a municipality's: never more than the release shows, in both languages."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import published_release
from published_release import HALF_YEARS, PLACES, measures, protected_family
from samfrid.apps.releases.measures import MeasureKind
from samfrid.apps.releases.reading import OpenRelease
from samfrid.apps.reports.choices import Choice, offered, read_choice, rows_of
from samfrid.apps.reports.comparing import compared, delivered
from samfrid.apps.reports.findings import title_of
from samfrid.apps.reports.measure_page import measure_page
from samfrid.apps.reports.municipality import municipality_page
from samfrid.apps.reports.municipality_report import municipality_report
from samfrid.apps.reports.over_time import over_time
from samfrid.apps.reports.table_files import description
from samfrid.domain.disclosure import Rule, protect
from samfrid.domain.equality import Certainty, Estimate
from samfrid.domain.measures.standard.axes import HALF_YEAR, MUNICIPALITY
from samfrid.domain.places import municipality
from samfrid.domain.tables import Dimension, Member, Sign
from samfrid.domain.wording import Language, Text


@cache
def release(*, without: str = "") -> OpenRelease:
    """The invented release, opened without a database; one municipality may have delivered nothing."""
    family = protected_family()
    asked, declined, yes = measures()
    count = replace(
        asked,
        code="asked_count",
        kind=MeasureKind.COUNT,
        name=Text("Tillfällen", "Occasions"),
        part=replace(asked.part, codes=("yes", "no", "declined"), of=None),
        denominator=None,
    )
    broken = replace(yes, code="broken", breaks={HALF_YEARS[1]: Text("nytt formulär", "new form")})
    return OpenRelease(
        id=uuid.uuid4(),
        publisher="Västra",
        title=Text("Frågor 2025", "Questions 2025"),
        half_years=HALF_YEARS,
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
        prepared_by="",
        approved_by="",
        sha256=f"a{without}",
        measures=(asked, declined, yes, count, broken),
        tables=family.tables,
        families={},
        coverage={code: () if code == without else HALF_YEARS for code in PLACES},
        protocol={},
    )


def page(code: str = "asked", language: Language = Language.SWEDISH, **asked: str):
    measure = release().measure(code)
    return measure_page(release(), measure, read_choice(release(), measure, asked), language)


@pytest.mark.parametrize("code", ["asked", "declined", "yes_any", "asked_count", "broken"])
@pytest.mark.parametrize("language", Language)
def test_every_measure_has_a_page_in_both_languages(code, language):
    made = page(code, language)

    assert made.title
    assert made.tables
    assert made.dots is not None
    assert made.trend is not None


def test_the_title_claims_a_difference_only_where_it_is_not_chance():
    found = compared(
        release(), release().measure("asked"), read_choice(release(), release().measure("asked"), {})
    )
    row = found.total

    assert row is not None
    for certainty in Certainty:
        difference = replace(row.difference, certainty=certainty)
        rows = (replace(row, difference=difference), *found.comparison.rows[1:])
        said = title_of(replace(found, comparison=replace(found.comparison, rows=rows))).sv
        assert ("kan vara slump" in said) == (certainty is Certainty.CHANCE)
        assert said.startswith("Trolig") == (certainty is Certainty.LIKELY)


def test_a_whole_that_is_hidden_is_not_compared_in_the_title():
    found = compared(
        release(), release().measure("asked"), read_choice(release(), release().measure("asked"), {})
    )
    rows = (replace(found.total, difference=None), *found.comparison.rows[1:])

    said = title_of(replace(found, comparison=replace(found.comparison, rows=rows)))

    assert said.sv == "Andel som fick frågan: kvinnor och män går inte att jämföra"


def test_a_municipality_that_delivered_nothing_is_missing_and_never_nought():
    without = release(without="0513")
    measure = without.measure("asked")

    found = compared(without, measure, read_choice(without, measure, {}))

    row = next(row for row in found.comparison.rows if row.member.code == "0513")
    assert {group.estimate for group in row.groups} == {Sign.MISSING}
    assert row.difference is None
    assert delivered(without, Member(MUNICIPALITY, "0513"), {}) == (0, 2)
    series = over_time(without, measure, Member(MUNICIPALITY, "0513"))
    assert all(group.estimate is Sign.MISSING for row in series.rows for group in row.groups)


@settings(max_examples=25)
@given(
    asked=st.dictionaries(
        st.sampled_from(["lan", "forbund", "kon", "alder", "period", "liknar"]),
        st.sampled_from(
            ["05", "vastra", "woman", "other", "26-40", "2025-H1", "hela", "0583", "x", "", "Total"]
        ),
    ),
    code=st.sampled_from(["asked", "yes_any", "asked_count", "broken"]),
)
def test_whatever_an_address_asks_for_no_row_shows_more_than_the_release(asked, code):
    measure = release().measure(code)
    choice = read_choice(release(), measure, asked)

    found = compared(release(), measure, choice)

    assert found.comparison.source.family == protected_family().id
    for row in found.comparison.rows:
        for group in row.groups:
            if isinstance(group.estimate, Estimate):
                assert group.estimate.denominator >= 10
    assert rows_of(release(), measure, choice)[0] or choice.similar_to


def test_all_half_years_together_are_not_offered_across_a_break():
    values = {option.value for option in offered(release(), release().measure("broken")).periods}

    assert "hela" not in values
    assert "hela" in {option.value for option in offered(release(), release().measure("asked")).periods}


def test_what_is_told_by_year_alone_is_no_point_in_time(monkeypatch):
    codes = ("0000-H0", *HALF_YEARS)
    monkeypatch.setattr(published_release, "HALF_YEARS", codes)
    monkeypatch.setattr(
        published_release, "half_year_dimension", lambda: Dimension(HALF_YEAR, codes, Text.same("Halvår"))
    )
    tables = protect(published_release.invented_counts(), Rule()).tables
    told = replace(release(), tables=tables, sha256="told by year alone")
    measure = told.measure("asked")

    made = measure_page(told, measure, read_choice(told, measure, {"period": "hela"}), Language.SWEDISH)
    points = [row.member.code for row in over_time(told, measure, Member.total()).rows]

    assert points == list(HALF_YEARS)
    assert "0000-H0" not in {option.value for option in offered(told, measure).periods}
    assert made.changes
    assert not [sentence for sentence in made.changes if "0000" in sentence]
    assert description(told, "askings_by_half_year").time is None


def test_one_gender_alone_is_compared_with_nobody():
    made = page(kon="woman")

    assert made.title.startswith("Andel som fick frågan, kvinnor: ")
    assert made.lead == ""
    assert "Skillnad" not in {column.label for column in made.tables[0].columns}


def test_by_age_the_whole_period_is_shown_and_said():
    made = page(alder="26-40")

    assert made.whole_period_only
    assert not page(alder="26-40", period="hela").whole_period_only


def test_the_choice_of_nothing_is_the_county_where_there_is_only_one():
    choice = read_choice(release(), release().measure("asked"), {})

    assert choice == Choice(area=Member("county", "05"), period=Member(HALF_YEAR, "2025-H2"))


@pytest.mark.parametrize("language", Language)
def test_a_municipality_has_every_measure_with_its_county_beside_it(language):
    made = municipality_page(release(), municipality("0580"), language)

    assert len(made.table.rows) == len(made.measure_codes) == 5
    assert made.findings[0].bars == 3
    assert made.trend is not None
    assert made.delivered == HALF_YEARS


def test_a_municipality_that_delivered_nothing_says_so():
    made = municipality_page(release(without="0513"), municipality("0513"), Language.SWEDISH)

    assert made.title == "Kinda: kommunen har inte lämnat uppgifter"
    assert made.findings == ()


@pytest.mark.parametrize("language", Language)
def test_the_report_says_what_the_page_says(language):
    made = municipality_report(release(), municipality("0580"), language, invented=True)

    assert made.title == municipality_page(release(), municipality("0580"), language).title
    assert len(made.figures) == 1
    assert made.marks
