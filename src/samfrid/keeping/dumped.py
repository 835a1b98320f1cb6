"""A PostgreSQL database as files: a line a row, in JSON as the database itself writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from samfrid.keeping.rows import Row, Rows


def dump(rows: Rows, folder: Path) -> None:
    """Write every table to a file of its name."""
    folder.mkdir(mode=0o700)
    for table in rows.tables():
        with (folder / f"{table}.jsonl").open("w", encoding="utf-8") as file:
            for row in rows.rows(table):
                file.write(json.dumps([row.key, row.content], ensure_ascii=False) + "\n")


class DumpedRows:
    """The rows of a dump."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tables(self) -> list[str]:
        """The names of the tables."""
        return sorted(path.stem for path in self._folder.glob("*.jsonl"))

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, in the order of their keys."""
        with (self._folder / f"{table}.jsonl").open(encoding="utf-8") as file:
            for line in file:
                yield Row(*json.loads(line))
