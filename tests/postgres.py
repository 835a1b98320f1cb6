"""Run every test that touches the database again, on a PostgreSQL of their own that is gone afterwards.

`python tests/postgres.py [what pytest takes]`. One role owns the tables and migrates; the tests sign in as another that
owns nothing, as the application does in production. Without PostgreSQL on the machine one line says so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

TESTS = Path(__file__).resolve().parent
DATABASE = "samfrid"
OWNER, APPLICATION, WEB = "samfrid_owner", "samfrid_application", "samfrid_web"
_COPIES = 4  # as many workers as can run at once
_FAST = (
    "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off "
    "-c max_connections=80 -c shared_buffers=128MB"
)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens on a socket in its own folder."""

    folder: Path

    def address(self, user: str, database: str) -> str:
        """The address for a user, as the setting SAMFRID_DATABASE takes it."""
        return f"postgresql://{user}@{quote(str(self.folder), safe='')}/{database}"

    def run(self, *statements: sql.Composable, database: str = "postgres") -> None:
        """Run statements as the superuser."""
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname=database, autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement)


def programs() -> Path | None:
    """Where the newest PostgreSQL on the machine has its programs."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in folders), key=lambda path: int(path.parent.name), default=None)


@contextmanager
def running(bin_folder: Path) -> Iterator[Server]:
    """A new server, stopped and removed at the end. Root may not run one: the user postgres does."""
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="samfrid-pg-"))
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o755)
    data = folder / "data"

    def start(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, env={"LC_ALL": "C.UTF-8"}
        )

    start(
        str(bin_folder / "initdb"),
        "-D",
        str(data),
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--no-sync",
    )
    options = f"{_FAST} -c unix_socket_directories='{folder}'"
    start(
        str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start"
    )
    try:
        yield Server(folder)
    finally:
        start(str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def make_databases(server: Server) -> None:
    """Migrate one database as the owner and copy it for each worker."""
    template = f"{DATABASE}_template"
    owner, application, web = map(sql.Identifier, (OWNER, APPLICATION, WEB))
    server.run(
        sql.SQL("CREATE ROLE {} LOGIN").format(owner),
        sql.SQL("CREATE ROLE {} NOLOGIN").format(application),
        sql.SQL("CREATE ROLE {} LOGIN IN ROLE {}").format(web, application),
        sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(template), owner),
    )
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"],
        check=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "web_settings",
            "PYTHONPATH": str(TESTS),
            "SAMFRID_TEST_DATABASE": server.address(OWNER, template),
        },
    )
    names = [DATABASE, *(f"{DATABASE}_gw{number}" for number in range(_COPIES))]
    server.run(
        *(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(template), owner
            )
            for name in names
        )
    )


def main() -> int:
    """Run the tests; give back what pytest gave back."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server is stopped then too
    bin_folder = programs()
    if bin_folder is None:
        print("PostgreSQL is not installed on this machine: the tests ran on SQLite only.")  # noqa: T201
        return 0
    with running(bin_folder) as server:
        make_databases(server)
        command = [sys.executable, "-m", "pytest", "-p", "on_postgres", "--reuse-db", *sys.argv[1:]]
        environment = {
            **os.environ,
            "PYTHONPATH": str(TESTS),
            "SAMFRID_TEST_DATABASE": server.address(WEB, DATABASE),
        }
        return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
