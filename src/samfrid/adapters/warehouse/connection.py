"""A DuckDB connection that fetches nothing from the network and writes nothing outside a given folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis


@dataclass(frozen=True, slots=True)
class EngineLimits:
    """What the engine may use: threads, memory as DuckDB writes it, a folder to spill to (None: no spill)."""

    threads: int = 2
    memory: str = "2GB"
    spill_to: Path | None = None


def connect(limits: EngineLimits) -> Any:
    """Open an engine in memory with those limits; extensions are neither installed nor loaded."""
    connection = ibis.duckdb.connect(
        ":memory:",
        autoinstall_known_extensions="false",
        autoload_known_extensions="false",
        temp_directory="" if limits.spill_to is None else str(limits.spill_to),
        threads=limits.threads,
        memory_limit=limits.memory,
    )
    connection.raw_sql("SET enable_progress_bar = false")
    return connection
