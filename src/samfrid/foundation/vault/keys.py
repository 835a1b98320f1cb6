"""The key ring of this installation, read anew when its file has changed, and the lock that a rotation takes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from samfrid.adapters.sealing import KeyRing, Place, RingRefused, load_ring
from samfrid.domain.wording import Problem, Text

_LOCK = 0x5A4D_4652  # any number, the same in every process


def ring() -> KeyRing:
    """The key ring.

    Errors: RingRefused.
    """
    path: Path = settings.SAMFRID.keys
    try:
        seen = path.stat()
    except FileNotFoundError as error:
        words = Text(
            "Nyckelringen finns inte. Kör samfrid setup.", "There is no key ring. Run samfrid setup."
        )
        raise RingRefused(Problem(words)) from error
    return _read(path, seen.st_ino, seen.st_mtime_ns, seen.st_mode)


@lru_cache(maxsize=1)
def _read(path: Path, *_seen: int) -> KeyRing:
    return load_ring(path)


def place_of_key(organisation: object, case_id: object) -> Place:
    """Where the wrapped data key of a case lies."""
    return Place(str(organisation), "vault_wrappedkey", str(case_id), "wrapped")


def place_of_reference(organisation: object, case_id: object) -> Place:
    """Where the sealed reference of a case lies."""
    return Place(str(organisation), "vault_sealedvalue", str(case_id), "reference")


def hold_keys_still() -> None:
    """Keep keys from being removed until the surrounding transaction ends. SQLite's writer is alone already."""
    _take("pg_advisory_xact_lock_shared")


def hold_everyone_off() -> None:
    """Wait for all who seal, and keep new ones waiting until the surrounding transaction ends."""
    _take("pg_advisory_xact_lock")


def _take(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_LOCK])
