"""SQLite as it is used here: the library that the package carries, write-ahead log, every commit on disk."""

from __future__ import annotations

import sys


def use_carried_library() -> None:
    """Put the SQLite that pysqlite3 carries in place of the system's, before the framework is imported.

    Debian 12's own 3.40 can corrupt a database in write-ahead mode; 3.51.3 and later can't.
    """
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
