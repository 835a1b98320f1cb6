"""Facts as a dated, hashed Parquet snapshot, so that a figure can be counted again from exactly the same
rows.

A snapshot is a folder with `facts.parquet` and `manifest.json`. It holds facts about persons: it lies where
only staff read, and nothing here is ever published.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from samfrid.adapters.warehouse.arrow import STORED, to_arrow, to_facts
from samfrid.adapters.warehouse.connection import EngineLimits
from samfrid.adapters.warehouse.content import content_hash
from samfrid.adapters.warehouse.engine import Warehouse
from samfrid.domain.measures import ColumnType, Facts
from samfrid.domain.wording import Place, Problem, Refused, Text

FACTS_FILE = "facts.parquet"
MANIFEST_FILE = "manifest.json"
FORMAT = 1


class SnapshotDamaged(Refused):
    """A snapshot is not what its manifest says."""


class SnapshotExists(Refused):
    """A snapshot is never written over."""


class SnapshotNotWritten(Refused):
    """A snapshot could not be written; nothing half written is left."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot holds: its date, columns with types in order, number of rows and hash of its content."""

    taken_on: date
    columns: Mapping[str, ColumnType]
    rows: int
    sha256: str

    def as_json(self) -> str:
        """The manifest as it is stored."""
        columns = [{"name": name, "type": type_.value} for name, type_ in self.columns.items()]
        content = {
            "format": FORMAT,
            "taken_on": self.taken_on.isoformat(),
            "columns": columns,
            "rows": self.rows,
            "sha256": self.sha256,
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read a stored manifest.

        Errors: ValueError, KeyError or TypeError when it is not one.
        """
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise ValueError("unknown format")
        columns = {column["name"]: ColumnType(column["type"]) for column in content["columns"]}
        return cls(date.fromisoformat(content["taken_on"]), columns, int(content["rows"]), content["sha256"])


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """An opened snapshot whose content has been checked against its manifest."""

    manifest: Manifest
    table: pa.Table

    def facts(self) -> Facts:
        """The facts, as they were before they were written."""
        return to_facts(self.table, self.manifest.columns)

    def warehouse(self, limits: EngineLimits | None = None) -> Warehouse:
        """An engine that counts the snapshot."""
        return Warehouse(self.table, self.manifest.columns, limits)


def write_snapshot(facts: Facts, folder: Path, *, taken_on: date) -> Manifest:
    """Write facts as a snapshot into a new folder: all of it or nothing.

    Errors: SnapshotExists when the folder is there; SnapshotNotWritten when the disk says no.
    """
    if folder.exists():
        what = Text("Ögonblicksbilden finns redan.", "The snapshot exists already.")
        raise SnapshotExists(Problem(what, Place(file=folder.name)))
    table = to_arrow(facts)
    manifest = Manifest(taken_on, facts.types(), facts.rows, content_hash(table, facts.types()))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise _not_written(folder) from error
    try:
        pq.write_table(table, beside / FACTS_FILE, compression="zstd")
        (beside / MANIFEST_FILE).write_text(manifest.as_json(), encoding="utf-8")
        for path in (beside / FACTS_FILE, beside / MANIFEST_FILE, beside):
            _reach_the_disk(path)
        beside.rename(folder)
        _reach_the_disk(folder.parent)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise _not_written(folder) from error
    return manifest


def open_snapshot(folder: Path) -> Snapshot:
    """Open a snapshot and check every row of it against the manifest.

    Errors: SnapshotDamaged when a file is missing, can't be read, or does not have the content it was written
            with.
    """
    try:
        manifest = Manifest.from_json((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        table = pq.read_table(folder / FACTS_FILE, memory_map=False)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException) as error:
        raise _damaged(folder) from error
    if _schema(table) != {name: STORED[type_] for name, type_ in manifest.columns.items()}:
        raise _damaged(folder)
    if table.num_rows != manifest.rows or content_hash(table, manifest.columns) != manifest.sha256:
        raise _damaged(folder)
    return Snapshot(manifest, table)


def _schema(table: pa.Table) -> dict[str, Any]:
    return dict(zip(table.schema.names, table.schema.types, strict=True))


def _reach_the_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk, so that a power cut can't leave half of it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _damaged(folder: Path) -> SnapshotDamaged:
    what = Text(
        "Ögonblicksbilden är skadad eller ändrad och används inte. Ta en ny eller hämta den ur säkerhetskopian.",
        "The snapshot is damaged or changed and is not used. Take a new one or restore it from the backup.",
    )
    return SnapshotDamaged(Problem(what, Place(file=folder.name)))


def _not_written(folder: Path) -> SnapshotNotWritten:
    what = Text(
        "Ögonblicksbilden kunde inte skrivas. Inget halvt finns kvar. Se efter om disken är full.",
        "The snapshot could not be written. Nothing half written is left. See whether the disk is full.",
    )
    return SnapshotNotWritten(Problem(what, Place(file=folder.name)))
