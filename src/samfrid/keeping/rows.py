"""Every row of a database in one canonical writing, so that two databases can be compared row by row."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.db import connection

from samfrid.domain.wording import Refused, Text
from samfrid.foundation.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what tells it from the others of its table, and all it holds."""

    key: str
    content: str

    @property
    def digest(self) -> bytes:
        """Sixteen bytes that another row doesn't have."""
        return hashlib.sha256(f"{self.key}\n{self.content}".encode()).digest()[:16]


class Rows(Protocol):
    """Every row as it was at one moment."""

    def tables(self) -> list[str]:
        """The names of the tables, sorted."""

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, in the order of their keys."""


@dataclass(frozen=True, slots=True)
class TableSum:
    """How many rows a table has, and the hash of them all."""

    rows: int
    hash: str


def sum_up(rows: Rows) -> dict[str, TableSum]:
    """Count and hash every table."""
    sums = {}
    for table in rows.tables():
        count, hashed = 0, hashlib.sha256()
        for row in rows.rows(table):
            count += 1
            hashed.update(row.digest)
        sums[table] = TableSum(count, hashed.hexdigest())
    return sums


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How many rows of a table one database has and the other has not, and how many differ."""

    table: str
    only_first: int
    only_second: int
    changed: int


def compare(first: Rows, second: Rows) -> list[TableDifference]:
    """Compare two databases row by row.

    Shape: one line a table that differs; nothing when all rows are alike.
    """
    found = []
    mine, theirs = set(first.tables()), set(second.tables())
    for table in sorted(mine | theirs):
        one = {row.key: row.digest for row in first.rows(table)} if table in mine else {}
        two = {row.key: row.digest for row in second.rows(table)} if table in theirs else {}
        changed = sum(1 for key, digest in one.items() if key in two and two[key] != digest)
        difference = TableDifference(
            table, len(one.keys() - two.keys()), len(two.keys() - one.keys()), changed
        )
        if one != two or (table in mine) != (table in theirs):
            found.append(difference)
    return found


class UnsoundDatabase(Refused):
    """A database whose pages or keys don't hang together."""


class SqliteRows:
    """The rows of an SQLite database, read in one transaction."""

    def __init__(self, opened: sqlite3.Connection) -> None:
        self._opened = opened

    def must_be_sound(self) -> None:
        """Let SQLite look through every page and every foreign key.

        Errors: UnsoundDatabase.
        """
        (told,) = self._opened.execute("PRAGMA integrity_check(1)").fetchone()
        if told != "ok" or self._opened.execute("PRAGMA foreign_key_check").fetchone():
            raise UnsoundDatabase(Text("Databasen är skadad.", "The database is damaged."))

    def tables(self) -> list[str]:
        """The names of the tables, without SQLite's own and the virtual ones."""
        found = self._opened.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite#_%' ESCAPE '#' "
            "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        )
        return [name for (name,) in found]

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, in the order of their keys."""
        columns = list(self._opened.execute(f'PRAGMA table_info("{table}")'))
        names = [column[1] for column in columns]
        keys = [column[1] for column in sorted(columns, key=lambda column: column[5]) if column[5]] or names
        order = ", ".join(f'"{name}"' for name in keys)
        for values in self._opened.execute(f'SELECT * FROM "{table}" ORDER BY {order}'):  # noqa: S608 - names of ours
            row = dict(zip(names, values, strict=True))
            yield Row(_written([row[name] for name in keys]), _written(row))


@contextmanager
def opened_sqlite(path: Path, *, never_changes: bool = False) -> Iterator[SqliteRows]:
    """Open a database in a file to read all of it as it is at this moment."""
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if never_changes else ''}"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as opened:
        opened.execute("BEGIN")
        yield SqliteRows(opened)


class PostgresRows:
    """The rows of a PostgreSQL database, as the database itself writes them in JSON."""

    def __init__(self, snapshot: Any) -> None:
        self._snapshot = snapshot

    def tables(self) -> list[str]:
        """The names of the tables."""
        with self._snapshot.cursor() as cursor:
            return sorted(self._snapshot.introspection.table_names(cursor))

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, in the order of their keys."""
        with self._snapshot.cursor() as cursor:
            keys = self._snapshot.introspection.get_primary_key_columns(cursor, table)
            key = ", ".join(f't."{name}"' for name in keys) if keys else "t.*"
            cursor.execute(
                f"SELECT jsonb_build_array({key})::text AS key, to_jsonb(t)::text "  # noqa: S608 - names of ours
                f'FROM "{table}" t ORDER BY jsonb_build_array({key})::text COLLATE "C"'
            )
            while batch := cursor.fetchmany(2000):
                for key_text, content in batch:
                    yield Row(key_text, content)


@contextmanager
def opened_postgres() -> Iterator[PostgresRows]:
    """Open the installation's own database on PostgreSQL as it is at this moment, every organisation's rows."""
    snapshot: Any = connection.copy()
    try:
        with snapshot.housekeeping(), snapshot.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            open_all_organisations(cursor)
            yield PostgresRows(snapshot)
            cursor.execute("COMMIT")
    finally:
        snapshot.close()


def open_all_organisations(cursor: Any) -> None:
    """Tell PostgreSQL to show the rows of every organisation until the transaction ends."""
    cursor.execute(f'SELECT id FROM "{Organisation._meta.db_table}"')  # noqa: S608 - a name of ours
    ids = ",".join(str(identity) for (identity,) in cursor.fetchall())
    cursor.execute("SELECT set_config('samfrid.organisation', %s, true)", [ids])


@contextmanager
def opened_live() -> Iterator[Rows]:
    """Open the installation's own database as it is at this moment."""
    if connection.vendor == "postgresql":
        with opened_postgres() as rows:
            yield rows
    else:
        with opened_sqlite(Path(str(connection.settings_dict["NAME"]))) as rows:
            yield rows


def _written(value: list[object] | Mapping[str, object]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=_bytes)


def _bytes(value: object) -> dict[str, str]:
    if isinstance(value, (bytes, memoryview)):
        return {"bytes": b64encode(bytes(value)).decode()}
    raise TypeError(type(value).__name__)
