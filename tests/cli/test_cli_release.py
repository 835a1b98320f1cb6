"""The same way out from the command line, with the same two-person rule."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from counted_organisations import County, new_county
from samfrid.apps.releases import selectors as releases
from samfrid.cli.main import main

pytestmark = pytest.mark.django_db
PERIOD = ("--first", "2025-H1", "--last", "2025-H2")


@pytest.fixture
def county() -> County:
    return new_county()


def samfrid(person, *words: str):
    return CliRunner().invoke(main, [*words, "--as", person.user.email])


def test_from_preparing_to_a_withdrawal(county):
    prepared = samfrid(county.preparer, "release", "prepare", *PERIOD, "--measure", "closures")
    draft = prepared.output.strip()

    own = samfrid(county.preparer, "release", "approve", draft)
    early = samfrid(county.head, "release", "publish", draft)
    approved = samfrid(county.head, "release", "approve", draft)
    published = samfrid(county.head, "release", "publish", draft)
    listed = samfrid(county.head, "release", "list")
    withdrawn = samfrid(county.preparer, "release", "withdraw", draft, "--notice", "Fel underlag")

    assert prepared.exit_code == 0, prepared.output
    assert (own.exit_code, early.exit_code) == (1, 1)
    assert approved.exit_code == published.exit_code == withdrawn.exit_code == 0
    assert draft in listed.output
    assert "published" in listed.output
    release = releases.one(published.output.strip())
    assert release.notice.sv == "Fel underlag"


def test_a_stranger_finds_no_draft(county):
    draft = samfrid(county.preparer, "release", "prepare", *PERIOD, "--measure", "closures").output.strip()

    found = samfrid(county.stranger, "release", "approve", draft)

    assert found.exit_code == 2
    assert draft not in samfrid(county.stranger, "release", "list").output


def test_a_snapshot_tells_rows_and_hash_of_each_family(county):
    taken = samfrid(county.preparer, "snapshot", *PERIOD)

    assert taken.exit_code == 0, taken.output
    assert all(family in taken.output for family in ("askings", "cases", "closures"))


def test_whoever_may_not_is_refused_and_whoever_is_unknown_is_told(county):
    assert samfrid(county.worker, "snapshot", *PERIOD).exit_code == 1
    assert CliRunner().invoke(main, ["release", "list", "--as", "ingen@example.org"]).exit_code == 2


def test_what_is_no_half_year_is_refused(county):
    wrong = samfrid(county.preparer, "release", "prepare", "--first", "2025", "--last", "2025")

    assert wrong.exit_code != 0
    assert "2025-H1" in wrong.output
