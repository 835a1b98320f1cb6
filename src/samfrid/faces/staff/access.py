"""Who may open a staff page. Deny unless allowed: a page without a permission can't be declared."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from samfrid.foundation.accounts.actors import Actor, NotAllowed
from samfrid.foundation.accounts.roles import Permission
from samfrid.foundation.organisations.models import Membership

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request of a signed-in person with an open organisation (see organisations.middleware)."""

    actor: Actor
    membership: Membership


Page = Callable[Concatenate[HttpRequest, P], HttpResponse]
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponse]


def staff_view(
    *permissions: Permission,
) -> Callable[[StaffView[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Open a page to those who have any of the permissions; to every member when none is named.

    Promise: whoever is not signed in is sent to sign in; whoever lacks the permission, and a service that
             refuses with NotAllowed, gets 404, the same as for a page that does not exist.
    """

    def guarded(view: StaffView[P]) -> Page[P]:
        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            actor = getattr(request, "actor", None)
            if actor is None or (permissions and not any(actor.may(p) for p in permissions)):
                raise Http404
            try:
                return view(request, *args, **kwargs)  # type: ignore[arg-type]
            except NotAllowed as refused:
                raise Http404 from refused

        page.permissions = permissions  # type: ignore[attr-defined]
        return cast("Page[P]", page)

    return guarded
