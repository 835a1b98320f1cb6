"""The key ring as a file that only its owner may read. It never lies where the database or a backup lies."""

from __future__ import annotations

import binascii
import json
import os
from base64 import b64decode, b64encode
from datetime import date
from pathlib import Path
from typing import Any

from samfrid.adapters.sealing.boxes import KEY_BYTES
from samfrid.adapters.sealing.ring import KeyRing
from samfrid.domain.wording import Place as Where
from samfrid.domain.wording import Problem, Refused, Text

_FORMAT = 1
_OTHERS_AND_WRITING = 0o377  # anything beyond "the owner may read"


class RingRefused(Refused):
    """The key ring can't be used as it is."""


def load_ring(path: Path) -> KeyRing:
    """Read the key ring.

    Errors: RingRefused when it is missing, may be read or written by more than its owner's reading, or is not a
            key ring.
    """
    return _ring(_content(path), path)


def make_ring(path: Path, *, day: date) -> KeyRing:
    """Make a ring with one new master key.

    Errors: RingRefused when there is a file already: keys are never written over.
    """
    if path.exists():
        raise _refused(path, "Det finns redan en nyckelring.", "There is a key ring already.")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(path, _with_new_key({"format": _FORMAT, "keys": {}}, day))
    return load_ring(path)


def add_master_key(path: Path, *, day: date) -> KeyRing:
    """Add a new master key and make it the primary one; the old ones stay until they are removed.

    Errors: RingRefused.
    """
    load_ring(path)
    _write(path, _with_new_key(_content(path), day))
    return load_ring(path)


def remove_master_key(path: Path, key_id: str) -> KeyRing:
    """Remove a master key. What still lies under it can never be opened again.

    Errors: RingRefused for the primary key, or one that isn't there.
    """
    content, ring = _content(path), load_ring(path)
    if key_id == ring.primary or key_id not in ring.masters:
        raise _refused(path, f"Nyckeln {key_id} kan inte tas bort.", f"The key {key_id} can't be removed.")
    del content["keys"][key_id]
    _write(path, content)
    return load_ring(path)


def _with_new_key(content: dict[str, Any], day: date) -> dict[str, Any]:
    name = f"{day:%Y%m%d}-{os.urandom(4).hex()}"
    master = b64encode(os.urandom(KEY_BYTES)).decode()
    keys = {**content["keys"], name: {"made": day.isoformat(), "master": master}}
    return {"format": _FORMAT, "primary": name, "keys": keys}


def _content(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise _refused(
            path, "Filen finns inte. Kör samfrid setup.", "The file does not exist. Run samfrid setup."
        )
    if path.stat().st_mode & _OTHERS_AND_WRITING:
        raise _refused(
            path,
            "Bara ägaren får läsa filen, och ingen får skriva i den. Kör chmod 0400.",
            "Only the owner may read the file, and no one may write to it. Run chmod 0400.",
        )
    try:
        content = json.loads(path.read_bytes())
    except ValueError as error:
        raise _no_ring(path) from error
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _no_ring(path)
    return content


def _ring(content: dict[str, Any], path: Path) -> KeyRing:
    try:
        masters = {name: b64decode(key["master"], validate=True) for name, key in content["keys"].items()}
        ring = KeyRing(primary=content["primary"], masters=masters)
    except (KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise _no_ring(path) from error
    if ring.primary not in masters or any(len(master) != KEY_BYTES for master in masters.values()):
        raise _no_ring(path)
    return ring


def _write(path: Path, content: dict[str, Any]) -> None:
    """Write beside and move into place, so that a crash leaves the old ring or the new one, never half a ring."""
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _no_ring(path: Path) -> RingRefused:
    return _refused(path, "Filen är ingen nyckelring.", "The file is no key ring.")


def _refused(path: Path, sv: str, en: str) -> RingRefused:
    return RingRefused(Problem(Text(sv, en), Where(file=path.name)))
