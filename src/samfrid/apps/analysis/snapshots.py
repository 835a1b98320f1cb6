"""Where snapshots lie, and how facts are written into one and read back."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

from django.conf import settings

from samfrid.adapters.warehouse import EngineLimits, Manifest, Snapshot, open_snapshot, write_snapshot
from samfrid.domain.measures import Facts


def folder_of(snapshot: uuid.UUID, family: str) -> Path:
    """Where the facts of a family lie in a snapshot."""
    found: Path = settings.SAMFRID.var / "snapshots" / str(snapshot) / family
    return found


def keep(snapshot: uuid.UUID, family: str, facts: Facts, *, taken_on: date) -> Manifest:
    """Write the facts of a family into a snapshot.

    Errors: SnapshotExists, SnapshotNotWritten.
    """
    return write_snapshot(facts, folder_of(snapshot, family), taken_on=taken_on)


def kept(snapshot: uuid.UUID, family: str) -> Snapshot:
    """Open the facts of a family, checked against their hash.

    Errors: SnapshotDamaged.
    """
    return open_snapshot(folder_of(snapshot, family))


def limits() -> EngineLimits:
    """How much counting may take on this machine."""
    folder: Path = settings.SAMFRID.var / "spill"
    folder.mkdir(parents=True, exist_ok=True)
    return EngineLimits(memory=f"{settings.SAMFRID.warehouse_memory}MB", spill_to=folder)
