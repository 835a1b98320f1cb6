"""Backup and restore on PostgreSQL: one role owns the tables and restores, another that owns nothing backs up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from psycopg import sql

from postgres import APPLICATION, OWNER, WEB, Server, programs, running
from samfrid.adapters.sealing import make_ring
from samfrid.config.secret import write_secret

HERE = Path(__file__).parent
pytestmark = pytest.mark.nightly


def run(server: Server, folder: Path, user: str, database: str, *command: object) -> Any:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAMFRID_")} | {
        "SAMFRID_VAR": str(folder / "var"),
        "SAMFRID_KEYS": str(folder / "keys" / "ring.json"),
        "SAMFRID_SECRET": str(folder / "keys" / "secret"),
        "SAMFRID_DATABASE": server.address(user, database),
        "PYTHONPATH": str(HERE.parent),
        "DJANGO_SETTINGS_MODULE": "samfrid.config.settings",
    }
    done = subprocess.run(
        [sys.executable, *map(str, command)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if done.stdout.startswith("{") else done.stdout


def test_every_row_comes_back_and_the_erased_stay_erased(tmp_path: Path):
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("PostgreSQL is not installed on this machine")
    (tmp_path / "var").mkdir(mode=0o700)
    write_secret(tmp_path / "keys" / "secret")
    make_ring(tmp_path / "keys" / "ring.json", day=date(2026, 11, 22))
    owner, application, web = map(sql.Identifier, (OWNER, APPLICATION, WEB))
    script = HERE / "keeping_on_postgres.py"

    with running(bin_folder) as server:
        server.run(
            sql.SQL("CREATE ROLE {} LOGIN").format(owner),
            sql.SQL("CREATE ROLE {} NOLOGIN").format(application),
            sql.SQL("CREATE ROLE {} LOGIN IN ROLE {}").format(web, application),
            sql.SQL("CREATE DATABASE one OWNER {}").format(owner),
            sql.SQL("CREATE DATABASE two OWNER {}").format(owner),
        )
        run(server, tmp_path, OWNER, "one", "-m", "samfrid.config.manage", "migrate", "-v0")
        kept = run(server, tmp_path, WEB, "one", script, "backup", tmp_path / "backups")
        back = run(server, tmp_path, OWNER, "two", script, "restore", kept["backup"])

    assert (kept["sealed"], kept["gone"], kept["stops"]) == (2, 1, [])
    assert (back["erased"], back["left"], back["audit"]) == (1, {"motala": 0, "umea": 1}, True)
    assert "owns the tables" in back["stops"][0]
