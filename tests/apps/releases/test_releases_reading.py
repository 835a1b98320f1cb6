"""What was published is read back as it was, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from published_release import HALF_YEARS, invented_counts, new_release, protected_family
from samfrid.apps.releases import selectors
from samfrid.apps.releases.reading import COUNTRY, NotPublished, association, county, municipality
from samfrid.domain.disclosure import ContentChanged, Rule, protect
from samfrid.domain.measures import raw_table
from samfrid.domain.tables import Dimension, ProtectedTable, RawCounts, Sign, TableFamily, TableShape

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_new_process():
    selectors.forget_opened()


def test_an_opened_release_shows_exactly_what_protection_handed_over():
    family = protected_family()

    tables = selectors.opened(new_release()).tables

    assert tables.keys() == family.tables.keys()
    for name, table in tables.items():
        assert isinstance(table, ProtectedTable)
        assert table.family == family.id
        assert table.shape == family.tables[name].shape
        assert dict(table.cells) == dict(family.tables[name].cells)


def test_a_shown_figure_is_the_true_one():
    release = selectors.opened(new_release())
    truth = raw_table(invented_counts(), "askings_by_half_year")

    for coordinates, cell in release.tables["askings_by_half_year"]:
        assert cell.value in (None, truth.count(coordinates))


def test_a_share_has_its_numerator_denominator_and_interval():
    release = selectors.opened(new_release())

    figure = release.figure("asked", place=municipality("0580"), gender="woman", half_year=HALF_YEARS[0])

    assert figure.value is not None
    assert figure.denominator is not None
    assert figure.value == figure.numerator.value / figure.denominator.value
    assert figure.low < figure.value < figure.high


@pytest.mark.parametrize("place", [COUNTRY, county("05"), association("vastra"), municipality("0583")])
def test_every_level_of_place_is_read_alike(place):
    assert selectors.opened(new_release()).figure("asked", place=place).value is not None


def test_a_place_that_delivered_nothing_is_missing_not_nought():
    figure = selectors.opened(new_release()).figure("asked", place=municipality("0584"))

    assert figure.value is None
    assert figure.sign is Sign.MISSING


def test_something_small_is_hidden():
    release = selectors.opened(new_release())

    signs = {
        release.figure("yes_any", place=municipality("0513"), gender="other", half_year=time).sign
        for time in HALF_YEARS
    }

    assert signs == {Sign.HIDDEN}


def test_divisions_that_were_not_published_together_are_refused():
    release = selectors.opened(new_release())

    with pytest.raises(NotPublished):
        release.figure("asked", age="18-25", half_year=HALF_YEARS[0])


def test_a_comparison_between_women_and_men_can_be_drawn_for_anyone():
    comparison = selectors.opened(new_release()).compare("asked", rows_by="municipality")

    assert isinstance(comparison.source, ProtectedTable)
    assert len(comparison.rows) == 3 + 2 + 1 + 1


def test_the_newest_release_with_a_measure_is_found():
    new_release()

    assert selectors.latest_for_measure("asked") == selectors.latest()
    assert selectors.latest_for_measure("nothing") is None


def test_a_release_is_read_from_the_database_once_a_process(django_assert_num_queries):
    release = selectors.latest_for_measure("asked") if new_release() else None
    selectors.opened(release)

    with django_assert_num_queries(0):
        selectors.opened(release)


def by_county_only(release):
    """The release as it would be if one of its tables were shown by county and no finer."""
    table = release.tables["askings_by_half_year"]
    places = table.shape.dimension("municipality")
    assert places.hierarchies[1].level == "county"
    part = replace(release.measure("asked"), tables=("by_county",))
    family = invented_counts().family
    shape = family.table("askings_by_half_year")
    county = Dimension("county", ("05",), places.hierarchies[1].label)
    dimensions = tuple(county if d.name == "municipality" else d for d in shape.dimensions)
    coarse = TableFamily("coarse", (TableShape("by_county", dimensions),))
    rows = [
        (("05", *(d.codes[i] for d, i in zip(family.dimensions[1:4], codes[1:4], strict=True))), int(count))
        for codes, count in zip(invented_counts().codes.tolist(), invented_counts().counts, strict=True)
    ]
    tables = dict(protect(RawCounts.from_rows(coarse, rows), Rule()).tables)
    return replace(release, measures=(part,), tables={**release.tables, **tables})


def test_what_is_shown_by_county_only_is_read_by_county_and_hidden_below():
    release = by_county_only(selectors.opened(new_release()))

    assert release.figure("asked", place=county("05"), gender="woman").value is not None
    assert release.figure("asked", place=municipality("0580"), gender="woman").sign is Sign.HIDDEN
    rows = {row.member: row for row in release.compare("asked", rows_by="municipality").rows}
    assert rows.keys() == set(release.places.members())
    assert rows[county("05")].difference is not None
    assert rows[municipality("0580")].difference is None
    assert {group.estimate for group in rows[municipality("0580")].groups} == {Sign.HIDDEN}


TAMPERING = [
    ("releases_releasedfamily", "content = replace(content, '\"seen\":[', '\"seen\":[7')"),
    ("releases_releasedfamily", "content = replace(content, 'Linköping', 'Lidköping')"),
    ("releases_releasedfamily", "family = 'f' || substr(family, 2) || 'x'"),
    ("releases_release", "title_sv = 'En annan titel'"),
    ("releases_release", "prepared_by = 'editor'"),
]


@pytest.mark.sqlite  # plants what on PostgreSQL only the owner of the table could do
@pytest.mark.parametrize(("table", "change"), TAMPERING)
def test_content_that_was_tampered_with_is_refused(table, change):
    release = new_release()
    without_triggers(f"UPDATE {table} SET {change}")  # noqa: S608
    release = selectors.one(release.pk)

    with pytest.raises(ContentChanged):
        selectors.opened(release)


def without_triggers(statement: str) -> None:
    """Do what a thief of the database could do: take the triggers away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE releases_release DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE releases_releasedfamily DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER releases_release_fixed")
            cursor.execute("DROP TRIGGER releases_releasedfamily_fixed")
        cursor.execute(statement)
