"""Keys that open something for whoever holds them. Only a keyed hash is kept, so that a copy opens nothing."""

from __future__ import annotations

import secrets
import uuid

from django.utils.crypto import salted_hmac

from samfrid.apps.surveys.models import Door

# No vowels, so that no code is a word; nothing that looks like something else.
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
_CODE_LENGTH = 10


def new_key() -> str:
    """Make a key that a browser holds."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Make a code that a person types: `7KQ2M-XW4RT`."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
    return f"{code[:5]}-{code[5:]}"


def hang(key: str, *, kind: Door.Kind, organisation: uuid.UUID, opens: uuid.UUID) -> None:
    """Let a key open something."""
    Door.objects.create(digest=_digest(key, kind), kind=kind, organisation=organisation, opens=opens)


def behind(key: str, *, kind: Door.Kind) -> Door | None:
    """Find what a key opens."""
    return Door.objects.filter(digest=_digest(key, kind), kind=kind).first()


def remove(opens: uuid.UUID) -> None:
    """Take away every door to something."""
    Door.objects.filter(opens=opens).delete()


def _digest(key: str, kind: Door.Kind) -> str:
    said = "".join(one for one in key.upper() if one.isalnum()) if kind == Door.Kind.INVITATION else key
    return salted_hmac(f"samfrid.surveys.{kind}", said[:100], algorithm="sha256").hexdigest()
