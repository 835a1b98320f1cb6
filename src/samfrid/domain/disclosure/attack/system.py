"""What a reader knows: every published number, and every sum that the tables' own structure makes true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from samfrid.domain.disclosure.saved import HIDDEN, NOBODY, Ints, SavedRelease, SavedTable
from samfrid.domain.wording import Refused, Text


class DoesNotAddUp(Refused):
    """The published numbers contradict each other: no table of whole numbers agrees with them."""


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """The sums `sums @ x = constants` over the hidden cells `cells`, in whole persons.

    Shape: `sums` has one row a sum and one column a hidden cell, entries 1 and -1; `part` numbers the
           connected part of each hidden cell: cells of different parts tell nothing of each other.
    """

    cells: Ints
    sums: sp.csr_array
    constants: Ints
    part: Ints


def consistency_system(release: SavedRelease) -> System:
    """Write down every sum over hidden cells: each coarser code and each total against what lies under it.

    Errors: DoesNotAddUp when a sum of published numbers alone is wrong.
    """
    everything = _all_sums(release)
    nobody = (release.labels == NOBODY).any(axis=1)
    hidden = np.flatnonzero((release.counts == HIDDEN) & ~nobody)
    published = np.where(release.counts == HIDDEN, 0, release.counts)
    constants = -(everything @ published)
    sums = sp.csr_array(everything[:, hidden])
    lengths = np.diff(sums.indptr)
    wrong = np.flatnonzero((lengths == 0) & (constants != 0))
    if len(wrong):
        row = everything[[int(wrong[0])]]
        name = release.cell_name(int(row.indices[np.argmin(row.data)]))
        raise DoesNotAddUp(
            Text(
                f"De publicerade talen går inte ihop: delarna av {name} blir inte summan.",
                f"The published numbers do not add up: the parts of {name} do not make its sum.",
            )
        )
    sums = sp.csr_array(sums[np.flatnonzero(lengths)])
    return System(hidden, sums, constants[lengths > 0], _parts(sums))


def _parts(sums: sp.csr_array) -> Ints:
    """Number the connected parts: cells that share a sum are of one part."""
    height, size = sums.shape
    entries = sums.tocoo()
    graph = sp.csr_array((np.ones(sums.nnz), (entries.col, size + entries.row)), shape=(size + height,) * 2)
    return connected_components(graph, directed=False)[1][:size].astype(np.int64)


def _all_sums(release: SavedRelease) -> sp.csr_array:
    """Build every sum over all cells, each once: parts count 1 and the whole -1."""
    rows, cells, signs = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    count = 0
    for table in release.tables:
        for axis in range(len(table.dimensions)):
            lines = np.moveaxis(table.cells, axis, 0).reshape(table.cells.shape[axis], -1)
            for whole, parts in _wholes(release, table, axis):
                block = lines[[whole, *parts]]
                rows.append(np.broadcast_to(count + np.arange(block.shape[1]), block.shape).ravel())
                cells.append(block.ravel())
                signs.append(np.repeat([-1] + [1] * len(parts), block.shape[1]))
                count += block.shape[1]
    entries = (np.concatenate(signs), (np.concatenate(rows), np.concatenate(cells)))
    sums = sp.csr_array(entries, shape=(count, len(release.counts)))
    sums.eliminate_zeros()
    sums = sp.csr_array(sums[np.flatnonzero(np.diff(sums.indptr))])
    # Two random 64-bit weights a cell: sums with the same weight are the same sum, seen in two tables.
    weights = np.random.default_rng(1).integers(-(2**62), 2**62, size=(len(release.counts), 2))
    once = np.unique(np.asarray(sums @ weights), axis=0, return_index=True)[1]
    return sp.csr_array(sums[np.sort(once)])


def _wholes(release: SavedRelease, table: SavedTable, axis: int) -> list[tuple[int, list[int]]]:
    """List the sums along one axis: coarser codes over finest codes, and the total over each level."""
    members = table.members[axis]
    dimension = table.dimensions[axis]
    finest = release.columns.index(dimension)
    place = {(int(c), int(k)): i for i, (c, k) in enumerate(members)}
    found = []
    for hierarchy in release.hierarchies.get(dimension, ()):
        column = release.columns.index(hierarchy.level)
        for code in range(len(release.codes[column])):
            under = [place[finest, int(k)] for k in np.flatnonzero(hierarchy.parent == code)]
            found.append((place[column, code], under))
    for column in dict.fromkeys(int(c) for c in members[:-1, 0]):
        found.append((len(members) - 1, [i for i, (c, _) in enumerate(members) if c == column]))
    return found
