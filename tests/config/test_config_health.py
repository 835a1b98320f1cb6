"""What watches the installation is told the truth, and a stranger nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from samfrid.config import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_are_all_made", False)


@pytest.mark.sqlite  # plants what on PostgreSQL only the owner of the table could do
def test_a_missing_migration_makes_it_not_ready_until_it_is_made(client: Client):
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("jobs", "0001_initial")
    before = client.get("/redo")
    recorder.record_applied("jobs", "0001_initial")

    assert (before.status_code, before.content) == (503, b"not ready\n")
    assert client.get("/redo").status_code == 200


def test_a_folder_that_is_gone_makes_it_not_ready_but_alive(client: Client, monkeypatch, tmp_path: Path):
    monkeypatch.setattr(settings, "SAMFRID", replace(settings.SAMFRID, var=tmp_path / "gone"))

    assert client.get("/redo").status_code == 503
    assert client.get("/halsa").status_code == 200


def test_a_full_disk_makes_it_not_ready(client: Client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 62)

    assert client.get("/redo").status_code == 503


def test_a_database_whose_file_is_gone_makes_it_not_ready(client: Client, monkeypatch, tmp_path: Path):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps its rows in a file of ours")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "gone.sqlite3"))

    assert client.get("/redo").status_code == 503
