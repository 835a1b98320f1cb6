"""Where the bytes of a file wait: sealed, under a random name, for at most a day.

Each file has a key of its own, kept with its row in the database: neither the folder nor the database tells
anything alone, and whoever deletes the key has deleted the file, copies included. The bytes are opened in memory
only, never on a disk.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from samfrid.domain.wording import Problem, Refused, Text

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
KEPT_SECONDS = 12 * 60 * 60  # swept twice a day: nothing is here for longer than a day
_PART = MEGABYTE
_TAG = 16
_KEY_BITS = 256


class FileTooLarge(Refused):
    """A file is larger than what is taken in."""


class FileGone(Refused):
    """The bytes of a file are no longer there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the spool: its random name, the key that opens it, its size and the hash of its content."""

    name: str
    key: str = field(repr=False)
    size: int
    content_hash: str


def keep(parts: Iterable[bytes]) -> Kept:
    """Seal a file as it comes, a part at a time.

    Promise: it is on disk when this returns; nothing is left when it is refused.
    Errors:  FileTooLarge.
    """
    name, key = secrets.token_hex(16), AESGCM.generate_key(_KEY_BITS)
    path, digest, size = _folder() / name, hashlib.sha256(), 0
    cipher = AESGCM(key)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for number, (part, is_last) in enumerate(_of_equal_size(parts)):
                size += len(part)
                if size > MOST_BYTES:
                    raise _too_large()
                digest.update(part)
                file.write(cipher.encrypt(number.to_bytes(12, "big"), part, _place(name, is_last)))
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Kept(name, key.hex(), size, digest.hexdigest())


@contextmanager
def unsealed(name: str, key: str) -> Iterator[Path]:
    """Open a file in memory for as long as the block runs.

    Errors: FileGone when it is not there, or not what was kept.
    """
    memory = os.memfd_create("file", os.MFD_CLOEXEC)
    try:
        for part in _parts_of(name, key):
            os.write(memory, part)
        os.lseek(memory, 0, os.SEEK_SET)
        yield Path(f"/proc/self/fd/{memory}")
    finally:
        os.close(memory)


def remove(name: str) -> None:
    """Delete a file; one that is not there is no error."""
    if name:
        (_folder() / name).unlink(missing_ok=True)


def sweep() -> int:
    """Delete every file that has waited half a day, and return how many there were."""
    oldest = time.time() - KEPT_SECONDS
    stale = [path for path in _folder().iterdir() if path.stat().st_mtime < oldest]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _folder() -> Path:
    folder: Path = settings.SAMFRID.var / "intake"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _place(name: str, is_last: bool) -> bytes:
    return f"{name}:{'last' if is_last else 'more'}".encode()


def _of_equal_size(parts: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut what comes into parts of one size; only the last may be shorter, and it is told."""
    held = bytearray()
    for part in parts:
        held += part
        while len(held) > _PART:
            yield bytes(held[:_PART]), False
            del held[:_PART]
    yield bytes(held), True


def _parts_of(name: str, key: str) -> Iterator[bytes]:
    gone = FileGone(
        Problem(
            Text(
                "Filen finns inte kvar här. Ingenting har lästs in. Ladda upp den igen.",
                "The file is no longer here. Nothing was read in. Upload it again.",
            )
        )
    )
    path = _folder() / name
    try:
        cipher = AESGCM(bytes.fromhex(key))
        with path.open("rb") as file:
            rest, number = path.stat().st_size, 0
            while rest > 0:
                sealed = file.read(_PART + _TAG)
                rest -= len(sealed)
                yield cipher.decrypt(number.to_bytes(12, "big"), sealed, _place(name, rest <= 0))
                number += 1
    except (OSError, ValueError, InvalidTag):
        raise gone from None


def _too_large() -> FileTooLarge:
    megabytes = MOST_BYTES // MEGABYTE
    return FileTooLarge(
        Problem(
            Text(
                f"Filen är större än {megabytes} MB. Ingenting har sparats. Dela den och ladda upp delarna.",
                f"The file is larger than {megabytes} MB. Nothing was kept. Split it and upload the parts.",
            )
        )
    )
