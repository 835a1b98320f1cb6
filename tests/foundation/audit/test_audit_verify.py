"""Whoever tampers with the record is found, and is told of in words (S91)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from samfrid.cli import main
from samfrid.domain.wording import Language
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit import seals, triggers
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Chain, Entry, Seal
from samfrid.foundation.audit.said import entry_hash
from samfrid.foundation.audit.services import Deed, record, record_many
from samfrid.foundation.audit.verify import Kind, verify

ORGANISATION = uuid.UUID("11111111-1111-4111-8111-111111111111")
OTHER = uuid.UUID("22222222-2222-4222-8222-222222222222")
BY = Actor(uuid.uuid4(), ORGANISATION)
ENTRIES = 12


def fill(count: int = ENTRIES) -> None:
    deeds = [Deed(Action.CASE_READ, uuid.uuid4(), {"n": n}) for n in range(count)]
    record_many(by=BY, deeds=deeds)
    record_many(by=Actor(uuid.uuid4(), OTHER), deeds=deeds[:2])


def without_triggers(*statements: tuple[str, list[Any]]) -> None:
    """Do what someone with every right in the database could do."""
    with connection.cursor() as cursor:
        for name in triggers.NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement, values in statements:
            cursor.execute(statement, values)


KEY = ORGANISATION.hex
VALUES = {
    "role": "manager",
    "action": "cases.changed",
    "about": "someone else",
    "about_kind": "other",
    "details": '{"n": 99}',
    "previous": "f" * 64,
    "hash": "e" * 64,
    "at": "2020-01-01 00:00:00+00:00",
    "actor": uuid.UUID(int=7).hex,
}


@pytest.mark.skipif(
    connection.vendor == "postgresql", reason="there the application's role can't tamper at all"
)
class Tampering(HypothesisCase):
    """Each way, at any place, with the triggers gone."""

    def setup_example(self) -> None:
        super().setup_example()
        fill()

    @settings(max_examples=25)
    @given(st.sampled_from(sorted(VALUES)), st.integers(1, ENTRIES))
    def test_a_changed_entry_is_always_found(self, column: str, number: int) -> None:
        without_triggers(
            (
                f"UPDATE audit_entry SET {column} = %s WHERE organisation = %s AND number = %s",  # noqa: S608
                [VALUES[column], KEY, number],
            )
        )

        assert not verify().holds

    @settings(max_examples=12)
    @given(st.integers(1, ENTRIES), st.integers(0, 4))
    def test_deleted_entries_are_always_found(self, first: int, more: int) -> None:
        without_triggers(
            (
                "DELETE FROM audit_entry WHERE organisation = %s AND number BETWEEN %s AND %s",
                [KEY, first, first + more],
            )
        )

        account = verify()

        assert {finding.kind for finding in account.findings} <= {Kind.MISSING, Kind.CUT_OFF}
        assert not account.holds

    @settings(max_examples=12)
    @given(st.permutations(range(1, ENTRIES + 1)))
    def test_reordered_entries_are_always_found(self, order: list[int]) -> None:
        moves = [
            (
                "UPDATE audit_entry SET number = %s WHERE organisation = %s AND number = %s",
                [new + 1000, KEY, old],
            )
            for old, new in enumerate(order, start=1)
        ]
        back = ("UPDATE audit_entry SET number = number - 1000 WHERE organisation = %s", [KEY])
        without_triggers(*moves, back)

        assert verify().holds == (order == list(range(1, ENTRIES + 1)))

    @settings(max_examples=12)
    @given(st.integers(0, ENTRIES - 1))
    def test_a_cut_off_end_is_always_found(self, kept: int) -> None:
        without_triggers(("DELETE FROM audit_entry WHERE organisation = %s AND number > %s", [KEY, kept]))

        account = verify()

        assert [finding.kind for finding in account.findings] == [Kind.CUT_OFF]
        assert str(ENTRIES) in account.findings[0].words.into(Language.SWEDISH)

    @settings(max_examples=8)
    @given(st.integers(1, ENTRIES))
    def test_a_whole_chain_written_anew_is_found_against_ends_kept_elsewhere(self, number: int) -> None:
        known = verify().heads
        without_triggers()
        previous = "0" * 64
        for entry in Entry.objects.filter(organisation=ORGANISATION).order_by("number"):
            entry.previous = previous
            entry.details = {"n": -1} if entry.number == number else entry.details
            entry.hash = previous = entry_hash(entry)
            entry.save()
        Chain.objects.filter(organisation=ORGANISATION).update(hash=previous)

        assert verify().holds
        assert not verify(known).holds


@pytest.mark.django_db
def test_an_untouched_record_holds_and_ten_thousand_entries_are_walked() -> None:
    fill(10_000)

    account = verify()

    assert account.holds
    assert not account.findings
    assert account.entries == 10_002


@pytest.mark.django_db
def test_a_clock_that_goes_back_is_told_and_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    for moment in (now, now - timedelta(hours=1), now + timedelta(days=1)):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        record(by=BY, action=Action.CASE_READ)

    account = verify()

    assert account.holds
    assert [finding.kind for finding in account.findings] == [Kind.CLOCK]


@pytest.mark.django_db
def test_a_sealed_year_goes_after_five_years_and_the_chain_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: datetime(2019, 5, 2, tzinfo=UTC))
    fill()
    monkeypatch.setattr(timezone, "now", lambda: real)
    seal = seals.seal_year(by=BY, organisation=ORGANISATION, year=2019)
    assert seal is not None
    assert (seal.first, seal.last) == (1, ENTRIES)

    assert seals.remove_sealed_segment(by=BY, seal=seal) == ENTRIES

    assert verify().holds
    assert Entry.objects.filter(organisation=ORGANISATION).order_by("number")[0].number == ENTRIES + 1
    assert Entry.objects.filter(action=Action.SEGMENT_REMOVED).count() == 1


@pytest.mark.django_db
def test_a_year_is_never_taken_away_too_early_or_before_an_earlier_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = timezone.now()
    made: list[Seal] = []
    for year in (2018, 2019, real.year - 1):
        monkeypatch.setattr(timezone, "now", lambda year=year: datetime(year, 5, 2, tzinfo=UTC))
        record(by=BY, action=Action.CASE_READ)
        monkeypatch.setattr(timezone, "now", lambda: real)
        made += [seal for seal in [seals.seal_year(by=BY, organisation=ORGANISATION, year=year)] if seal]

    for seal in made[1:]:
        with pytest.raises(seals.SegmentKept):
            seals.remove_sealed_segment(by=BY, seal=seal)
    with pytest.raises(seals.SegmentKept):
        seals.seal_year(by=BY, organisation=ORGANISATION, year=real.year)


@pytest.mark.skipif(
    connection.vendor == "postgresql", reason="there the application's role can't tamper at all"
)
@pytest.mark.django_db
def test_the_command_says_in_words_what_is_broken(tmp_path: Any) -> None:
    fill()
    ends = tmp_path / "ends.txt"
    whole = CliRunner().invoke(main, ["audit", "verify", "--save", str(ends)], env={"LANG": "sv_SE.UTF-8"})
    without_triggers(
        ("UPDATE audit_entry SET role = 'x' WHERE organisation = %s AND number = 3", [KEY]),
        ("DELETE FROM audit_entry WHERE organisation = %s AND number = 7", [KEY]),
    )

    broken = CliRunner().invoke(
        main, ["audit", "verify", "--against", str(ends)], env={"LANG": "sv_SE.UTF-8"}
    )

    assert whole.exit_code == 0, whole.output
    assert "Alla 2 kedjor håller" in whole.output
    assert broken.exit_code == 1
    assert "Post 3 är ändrad." in broken.stderr
    assert "Post 7 saknas." in broken.stderr
