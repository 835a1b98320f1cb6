"""What a backup promises: whole, of one moment, proven, without the keys, and without whoever was erased since."""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from base64 import b64decode
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from people import Person, new_organisation, new_person
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.audit.services import record
from samfrid.foundation.audit.verify import verify as verify_audit
from samfrid.foundation.vault.services.erasures import erase
from samfrid.foundation.vault.services.references import read_reference, seal_reference
from samfrid.keeping.backup import DATABASE, back_up, last_backup
from samfrid.keeping.manifest import MANIFEST, BackupRefused, read_manifest
from samfrid.keeping.restoring import restore
from samfrid.keeping.rows import compare, opened_sqlite
from samfrid.keeping.verification import differences_from_live, proven

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
CANARY = "KANARIE-4711-REFERENS"


def sealed(person: Person, reference: str = CANARY) -> uuid.UUID:
    case_id = uuid.uuid4()
    owner = person.membership.organisation_id
    seal_reference(by=person.actor, organisation=owner, case_id=case_id, reference=reference)
    return case_id


def empty(room: Path) -> Path:
    """Take the database away, as on a new machine."""
    connection.close()
    lost = room / "lost"
    lost.mkdir()
    for path in (room / "var").glob("samfrid.sqlite3*"):
        path.rename(lost / path.name)
    return lost / "samfrid.sqlite3"


def change(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def test_what_is_restored_is_the_same_row_by_row(room):
    worker = new_person(new_organisation(), Role.SOCIAL_WORKER)
    case_id = sealed(worker)
    backup = back_up(room / "backups", now=NOW)
    empty(room)

    done = restore(backup, erasures=None)

    with (
        opened_sqlite(backup / DATABASE, never_changes=True) as then,
        opened_sqlite(room / "var" / "samfrid.sqlite3") as now,
    ):
        differing = {one.table for one in compare(then, now)}
    assert differing <= {"audit_entry", "audit_chain"}  # that it was restored
    assert done.rows == read_manifest(backup).row_count > 60
    owner = worker.membership.organisation_id
    assert read_reference(by=worker.actor, organisation=owner, case_id=case_id) == CANARY
    assert verify_audit().holds


def test_whoever_was_erased_after_the_backup_is_gone_after_the_restore(room):
    worker = new_person(new_organisation(), Role.SOCIAL_WORKER)
    kept, erased = sealed(worker, "kept"), sealed(worker, "erased")
    backup = back_up(room / "backups", now=NOW)
    erase(by=worker.actor, case_id=erased)
    empty(room)

    done = restore(backup, erasures=settings.SAMFRID.erasures)

    owner = worker.membership.organisation_id
    assert done.erased_again == 1
    assert read_reference(by=worker.actor, organisation=owner, case_id=erased) is None
    assert read_reference(by=worker.actor, organisation=owner, case_id=kept) == "kept"


def test_the_files_that_rows_point_to_come_along_and_are_proven(room):
    file = room / "var" / "snapshots" / "one" / "rows.parquet"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"figures")
    backup = back_up(room / "backups", now=NOW)
    proven(backup)
    empty(room)
    (room / "var" / "snapshots").rename(room / "lost" / "snapshots")

    restore(backup, erasures=None)

    assert file.read_bytes() == b"figures"
    change(backup / "files" / "snapshots" / "one" / "rows.parquet", b"forgery")
    with pytest.raises(BackupRefused, match=r"rows\.parquet"):
        proven(backup)


def test_nothing_is_restored_over_a_database(room):
    backup = back_up(room / "backups", now=NOW)
    before = (room / "var" / "samfrid.sqlite3").read_bytes()

    with pytest.raises(BackupRefused, match="already"):
        restore(backup, erasures=None)

    assert (room / "var" / "samfrid.sqlite3").read_bytes() == before


def test_a_known_reference_is_nowhere_in_clear_nor_are_the_keys(room):
    worker = new_person(new_organisation(), Role.SOCIAL_WORKER)
    sealed(worker)
    back_up(room / "backups", now=NOW)

    masters = [key["master"] for key in json.loads(settings.SAMFRID.keys.read_bytes())["keys"].values()]
    secrets = [CANARY.encode(), *(b64decode(m) for m in masters), *(m.encode() for m in masters)]
    looked_in = [path for path in room.rglob("*") if path.is_file() and path != settings.SAMFRID.keys]

    assert {"samfrid.sqlite3", "samfrid.sqlite3-wal", DATABASE, "manifest.json"} <= {
        p.name for p in looked_in
    }
    assert not [
        (path.name, bytes_) for path in looked_in for bytes_ in secrets if bytes_ in path.read_bytes()
    ]


def test_what_was_erased_is_overwritten_in_the_file(room):
    worker = new_person(new_organisation(), Role.SOCIAL_WORKER)
    case_id = sealed(worker)
    with closing(sqlite3.connect(room / "var" / "samfrid.sqlite3")) as reader:
        (wrapped,) = reader.execute("SELECT wrapped FROM vault_wrappedkey").fetchone()

    erase(by=worker.actor, case_id=case_id)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    assert bytes(wrapped) not in (room / "var" / "samfrid.sqlite3").read_bytes()


@pytest.mark.parametrize("rounds", [8, pytest.param(100, marks=pytest.mark.nightly)])
def test_a_backup_is_of_one_moment_though_another_writes(room, rounds):
    """Two rows are written in each transaction: a copy with one of them is of no moment."""
    organisation = new_organisation()
    ended, errors = threading.Event(), []

    def write() -> None:
        from django.db import transaction

        try:
            while not ended.is_set():
                with transaction.atomic():
                    for _ in range(2):
                        record(by=SYSTEM, action=Action.JOB_STARTED, organisation=organisation.pk)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [back_up(room / "backups", now=NOW + timedelta(minutes=number)) for number in range(rounds)]
    finally:
        ended.set()
        writer.join()

    counts = []
    for backup in backups:
        proven(backup)
        with closing(sqlite3.connect(backup / DATABASE)) as copy:
            counts += copy.execute(
                "SELECT count(*) FROM audit_entry WHERE action = 'jobs.started' AND organisation = ?",
                [organisation.pk.hex],
            ).fetchone()
    assert not errors
    assert not [count for count in counts if count % 2]
    assert counts == sorted(counts)
    assert counts[-1] > counts[0] > 0


@pytest.mark.parametrize("name", [DATABASE, "erasures.jsonl", MANIFEST, "manifest.sha256"])
def test_a_single_changed_byte_is_found(room, name):
    sealed(new_person(new_organisation(), Role.SOCIAL_WORKER))
    backup = back_up(room / "backups", now=NOW)
    content = bytearray((backup / name).read_bytes() or b"x")
    content[len(content) // 2] ^= 1

    change(backup / name, bytes(content))

    with pytest.raises(BackupRefused):
        proven(backup)


@pytest.mark.parametrize("name", [DATABASE, MANIFEST])
def test_a_missing_file_is_found(room, name):
    backup = back_up(room / "backups", now=NOW)

    (backup / name).unlink()

    with pytest.raises(BackupRefused):
        proven(backup)
    with pytest.raises(BackupRefused):
        restore(backup, erasures=None)


def test_a_row_that_was_taken_from_a_copy_made_whole_again_is_found(room):
    """Whoever changes a row and mends every hash of a file still meets the hash of the table."""
    new_person(new_organisation(), Role.SOCIAL_WORKER)
    backup = back_up(room / "backups", now=NOW)
    (backup / DATABASE).chmod(0o600)
    with closing(sqlite3.connect(backup / DATABASE)) as copy, copy:
        copy.execute("DELETE FROM organisations_membership")
        copy.commit()

    with opened_sqlite(backup / DATABASE, never_changes=True) as rows:
        from samfrid.keeping.verification import wrong_tables

        wrong = wrong_tables(rows, read_manifest(backup))

    assert [problem.where.file for problem in wrong] == ["organisations_membership"]


def test_what_has_changed_since_is_told_row_by_row(room):
    organisation = new_organisation()
    backup = back_up(room / "backups", now=NOW)
    organisation.name = "Nytt namn"
    organisation.save()
    new_person(organisation, Role.MANAGER)

    found = {one.table: one for one in differences_from_live(backup)}

    assert (found["organisations_organisation"].changed, found["accounts_user"].only_second) == (1, 1)
    assert "organisations_coveredmunicipality" not in found


def test_a_backup_is_never_put_where_the_keys_are(room):
    for place in (room / "keys", room / "keys" / "copies", room):
        with pytest.raises(BackupRefused, match="key ring"):
            back_up(place, now=NOW)


def test_a_backup_is_read_by_its_owner_alone_and_noted_in_every_audit(room):
    organisation = new_organisation()
    backup = back_up(room / "backups", now=NOW)

    assert {path.stat().st_mode & 0o777 for path in backup.iterdir()} == {0o400}
    assert backup.stat().st_mode & 0o777 == 0o700
    assert last_backup() is not None
    assert Entry.objects.filter(organisation=organisation.pk, action=Action.SCOPE_CROSSED).count() == 1
