"""Whether the person has just shown who they are. Asked before deeds that open doors to others."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from samfrid.foundation.accounts import sessions

FRESH_SECONDS = 15 * 60
P = ParamSpec("P")
Asked = TypeVar("Asked", bound=HttpRequest)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person signed in, or wrote the password once more, in the last quarter of an hour."""
    began = sessions.began_at(request.session)
    if began is not None and (timezone.now() - began).total_seconds() < FRESH_SECONDS:
        return True
    records = get_authentication_records(request, request.user)
    return any(r.get("reauthenticated") and time.time() - r["at"] < FRESH_SECONDS for r in records)


def fresh(
    view: Callable[Concatenate[Asked, P], HttpResponse],
) -> Callable[Concatenate[Asked, P], HttpResponse]:
    """Let only someone who has just shown who they are reach a page; others write their password first."""

    @wraps(view)
    def page(request: Asked, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return HttpResponseRedirect(
            f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}"
        )

    return page
