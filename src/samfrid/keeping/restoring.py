"""Restore a backup into an empty place, prove that every row is there, and erase again whoever was erased since."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.vault.services.erasures import apply_again, complete_list
from samfrid.keeping.backup import DATABASE, ERASURES, FILES, KEPT_FOLDERS, ROWS
from samfrid.keeping.dumped import DumpedRows
from samfrid.keeping.manifest import BackupRefused, Manifest, refused
from samfrid.keeping.rows import open_all_organisations, opened_live, sum_up
from samfrid.keeping.verification import proven, wrong_tables


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: how many rows, and how many persons were erased again."""

    rows: int
    tables: int
    erased_again: int


def restore(folder: Path, *, erasures: Path | None) -> Restored:
    """Restore a backup into this installation's database, which must be empty.

    `erasures` is the list of erasures as it is now; None only when it is known to be lost.
    Promise: nothing is written over; every row is compared with the manifest before anything else happens to it;
             whoever was erased since the backup is erased again.
    Errors:  BackupRefused when the backup doesn't hold, is of a newer version or another database, or when the
             place isn't empty.
    """
    manifest = proven(folder)
    _refuse_another_kind(manifest)
    var: Path = settings.SAMFRID.var
    for name in KEPT_FOLDERS:
        if (var / name).exists():
            raise _not_empty(var / name)
    if manifest.engine == "postgresql":
        _fill_postgres(folder, manifest)
    else:
        _place_sqlite(folder)
    _put_back_files(folder)
    with opened_live() as rows:
        problems = wrong_tables(rows, manifest)
    if problems:
        raise BackupRefused(*problems)
    call_command("migrate", verbosity=0, interactive=False)
    again = sum(apply_again(path) for path in (folder / ERASURES, erasures) if path is not None)
    complete_list()
    record(by=SYSTEM, action=Action.RESTORED, details={"rows": manifest.row_count, "erased_again": again})
    return Restored(manifest.row_count, len(manifest.tables), again)


def _refuse_another_kind(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupRefused(
            Text(
                f"Kopian är av {manifest.engine}, men inställningen SAMFRID_DATABASE är {connection.vendor}.",
                f"The backup is of {manifest.engine}, but the setting SAMFRID_DATABASE is {connection.vendor}.",
            )
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if set(manifest.migrations) - known:
        raise BackupRefused(
            Text(
                "Kopian är av en nyare version. Uppdatera programmet först.",
                "The backup is of a newer version. Update the program first.",
            )
        )


def _place_sqlite(folder: Path) -> None:
    target = Path(str(connection.settings_dict["NAME"]))
    beside = [target.with_name(target.name + ending) for ending in ("-wal", "-shm", "-journal")]
    if any(path.exists() for path in (target, *beside)):
        raise _not_empty(target)
    connection.close()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = target.with_name(f".{target.name}.partial")
    shutil.copyfile(folder / DATABASE, partial)
    partial.chmod(0o600)
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    os.link(partial, target)  # fails where someone has made a database meanwhile
    partial.unlink()


def _put_back_files(folder: Path) -> None:
    var: Path = settings.SAMFRID.var
    for source in sorted((folder / FILES).glob("*")):
        shutil.copytree(source, var / source.name)
        for path in (var / source.name).rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)


def _fill_postgres(folder: Path, manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            raise _not_empty(Path(str(connection.settings_dict["NAME"])))
    call_command("migrate", verbosity=0, interactive=False)
    with opened_live() as rows:
        made, names = sum_up(rows), set(rows.tables())
    if names != set(manifest.tables):
        raise BackupRefused(
            Text(
                "Kopian är av en annan version. Återställ med samma version, och uppdatera sedan.",
                "The backup is of another version. Restore with the same version, then update.",
            )
        )
    dumped = DumpedRows(folder / ROWS)
    with transaction.atomic(), connection.housekeeping(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        # The audit's own triggers let nothing in but at the end of a chain; only the owner of the tables may do this.
        for table in sorted(names):
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for table in sorted(made):
            if made[table].rows:
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - what the migrations had put there
        first = ("organisations_organisation", *sorted(names - {"organisations_organisation"}))
        for table in first:
            _insert(cursor, table, dumped)
            if table == first[0]:
                open_all_organisations(cursor)
        _reset_sequences(cursor)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in sorted(names):
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def _insert(cursor: Any, table: str, dumped: DumpedRows) -> None:
    sql = f'INSERT INTO "{table}" SELECT * FROM jsonb_populate_record(NULL::"{table}", %s::jsonb)'  # noqa: S608
    cursor.executemany(sql, ([row.content] for row in dumped.rows(table)))


def _reset_sequences(cursor: Any) -> None:
    from django.apps import apps

    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        cursor.execute(statement)


def _not_empty(place: Path) -> BackupRefused:
    return refused(
        "Här finns redan något. Återställ till en tom plats.",
        "There is something here already. Restore into an empty place.",
        place,
    )
