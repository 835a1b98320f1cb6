"""On PostgreSQL the database itself shows a scoped row to whoever opened its organisation, and to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from people import new_organisation
from planted_rows import plant, scoped_models
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.audit.models import Entry
from samfrid.foundation.organisations.models import Organisation, Unit
from samfrid.foundation.organisations.row_security import secure_tables, unsecured_tables
from samfrid.foundation.organisations.scope import opened

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row security"),
]
each_table = pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model._meta.label)


def planted(statement: str, values: Sequence[Any] = ()) -> Any:
    """Run SQL on the driver's own connection, past everything that is written in Python."""
    with transaction.atomic(), connection.connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0] if cursor.description else None


@pytest.fixture
def ours() -> Organisation:
    return new_organisation("motala")


@pytest.fixture
def theirs() -> Organisation:
    return new_organisation("linkoping", covers=("0580",))


def test_every_scoped_table_is_secured_by_force() -> None:
    assert unsecured_tables() == []


@each_table
def test_planted_sql_sees_no_row_without_its_organisation(
    model: Any, ours: Organisation, theirs: Organisation
) -> None:
    count = f'SELECT count(*) FROM "{model._meta.db_table}" WHERE id = %s'  # noqa: S608
    with opened(ours.pk, by=SYSTEM):
        row = plant(model)
        seen_at_home = planted(count, [row.pk])

    with opened(theirs.pk, by=SYSTEM):
        seen_elsewhere = planted(count, [row.pk])
    assert (seen_at_home, seen_elsewhere, planted(count, [row.pk])) == (1, 0, 0)


@each_table
def test_planted_sql_changes_and_deletes_no_row_of_another(
    model: Any, ours: Organisation, theirs: Organisation
) -> None:
    table = model._meta.db_table
    with opened(ours.pk, by=SYSTEM):
        row = plant(model)

    with opened(theirs.pk, by=SYSTEM):
        changed = planted(
            f'WITH c AS (UPDATE "{table}" SET id = id WHERE id = %s RETURNING 1) SELECT count(*) FROM c',  # noqa: S608
            [row.pk],
        )
        deleted = planted(
            f'WITH d AS (DELETE FROM "{table}" WHERE id = %s RETURNING 1) SELECT count(*) FROM d',  # noqa: S608
            [row.pk],
        )
    assert (changed, deleted) == (0, 0)


def test_planted_sql_puts_no_row_into_another_organisation(ours: Organisation, theirs: Organisation) -> None:
    insert = (
        "INSERT INTO organisations_unit (id, organisation_id, name, municipality, is_active)"
        " VALUES (gen_random_uuid(), %s, 'x', '0583', true)"
    )
    with opened(ours.pk, by=SYSTEM):
        planted(insert, [ours.pk])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            planted(insert, [theirs.pk])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            planted("UPDATE organisations_unit SET organisation_id = %s", [theirs.pk])
        assert Unit.objects.count() == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        planted(insert, [ours.pk])


def test_the_database_forgets_the_organisation_when_it_is_closed(
    ours: Organisation, theirs: Organisation
) -> None:
    said = "SELECT coalesce(current_setting('samfrid.organisation', true), '')"
    with opened(ours.pk, by=SYSTEM):
        with opened(theirs.pk, by=SYSTEM):
            assert planted(said) == str(theirs.pk)
        with pytest.raises(KeyError), opened(theirs.pk, by=SYSTEM):
            raise KeyError
        assert planted(said) == str(ours.pk)

    assert planted(said) == ""


def test_the_application_owns_nothing_and_has_no_way_round() -> None:
    owned = planted("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
    strong = planted(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    )
    mighty = planted(
        "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
        " WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(current_user, r.oid, 'MEMBER')"
        " AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
    )

    assert (owned, strong, mighty) == (0, False, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DROP TABLE audit_entry",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "UPDATE django_migrations SET name = 'x'",
        "CREATE ROLE intruder",
        "CREATE TABLE intruder (id int)",
        "ALTER TABLE organisations_unit DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE organisations_unit NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY samfrid_open_organisation ON organisations_unit",
        "TRUNCATE organisations_unit",
        "SET session_replication_role = replica",
        "SET ROLE samfrid_owner",
    ],
)
def test_the_application_may_not(statement: str) -> None:
    """S35: what would let someone who took over the application hide, or see more."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        planted(statement)


def test_securing_again_changes_nothing_and_needs_no_right(ours: Organisation) -> None:
    secure_tables()

    assert Entry.objects.count() == 0
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE organisations_unit DISABLE ROW LEVEL SECURITY")
