"""What protection hands over: the tables that may be published, the proof that stays, and the protocol."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from samfrid.domain.disclosure.structure import EMPTY, Ints, Structure
from samfrid.domain.tables import Cell, Coordinates, ProtectedTable, TableFamily, TableShape
from samfrid.domain.tables.protected import HIDDEN, SEAL


@dataclass(frozen=True, slots=True)
class PrimaryCell:
    """One name of a cell that must not be known, and why. A cell with several names stands once for each."""

    cell: Mapping[str, str]
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """Two whole-number tables for every primary cell, stored as changes of the base. Never to be published.

    Shape: `codes` has one row a base combination and one column a column of `columns`, indices into `labels`;
           `counts` one number a row; `witness`, `row` and `change` one number each moved base combination.
    """

    columns: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    codes: Ints
    counts: Ints
    witness: Ints
    row: Ints
    change: Ints
    primaries: tuple[PrimaryCell, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ProtectedFamily:
    """A family of linked tables that keeps the promise, with its proof.

    `protocol` holds parameters, version, counts per status, seconds per stage, the promise reached, how many
    primaries are proven, and the cost. `id` is a hash of what may be published: the same tables, the same id.
    """

    shape: TableFamily
    tables: Mapping[str, ProtectedTable]
    proof: Proof
    protocol: Mapping[str, Any]
    rule: Mapping[str, Any]
    id: str


def table_cells(
    shape: TableShape, grid: Ints, counts: Ints, hidden: npt.NDArray[np.bool_], *, hide_empty: bool
) -> dict[Coordinates, Cell]:
    """Turn a grid of cell numbers into what a reader sees; shown noughts are left out."""
    flat = grid.reshape(-1)
    empty = flat == EMPTY
    masked = np.where(empty, hide_empty, hidden[np.maximum(flat, 0)] if len(hidden) else hide_empty)
    value = np.where(empty, 0, counts[np.maximum(flat, 0)] if len(counts) else 0)
    members = [dimension.members() for dimension in shape.dimensions]
    cells: dict[Coordinates, Cell] = {}
    for place in np.flatnonzero(masked | (value > 0)):
        at = np.unravel_index(int(place), grid.shape) if grid.shape else ()
        coordinates = tuple(line[i] for line, i in zip(members, at, strict=True))
        cells[coordinates] = HIDDEN if masked[place] else Cell(int(value[place]))
    return cells


def family_hash(tables: Sequence[TableShape], seen: Iterable[Ints]) -> str:
    """Hash what readers see of a family: its tables, their members, and every number, -1 where one is hidden.

    Shape: one array a table, an axis a dimension, members in the order of `Dimension.members()`.
    """
    digest = hashlib.sha256()
    for shape, grid in zip(tables, seen, strict=True):
        digest.update(json.dumps([shape.name, shape.dimension_names, grid.shape]).encode())
        for dimension in shape.dimensions:
            digest.update(json.dumps([(m.level, m.code) for m in dimension.members()]).encode())
        digest.update(np.ascontiguousarray(grid, dtype="<i8").tobytes())
    return digest.hexdigest()


def build_tables(
    family: TableFamily, structure: Structure, hidden: npt.NDArray[np.bool_], *, zeros_hidden: bool
) -> tuple[dict[str, ProtectedTable], str]:
    """Build the protected tables of a family and the hash they share."""
    cells = {
        shape.name: table_cells(shape, grid, structure.counts, hidden, hide_empty=zeros_hidden)
        for shape, grid in zip(family.tables, structure.grids, strict=True)
    }
    shown = np.where(hidden, -1, structure.counts)
    seen = [
        np.where(grid == EMPTY, -1 if zeros_hidden else 0, shown[np.maximum(grid, 0)] if len(shown) else 0)
        for grid in structure.grids
    ]
    name = family_hash(family.tables, seen)
    tables = {
        shape.name: ProtectedTable(shape, cells[shape.name], name, seal=SEAL) for shape in family.tables
    }
    return tables, name


def build_proof(
    family: TableFamily,
    structure: Structure,
    rows: Ints,
    counts: Ints,
    moves: tuple[Ints, Ints, Ints],
    primaries: Mapping[int, str],
) -> Proof:
    """Write base combinations, witnesses and primaries with their labels.

    Shape: `rows` one row a base combination, one column a compound (its point).
    """
    columns = structure.columns
    codes = np.zeros((len(rows), len(columns.names)), dtype=np.int64)
    for i, compound in enumerate(structure.compounds):
        codes[:, list(compound.columns)] = compound.points[rows[:, i]]
    return Proof(
        columns.names, columns.codes, codes, counts, *moves, tuple(_named(family, structure, primaries))
    )


def _named(family: TableFamily, structure: Structure, reasons: Mapping[int, str]) -> list[PrimaryCell]:
    """List every name of every primary cell."""
    chosen = np.zeros(structure.size + 1, dtype=bool)
    chosen[list(reasons)] = True
    found: dict[str, PrimaryCell] = {}
    for table, grid in zip(family.tables, structure.grids, strict=True):
        members = [dimension.members() for dimension in table.dimensions]
        for place in np.argwhere(chosen[grid]):
            at = tuple(int(i) for i in place)
            labels = {
                line[i].level: line[i].code
                for line, i in zip(members, at, strict=True)
                if not line[i].is_total
            }
            key = json.dumps(labels, sort_keys=True, ensure_ascii=False)
            found.setdefault(key, PrimaryCell(dict(sorted(labels.items())), reasons[int(grid[at])]))
    return [found[key] for key in sorted(found)]
