"""The gate inside the protector: recount every witness before anything leaves. Uses matrices, no search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from samfrid.domain.disclosure.rule import Rule
from samfrid.domain.disclosure.structure import Ints, Structure

_AT_ONCE = 4000


class BrokenProofError(RuntimeError):
    """The search returned what does not prove the promise: a fault of the program, nothing is published."""


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """Base combinations (points of each compound, counts) and the witnesses over them."""

    rows: Ints
    counts: Ints
    witness: Ints
    row: Ints
    change: Ints


def lay_base(structure: Structure, stride: Ints, witness: Ints, row_key: Ints, change: Ints) -> Moves:
    """Number base combinations: those of the data first, then those that only witnesses use."""
    own = structure.rows @ stride if len(structure.rows) else np.zeros(0, dtype=np.int64)
    order = np.argsort(own)
    at = np.minimum(np.searchsorted(own[order], row_key), max(len(own) - 1, 0))
    known = own[order][at] == row_key if len(own) else np.zeros(len(row_key), dtype=bool)
    extra = np.unique(row_key[~known])
    row = np.where(known, order[at] if len(own) else 0, len(own) + np.searchsorted(extra, row_key))
    sizes = np.diff(structure.point_offset)
    points = np.column_stack([(extra // stride[c]) % max(int(sizes[c]), 1) for c in range(len(sizes))])
    rows = np.vstack([structure.rows, points.reshape(len(extra), len(sizes))]).astype(np.int64)
    counts = np.concatenate([structure.columns.counts, np.zeros(len(extra), dtype=np.int64)])
    return Moves(rows, counts, witness, row.astype(np.int64), change)


def incidence(structure: Structure, rows: Ints) -> sp.csr_array:
    """One row a cell, one column a base combination, 1 where the cell takes it in."""
    cells, columns = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for shape, start in enumerate(structure.shape_start):
        at = np.full(len(rows), start, dtype=np.int64)
        for c in range(len(structure.compounds)):
            at += structure.contribution[shape, structure.point_offset[c] + rows[:, c]]
        cell = structure.cell_at[at]
        mine = np.flatnonzero(structure.owner[cell] == shape)
        cells.append(cell[mine])
        columns.append(mine)
    cell, column = np.concatenate(cells), np.concatenate(columns)
    return sp.csr_array(
        (np.ones(len(cell), dtype=np.int64), (cell, column)), shape=(structure.size, len(rows))
    )


def check_moves(structure: Structure, moves: Moves, hidden: Ints, primaries: Ints, rule: Rule) -> Ints:
    """Recount every witness; return the width found for each primary.

    Errors: BrokenProofError when a witness goes below nought, moves a published cell or takes a hidden one too low.
    """
    cells = incidence(structure, moves.rows)
    if not np.array_equal(cells @ moves.counts, structure.counts):
        raise BrokenProofError("cells are not the sums of the base")
    number = int(moves.witness.max(initial=-1)) + 1
    change = sp.csc_array((moves.change, (moves.row, moves.witness)), shape=(len(moves.rows), number))
    if (moves.counts[change.indices] + change.data < 0).any():
        raise BrokenProofError("a witness takes a base combination below nought")
    lowest, highest = np.zeros(structure.size, np.int64), np.zeros(structure.size, np.int64)
    for begin in range(0, number, _AT_ONCE):
        moved = (cells @ change[:, begin : begin + _AT_ONCE]).tocoo()
        alive = moved.data != 0
        cell, by = moved.coords[0][alive], moved.data[alive]
        if not hidden[cell].all():
            raise BrokenProofError("a witness moves a published cell")
        if (structure.counts[cell] + by < rule.hidden_minimum).any():
            raise BrokenProofError("a witness takes a hidden cell too low")
        np.minimum.at(lowest, cell, by)
        np.maximum.at(highest, cell, by)
    return (highest - lowest)[primaries]


def lone_persons(structure: Structure) -> Ints:
    """For each cell with one person the base row that person stands in, otherwise -1.

    Cells with one and the same person tell that person the same: neither has to be hidden from who knows the other.
    """
    cells = incidence(structure, structure.rows)
    found = np.full(structure.size, -1, dtype=np.int64)
    lone = np.flatnonzero(structure.counts == 1)
    found[lone] = cells.indices[cells.indptr[lone]]
    return found


def check_insiders(structure: Structure, moves: Moves, hidden: Ints, primaries: Ints, rule: Rule) -> Ints:
    """List primaries that someone alone in another cell could narrow below the width."""
    number = int(moves.witness.max(initial=-1)) + 1
    change = sp.csc_array((moves.change, (moves.row, moves.witness)), shape=(len(moves.rows), number))
    moved = sp.csr_array(incidence(structure, moves.rows) @ change)
    moved.eliminate_zeros()
    by_primary = sp.csr_array(moved[primaries])
    narrow: set[int] = set()
    person = lone_persons(structure)
    for lone in np.flatnonzero((structure.counts == 1) & (hidden == 1)):
        ruled_out = np.zeros(number, dtype=bool)
        ruled_out[moved.indices[moved.indptr[lone] : moved.indptr[lone + 1]]] = True
        kept = np.where(ruled_out[by_primary.indices], 0, by_primary.data)
        counted = np.diff(by_primary.indptr) > 0
        starts = by_primary.indptr[:-1][counted]
        width = np.zeros(len(primaries), dtype=np.int64)
        if len(starts):
            width[counted] = np.maximum(np.maximum.reduceat(kept, starts), 0) - np.minimum(
                np.minimum.reduceat(kept, starts), 0
            )
        bad = primaries[(width < rule.width) & (person[primaries] != person[lone])]
        narrow.update(int(cell) for cell in bad)
    return np.array(sorted(narrow), dtype=np.int64)
