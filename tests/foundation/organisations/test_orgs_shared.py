"""A shared row is there for its parties, by every way, and for nobody else."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from people import new_organisation
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations import row_security
from samfrid.foundation.organisations.models import Organisation
from samfrid.foundation.organisations.scope import ScopeClosed, ScopeCrossed, opened
from samfrid.foundation.organisations.shared import SharedModel, share

pytestmark = pytest.mark.django_db
TABLE = "organisations_letter"


@pytest.fixture
def letters(db: None) -> Iterator[Any]:
    """A shared model with a table for this test alone, secured as those of migrations are."""
    with isolate_apps("samfrid.foundation.organisations"):

        class Letter(SharedModel):
            title = models.CharField(max_length=40)

            class Meta(SharedModel.Meta):
                abstract = False
                app_label = "organisations"

    with connection.cursor() as cursor:
        key = "uuid" if connection.vendor == "postgresql" else "char(32)"
        cursor.execute(f"CREATE TEMPORARY TABLE {TABLE} (id {key} PRIMARY KEY, title varchar(40))")
        if connection.vendor == "postgresql":
            row_security._secure(cursor, TABLE, is_shared=True)
    yield Letter
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


@pytest.fixture
def ours() -> Organisation:
    return new_organisation("motala")


@pytest.fixture
def theirs() -> Organisation:
    return new_organisation("linkoping", covers=("0580",))


def written_by(organisation: Organisation, letters: Any) -> Any:
    with opened(organisation.pk, by=SYSTEM):
        return letters.objects.create(title="Avsikt")


def seen_by(organisation: Organisation, letters: Any) -> list[int]:
    """How many rows each way of reading gives."""
    with opened(organisation.pk, by=SYSTEM):
        by_hand = models.QuerySet(letters)
        return [
            len(letters.objects.all()),
            letters.objects.count(),
            len(by_hand.filter(title="Avsikt")),
            by_hand.count(),
            len(by_hand.filter(pk__in=by_hand.values("pk"))),
            len(by_hand.union(by_hand)),
        ]


def test_whoever_makes_a_row_sees_it_and_nobody_else(
    letters: Any, ours: Organisation, theirs: Organisation
) -> None:
    written_by(ours, letters)

    assert seen_by(ours, letters) == [1] * 6
    assert seen_by(theirs, letters) == [0] * 6


def test_a_new_party_sees_the_row_and_both_have_it_in_their_audit(
    letters: Any, ours: Organisation, theirs: Organisation
) -> None:
    letter = written_by(ours, letters)

    with opened(ours.pk, by=SYSTEM):
        share(by=SYSTEM, row=letter, party=theirs)
        share(by=SYSTEM, row=letter, party=theirs)

    assert seen_by(theirs, letters) == [1] * 6
    told = Entry.objects.filter(action=Action.SCOPE_CROSSED, about=str(letter.pk))
    assert set(told.values_list("organisation", flat=True)) == {ours.pk, theirs.pk}


def test_a_stranger_neither_changes_deletes_nor_shares_a_held_row(
    letters: Any, ours: Organisation, theirs: Organisation
) -> None:
    letter = written_by(ours, letters)

    with opened(theirs.pk, by=SYSTEM):
        for deed in (
            letter.save,
            letter.delete,
            lambda: share(by=SYSTEM, row=letter, party=theirs),
        ):
            with pytest.raises(ScopeCrossed), transaction.atomic():
                deed()
        with pytest.raises(letters.DoesNotExist):
            letter.refresh_from_db()
        assert models.QuerySet(letters).update(title="x") == 0
        assert models.QuerySet(letters).filter(pk=letter.pk)._raw_delete("default") == 0
    assert seen_by(ours, letters) == [1] * 6


def test_without_an_open_organisation_nothing_is_read_or_written(letters: Any, ours: Organisation) -> None:
    letter = written_by(ours, letters)
    with opened(ours.pk, by=SYSTEM):
        held = letters.objects.all()

    for deed in (
        lambda: letters.objects.all(),
        lambda: list(held),
        lambda: list(models.QuerySet(letters)),
        lambda: models.QuerySet(letters).update(title="x"),
        lambda: letters(pk=uuid.uuid4(), title="x").save(),
        letter.save,
        letter.delete,
    ):
        with pytest.raises(ScopeClosed), transaction.atomic():
            deed()


def test_a_queryset_built_elsewhere_is_refused(
    letters: Any, ours: Organisation, theirs: Organisation
) -> None:
    with opened(ours.pk, by=SYSTEM):
        held = letters.objects.all()

    with opened(theirs.pk, by=SYSTEM), pytest.raises(ScopeCrossed):
        list(held)
