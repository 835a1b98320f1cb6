"""What every connection carries: the refusal of SQL that names a scoped table without having been compiled.

SQL written by hand may do so only in the modules named here, and only while an organisation is open.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Self

from django.apps import apps

from samfrid.domain.wording import Problem, Text
from samfrid.foundation.organisations.scope import ScopeCrossed, readable

# Modules that write SQL against scoped tables by hand. Each holds its own conditions on the organisation.
RAW_SQL_MODULES: frozenset[str] = frozenset()

_NAMES = re.compile(r"\w+")
_ON_TABLES = re.compile(
    r"\s*(?:CREATE|ALTER|DROP|PRAGMA|COMMENT|ANALYZE|VACUUM|REINDEX|GRANT|REVOKE|LOCK)\b", re.IGNORECASE
)


class GuardedConnection:
    """A connection that refuses hand-written SQL on scoped tables."""

    compiling = 0  # how many guarded compilers are running a statement
    keeping_house = 0  # how many of the framework's own errands on tables are under way

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers: list[Callable[..., Any]] = [*self.execute_wrappers, refuse_unguarded]

    @contextmanager
    def housekeeping(self) -> Iterator[None]:
        """Let the framework's own errands through: changing tables, emptying them after a test."""
        self.keeping_house += 1
        try:
            yield
        finally:
            self.keeping_house -= 1

    def check_constraints(self, *args: Any, **kwargs: Any) -> None:
        """Let the framework look for broken keys."""
        with self.housekeeping():
            super().check_constraints(*args, **kwargs)  # type: ignore[misc]


class GuardedOperations:
    """The engine's operations, telling the connection what is housekeeping."""

    connection: Any

    def execute_sql_flush(self, *args: Any, **kwargs: Any) -> None:
        """Empty tables (tests only)."""
        with self.connection.housekeeping():
            super().execute_sql_flush(*args, **kwargs)  # type: ignore[misc]


class GuardedSchemaEditor:
    """The engine's editor of tables: rows are moved between tables while migrations run."""

    connection: Any

    def __enter__(self) -> Self:
        self.connection.keeping_house += 1
        return super().__enter__()  # type: ignore[misc, no-any-return]

    def __exit__(self, *args: object) -> None:
        try:
            super().__exit__(*args)  # type: ignore[misc]
        finally:
            self.connection.keeping_house -= 1


def refuse_unguarded(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run a statement, unless it was written by hand and names a scoped table.

    Errors: ScopeCrossed; in a named module ScopeClosed while no organisation is open.
    """
    connection = context["connection"]
    if not connection.compiling and not connection.keeping_house and _names_scoped_table(str(sql)):
        if _asked_from() not in RAW_SQL_MODULES:
            raise ScopeCrossed(
                Problem(
                    Text(
                        "Egen SQL mot skyddade tabeller får bara finnas i namngivna moduler.",
                        "SQL written by hand against scoped tables belongs in named modules only.",
                    )
                )
            )
        readable()
    return execute(sql, params, many, context)


def _names_scoped_table(sql: str) -> bool:
    return not _ON_TABLES.match(sql) and not scoped_tables().isdisjoint(_NAMES.findall(sql.lower()))


def scoped_tables() -> frozenset[str]:
    """The tables whose rows belong to one organisation or to parties; none before the models are loaded."""
    return _tables_when_ready() if apps.models_ready else frozenset()


@lru_cache(maxsize=1)
def _tables_when_ready() -> frozenset[str]:
    from samfrid.foundation.organisations.guard import guard_of

    return frozenset(
        model._meta.db_table.lower()
        for model in apps.get_models(include_auto_created=True)
        if guard_of(model)
    )


def _asked_from() -> str:
    """The module of the first frame outside the framework and this engine."""
    frame = sys._getframe(2)
    own = __name__.rpartition(".")[0]
    while frame.f_back is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if not name.startswith(("django.", "contextlib", own)):
            return name
        frame = frame.f_back
    return ""
