"""The attempts this process is at: they live as long as their pulse is written, and learn from it when to end."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from django.db import connection
from django.utils import timezone

from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import SYSTEM, Actor
from samfrid.foundation.accounts.models import User
from samfrid.foundation.jobs.models import Run, State
from samfrid.foundation.organisations.scope import opened
from samfrid.foundation.organisations.selectors import actor_of, memberships_of

_SECONDS_BETWEEN_WRITES = 0.5


class Ended(StrEnum):
    """Why an attempt is to let go."""

    STOPPED = "stopped"  # a person asked for it
    RIGHTS = "rights"  # whoever started it no longer has the role
    LOST = "lost"  # the run was taken over, since this process was thought dead


class RunEnded(Exception):  # noqa: N818 - not an error: the job is told to let go
    """Raised by `progress` inside a job that is to let go of its run."""

    def __init__(self, why: Ended) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(slots=True)
class Attempt:
    """One attempt of one run, and the progress its job is given."""

    organisation: uuid.UUID
    run: uuid.UUID
    number: int
    actor: Actor
    ended: Ended | None = None
    told: tuple[int, int, Text] | None = None
    _written_at: float = field(default=0.0)

    def __call__(self, done: int, total: int, words: Text) -> None:
        """Note how far the job has come. Inside a job's transaction the pulse writes it instead.

        Errors: RunEnded when the job is to let go; an open transaction then undoes itself.
        """
        self.told = (done, total, words)
        if not connection.in_atomic_block and time.monotonic() - self._written_at > _SECONDS_BETWEEN_WRITES:
            self.beat()
        if self.ended:
            raise RunEnded(self.ended)

    def beat(self) -> None:
        """Write that the attempt lives and how far it has come; learn whether it is to end."""
        self._written_at = time.monotonic()
        with opened(self.organisation, by=SYSTEM):
            mine = Run.objects.filter(pk=self.run, attempts=self.number, state=State.RUNNING)
            if not mine.update(pulse_at=timezone.now(), **self.progress()):
                self.ended = Ended.LOST
            elif mine.filter(stop_asked=True).exists():
                self.ended = Ended.STOPPED
            elif current_actor(self.organisation, self.actor.id) != self.actor:
                self.ended = Ended.RIGHTS

    def progress(self) -> dict[str, int | str]:
        """How far the job has come, as fields of the run."""
        if self.told is None:
            return {}
        done, total, words = self.told
        return {"done": done, "total": total, "words_sv": words.sv[:200], "words_en": words.en[:200]}


def current_actor(organisation: uuid.UUID, person: uuid.UUID) -> Actor | None:
    """Who a person is in an organisation now, or None once they have no role there. Nil is the installation."""
    if person == SYSTEM.id:
        return Actor(SYSTEM.id, organisation)
    user = User.objects.filter(pk=person).first()
    memberships = memberships_of(user) if user else []
    return next((actor_of(m) for m in memberships if m.organisation_id == organisation), None)


_here: dict[uuid.UUID, Attempt] = {}
_lock = Lock()


def attempts_here() -> list[Attempt]:
    """The attempts this process is at."""
    with _lock:
        return list(_here.values())


def note_begun(attempt: Attempt) -> None:
    """Let the pulse beat for an attempt."""
    with _lock:
        _here[attempt.run] = attempt


def note_over(attempt: Attempt) -> None:
    """Stop beating for an attempt."""
    with _lock:
        _here.pop(attempt.run, None)
