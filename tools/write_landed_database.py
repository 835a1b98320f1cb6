"""Write a filled database of this version, for the tests of later migrations.

`python -m tools.write_landed_database NAME`. It holds a row of every model of an organisation, in two organisations,
with invented values. Run it when a version lands; a file that is there is never written again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LANDED = ROOT / "tests" / "migrations" / "landed"
_FILL = """
import django
django.setup()
from people import new_organisation, new_person
from planted_rows import plant, scoped_models
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.audit.actions import Action
from samfrid.foundation.audit.services import record
from samfrid.foundation.organisations.scope import opened

for code in ("motala", "linkoping"):
    organisation = new_organisation(code)
    for role in Role:
        new_person(organisation, role)
    with opened(organisation.pk, by=SYSTEM):
        for model in scoped_models():
            plant(model)
        record(by=SYSTEM, action=Action.BACKED_UP, organisation=organisation.pk)
"""


def write(target: Path) -> None:
    """Migrate an empty database, fill it, and write it as SQL."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "landed.sqlite3"
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "tests"),
            "DJANGO_SETTINGS_MODULE": "web_settings",
            "SAMFRID_TEST_DATABASE": f"sqlite:///{database}",
        }
        for command in (["-m", "django", "migrate", "--verbosity", "0", "--skip-checks"], ["-c", _FILL]):
            subprocess.run([sys.executable, *command], check=True, env=environment)  # noqa: S603 - our own
        import pysqlite3

        with pysqlite3.connect(database) as connection:
            target.write_text("\n".join(_as_sql(connection)) + "\n", "utf-8")


def _as_sql(connection: Any) -> Iterator[str]:
    """Tables, their rows, then what hangs on them: a trigger must not see the rows come."""
    yield "PRAGMA foreign_keys=OFF;"
    yield "BEGIN;"
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    for name, sql in ((name, sql) for kind, name, sql in made if kind == "table"):
        yield f"{sql};"
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        quoted = ", ".join(f'quote("{column}")' for column in columns)
        for row in connection.execute(f'SELECT {quoted} FROM "{name}"'):  # noqa: S608 - names from the schema
            yield f'INSERT INTO "{name}" VALUES ({", ".join(row)});'  # noqa: S608 - values quoted by SQLite
    for kind in ("index", "view", "trigger"):
        yield from (f"{sql};" for made_as, _, sql in made if made_as == kind)
    yield "COMMIT;"


def main() -> int:
    """Write the file; refuse a name that is taken."""
    if len(sys.argv) != 2 or not sys.argv[1].replace("-", "").replace(".", "").isalnum():
        print("Name the version: python -m tools.write_landed_database 0.1.0")  # noqa: T201
        return 2
    target = LANDED / f"{sys.argv[1]}.sql"
    if target.exists():
        print(f"{target.name} is there already; what has landed is never written again.")  # noqa: T201
        return 1
    write(target)
    print(f"{target.name}: {target.stat().st_size} bytes")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
