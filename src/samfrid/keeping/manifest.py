"""What a backup says of itself: where it comes from, each table's rows and hash, each file's size and hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from samfrid.domain.wording import Place, Problem, Refused, Text
from samfrid.keeping.rows import TableSum

FORMAT = 1
MANIFEST, HASH_FILE = "manifest.json", "manifest.sha256"


class BackupRefused(Refused):
    """A backup that can't be trusted, or a place where it can't be put."""


@dataclass(frozen=True, slots=True)
class FileSum:
    """The size and hash of one file of a backup."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `key_ids`: the names of the keys that its sealed values lie under, never the keys."""

    made_at: str
    version: str
    engine: str
    migrations: tuple[str, ...]
    key_ids: tuple[str, ...]
    tables: dict[str, TableSum]
    files: dict[str, FileSum]

    @property
    def row_count(self) -> int:
        """How many rows there are in all."""
        return sum(table.rows for table in self.tables.values())


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest and the hash of it beside."""
    content = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1, ensure_ascii=False).encode()
    (folder / MANIFEST).write_bytes(content)
    (folder / HASH_FILE).write_text(hashlib.sha256(content).hexdigest() + "\n", "ascii")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a backup.

    Errors: BackupRefused when it is missing, changed or of another format.
    """
    try:
        content = (folder / MANIFEST).read_bytes()
        seal = (folder / HASH_FILE).read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError) as error:
        raise refused(
            "Här finns ingen hel säkerhetskopia.", "There is no whole backup here.", folder
        ) from error
    if hashlib.sha256(content).hexdigest() != seal:
        raise refused("Förteckningen är ändrad.", "The manifest has been changed.", folder / MANIFEST)
    told: dict[str, Any] = json.loads(content)
    if told.pop("format") != FORMAT:
        raise refused("Kopian har ett annat format.", "The backup has another format.", folder / MANIFEST)
    return Manifest(
        made_at=told["made_at"],
        version=told["version"],
        engine=told["engine"],
        migrations=tuple(told["migrations"]),
        key_ids=tuple(told["key_ids"]),
        tables={name: TableSum(**table) for name, table in told["tables"].items()},
        files={name: FileSum(**file) for name, file in told["files"].items()},
    )


def sum_file(path: Path) -> FileSum:
    """Measure and hash a file."""
    with path.open("rb") as file:
        return FileSum(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def refused(sv: str, en: str, path: Path) -> BackupRefused:
    """The refusal of a backup, naming the file."""
    return BackupRefused(Problem(Text(sv, en), Place(file=path.name)))
