"""The engine: SQLite with the scope guard, every commit on disk, and writers that wait in a queue."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.utils import OperationalError

from samfrid.config.sqlite import refuse_old_library
from samfrid.config.sqlite.turns import NotYourTurn, turns_of
from samfrid.foundation.organisations.engine.sqlite3 import base

_FULL = 2  # what SQLite answers for PRAGMA synchronous=FULL
_WRITES = re.compile(r"\s*(?:WITH\b.*\b)?(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE | re.DOTALL)


class UnsafeDatabaseError(OperationalError):
    """A connection that wouldn't have every commit on disk."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin when it is their turn to write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers: list[Callable[..., Any]] = [*self.execute_wrappers, _write_in_turn]
        self.has_turn = False
        self.transaction_mode: str | None = self.settings_dict["OPTIONS"].get("transaction_mode")

    def get_new_connection(self, conn_params: Any) -> Any:
        """Connect, and make sure of the library and of what it promises.

        Errors: OldLibrary, UnsafeDatabaseError.
        """
        refuse_old_library(self.Database.sqlite_version_info)
        if not self.is_in_memory_db():
            _for_the_owner_alone(Path(str(self.settings_dict["NAME"])))
        connection = super().get_new_connection(conn_params)
        (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
        if synchronous != _FULL or (journal != "wal" and not self.is_in_memory_db()):
            connection.close()
            raise UnsafeDatabaseError(f"the database has synchronous={synchronous}, journal_mode={journal}")
        return connection

    def take_turn(self) -> None:
        """Wait for one's turn to write.

        Errors: OperationalError when it didn't come in time.
        """
        if self.has_turn:
            return
        try:
            self._turns().take(self.settings_dict["OPTIONS"].get("timeout", 20))
        except NotYourTurn as error:
            raise OperationalError("database is locked: the turn to write did not come") from error
        self.has_turn = True

    def give_turn(self) -> None:
        """Let the next one write."""
        if self.has_turn:
            self.has_turn = False
            self._turns().give()

    def _turns(self) -> Any:
        return turns_of(str(self.settings_dict["NAME"]), is_in_memory=self.is_in_memory_db())

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode in ("IMMEDIATE", "EXCLUSIVE"):
            self.take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except BaseException:
            self.give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # not in the stubs
        self.give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # not in the stubs
        finally:
            self.give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # not in the stubs
        finally:
            self.give_turn()


def _for_the_owner_alone(path: Path) -> None:
    """Make the file of a new database before SQLite does, which would let others on the machine read it."""
    with suppress(FileExistsError, FileNotFoundError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _write_in_turn(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run a statement; one that writes outside a transaction of ours waits for its turn first."""
    connection: DatabaseWrapper = context["connection"]
    if connection.has_turn or not _WRITES.match(str(sql)):
        return execute(sql, params, many, context)
    connection.take_turn()
    try:
        return execute(sql, params, many, context)
    finally:
        if not connection.in_atomic_block:
            connection.give_turn()
