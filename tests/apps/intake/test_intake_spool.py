"""The bytes of a file wait sealed, under a name of ours, and are gone when nobody needs them."""

from __future__ import annotations

import os
import stat
import time
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from intake_files import csv_of

from case_examples import Place
from samfrid.apps.cases.models import Case
from samfrid.apps.cases.services import batches
from samfrid.apps.intake import spool
from samfrid.apps.intake.models import FileState, IncomingFile
from samfrid.apps.intake.services import checking, committing, files
from samfrid.foundation.accounts.actors import SYSTEM, Actor
from samfrid.foundation.jobs.work import Work
from samfrid.foundation.organisations.scope import opened

CANARY = b"kanariefagel-i-ett-svar"


def folder() -> Path:
    path: Path = settings.SAMFRID.var / "intake"
    return path


@given(st.binary(max_size=200), st.lists(st.integers(0, 2_500_000), max_size=3))
def test_what_is_kept_comes_back_however_it_came(start: bytes, sizes: list[int]) -> None:
    parts = [start, *(bytes(size) for size in sizes[:2])]
    kept = spool.keep(parts)
    with spool.unsealed(kept.name, kept.key) as path:
        assert path.read_bytes() == b"".join(parts)
    spool.remove(kept.name)
    assert kept.size == sum(map(len, parts))


def test_nothing_of_a_file_can_be_read_where_it_waits() -> None:
    kept = spool.keep([CANARY * 100])
    path = folder() / kept.name

    assert CANARY not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder().stat().st_mode) == 0o700
    spool.remove(kept.name)


@pytest.mark.parametrize("damage", ["other key", "cut", "changed", "other name", "gone"])
def test_a_file_that_is_not_what_was_kept_is_refused(damage: str) -> None:
    kept = spool.keep([b"x" * 1_500_000])
    name, key, path = kept.name, kept.key, folder() / kept.name
    sealed = path.read_bytes()
    if damage == "other key":
        key = "00" * 32
    elif damage == "cut":
        path.write_bytes(sealed[: spool.MEGABYTE + 16])
    elif damage == "changed":
        path.write_bytes(b"y" + sealed[1:])
    elif damage == "other name":
        name = "0" * 32
        path.rename(folder() / name)
    else:
        path.unlink()
    with pytest.raises(spool.FileGone), spool.unsealed(name, key):
        pass
    spool.remove(kept.name)
    spool.remove(name)


def test_a_file_that_is_too_large_leaves_nothing() -> None:
    before = set(folder().iterdir())
    with pytest.raises(spool.FileTooLarge):
        spool.keep(bytes(spool.MEGABYTE) for _ in range(60))
    assert set(folder().iterdir()) == before


@given(st.text(max_size=300))
def test_a_name_is_always_safe_to_show_and_leads_nowhere(name: str) -> None:
    plain = files.safe_name(name)

    assert plain
    assert len(plain) <= files.LONGEST_NAME
    assert not set(plain) & set("/\\\0\u2044\u2215\uff0f\uff3c")
    assert plain not in (".", "..")
    assert not [sign for sign in plain if unicodedata.category(sign)[0] in "C"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\ärenden.xlsx", "ärenden.xlsx"),
        ("a\u202exslx.csv", "axslx.csv"),
        ("  .hemlig ", "hemlig"),
        ("x" * 300 + ".xlsx", "x" * 95 + ".xlsx"),
        ("", "fil"),
    ],
)
def test_names_that_mean_harm_are_made_plain(name: str, plain: str) -> None:
    assert files.safe_name(name) == plain


def work_of(place: Place) -> Work:
    return Work(
        place.organisation.pk, place.manager.actor, place.organisation.pk, lambda done, total, words: None
    )


def received(place: Place) -> IncomingFile:
    """A file that is read through and approved."""
    by = place.manager.actor
    with opened(place.organisation.pk, by=by):
        file = files.receive(by=by, name="ark.csv", parts=[csv_of()], format_="cases")
    checking.check(work_of(place), file.pk)
    with opened(place.organisation.pk, by=by):
        return committing.approve(by=by, file=file.pk)


def test_what_nobody_finished_within_a_day_is_swept(place: Place) -> None:
    by = place.manager.actor
    file = received(place)
    path = folder() / file.spool
    with opened(place.organisation.pk, by=by):
        batch = batches.begin(by=by)
        IncomingFile.objects.update(state=FileState.READ, received_at="2026-01-01T00:00:00Z")
        type(batch).objects.update(started_at="2026-01-01T00:00:00Z")
    old = time.time() - 2 * spool.KEPT_SECONDS
    os.utime(path, (old, old))

    committing.sweep(
        Work(file.pk, Actor(SYSTEM.id, place.organisation.pk), place.organisation.pk, work_of(place).progress)
    )

    with opened(place.organisation.pk, by=by):
        assert IncomingFile.objects.get().state == FileState.DISCARDED
        assert IncomingFile.objects.get().spool_key == ""
        assert batches.abandoned() == []
    assert not path.exists()


def test_two_copies_that_are_read_in_at_the_same_time_become_one(place: Place) -> None:
    first, second = received(place), received(place)
    done = [committing.commit(work_of(place), file.pk).state for file in (first, second)]

    assert done == [FileState.COMMITTED, FileState.DUPLICATE]
    with opened(place.organisation.pk, by=place.manager.actor):
        assert Case.staged.count() == 4


def test_a_job_done_again_after_a_crash_starts_over_and_leaves_no_rows_twice(place: Place) -> None:
    by, file = place.manager.actor, received(place)
    with opened(place.organisation.pk, by=by):
        batch = batches.begin(by=by)
        IncomingFile.objects.filter(pk=file.pk).update(batch=batch.pk)
        Case.staged.bulk_create([Case(batch=batch, gender="woman", opened_month="2026-01")])
    for _ in range(2):
        assert committing.commit(work_of(place), file.pk).state == FileState.COMMITTED
    with opened(place.organisation.pk, by=by):
        assert Case.staged.count() == Case.objects.count() == 4
