"""What a reader of the audit may rely on: nothing lost, nothing changed, one line a deed."""

from __future__ import annotations

import unicodedata
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Chain, Entry, Seal
from samfrid.foundation.audit.said import plain
from samfrid.foundation.audit.services import Deed, record, record_many

pytestmark = pytest.mark.django_db
ORGANISATION = uuid.UUID("11111111-1111-4111-8111-111111111111")
BY = Actor(uuid.uuid4(), ORGANISATION)


def test_an_entry_takes_two_statements_and_hundreds_take_a_handful() -> None:
    record(by=BY, action=Action.CASE_READ)

    with CaptureQueriesContext(connection) as one:
        record(by=BY, action=Action.CASE_READ)
    with CaptureQueriesContext(connection) as many:
        record_many(by=BY, deeds=[Deed(Action.CASE_READ, uuid.uuid4()) for _ in range(300)])

    assert len(one) == 2
    assert len(many) <= 6
    assert Chain.objects.get(organisation=ORGANISATION).number == 302


def test_an_entry_goes_with_the_deed_it_tells_of() -> None:
    def deed() -> None:
        record(by=BY, action=Action.CASE_CHANGED)
        raise RuntimeError("the deed failed")

    with pytest.raises(RuntimeError):
        transaction.atomic(deed)()

    assert not Entry.objects.exists()
    assert record(by=BY, action=Action.CASE_READ).number == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET role = 'x'",
        "DELETE FROM audit_entry",
        "INSERT INTO audit_entry (organisation, number, at, actor, role, action, about_kind, about, details, previous,"
        " hash) SELECT organisation, number + 5, at, actor, role, action, about_kind, about, details, previous, hash"
        " FROM audit_entry WHERE number = 2",
        "UPDATE audit_chain SET number = 1",
        "DELETE FROM audit_chain",
        "UPDATE audit_seal SET hash = 'x'",
        "UPDATE audit_seal SET removed_at = sealed_at",
        "DELETE FROM audit_seal",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_recorded(change: str) -> None:
    record_many(by=BY, deeds=[Deed(Action.CASE_READ)] * 3)
    now = Entry.objects.get(number=3).at
    Seal.objects.create(
        organisation=ORGANISATION, year=now.year, first=1, last=2, hash="0" * 64, sealed_at=now
    )

    with (
        pytest.raises(DatabaseError, match=r"audit|permission"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)

    assert Entry.objects.count() == 3


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL can truncate")
@pytest.mark.parametrize("table", ["audit_entry", "audit_chain", "audit_seal"])
def test_the_database_refuses_to_truncate(table: str) -> None:
    record(by=BY, action=Action.CASE_READ)

    with (
        pytest.raises(DatabaseError, match=r"audit|permission"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")


def test_only_texts_numbers_yes_and_no_are_details() -> None:
    with pytest.raises(TypeError):
        record(by=BY, action=Action.CASE_READ, details={"share": 0.5})  # type: ignore[dict-item]


class Lines(HypothesisCase):
    @given(st.text(alphabet=st.characters(codec=None), max_size=40), st.integers() | st.booleans())
    def test_no_detail_can_break_a_record_or_hide_in_it(self, text: str, value: int) -> None:
        entry = record(by=BY, action=Action.CASE_READ, about=text, details={text: text, "n": value % 2**53})

        entry.refresh_from_db()

        for written in (entry.about, *map(str, entry.details)):
            assert len(written.splitlines()) <= 1
            assert not {unicodedata.category(sign) for sign in written} & {"Cc", "Cf", "Zl", "Zp", "Cs"}
        assert plain(text) in entry.details


@pytest.mark.parametrize(
    "sign", ["\r", "\n", "\x1b[31m", "\u2028", "\u2029", "\u202e", "\x00", "\x85", "\ud800"]
)
def test_line_ends_colours_and_turned_directions_are_written_out(sign: str) -> None:
    entry = record(by=BY, action=Action.CASE_READ, details={"reason": f"a{sign}b"})

    assert "\\x" in str(entry.details["reason"])
    assert sign not in str(entry.details["reason"])
