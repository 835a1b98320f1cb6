"""From the setting SAMFRID_DATABASE to the framework's database settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from samfrid.config.env import Settings

# Every commit is on disk before it is acknowledged; what is deleted is overwritten.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
    "PRAGMA trusted_schema=OFF; PRAGMA busy_timeout=20000; PRAGMA journal_size_limit=67108864; "
    "PRAGMA cache_size=-16000;"
)


def database_settings(settings: Settings) -> dict[str, Any]:
    """The framework's settings for the database that was asked for."""
    address = urlsplit(settings.database)
    if address.scheme == "postgresql":
        return {
            "ENGINE": "samfrid.foundation.organisations.engine.postgresql",
            "NAME": address.path.lstrip("/"),
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "HOST": unquote(address.hostname or ""),
            "PORT": str(address.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    name = settings.database.removeprefix("sqlite:///") or str(settings.var / "samfrid.sqlite3")
    return {
        "ENGINE": "samfrid.config.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS, "timeout": 20},
    }
