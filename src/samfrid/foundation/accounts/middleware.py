"""What stands between a signed-in session and the pages: its age, and the second factor."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from samfrid.foundation.accounts import second_factor, sessions
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.models import User
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action

Respond = Callable[[HttpRequest], HttpResponseBase]


class SessionLimits:
    """Ends sessions that rested for 15 minutes or began 8 hours ago. The person is then a stranger.

    A request without a session cookie costs nothing: the session is not read.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.session.session_key and sessions.has_person(request.session):
            now = timezone.now()
            over = sessions.why_over(request.session, now)
            if over is None:
                sessions.touch(request.session, now)
            else:
                user = request.user
                if isinstance(user, User):
                    audit.record(
                        by=Actor(user.pk), action=Action.SESSION_ENDED, about=user, details={"why": over.name}
                    )
                logout(request)
                request.session_over = over  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactor:
    """Lets a role that meets cases reach nothing until the session has shown a second factor.

    Stands after the organisation was opened: what the role may meet decides, whatever the address is.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if not isinstance(actor, Actor) or not second_factor.is_needed(actor):
            return self.get_response(request)
        user = request.user
        if not isinstance(user, User) or second_factor.is_shown(request):
            return self.get_response(request)
        page = "mfa_reauthenticate" if second_factor.has_one(user) else "mfa_activate_totp"
        back = request.get_full_path() if request.method == "GET" else request.path
        return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': back})}")
