"""Read DIR/proof: base, witnesses, primaries and manifest. Never to be published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from samfrid.adapters.disclosure_files.read_values import (
    codes_of,
    field_of,
    parse_csv,
    parse_json,
    read_bytes,
    refuse,
    sha256,
    texts,
    whole_numbers,
)
from samfrid.domain.disclosure.saved import Ints, SavedBase, SavedProof, SavedStructure

MANIFEST = "proof/manifest.json"
BASE = "proof/base.csv"
WITNESSES = "proof/witnesses.csv"
PRIMARIES = "proof/primaries.csv"


def read_proof(folder: Path, structure: SavedStructure, hashes: dict[str, str]) -> SavedProof | None:
    """Read the proof, or nothing when no proof lies beside the tables; adds the hashes of what it read.

    Errors: UnreadableRelease naming file, row and column.
    """
    if not (folder / "proof").is_dir():
        return None
    content: dict[str, bytes] = {}
    for file in (MANIFEST, BASE, WITNESSES, PRIMARIES):
        content[file] = read_bytes(folder, file)
        hashes[file] = sha256(content[file])
    manifest = parse_json(MANIFEST, content[MANIFEST])
    files: Mapping[str, str] = field_of(MANIFEST, manifest, "files", dict)
    for file in files:
        if file not in hashes and not Path(file).is_absolute() and ".." not in Path(file).parts:
            hashes[file] = sha256(read_bytes(folder, file))
    base = _base(structure, content[BASE])
    witness, row, change = _witnesses(content[WITNESSES], len(base.counts))
    primaries, reasons = _primaries(structure, content[PRIMARIES])
    data = manifest.get("data_sha256")
    return SavedProof(
        base=base,
        witness=witness,
        row=row,
        change=change,
        primaries=primaries,
        reasons=reasons,
        files={str(file): str(digest) for file, digest in files.items()},
        data_sha256=None if data is None else str(data),
        rule=field_of(MANIFEST, manifest, "rule", dict, default={}),
    )


def _base(structure: SavedStructure, content: bytes) -> SavedBase:
    table = parse_csv(BASE, content, [*structure.columns, "count"])
    columns = [
        codes_of(BASE, table, c, known) for c, known in zip(structure.columns, structure.codes, strict=True)
    ]
    return SavedBase(np.stack(columns, axis=1), whole_numbers(BASE, table, "count"))


def _witnesses(content: bytes, rows: int) -> tuple[Ints, Ints, Ints]:
    table = parse_csv(WITNESSES, content, ["witness", "row", "change"])
    witness = whole_numbers(WITNESSES, table, "witness")
    row = whole_numbers(WITNESSES, table, "row")
    change = whole_numbers(WITNESSES, table, "change", signed=True)
    for column, wrong, sv, en in (
        ("row", row >= rows, "base.csv har ingen sådan rad.", "base.csv has no such row."),
        ("change", change == 0, "en ändring ska inte vara 0.", "a change should not be 0."),
        (
            "witness",
            witness > len(witness),
            "numren ska vara utan luckor.",
            "the numbers should have no gaps.",
        ),
    ):
        if wrong.any():
            raise refuse(WITNESSES, sv, en, row=int(np.argmax(wrong)) + 2, column=column)
    return witness, row, change


def _primaries(structure: SavedStructure, content: bytes) -> tuple[Ints, tuple[str, ...]]:
    table = parse_csv(PRIMARIES, content, ["cell", "reason"])
    at = [{code: i for i, code in enumerate(codes)} for codes in structure.codes]
    labels = np.full((table.num_rows, len(structure.columns)), -1, dtype=np.int64)
    for row, cell in enumerate(table.column("cell").to_pylist()):
        named: Mapping[str, Any] = parse_json(f"{PRIMARIES} ({row + 2})", cell.encode())
        for column, code in named.items():
            if column not in structure.columns or str(code) not in at[structure.columns.index(column)]:
                raise refuse(
                    PRIMARIES,
                    "cellen nämner en kolumn eller kod som saknas i structure.json.",
                    "the cell names a column or code that structure.json lacks.",
                    row=row + 2,
                    column="cell",
                )
            index = structure.columns.index(column)
            labels[row, index] = at[index][str(code)]
    numbers, words = texts(table, "reason")
    return labels, tuple(words[i] for i in numbers)
