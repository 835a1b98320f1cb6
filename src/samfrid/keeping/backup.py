"""Back up: everything the database holds at one moment, while others go on writing. The key ring is never inside."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.models import NO_ORGANISATION, Entry
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.doors import Door, crossing
from samfrid.foundation.vault.keys import ring
from samfrid.foundation.vault.services.erasures import complete_list, list_of_erasures
from samfrid.keeping.manifest import Manifest, refused, sum_file, write_manifest
from samfrid.keeping.rows import Rows, TableSum, opened_postgres, opened_sqlite, sum_up

DATABASE, ERASURES, FILES, ROWS = "database.sqlite3", "erasures.jsonl", "files", "rows"
KEPT_FOLDERS = ("snapshots",)


def back_up(destination: Path, *, now: datetime) -> Path:
    """Make a backup in a new folder of the destination and return the folder.

    Promise: it is whole or it isn't there; it holds every row that was committed before it began, and none that
             was committed after; nothing in it opens what is sealed. Others write meanwhile.
    Errors:  BackupRefused when the destination holds the key ring or the copy isn't sound.
    """
    _refuse_beside_keys(destination)
    complete_list()
    folder = destination / f"samfrid-{now:%Y%m%dT%H%M%SZ}"
    partial = destination / f".{folder.name}.partial"
    if folder.exists():
        raise refused("Det finns redan en kopia med samma namn.", "There is a backup of that name.", folder)
    destination.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial.mkdir(mode=0o700)
    list_of_erasures().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    list_of_erasures().touch(mode=0o600)
    (partial / ERASURES).write_bytes(list_of_erasures().read_bytes())
    migrations = _made_migrations()
    go_through_the_door("backup")
    tables = _dump_postgres(partial) if connection.vendor == "postgresql" else _copy_sqlite(partial)
    _copy_kept_folders(partial)
    files = {str(path.relative_to(partial)): sum_file(path) for path in _files_in(partial)}
    manifest = Manifest(
        made_at=now.isoformat(),
        version=version("samfrid"),
        engine=connection.vendor,
        migrations=migrations,
        key_ids=ring().key_ids,
        tables=tables,
        files=files,
    )
    write_manifest(manifest, partial)
    for path in _files_in(partial):
        path.chmod(0o400)
        _to_disk(path)
    partial.rename(folder)
    _to_disk(destination)
    record(by=SYSTEM, action=Action.BACKED_UP, details={"rows": manifest.row_count})
    return folder


def go_through_the_door(reason: str) -> None:
    """Note in every organisation's audit that its rows are read. What follows reads beside, and holds no writer up."""
    with crossing(door=Door.KEEPING, by=SYSTEM, reason=reason):
        pass


def _copy_kept_folders(folder: Path) -> None:
    """Copy what the rows point to and can't be made again. Such files are written once and never changed."""
    var: Path = settings.SAMFRID.var
    for name in KEPT_FOLDERS:
        if (var / name).is_dir():
            shutil.copytree(var / name, folder / FILES / name)


def last_backup() -> datetime | None:
    """When the newest backup was made, as the audit tells."""
    return (
        Entry.objects.filter(organisation=NO_ORGANISATION, action=Action.BACKED_UP)
        .order_by("-at")
        .values_list("at", flat=True)
        .first()
    )


@contextmanager
def opened_backup(folder: Path, manifest: Manifest) -> Iterator[Rows]:
    """Open the rows of a backup."""
    if manifest.engine == "postgresql":
        from samfrid.keeping.dumped import DumpedRows

        yield DumpedRows(folder / ROWS)
    else:
        with opened_sqlite(folder / DATABASE, never_changes=True) as rows:
            yield rows


def _refuse_beside_keys(destination: Path) -> None:
    keys: Path = settings.SAMFRID.keys.resolve()
    if keys.is_relative_to(destination.resolve()) or destination.resolve().is_relative_to(keys.parent):
        raise refused(
            "Nyckelringen ligger på samma plats. Lägg kopian någon annanstans.",
            "The key ring lies in the same place. Put the backup somewhere else.",
            destination,
        )


def _copy_sqlite(folder: Path) -> dict[str, TableSum]:
    live, copy = Path(str(connection.settings_dict["NAME"])), folder / DATABASE
    with closing(sqlite3.connect(f"{live.absolute().as_uri()}?mode=ro", uri=True)) as source:
        source.execute("VACUUM INTO ?", [str(copy)])
    with opened_sqlite(copy, never_changes=True) as rows:
        rows.must_be_sound()
        return sum_up(rows)


def _dump_postgres(folder: Path) -> dict[str, TableSum]:
    from samfrid.keeping.dumped import DumpedRows, dump

    with opened_postgres() as rows:
        dump(rows, folder / ROWS)
    return sum_up(DumpedRows(folder / ROWS))


def _made_migrations() -> tuple[str, ...]:
    made = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in made))


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
