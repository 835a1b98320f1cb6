"""The open organisation. Whoever touches scoped rows without one is refused.

A scope is opened for a request, a job or a command, by a named actor. On PostgreSQL the database is told too,
for the length of the transaction. Reading several organisations goes through a door (`doors.crossing`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction

from samfrid.domain.wording import Problem, Refused, Text
from samfrid.foundation.accounts.actors import Actor


class ScopeClosed(Refused):
    """Scoped rows were touched while no organisation was open."""


class ScopeCrossed(Refused):
    """Rows of another organisation than the open one were touched."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One open organisation and who opened it."""

    organisation: uuid.UUID
    actor: Actor
    # Targets of foreign keys already found to be of this organisation: asked for once a scope, not once a row.
    known: set[uuid.UUID] = field(default_factory=set, compare=False, repr=False)

    @property
    def readable(self) -> frozenset[uuid.UUID]:
        """Whose rows can be read."""
        return frozenset({self.organisation})


@dataclass(frozen=True, slots=True)
class Crossing:
    """Several organisations opened at once, to be read and never written, through a named door."""

    readable: frozenset[uuid.UUID]
    actor: Actor
    door: str


_open: ContextVar[Scope | Crossing | None] = ContextVar("samfrid_scope", default=None)


def current() -> Scope:
    """The open scope.

    Errors: ScopeClosed without one; ScopeCrossed while several organisations are open, for then none is meant.
    """
    scope = _open.get()
    if isinstance(scope, Scope):
        return scope
    if scope is None:
        raise ScopeClosed(Problem(Text("Ingen organisation är öppen.", "No organisation is open.")))
    raise ScopeCrossed(
        Problem(
            Text(
                "Flera organisationer är öppna; de kan bara läsas.",
                "Several organisations are open; they can only be read.",
            )
        )
    )


def readable() -> frozenset[uuid.UUID]:
    """The organisations whose rows can be read now.

    Errors: ScopeClosed.
    """
    scope = _open.get()
    return scope.readable if isinstance(scope, Crossing) else current().readable


def current_or_none() -> Scope | None:
    """The open scope, or None."""
    scope = _open.get()
    return scope if isinstance(scope, Scope) else None


@contextmanager
def opened(organisation: uuid.UUID, *, by: Actor) -> Iterator[Scope]:
    """Open one organisation for everything inside the block, in one transaction.

    Promise: the scope before is back afterwards, also after an error.
    Errors:  ScopeCrossed when the actor belongs to another organisation.
    """
    if by.organisation is not None and by.organisation != organisation:
        raise crossed()
    scope = Scope(organisation, by)
    with entered(scope):
        yield scope


@contextmanager
def entered(scope: Scope | Crossing) -> Iterator[None]:
    """Put a scope in force. For `opened` and `doors.crossing` only."""
    token = _open.set(scope)
    try:
        with transaction.atomic():
            _tell_database(scope)
            yield
    finally:
        before = _open.get() if token.old_value is token.MISSING else token.old_value
        _open.reset(token)
        # A setting outlives a savepoint; where an outer transaction goes on, it is set back by hand.
        if connection.in_atomic_block and not connection.needs_rollback:
            _tell_database(None if before is scope else before)


def crossed() -> ScopeCrossed:
    """The refusal for rows of another organisation. It never names which."""
    return ScopeCrossed(
        Problem(Text("Raden hör till en annan organisation.", "The row belongs to another organisation."))
    )


def _tell_database(scope: Scope | Crossing | None) -> None:
    if connection.vendor == "postgresql":
        organisations = ",".join(sorted(map(str, scope.readable))) if scope else ""
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('samfrid.organisation', %s, true)", [organisations])
