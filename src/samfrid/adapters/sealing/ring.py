"""The key ring in memory, the keys that are derived from it, and the data keys that it wraps."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from samfrid.adapters.sealing.boxes import KEY_BYTES, Place, SealBroken, key_id_of, open_sealed, seal
from samfrid.domain.wording import Problem, Text


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Master keys by name; `primary` is the one that new things are sealed under. Never printed."""

    primary: str
    masters: Mapping[str, bytes] = field(repr=False)

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The names of the keys, the primary first."""
        return (self.primary, *sorted(set(self.masters) - {self.primary}))

    def wrapping_key(self, organisation: str, key_id: str) -> bytes:
        """The key of one organisation that wraps data keys.

        Errors: SealBroken when the ring has no such master.
        """
        return self._derived("wrapping", organisation, key_id)

    def index_key(self, organisation: str, key_id: str) -> bytes:
        """The key of one organisation for its blind index.

        Errors: SealBroken when the ring has no such master.
        """
        return self._derived("blind index", organisation, key_id)

    def _derived(self, purpose: str, organisation: str, key_id: str) -> bytes:
        master = self.masters.get(key_id)
        if master is None:
            raise SealBroken(
                Problem(
                    Text(f"Nyckelringen saknar nyckeln {key_id}.", f"The key ring has no key named {key_id}.")
                )
            )
        info = f"samfrid 1 {purpose} {organisation}".encode()
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(master)


@dataclass(frozen=True, slots=True)
class DataKey:
    """The key of one person. Never printed, never stored unwrapped."""

    content: bytes = field(repr=False)


def new_data_key() -> DataKey:
    """Make a data key from the system's randomness."""
    return DataKey(os.urandom(KEY_BYTES))


def wrap(key: DataKey, *, ring: KeyRing, place: Place) -> bytes:
    """Wrap a data key with the primary key of the organisation that the place names."""
    outer = ring.wrapping_key(place.organisation, ring.primary)
    return seal(key.content, key=outer, key_id=ring.primary, place=place)


def unwrap(wrapped: bytes, *, ring: KeyRing, place: Place) -> DataKey:
    """Unwrap a data key with whichever key of the ring it lies under.

    Errors: SealBroken.
    """
    key_id = key_id_of(wrapped)
    outer = ring.wrapping_key(place.organisation, key_id)
    return DataKey(open_sealed(wrapped, key=outer, key_id=key_id, place=place))
