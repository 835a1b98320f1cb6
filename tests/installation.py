"""An installation of its own for a test: a database in a file, keys and a list of erasures elsewhere."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from samfrid.adapters.sealing import make_ring
from samfrid.config import health
from samfrid.config.databases import database_settings


def use_database(file: Path) -> None:
    """Let this thread, and those it starts, use a database in a file."""
    own = database_settings(replace(settings.SAMFRID, database=f"sqlite:///{file}"))
    configured = connections.configure_settings({"default": own})["default"]
    connections.settings["default"] = configured
    connections["default"] = connections.create_connection("default")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> Path:
    """An empty database with every table made: written off from that of the other tests, if there are any."""
    file: Path = tmp_path_factory.mktemp("template") / "samfrid.sqlite3"
    before, kept = connections["default"], connections.settings["default"]
    if before.vendor != "sqlite":
        return file
    with django_db_blocker.unblock():
        if before.is_in_memory_db():
            with closing(sqlite3.connect(file)) as copy:
                before.connection.backup(copy)
        else:
            use_database(file)
            call_command("migrate", verbosity=0, interactive=False)
            connections["default"].close()
            connections["default"], connections.settings["default"] = before, kept
    return file


@pytest.fixture
def room(
    tmp_path: Path, template: Path, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The folder of an installation: `var` with the database, `keys` and `safe` with the list of erasures."""
    if connections["default"].vendor != "sqlite":
        pytest.skip("an installation in files is tried on SQLite")
    (tmp_path / "var").mkdir(mode=0o700)
    shutil.copyfile(template, tmp_path / "var" / "samfrid.sqlite3")
    (tmp_path / "var" / "samfrid.sqlite3").chmod(0o600)
    make_ring(tmp_path / "keys" / "ring.json", day=date(2026, 11, 22))
    own = replace(
        settings.SAMFRID,
        var=tmp_path / "var",
        keys=tmp_path / "keys" / "ring.json",
        secret=tmp_path / "keys" / "secret",
        erasures=tmp_path / "safe" / "erasures.jsonl",
        hosts=("samfrid.example.org",),
        https=True,
    )
    monkeypatch.setattr(settings, "SAMFRID", own)
    monkeypatch.setattr(health, "_are_all_made", False)
    before, kept = connections["default"], connections.settings["default"]
    with django_db_blocker.unblock():
        use_database(tmp_path / "var" / "samfrid.sqlite3")
        yield tmp_path
        connections["default"].close()
    connections["default"], connections.settings["default"] = before, kept
