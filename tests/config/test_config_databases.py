"""An address in the settings becomes the framework's settings, whole."""

from __future__ import annotations

from pathlib import Path

from samfrid.config.databases import database_settings
from samfrid.config.env import Settings


def test_every_part_of_a_postgresql_address_is_read():
    address = "postgresql://web:p%40ss@db.example.org:5433/samfrid?sslmode=verify-full"

    read = database_settings(Settings(database=address))

    assert [read[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "web",
        "p@ss",
        "db.example.org",
        "5433",
        "samfrid",
    ]
    assert read["OPTIONS"] == {"sslmode": "verify-full"}


def test_a_socket_folder_may_stand_in_place_of_a_host():
    read = database_settings(Settings(database="postgresql://web@%2Frun%2Fpostgresql/samfrid"))

    assert (read["HOST"], read["PORT"], read["PASSWORD"]) == ("/run/postgresql", "", "")


def test_sqlite_lies_where_it_is_told_or_under_var():
    told = database_settings(Settings(database="sqlite:///data/a.sqlite3"))
    untold = database_settings(Settings(var=Path("here")))

    assert (told["NAME"], untold["NAME"]) == ("data/a.sqlite3", "here/samfrid.sqlite3")
