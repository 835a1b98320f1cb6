"""Codes are not to be guessed: an address that fails too often waits.

The address itself is kept nowhere: only a hash under a secret that ends with the process, for a quarter of an hour.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core.cache import cache

from samfrid.apps.surveys.errors import TooManyTries
from samfrid.domain.wording import Text

_SECRET = secrets.token_bytes(32)
_MOST_FAILURES = 10
_SECONDS = 15 * 60


def may_try(address: str) -> None:
    """Refuse an address that has failed too often.

    Errors: TooManyTries.
    """
    if cache.get(_key(address), 0) >= _MOST_FAILURES:
        raise TooManyTries(
            Text("För många försök. Vänta en kvart och försök igen.",
                 "Too many tries. Wait a quarter of an hour and try again.")
        )  # fmt: skip


def failed(address: str) -> None:
    """Count a failure."""
    key = _key(address)
    if not cache.add(key, 1, _SECONDS):
        try:
            cache.incr(key)
        except ValueError:  # it ran out in between
            cache.set(key, 1, _SECONDS)


def _key(address: str) -> str:
    return "surveys.code." + hashlib.blake2b(address.encode(), key=_SECRET, digest_size=16).hexdigest()
