"""Prove a backup: every file and every row is as its manifest says, and where it differs from the database now."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from samfrid.domain.wording import Place, Problem, Text
from samfrid.keeping.backup import go_through_the_door, opened_backup
from samfrid.keeping.manifest import HASH_FILE, MANIFEST, BackupRefused, Manifest, read_manifest, sum_file
from samfrid.keeping.rows import Rows, TableDifference, compare, opened_live, sum_up


def proven(folder: Path) -> Manifest:
    """Go through a backup, file by file and row by row, and return its manifest.

    Errors: BackupRefused naming every file that is missing, added or changed, and every table with other rows.
    """
    manifest = read_manifest(folder)
    problems = _wrong_files(folder, manifest)
    if not problems:
        try:
            with opened_backup(folder, manifest) as rows:
                problems = wrong_tables(rows, manifest)
        except (sqlite3.DatabaseError, ValueError) as error:
            raise BackupRefused(Text("Kopian går inte att läsa.", "The backup can't be read.")) from error
    if problems:
        raise BackupRefused(*problems)
    return manifest


def wrong_tables(rows: Rows, manifest: Manifest) -> list[Problem]:
    """Name each table whose rows aren't those of the manifest."""
    found = sum_up(rows)
    problems = []
    for table in sorted(manifest.tables.keys() | found.keys()):
        wanted, there = manifest.tables.get(table), found.get(table)
        if wanted == there:
            continue
        told = wanted.rows if wanted else 0, there.rows if there else 0
        problems.append(
            Problem(
                Text(
                    f"Tabellen skiljer sig: {told[0]} rader enligt förteckningen, {told[1]} finns.",
                    f"The table differs: {told[0]} rows in the manifest, {told[1]} are there.",
                ),
                Place(file=table),
            )
        )
    return problems


def differences_from_live(folder: Path) -> list[TableDifference]:
    """Compare a proven backup with the database as it is now, row by row.

    Errors: BackupRefused when the backup itself doesn't hold.
    """
    manifest = proven(folder)
    go_through_the_door("verify")
    with opened_backup(folder, manifest) as then, opened_live() as now:
        return compare(then, now)


def _wrong_files(folder: Path, manifest: Manifest) -> list[Problem]:
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {
        MANIFEST,
        HASH_FILE,
    }
    problems = []
    for name in sorted(manifest.files.keys() | there):
        if name not in there:
            words = Text("Filen saknas.", "The file is missing.")
        elif name not in manifest.files:
            words = Text("Filen hör inte till kopian.", "The file doesn't belong to the backup.")
        elif sum_file(folder / name) != manifest.files[name]:
            words = Text("Filen är ändrad.", "The file has been changed.")
        else:
            continue
        problems.append(Problem(words, Place(file=name)))
    return problems
