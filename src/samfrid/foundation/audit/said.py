"""What an entry says, put so that no value can pass for two entries, hide one, or break a line."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC

from samfrid.foundation.audit.models import Entry

Detail = str | int | bool

_LONGEST = 200
# Controls, marks that turn the reading direction or join letters unseen, line and paragraph ends, lone surrogates.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})


def plain(text: str, *, longest: int = _LONGEST) -> str:
    """A text in which every unseen character is written out, as \\x0a, and none is lost in silence.

    Promise: one line; at most `longest` characters; the same text always gives the same.
    """
    written = "".join(
        f"\\x{ord(sign):02x}" if unicodedata.category(sign) in _UNSEEN else sign for sign in text
    )
    return written if len(written) <= longest else written[: longest - 1] + "…"


def plain_details(details: Mapping[str, Detail]) -> dict[str, Detail]:
    """Details whose names and texts are plain.

    Errors: TypeError for anything but texts, whole numbers, yes and no.
    """
    found: dict[str, Detail] = {}
    for name, value in details.items():
        if not isinstance(value, (str, int)):
            raise TypeError(f"the detail {plain(name)} is neither text, whole number, yes nor no")
        found[plain(name)] = plain(str(value)) if isinstance(value, str) else value
    return found


def entry_hash(entry: Entry) -> str:
    """Hash what an entry says together with the hash before it."""
    said = [
        str(entry.organisation),
        entry.number,
        entry.at.astimezone(UTC).isoformat(),
        str(entry.actor),
        entry.role,
        str(entry.action),
        entry.about_kind,
        entry.about,
        entry.details,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
