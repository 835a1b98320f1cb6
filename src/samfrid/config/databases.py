"""From the setting SAMFRID_DATABASE to the framework's database settings."""

from __future__ import annotations

from typing import Any

from samfrid.config.env import Settings

# Every commit is on disk before it is acknowledged; what is deleted is overwritten.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
    "PRAGMA trusted_schema=OFF; PRAGMA busy_timeout=20000; PRAGMA journal_size_limit=67108864; "
    "PRAGMA cache_size=-16000;"
)


def database_settings(settings: Settings) -> dict[str, Any]:
    """The framework's settings for the database that was asked for."""
    if settings.database.startswith("postgresql:"):
        return _postgresql(settings.database)
    name = settings.database.removeprefix("sqlite:///") or str(settings.var / "samfrid.sqlite3")
    return {
        "ENGINE": "samfrid.config.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS, "timeout": 20},
    }


def _postgresql(address: str) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict

    given = conninfo_to_dict(address)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    taken = {name: str(given.pop(key, None) or "") for name, key in names.items()}
    return {
        "ENGINE": "samfrid.foundation.organisations.engine.postgresql",
        **taken,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": given,
    }
