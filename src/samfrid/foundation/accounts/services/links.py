"""Links that let a person set a password: once, within an hour. The database keeps only their hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samfrid.domain.wording import Refused, Text
from samfrid.foundation.accounts import sessions
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.accounts.models import PasswordLink, User
from samfrid.foundation.audit import services as audit
from samfrid.foundation.audit.actions import Action

LIFE = timedelta(minutes=60)


class LinkOver(Refused):
    """A link that was used, is too old, was replaced by a newer one, or never was."""


@transaction.atomic
def make(*, by: Actor, user: User) -> str:
    """Make a link for a person and return its token. It is not kept and can't be shown again.

    Promise: links made before for the same person are dead.
    """
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    PasswordLink.objects.filter(user=user).delete()
    PasswordLink.objects.create(user=user, hash=_hash(token), made_at=now, ends_at=now + LIFE)
    audit.record(by=by, action=Action.PASSWORD_LINK_MADE, about=user)
    return token


def holder(token: str) -> User | None:
    """The person a link is for while it lives, else None."""
    link = (
        PasswordLink.objects.select_related("user")
        .filter(hash=_hash(token), ends_at__gt=timezone.now(), user__is_active=True)
        .first()
    )
    return link.user if link else None


@transaction.atomic
def use(token: str, *, password: str) -> User:
    """Set the password the link was made for.

    Promise: the link is used up; every session of the person ends; the second factor stays as it is.
    Errors:  LinkOver.
    """
    user = holder(token)
    if user is None or not PasswordLink.objects.filter(hash=_hash(token)).delete()[0]:
        raise LinkOver(Text("Länken gäller inte längre.", "The link is no longer valid."))
    user.set_password(password)
    user.save(update_fields=["password"])
    ended = sessions.end(user)
    audit.record(
        by=Actor(user.pk),
        action=Action.PASSWORD_CHANGED,
        about=user,
        details={"way": "link", "sessions_ended": ended},
    )
    return user


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
