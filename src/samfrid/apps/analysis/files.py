"""Where snapshots lie, and how a folder with a proof is packed to be kept with its draft."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from samfrid.adapters.warehouse import EngineLimits, Manifest, Snapshot, open_snapshot, write_snapshot
from samfrid.domain.measures import Facts
from samfrid.domain.wording import Problem, Refused, Text

_SAME_TIME = (2000, 1, 1, 0, 0, 0)


class ProofMissing(Refused):
    """A draft's proof can't be unpacked."""


def snapshot_folder(snapshot: uuid.UUID, family: str) -> Path:
    """Where the facts of a family lie in a snapshot."""
    found: Path = settings.SAMFRID.var / "snapshots" / str(snapshot) / family
    return found


def keep_facts(snapshot: uuid.UUID, family: str, facts: Facts, *, taken_on: date) -> Manifest:
    """Write the facts of a family into a snapshot.

    Errors: SnapshotExists, SnapshotNotWritten.
    """
    return write_snapshot(facts, snapshot_folder(snapshot, family), taken_on=taken_on)


def kept_facts(snapshot: uuid.UUID, family: str) -> Snapshot:
    """Open the facts of a family, checked against their hash.

    Errors: SnapshotDamaged.
    """
    return open_snapshot(snapshot_folder(snapshot, family))


def limits() -> EngineLimits:
    """How much counting may take on this machine."""
    folder: Path = settings.SAMFRID.var / "spill"
    folder.mkdir(parents=True, exist_ok=True)
    return EngineLimits(memory=f"{settings.SAMFRID.warehouse_memory}MB", spill_to=folder)


def packed(folder: Path) -> bytes:
    """Pack a folder; equal folders give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _SAME_TIME)
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


@contextmanager
def unpacked(proof: bytes | memoryview) -> Iterator[Path]:
    """Unpack a folder for as long as it is looked at. It holds true counts: nobody else may read it.

    Errors: ProofMissing when it was never packed here.
    """
    with TemporaryDirectory(prefix="samfrid-proof-") as made:
        try:
            with zipfile.ZipFile(io.BytesIO(bytes(proof))) as archive:
                archive.extractall(made)  # only what `packed` wrote comes here
        except zipfile.BadZipFile:
            raise ProofMissing(
                Problem(Text("Beviset saknas eller är skadat.", "The proof is missing or damaged."))
            ) from None
        yield Path(made)
