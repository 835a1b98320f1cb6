"""A blind index: finds an exact match among what is sealed, and tells nothing else."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata


def blind_index(words: str, *, key: bytes) -> str:
    """Index words under a key.

    Shape:   64 hexadecimal signs.
    Promise: equal words (see `normalised`) give the same index under the same key, and nothing can be read from
             it without the key; the same words of two organisations give different ones, since their keys differ.
    """
    return hmac.new(key, normalised(words).encode(), hashlib.sha256).hexdigest()


def normalised(words: str) -> str:
    """Write words as they are compared: one form of each letter, lower case, single spaces, none outermost."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
