"""Codes are not to be guessed: an address that fails too often waits.

Nothing of it is stored: the counts live in this process, under a secret that ends with it, for a quarter of an hour.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core.cache.backends.locmem import LocMemCache

from samfrid.apps.surveys.errors import TooManyTries
from samfrid.domain.wording import Text

_SECRET = secrets.token_bytes(32)
_failures = LocMemCache("surveys.codes", {"OPTIONS": {"MAX_ENTRIES": 10_000}})
MOST_FAILURES = 30
_SECONDS = 15 * 60


def may_try(address: str) -> None:
    """Refuse an address that has failed too often.

    Errors: TooManyTries.
    """
    if _failures.get(_key(address), 0) >= MOST_FAILURES:
        raise TooManyTries(
            Text("För många försök. Vänta en kvart och försök igen.",
                 "Too many tries. Wait a quarter of an hour and try again.")
        )  # fmt: skip


def failed(address: str) -> None:
    """Count a failure."""
    key = _key(address)
    if not _failures.add(key, 1, _SECONDS):
        try:
            _failures.incr(key)
        except ValueError:  # it ran out in between
            _failures.set(key, 1, _SECONDS)


def forget() -> None:
    """Begin anew, as when the process starts."""
    _failures.clear()


def _key(address: str) -> str:
    return hashlib.blake2b(address.encode(), key=_SECRET, digest_size=16).hexdigest()
