"""The open organisation. Whoever touches scoped rows without one is refused.

A scope is opened for a request, a job or a command, by a named actor. On PostgreSQL the database is told too,
for the length of the transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

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


_open: ContextVar[Scope | None] = ContextVar("samfrid_scope", default=None)


def current() -> Scope:
    """The open scope.

    Errors: ScopeClosed.
    """
    scope = _open.get()
    if scope is None:
        raise ScopeClosed(Problem(Text("Ingen organisation är öppen.", "No organisation is open.")))
    return scope


def current_or_none() -> Scope | None:
    """The open scope, or None."""
    return _open.get()


@contextmanager
def opened(organisation: uuid.UUID, *, by: Actor) -> Iterator[Scope]:
    """Open one organisation for everything inside the block, in one transaction.

    Promise: the scope before is back afterwards, also after an error.
    """
    scope = Scope(organisation, by)
    token = _open.set(scope)
    try:
        with transaction.atomic():
            _tell_database(organisation)
            yield scope
    finally:
        before = token.old_value
        _open.reset(token)
        if isinstance(before, Scope) and connection.in_atomic_block and not connection.needs_rollback:
            _tell_database(before.organisation)


def _tell_database(organisation: uuid.UUID) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('samfrid.organisation', %s, true)", [str(organisation)])
