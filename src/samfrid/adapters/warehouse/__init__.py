"""Dated, hashed snapshots of facts, and the engine that runs measures on them: Ibis on DuckDB.

Nothing is fetched from the network. Counts that leave this room are raw: for staff and the protector only.
"""

from samfrid.adapters.warehouse.connection import EngineLimits
from samfrid.adapters.warehouse.engine import Warehouse
from samfrid.adapters.warehouse.snapshot import (
    Manifest,
    Snapshot,
    SnapshotDamaged,
    SnapshotExists,
    SnapshotNotWritten,
    open_snapshot,
    write_snapshot,
)

__all__ = [
    "EngineLimits",
    "Manifest",
    "Snapshot",
    "SnapshotDamaged",
    "SnapshotExists",
    "SnapshotNotWritten",
    "Warehouse",
    "open_snapshot",
    "write_snapshot",
]
