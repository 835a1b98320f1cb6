"""Writes a protected family as disclosure.md lays it out: tables, structure, protocol, and the proof beside them.

Everything is written to a folder of its own and moved into place at the end: nothing is ever half written.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from samfrid.domain.disclosure import ProtectedFamily
from samfrid.domain.tables import ProtectedTable
from samfrid.domain.wording import Refused, Text


class CannotWrite(Refused):
    """A folder that can't be written: it exists and holds other things, the disk is full, rights are missing."""


def write_family(family: ProtectedFamily, folder: Path, *, data_sha256: str | None = None) -> None:
    """Write a protected family into a folder that is new, empty, or an earlier release.

    Promise: the folder holds all of it or is as it was. UTF-8, commas, `\\n`; equal families give equal bytes.
    Errors:  CannotWrite, naming the folder.
    """
    _refuse_strangers(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as problem:
        raise _cannot_write(folder, problem) from None
    try:
        _write_all(family, made, data_sha256)
        _move_into_place(made, folder)
    except OSError as problem:
        raise _cannot_write(folder, problem) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write_all(family: ProtectedFamily, made: Path, data_sha256: str | None) -> None:
    """Write every file of a release."""
    made.chmod(0o755)
    (made / "tables").mkdir()
    # The proof holds the true counts: only its owner may read it.
    (made / "proof").mkdir(mode=0o700)
    files: dict[str, str] = {}

    def put(name: str, text: str) -> None:
        content = text.encode("utf-8")
        (made / name).write_bytes(content)
        files[name] = hashlib.sha256(content).hexdigest()

    for number, table in enumerate(family.tables.values(), start=1):
        put(f"tables/{number:03d}.csv", table_csv(table))
    put("structure.json", _json(structure_of(family)))
    put("proof/base.csv", _base_csv(family))
    proof = family.proof
    moves = zip(proof.witness.tolist(), proof.row.tolist(), proof.change.tolist(), strict=True)
    put("proof/witnesses.csv", _csv(("witness", "row", "change"), moves))
    named = (
        (json.dumps(dict(p.cell), sort_keys=True, ensure_ascii=False), p.reason) for p in proof.primaries
    )
    put("proof/primaries.csv", _csv(("cell", "reason"), named))
    manifest = {"version": 1, "files": dict(files), "data_sha256": data_sha256, "rule": dict(family.rule)}
    put("proof/manifest.json", _json(manifest))
    put("protocol.json", _json({"family": family.id, **family.protocol}))


def table_csv(table: ProtectedTable) -> str:
    """Write one table: two columns a dimension, then count and status; shown noughts stand as 0."""
    header = [name for d in table.shape.dimensions for name in (d.name, f"{d.name}_level")]
    return _csv((*header, "count", "status"), _table_rows(table))


def _table_rows(table: ProtectedTable) -> Iterable[tuple[object, ...]]:
    for coordinates, cell in table:
        place = [word for member in coordinates for word in (member.code, member.level)]
        if cell.value is None:
            yield (*place, "", "hidden")
        else:
            yield (*place, int(cell.value), "published")


def structure_of(family: ProtectedFamily) -> dict[str, Any]:
    """Describe columns, hierarchies, tables and rule: all of it public."""
    dimensions = {
        name: {"codes": list(codes)}
        for name, codes in zip(family.proof.columns, family.proof.labels, strict=True)
    }
    hierarchies = {
        dimension.name: [
            {"level": h.level, "parent": {code: h.parent[code] for code in dimension.codes}}
            for h in dimension.hierarchies
        ]
        for dimension in family.shape.dimensions
        if dimension.hierarchies
    }
    tables = [
        {"name": table.name, "file": f"tables/{number:03d}.csv", "dimensions": list(table.dimension_names)}
        for number, table in enumerate(family.shape.tables, start=1)
    ]
    return {
        "version": 1,
        "dimensions": dimensions,
        "hierarchies": hierarchies,
        "tables": tables,
        "rule": dict(family.rule),
    }


def _base_csv(family: ProtectedFamily) -> str:
    """Write the base: one row a combination, its codes and its count."""
    proof = family.proof
    columns = [
        np.array(labels, dtype=object)[proof.codes[:, i]] if len(proof.codes) else np.zeros(0, dtype=object)
        for i, labels in enumerate(proof.labels)
    ]
    return _csv((*proof.columns, "count"), zip(*columns, proof.counts.tolist(), strict=True))


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Write rows with commas and plain line ends; quotes only where they are needed."""
    # The standard writer is used for its quoting alone.
    import csv

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(tuple(header))
    writer.writerows(rows)
    return out.getvalue()


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _refuse_strangers(folder: Path) -> None:
    """Refuse to replace what is not an earlier release."""
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(
            Text(f"{folder} är en fil, inte en mapp.", f"{folder} is a file, not a folder."),
        )
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "structure.json").is_file():
        raise CannotWrite(
            Text(
                f"Mappen {folder} innehåller annat än en tidigare publicering. Välj en tom mapp.",
                f"The folder {folder} holds something other than an earlier release. Choose an empty one.",
            )
        )


def _move_into_place(made: Path, folder: Path) -> None:
    """Swap the new folder for the old one, if any."""
    old = made.with_name(made.name + "-old")
    if folder.is_dir():
        folder.replace(old)
    try:
        made.replace(folder)
    except OSError:
        if old.is_dir():
            old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _cannot_write(folder: Path, problem: OSError) -> CannotWrite:
    why = problem.strerror or type(problem).__name__
    return CannotWrite(
        Text(
            f"{folder} kunde inte skrivas ({why}). Inget har ändrats.",
            f"{folder} could not be written ({why}). Nothing was changed.",
        )
    )
