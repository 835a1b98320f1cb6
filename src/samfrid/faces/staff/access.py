"""Who may open a staff page. Deny unless allowed: a page without a permission can't be declared."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from samfrid.foundation.accounts import kept
from samfrid.foundation.accounts.actors import SYSTEM, Actor, NotAllowed
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.organisations.models import Membership

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request of a signed-in person with an open organisation (see organisations.middleware)."""

    user: User
    actor: Actor
    membership: Membership


Page = Callable[Concatenate[HttpRequest, P], HttpResponse]
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponse]


def staff_view(
    *permissions: Permission,
) -> Callable[[StaffView[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Open a page to those who have any of the permissions; to every member when none is named.

    Promise: whoever is not signed in is sent to sign in, and what was typed comes back where that is safe;
             whoever lacks the permission, and a service that refuses with NotAllowed, gets 404, the same as for
             a page that does not exist, and the audit tells of it.
    """

    def guarded(view: StaffView[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            actor = getattr(request, "actor", None)
            if actor is None or (permissions and not any(actor.may(p) for p in permissions)):
                raise _denied(request, actor)
            try:
                return view(request, *args, **kwargs)  # type: ignore[arg-type]
            except NotAllowed as refused:
                raise _denied(request, actor) from refused

        page.permissions = permissions  # type: ignore[attr-defined]
        return cast("Page[P]", page)

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if kept.can_be_kept(request):
        return kept.kept_page(request)
    back = request.get_full_path() if request.method == "GET" else request.path
    over = getattr(request, "session_over", None)
    query = {"next": back, **({"slut": over.value} if over else {})}
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(query)}")


def _denied(request: HttpRequest, actor: Actor | None) -> Http404:
    by = actor or (Actor(request.user.pk) if isinstance(request.user, User) else SYSTEM)
    page = request.resolver_match.view_name if request.resolver_match else ""
    audit.record(
        by=by,
        action=Action.ACCESS_DENIED,
        details={"page": page, "method": request.method or "", "role": by.role_name},
    )
    return Http404("no such page for this person")
