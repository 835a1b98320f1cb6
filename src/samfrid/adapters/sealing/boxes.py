"""One sealed box: AES-256-GCM with a fresh nonce, bound to the key's name and to the place where it lies.

Written as: version, length of the key's name, the key's name, nonce, sealed bytes with their tag.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samfrid.domain.wording import Problem, Refused, Text

KEY_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16
_VERSION = 1
_PADDED_TO = 32  # so that the length of what is sealed tells next to nothing


class SealBroken(Refused):
    """What is sealed can't be opened here: wrong key, wrong place, or changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed box lies. A box that is moved to another place can't be opened."""

    organisation: str
    table: str
    row: str
    field: str

    def __bytes__(self) -> bytes:
        parts = [part.encode() for part in (self.organisation, self.table, self.row, self.field)]
        return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def seal(content: bytes, *, key: bytes, key_id: str, place: Place) -> bytes:
    """Seal bytes for one place.

    Promise: only the same key, named alike, opens it, and only at the same place; its length tells no more than
             how many times 32 bytes there are.
    Source:  NIST SP 800-38D; random 96-bit nonces, at most 2^32 for a key.
    """
    header = _header(key_id)
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, _padded(content), header + bytes(place))


def open_sealed(box: bytes, *, key: bytes, key_id: str, place: Place) -> bytes:
    """Open what was sealed for this place.

    Errors: SealBroken.
    """
    header = _header(key_id)
    if not box.startswith(header) or len(box) < len(header) + NONCE_BYTES + TAG_BYTES:
        raise _broken()
    body = box[len(header) :]
    try:
        padded = AESGCM(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], header + bytes(place))
    except InvalidTag as error:
        raise _broken() from error
    return padded[: padded.rindex(b"\x80")]


def key_id_of(box: bytes) -> str:
    """The name of the key a box says that it lies under.

    Errors: SealBroken when it is no box of ours.
    """
    if len(box) < 2 or box[0] != _VERSION or len(box) < 2 + box[1]:
        raise _broken()
    return box[2 : 2 + box[1]].decode("ascii", "replace")


def _header(key_id: str) -> bytes:
    name = key_id.encode("ascii")
    return bytes([_VERSION, len(name)]) + name


def _padded(content: bytes) -> bytes:
    return content + b"\x80" + b"\x00" * (-(len(content) + 1) % _PADDED_TO)


def _broken() -> SealBroken:
    return SealBroken(
        Problem(
            Text(
                "Det förseglade går inte att öppna: fel nyckel, fel plats eller ändrat.",
                "What is sealed can't be opened: wrong key, wrong place or changed.",
            )
        )
    )
