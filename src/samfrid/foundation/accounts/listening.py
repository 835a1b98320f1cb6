"""What the sign-in library and the framework tell by signals. The only place that listens to them.

Every way in ends in the framework's own `user_logged_in`; so the age of a session and the record of the
sign-in can't be missed by a pathway that someone adds.
"""

from __future__ import annotations

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from samfrid.foundation.accounts import second_factor, sessions
from samfrid.foundation.accounts.actors import SYSTEM, Actor
from samfrid.foundation.accounts.models import User
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def signed_in(sender: object, request: HttpRequest, user: User, **_more: Any) -> None:
    """Start the clock of the session, and record the sign-in."""
    sessions.begin(request.session, timezone.now())
    audit.record(
        by=Actor(user.pk),
        action=Action.SIGNED_IN,
        about=user,
        details={"second_factor": second_factor.was_shown_by(request.session, user)},
    )


@receiver(user_logged_out, dispatch_uid="accounts.signed_out")
def signed_out(sender: object, request: HttpRequest, user: User | None, **_more: Any) -> None:
    """Record that a person signed out by choice; a session that ran out is recorded where it is ended."""
    if user is not None and sessions.why_over(request.session, timezone.now()) is None:
        audit.record(by=Actor(user.pk), action=Action.SIGNED_OUT, about=user)


@receiver(authentication_step_completed, dispatch_uid="accounts.step_completed")
def step_completed(sender: object, request: HttpRequest, user: User, method: str, **_more: Any) -> None:
    """Remember a second factor in the session it was shown in."""
    if method == "mfa":
        second_factor.remember(request.session, user)


@receiver(authentication_failed, dispatch_uid="accounts.factor_failed")
def factor_failed(sender: object, user: User, **_more: Any) -> None:
    """Record a wrong code."""
    audit.record(by=SYSTEM, action=Action.SIGN_IN_FAILED, about=user, details={"step": "second_factor"})
