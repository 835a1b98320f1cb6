"""A pytest plugin for the run on PostgreSQL: takes the tests that touch the database, empties tables as the superuser.

Started by `tests/postgres.py`, which has made the databases.
"""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

_TOUCHES_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has nothing to do with the database, or with SQLite only.

    Walks in a browser look at pages, not at the database: on PostgreSQL they are left to the nightly run.
    """
    walks = config.rootpath / "tests" / "journeys"
    is_quick = config.option.markexpr == "not nightly"
    kept, left_out = [], []
    for item in items:
        touches = _TOUCHES_DATABASE.intersection(getattr(item, "fixturenames", ()))
        is_meant = (touches or item.get_closest_marker("django_db")) and not item.get_closest_marker("sqlite")
        is_meant = is_meant and not (is_quick and item.path.is_relative_to(walks))
        (kept if is_meant else left_out).append(item)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


def pytest_configure(config: pytest.Config) -> None:
    """Let tables be emptied after a test that commits: the application's own role may not."""
    from samfrid.foundation.organisations.engine.postgresql.base import DatabaseOperations

    def as_superuser(self: Any, statements: list[str]) -> None:
        settings = self.connection.settings_dict
        with psycopg.connect(
            host=settings["HOST"], user="postgres", dbname=settings["NAME"], autocommit=True
        ) as connection:
            connection.execute("SET session_replication_role = replica")  # no trigger refuses
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    DatabaseOperations.execute_sql_flush = as_superuser  # type: ignore[method-assign]
