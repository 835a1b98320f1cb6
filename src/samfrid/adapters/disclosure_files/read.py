"""Read a release, DIR with its tables, structure and proof, into frozen values. Judges the form only.

What the numbers say is judged by `verify` and `attack`. A folder that any tool has saved in this format can
be read; the proof is read when it is there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from samfrid.adapters.disclosure_files.read_proof import read_proof
from samfrid.adapters.disclosure_files.read_structure import STRUCTURE, read_rule, read_structure
from samfrid.adapters.disclosure_files.read_values import (
    UnreadableRelease,
    field_of,
    parse_csv,
    parse_json,
    read_bytes,
    refuse,
    sha256,
    texts,
    unknown_code,
    whole_numbers,
)
from samfrid.domain.disclosure.saved import (
    HIDDEN,
    NOBODY,
    Flags,
    Ints,
    SavedRelease,
    SavedRule,
    SavedStructure,
    SavedTable,
    person_keys,
)
from samfrid.domain.tables import TOTAL

__all__ = ["UnreadableRelease", "read_release"]

_FILE = re.compile(r"tables/[A-Za-z0-9_-]{1,80}\.csv")
_MOST_CELLS = 30_000_000


def read_release(path: Path) -> SavedRelease:
    """Read the folder of one release.

    Promise: every fault of form is refused: a file that is cut off or missing, a column that is not there, a
             count that is no whole number, an unknown status or code, a cell that stands twice, or that is
             published with two values.
    Errors:  UnreadableRelease, naming file, row and column.
    """
    if not path.is_dir():
        raise refuse(str(path), "mappen finns inte.", "the folder does not exist.")
    content = read_bytes(path, STRUCTURE)
    hashes = {STRUCTURE: sha256(content)}
    parsed = parse_json(STRUCTURE, content)
    structure = read_structure(parsed)
    rule = read_rule(field_of(STRUCTURE, parsed, "rule", dict, default={}))
    tables: list[SavedTable] = []
    labels: list[Ints] = []
    counts: list[Ints] = []
    for shape in _table_shapes(structure, parsed):
        content = read_bytes(path, shape.file)
        hashes[shape.file] = sha256(content)
        tables.append(shape)
        labels.append(_grid_labels(structure, shape))
        counts.append(_table_counts(structure, rule, shape, content))
    found, numbers, cell_counts, torn = _one_cell_once(structure, tables, labels, counts)
    proof = read_proof(path, structure, hashes)
    for extra in sorted((path / "tables").glob("*")):
        hashes.setdefault(f"tables/{extra.name}", "")
    return SavedRelease(
        folder=str(path),
        columns=structure.columns,
        codes=structure.codes,
        hierarchies=structure.hierarchies,
        tables=numbers,
        labels=found,
        counts=cell_counts,
        torn=torn,
        rule=rule,
        hashes=hashes,
        proof=proof,
    )


def _table_shapes(structure: SavedStructure, parsed: Mapping[str, Any]) -> list[SavedTable]:
    """Read the list of tables; the grid of cells is filled in later."""
    shapes: list[SavedTable] = []
    size = 0
    for entry in field_of(STRUCTURE, parsed, "tables", list):
        if not isinstance(entry, dict):
            raise refuse(STRUCTURE, "varje tabell ska vara ett objekt.", "each table should be an object.")
        file = field_of(STRUCTURE, entry, "file", str)
        if not _FILE.fullmatch(file) or any(shape.file == file for shape in shapes):
            raise refuse(
                STRUCTURE,
                "ska vara en egen fil som tables/001.csv, inte en sökväg någon annanstans.",
                "should be a file of its own such as tables/001.csv, not a path to somewhere else.",
                column="file",
            )
        dimensions = field_of(STRUCTURE, entry, "dimensions", list)
        unknown = [d for d in dimensions if d not in structure.columns]
        if unknown or not dimensions or len(set(dimensions)) != len(dimensions):
            raise refuse(
                STRUCTURE,
                f"tabellen {file} har en dimension som saknas i dimensions, ingen alls, eller en två gånger.",
                f"table {file} has a dimension that dimensions lacks, none at all, or one twice.",
                column="dimensions",
            )
        members = tuple(_members(structure, d) for d in dimensions)
        size += math.prod(len(m) for m in members)
        shapes.append(
            SavedTable(str(entry.get("name", file)), file, tuple(dimensions), members, np.zeros(0, np.int64))
        )
    if not shapes or size > _MOST_CELLS:
        raise refuse(
            STRUCTURE,
            f"tabellerna har {size} celler; det ska vara mellan 1 och {_MOST_CELLS}.",
            f"the tables have {size} cells; there should be between 1 and {_MOST_CELLS}.",
            column="tables",
        )
    return shapes


def _members(structure: SavedStructure, dimension: str) -> Ints:
    """List a dimension's members, finest first, then its coarser codes, then the total."""
    levels = [dimension, *(h.level for h in structure.hierarchies.get(dimension, ()))]
    columns = [structure.columns.index(level) for level in levels]
    rows = [(c, code) for c in columns for code in range(len(structure.codes[c]))]
    return np.array([*rows, (-1, -1)], dtype=np.int64)


def _grid_labels(structure: SavedStructure, shape: SavedTable) -> Ints:
    """Label every cell of a table's grid; a cell whose members contradict each other takes in nobody."""
    sizes = [len(m) for m in shape.members]
    at = np.unravel_index(np.arange(math.prod(sizes)), sizes)
    labels = np.full((math.prod(sizes), len(structure.columns)), -1, dtype=np.int64)
    nobody = np.zeros(len(labels), dtype=bool)
    for members, index in zip(shape.members, at, strict=True):
        for column in np.unique(members[:, 0][members[:, 0] >= 0]):
            code = np.where(members[:, 0] == column, members[:, 1], -1)[index]
            nobody |= (code >= 0) & (labels[:, column] >= 0) & (code != labels[:, column])
            labels[:, column] = np.where(code >= 0, code, labels[:, column])
    labels[nobody] = NOBODY
    return labels


def _table_counts(structure: SavedStructure, rule: SavedRule, shape: SavedTable, content: bytes) -> Ints:
    """Read one table: the count of every cell of its grid, `HIDDEN` where it is hidden."""
    file = shape.file
    wanted = [column for d in shape.dimensions for column in (d, f"{d}_level")]
    table = parse_csv(file, content, [*wanted, "count", "status"])
    position = _positions(structure, shape, table)
    numbers, words = texts(table, "status")
    known = {"published": 1, "hidden": 0}
    status = np.array([known.get(w, -1) for w in words] or [0], dtype=np.int64)[numbers]
    if (status < 0).any():
        row = int(np.argmin(status)) + 2
        raise refuse(
            file,
            "ska vara published eller hidden.",
            "should be published or hidden.",
            row=row,
            column="status",
        )
    given = whole_numbers(file, table, "count", where=status == 1)
    empty, words = texts(table, "count")
    leaks = (status == 0) & np.array([w != "" for w in words] or [False])[empty]
    if leaks.any():
        row = int(np.argmax(leaks)) + 2
        raise refuse(
            file, "en dold cell har ett tal.", "a hidden cell holds a number.", row=row, column="count"
        )
    size = math.prod(len(m) for m in shape.members)
    _see_each_cell_once(file, rule, position, size)
    counts = np.zeros(size, dtype=np.int64)
    counts[position] = np.where(status == 1, given, HIDDEN)
    return counts


def _positions(structure: SavedStructure, shape: SavedTable, table: pa.Table) -> Ints:
    """Find each row's place in the grid."""
    at: list[Ints] = []
    for dimension, members in zip(shape.dimensions, shape.members, strict=True):
        named = {(structure.columns[c], structure.codes[c][k]): i for i, (c, k) in enumerate(members[:-1])}
        named[TOTAL, TOTAL] = len(members) - 1
        codes, code_words = texts(table, dimension)
        levels, level_words = texts(table, f"{dimension}_level")
        place = np.array(
            [[named.get((level, code), -1) for code in code_words] for level in level_words], dtype=np.int64
        ).reshape(len(level_words), len(code_words))
        found = place[levels, codes]
        if (found < 0).any():
            row = int(np.argmin(found))
            level = level_words[levels[row]]
            known_levels = {name for name, _ in named}
            if level not in known_levels:
                raise unknown_code(shape.file, row, f"{dimension}_level", level, sorted(known_levels))
            known = [code for name, code in named if name == level]
            raise unknown_code(shape.file, row, dimension, code_words[codes[row]], known)
        at.append(found)
    return np.ravel_multi_index(at, [len(m) for m in shape.members]).astype(np.int64)


def _see_each_cell_once(file: str, rule: SavedRule, position: Ints, size: int) -> None:
    """Refuse a cell that stands twice, and a missing row where zeros are not published."""
    if len(np.unique(position)) < len(position):
        order = np.argsort(position, kind="stable")
        twice = order[1:][position[order][1:] == position[order][:-1]]
        row = int(twice.min()) + 2
        raise refuse(
            file, "samma cell finns redan på en tidigare rad.", "an earlier row has this cell.", row=row
        )
    if len(position) < size and not rule.zeros_published:
        missing = size - len(position)
        raise refuse(
            file,
            f"{missing} rader saknas; rader får utelämnas bara där nollor publiceras.",
            f"{missing} rows are missing; rows may be left out only where zeros are published.",
        )


def _one_cell_once(
    structure: SavedStructure, shapes: list[SavedTable], labels: list[Ints], counts: list[Ints]
) -> tuple[Ints, tuple[SavedTable, ...], Ints, Flags]:
    """Number the cells of all tables so that the same persons are one cell.

    Errors: UnreadableRelease when two tables publish the same cell with two values.
    """
    all_labels, all_counts = np.concatenate(labels), np.concatenate(counts)
    keys = person_keys(structure, all_labels)
    first, cell = np.unique(keys, return_index=True, return_inverse=True)[1:]
    shown = all_counts != HIDDEN
    largest = np.full(len(first), HIDDEN, dtype=np.int64)
    np.maximum.at(largest, cell, all_counts)
    differs = shown & (all_counts != largest[cell])
    if differs.any():
        files = np.repeat([shape.file for shape in shapes], [len(c) for c in counts])
        at = int(np.argmax(differs))
        other = int(np.argmax((cell == cell[at]) & (all_counts == largest[cell])))
        name = SavedRelease(
            "", structure.columns, structure.codes, {}, (), all_labels, all_counts, shown, SavedRule(), {}
        ).cell_name(at)
        raise refuse(
            str(files[at]),
            f"cellen {name} är publicerad med två olika tal, här och i {files[other]}.",
            f"the cell {name} is published with two different numbers, here and in {files[other]}.",
        )
    torn = np.zeros(len(first), dtype=bool)
    torn[cell[~shown]] = True
    torn &= largest != HIDDEN
    ends = np.cumsum([len(c) for c in counts])[:-1]
    grids = [
        part.reshape([len(m) for m in s.members])
        for s, part in zip(shapes, np.split(cell, ends), strict=True)
    ]
    tables = tuple(
        SavedTable(s.name, s.file, s.dimensions, s.members, grid)
        for s, grid in zip(shapes, grids, strict=True)
    )
    return all_labels[first], tables, largest, torn
