"""Devices that have signed in before. They keep the owner's way open while others are slowed down.

The cookie is signed, tells nothing, gives no right, and is set only after a sign-in.
"""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from samfrid.foundation.accounts.models import User

_SALT = "samfrid.accounts.device"
_DAYS = 90


def known(request: HttpRequest, account: str) -> str:
    """A name for the device when it has signed in to the account before, else an empty text."""
    try:
        device, mark = signing.loads(
            request.COOKIES.get(settings.SAMFRID_DEVICE_COOKIE, ""), salt=_SALT, max_age=_DAYS * 24 * 60 * 60
        )
    except (signing.BadSignature, ValueError):
        return ""
    return f"device|{device}" if mark == _mark(device, account) else ""


def remember(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Let the browser prove later that it has signed in to this account."""
    if known(request, user.email.casefold()):
        return
    device = secrets.token_urlsafe(16)
    response.set_cookie(
        settings.SAMFRID_DEVICE_COOKIE,
        signing.dumps([device, _mark(device, user.email.casefold())], salt=_SALT),
        max_age=_DAYS * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _mark(device: str, account: str) -> str:
    return hashlib.sha256(f"{device}|{account}".encode()).hexdigest()[:32]
