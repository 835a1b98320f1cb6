"""SQLite as it is used here: the library that the package carries, write-ahead log, every commit on disk.

The engine is in `base`, the queue of its writers in `turns`. Nothing here may be imported before
`use_carried_library` has run, save this module.
"""

from __future__ import annotations

import sys

from samfrid.domain.wording import Problem, Refused, Text

OLDEST = (3, 51, 3)


class OldLibrary(Refused):
    """The SQLite at hand can corrupt a database in write-ahead mode."""


def use_carried_library() -> None:
    """Put the SQLite that pysqlite3 carries in place of the system's, before the framework is imported.

    Errors: OldLibrary.
    """
    import pysqlite3
    import pysqlite3.dbapi2

    refuse_old_library(pysqlite3.sqlite_version_info)
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def refuse_old_library(version: tuple[int, ...]) -> None:
    """Refuse a library older than 3.51.3: before it, a reset of the write-ahead log could corrupt the database.

    Errors: OldLibrary.
    """
    if version < OLDEST:
        found, wanted = (".".join(map(str, numbers)) for numbers in (version, OLDEST))
        raise OldLibrary(
            Problem(
                Text(
                    f"SQLite {found} kan skada databasen. Installera paketet pysqlite3 med {wanted} eller senare.",
                    f"SQLite {found} can damage the database. Install the package pysqlite3 with {wanted} or later.",
                )
            )
        )
