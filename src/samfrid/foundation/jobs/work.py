"""What a job is given: who runs it, in which organisation, and where it tells how far it has come."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from samfrid.domain.wording import Text
from samfrid.foundation.accounts.actors import Actor
from samfrid.foundation.organisations.scope import Scope, opened


class Progress(Protocol):
    """Where a job tells how far it has come; written seldom enough not to slow the work."""

    def __call__(self, done: int, total: int, words: Text) -> None:
        """Tell that `done` of `total` steps are over, and what is going on."""


@dataclass(frozen=True, slots=True)
class Work:
    """One run of a job. It is not inside a transaction: the job opens its scope around each short one."""

    run: uuid.UUID
    actor: Actor
    organisation: uuid.UUID
    progress: Progress

    @contextmanager
    def scope(self) -> Iterator[Scope]:
        """Open the organisation for one transaction."""
        with opened(self.organisation, by=self.actor) as scope:
            yield scope


Result = Mapping[str, str | int]
JobFunction = Callable[..., Result]
JOBS: dict[str, JobFunction] = {}


def job(name: str) -> Callable[[JobFunction], JobFunction]:
    """Register a function of an app's tasks.py as the job of that name: `def f(work: Work, *, …) -> Result`.

    Promise: may be run again after a crash; the function must then finish what was begun, not do it twice.
    """

    def named(function: JobFunction) -> JobFunction:
        JOBS[name] = function
        return function

    return named
