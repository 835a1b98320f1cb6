"""The secrets of second factors, sealed with a key made from the installation's secret.

A copy of the database alone then opens no account. Changing the installation's secret keeps old factors
readable as long as the old one stands in SECRET_KEY_FALLBACKS.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from samfrid.domain.wording import Refused, Text

_MARK = "s1."
_PURPOSE = b"samfrid second factor 1"
_NONCE = 12


class FactorUnreadable(Refused):
    """A second factor was sealed with a secret that this installation no longer has."""


def seal(text: str) -> str:
    """Seal a short text."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(next(_keys())).encrypt(nonce, text.encode(), _PURPOSE)
    return _MARK + base64.urlsafe_b64encode(nonce + sealed).decode()


def open_sealed(sealed: str) -> str:
    """Open what `seal` sealed.

    Errors: FactorUnreadable.
    """
    raw = base64.urlsafe_b64decode(sealed.removeprefix(_MARK).encode())
    for key in _keys():
        try:
            return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], _PURPOSE).decode()
        except InvalidTag:
            continue
    raise FactorUnreadable(
        Text(
            "Det andra steget kan inte läsas. Be administratören om hjälp.",
            "The second factor can't be read. Ask the administrator for help.",
        )
    )


def _keys() -> Iterator[bytes]:
    for secret in (str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)):
        yield HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(secret.encode())
