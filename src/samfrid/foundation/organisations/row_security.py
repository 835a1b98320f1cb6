"""Row security on PostgreSQL: the database itself shows a row to whoever opened its organisation or a party of it.

Secured after every migration, so that no table can be forgotten. The role that owns the tables migrates; the
application signs in as a member of `samfrid_application`, which owns nothing, may read and write rows, and may only
add to the audit. The open organisation is told by `scope` for the length of a transaction; without it there are 0 rows.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections

from samfrid.foundation.organisations.guard import guard_of
from samfrid.foundation.organisations.models import Share
from samfrid.foundation.organisations.shared import is_shared

APPLICATION_ROLE = "samfrid_application"
POLICY = "samfrid_open_organisation"
_APPEND_ONLY = ("audit",)  # labels of apps whose rows are added, never changed
_READ_ONLY = ("django_migrations",)

_SHARES = Share._meta.db_table
# One InitPlan a statement, not one call a row.
_OPEN = (
    "(SELECT string_to_array(nullif(current_setting('samfrid.organisation', true), ''), ',')::uuid[])::uuid[]"
)


def secure_tables(*, using: str = "default") -> None:
    """Secure every scoped table and say what the application's role may do.

    Promise: may be run again; does nothing where there is nothing to do, and nothing on SQLite.
    Errors:  the database's own, when something is left to do and the role doesn't own the tables.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if guard_of(model) and table in present and not _is_secured(cursor, table):
                _secure(cursor, table, is_shared=is_shared(model))
        _grant(cursor, sorted(present))


def unsecured_tables(*, using: str = "default") -> list[str]:
    """The scoped tables without forced row security, for tests and `samfrid verify`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        return [
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if guard_of(model) and not _is_secured(cursor, model._meta.db_table)
        ]


def _is_secured(cursor: Any, table: str) -> bool:
    cursor.execute(
        "SELECT c.relrowsecurity AND c.relforcerowsecurity AND count(p.polname) = 1 AND bool_and(p.polname = %s)"
        " FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid WHERE c.oid = %s::regclass GROUP BY c.oid",
        [POLICY, f'"{table}"'],
    )
    return bool(cursor.fetchone()[0])


def _secure(cursor: Any, table: str, *, is_shared: bool) -> None:
    owned = checked = f"organisation_id = ANY ({_OPEN})"
    if is_shared:  # a share is read under its own row security; a new row has none yet
        owned, checked = f'id IN (SELECT s."row" FROM {_SHARES} s)', "true"  # noqa: S608 - our own name
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    cursor.execute(f'DROP POLICY IF EXISTS {POLICY} ON "{table}"')
    cursor.execute(f'CREATE POLICY {POLICY} ON "{table}" USING ({owned}) WITH CHECK ({checked})')


def _grant(cursor: Any, tables: list[str]) -> None:
    """Give the application's role its rights, where that role exists and this one owns the tables."""
    cursor.execute(
        "SELECT 1 FROM pg_roles r, pg_class c WHERE r.rolname = %s AND c.oid = 'django_migrations'::regclass"
        " AND pg_has_role(current_user, c.relowner, 'USAGE')",
        [APPLICATION_ROLE],
    )
    if cursor.fetchone() is None:
        return
    cursor.execute(f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {APPLICATION_ROLE}")
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION_ROLE}")
    cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION_ROLE}")
    append_only = {m._meta.db_table for m in apps.get_models() if m._meta.app_label in _APPEND_ONLY}
    for table in tables:
        rights = "SELECT, INSERT, UPDATE, DELETE"
        if table in append_only:
            rights = "SELECT, INSERT"
        elif table in _READ_ONLY:
            rights = "SELECT"
        cursor.execute(f'REVOKE ALL ON "{table}" FROM {APPLICATION_ROLE}')
        cursor.execute(f'GRANT {rights} ON "{table}" TO {APPLICATION_ROLE}')


def secure_after_migrating(sender: Any, *, using: str, **_: Any) -> None:
    """Run when every migration is done."""
    secure_tables(using=using)
