"""Whether a person has shown a second factor in this session. A session, not a person, is trusted."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.models import User
from samfrid.foundation.accounts.roles import ROLES

_KEY = "second_factor"


def remember(session: SessionBase, user: User) -> None:
    """Note that the person showed a second factor in this session."""
    session[_KEY] = str(user.pk)


def forget(session: SessionBase) -> None:
    """Note that the second factor shown in this session is no longer one."""
    session.pop(_KEY, None)


def was_shown_by(session: SessionBase, user: User) -> bool:
    """Whether this very person showed a second factor in the session."""
    return str(session.get(_KEY, "")) == str(user.pk)


def is_shown(request: HttpRequest) -> bool:
    """Whether the signed-in person showed a second factor in this session."""
    return isinstance(request.user, User) and was_shown_by(request.session, request.user)


def is_needed(actor: Actor) -> bool:
    """Whether the actor's role is one that meets cases."""
    return actor.role is not None and ROLES[actor.role].meets_cases


def has_one(user: User) -> bool:
    """Whether the person has set up a second factor."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())
