"""A database of every landed version becomes one of this version, and keeps its rows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pysqlite3
import pytest

TESTS = Path(__file__).resolve().parents[1]
LANDED = sorted(Path(__file__).with_name("landed").glob("*.sql"))


def rows_of(database: Path) -> dict[str, int]:
    """How many rows each table holds."""
    with pysqlite3.connect(database) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in tables.fetchall()
        }


@pytest.mark.parametrize("landed", LANDED, ids=lambda path: path.stem)
def test_a_landed_database_is_migrated_and_keeps_its_rows(landed: Path, tmp_path: Path) -> None:
    database = tmp_path / "landed.sqlite3"
    with pysqlite3.connect(database) as connection:
        connection.executescript(landed.read_text("utf-8"))
    before = rows_of(database)

    for command in (
        ["migrate", "--verbosity", "0", "--skip-checks"],
        ["migrate", "--check", "--skip-checks"],
    ):
        subprocess.run(
            [sys.executable, "-m", "django", *command],
            check=True,
            env={
                **os.environ,
                "PYTHONPATH": str(TESTS),
                "DJANGO_SETTINGS_MODULE": "web_settings",
                "SAMFRID_TEST_DATABASE": f"sqlite:///{database}",
            },
        )

    after = rows_of(database)
    with pysqlite3.connect(database) as connection:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    lost = {name: (count, after[name]) for name, count in before.items() if after.get(name, count) < count}
    assert (lost, broken) == ({}, [])
    assert sum(before.values()) > 0
