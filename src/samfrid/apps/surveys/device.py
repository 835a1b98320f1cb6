"""The cookie by which a device holds the key of a sitting. It tells nothing, and goes to one address only."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADDRESS = "/s/"
COOKIE = "__Secure-s" if settings.SESSION_COOKIE_SECURE else "s"


def give_key(response: HttpResponse, key: str) -> None:
    """Let the device hold the key until its browser closes."""
    response.set_cookie(
        COOKIE,
        key,
        path=ADDRESS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def key_on(request: HttpRequest) -> str:
    """The key that the device holds; empty when it holds none."""
    return request.COOKIES.get(COOKIE, "")


def take_key(response: HttpResponse) -> None:
    """Take the key away, and what the browser may have kept of the pages.

    Not all cookies: with them staff elsewhere on this address would be signed out.
    """
    response.delete_cookie(COOKIE, path=ADDRESS, samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
