"""The database itself refuses to change or delete what was published; only a withdrawal is let through."""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WITHDRAWAL = ("state", "withdrawn_at", "notice_sv", "notice_en")
FIXED = (
    "id",
    "organisation_id",
    "title_sv",
    "title_en",
    "period_first",
    "period_last",
    "published_at",
    "definitions",
    "coverage",
    "protocol",
    "prepared_by",
    "approved_by",
    "sha256",
)
CONTENT = ("releases_releasedfamily", "releases_releasedmeasure")
WORDS = "what was published is never changed"


def _events() -> Iterator[tuple[str, str, str, str]]:
    """Name, event, table and condition of every refusal."""
    yield "releases_release_fixed", f"UPDATE OF {', '.join(FIXED)}", "releases_release", ""
    yield (
        "releases_release_withdrawn_once",
        f"UPDATE OF {', '.join(WITHDRAWAL)}",
        "releases_release",
        "WHEN (OLD.state <> 'published' OR NEW.state <> 'withdrawn')",
    )
    yield "releases_release_kept", "DELETE", "releases_release", ""
    for table in CONTENT:
        yield f"{table}_fixed", "UPDATE", table, ""
        yield f"{table}_kept", "DELETE", table, ""


def refuse(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(
            "CREATE FUNCTION releases_refuse() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for name, event, table, condition in _events():
        body = (
            "EXECUTE FUNCTION releases_refuse()" if postgres else f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {condition} {body}"
        )


def allow(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for name, _, table, _ in _events():
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgres else ""))
    if postgres:
        schema_editor.execute("DROP FUNCTION releases_refuse()")


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_initial")]

    operations = [migrations.RunPython(refuse, allow)]
