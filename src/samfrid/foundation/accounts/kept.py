"""A form that was sent when the session had ended: what was typed comes back, to be sent once more.

Only where it is safe: never a file or a password, and never a page where something about a person in support is
written. Such a page answers with sign-in alone, and what was typed is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from samfrid.foundation.accounts.roles import NEAR_ANSWERS, Permission

_NEVER = ("password", "lösenord", "code", "token", "csrf")
_MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """One field that was sent, as it was typed."""

    name: str
    value: str


def can_be_kept(request: HttpRequest) -> bool:
    """Whether what was typed may be shown again to whoever sits at the browser now."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    permissions: tuple[Permission, ...] | None = getattr(view, "permissions", None)
    return (
        request.method == "POST"
        and permissions is not None
        and not NEAR_ANSWERS.intersection(permissions)
        and not request.FILES
        and len(request.POST) <= _MOST_FIELDS
    )


def kept_page(request: HttpRequest) -> HttpResponse:
    """Offer to sign in beside this page, and to send what was typed once more."""
    typed = [
        Typed(name, value)
        for name, values in request.POST.lists()
        if not any(word in name.casefold() for word in _NEVER)
        for value in values
        if isinstance(value, str)
    ]
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    context = {"typed": typed, "sign_in": sign_in, "signed_in": request.user.is_authenticated}
    return render(request, "account/kept.html", context, status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not hold.

    A token dies at sign-in. A form of our own that was opened before it is therefore shown once more to be
    confirmed; a form that another site sent is refused, and nothing of it is shown.
    """
    if _is_from_here(request) and request.user.is_authenticated and can_be_kept(request):
        return kept_page(request)
    return render(request, "account/refused.html", status=403)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser itself says that the form was sent from one of our pages."""
    if "Origin" in request.headers:
        check: Any = CsrfViewMiddleware(lambda _request: HttpResponse())
        return bool(check._origin_verified(request))
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
