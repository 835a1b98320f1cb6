"""What the doctor finds, and that a safe installation is told to be one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from people import new_organisation, new_person
from samfrid.config import health
from samfrid.foundation.accounts.roles import Role
from samfrid.keeping.backup import back_up
from samfrid.keeping.doctor import findings

NOW = datetime.now(UTC)


@pytest.fixture
def safe(room: Path) -> Path:
    """An installation that lacks nothing."""
    new_person(new_organisation(), Role.ADMINISTRATOR)
    back_up(room / "backups", now=NOW)
    return room


def set_to(monkeypatch: pytest.MonkeyPatch, **values: Any) -> None:
    monkeypatch.setattr(settings, "SAMFRID", replace(settings.SAMFRID, **values))


def test_a_safe_installation_has_nothing_to_mend(safe):
    assert findings(NOW) == []


def keys_beside(room: Path, patch: pytest.MonkeyPatch) -> None:
    (room / "var" / "ring.json").write_bytes((room / "keys" / "ring.json").read_bytes())
    (room / "var" / "ring.json").chmod(0o400)
    set_to(patch, keys=room / "var" / "ring.json")


def wide_ring(room: Path, patch: pytest.MonkeyPatch) -> None:
    (room / "keys" / "ring.json").chmod(0o444)


def no_ring(room: Path, patch: pytest.MonkeyPatch) -> None:
    (room / "keys" / "ring.json").unlink()


def wide_database(room: Path, patch: pytest.MonkeyPatch) -> None:
    (room / "var" / "samfrid.sqlite3").chmod(0o644)


def any_host(room: Path, patch: pytest.MonkeyPatch) -> None:
    set_to(patch, hosts=("*",))


def full_disk(room: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(health, "LEAST_FREE_BYTES", 1 << 62)


@pytest.mark.parametrize(
    ("harm", "word"),
    [
        (keys_beside, "copies the folder"),
        (wide_ring, "Only the owner"),
        (no_ring, "does not exist"),
        (wide_database, "Others on the machine"),
        (any_host, "any name"),
        (full_disk, "room"),
    ],
)
def test_what_is_unsafe_stops_the_installation_from_serving(
    safe: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path, pytest.MonkeyPatch], None], word: str
) -> None:
    harm(safe, monkeypatch)

    found = findings(NOW)

    assert [finding.stops for finding in found] == [True]
    assert word in found[0].what.en


def test_a_backup_older_than_a_day_is_missed(safe):
    assert [finding.what.en for finding in findings(NOW + timedelta(hours=27))] == ["No backup for a day."]


def test_plain_http_is_told(safe, monkeypatch):
    set_to(monkeypatch, https=False)

    assert [finding.what.en for finding in findings(NOW)] == ["The pages go without HTTPS."]


def test_a_demo_may_have_its_keys_beside_its_data(safe, monkeypatch):
    keys_beside(safe, monkeypatch)
    set_to(monkeypatch, demo=True, https=False)

    assert findings(NOW + timedelta(days=9)) == []


def test_a_missing_migration_stops(room):
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(connection).record_unapplied("jobs", "0001_initial")

    assert "1 migrations" in findings(NOW)[0].what.en
