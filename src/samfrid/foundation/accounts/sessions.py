"""How long a signed-in session lives: 15 minutes without a request, 8 hours in all.

The times stand in the session itself, so that no store that forgets can make a session live longer.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils import timezone

from samfrid.foundation.accounts.models import User

IDLE = timedelta(minutes=15)
WHOLE = timedelta(hours=8)
# Writing at every request would make each read of a page a write of the database.
_WRITTEN_EVERY = timedelta(seconds=60)
_BEGAN, _SEEN = "began_at", "seen_at"


class Ended(StrEnum):
    """Why a session is over, as the sign-in page is told."""

    IDLE = "vila"
    WHOLE = "dag"
    BY_PERSON = "ut"


def begin(session: SessionBase, now: datetime) -> None:
    """Note when a person signed in."""
    session[_BEGAN] = session[_SEEN] = now.isoformat()


def began_at(session: SessionBase) -> datetime | None:
    """When the person signed in, or None when that is not known."""
    return _time(session, _BEGAN)


def has_person(session: SessionBase) -> bool:
    """Whether someone is signed in with the session."""
    return SESSION_KEY in session


def why_over(session: SessionBase, now: datetime) -> Ended | None:
    """Tell why a session is over, or None while it lives. One without times is over."""
    began, seen = _time(session, _BEGAN), _time(session, _SEEN)
    if began is None or seen is None or not timedelta(0) <= now - began < WHOLE:
        return Ended.WHOLE
    return Ended.IDLE if now - seen >= IDLE else None


def touch(session: SessionBase, now: datetime) -> None:
    """Note a request, at most once a minute."""
    seen = _time(session, _SEEN)
    if seen is None or now - seen >= _WRITTEN_EVERY:
        session[_SEEN] = now.isoformat()
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now)


def sessions_of(user: User) -> list[UserSession]:
    """The sessions of a person that still live, last used first."""
    known = list(UserSession.objects.filter(user=user).order_by("-last_seen_at"))
    keys = [session.session_key for session in known]
    living = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list(
            "session_key", flat=True
        )
    )
    return [session for session in known if session.session_key in living]


def end(user: User, *, but: str | None = None, only: int | None = None) -> int:
    """End a person's sessions: all, all but one (its key), or only one (its row). Tell how many were ended."""
    rows = UserSession.objects.filter(user=user)
    rows = rows.exclude(session_key=but) if but else rows
    rows = rows.filter(pk=only) if only is not None else rows
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def _time(session: SessionBase, key: str) -> datetime | None:
    written = session.get(key)
    return datetime.fromisoformat(written) if isinstance(written, str) else None
