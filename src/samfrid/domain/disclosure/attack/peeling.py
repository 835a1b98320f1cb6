"""Sparse elimination modulo a prime: removes unknowns that stand in few sums, and leaves a small dense core."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

_MOST_FILL = 150
"""An unknown is removed while it costs at most so many new entries; beyond, the dense core is faster."""


@dataclass(frozen=True, slots=True, eq=False)
class Peeled:
    """What is left: `core` over the unknowns `kept`, and the removed unknowns, each by one sum over later ones.

    Shape: `removed` holds (unknown, its coefficient, the rest of its sum), in the order of removal.
    """

    core: npt.NDArray[np.float64]
    kept: npt.NDArray[np.int64]
    removed: tuple[tuple[int, int, dict[int, int]], ...]


def peel(sums: sp.csr_array, prime: int) -> Peeled:
    """Remove unknowns in the order of least fill (Markowitz), as long as it is cheap.

    Promise: the solutions of `sums @ x = 0` modulo the prime are those of `core @ x[kept] = 0`, extended by the
             removed sums from the last to the first.
    Source:  Markowitz (1957), The elimination form of the inverse and its application to linear programming.
    """
    rows = [
        {int(c): int(v) % prime for c, v in zip(sums.indices[a:b], sums.data[a:b], strict=True)}
        for a, b in zip(sums.indptr[:-1], sums.indptr[1:], strict=True)
    ]
    holders: list[set[int]] = [set() for _ in range(sums.shape[1])]
    for number, row in enumerate(rows):
        for column in row:
            holders[column].add(number)

    def fill(column: int) -> int:
        return (len(holders[column]) - 1) * (min(len(rows[r]) for r in holders[column]) - 1)

    heap = [(fill(column), column) for column in range(len(holders)) if holders[column]]
    heapq.heapify(heap)
    removed: list[tuple[int, int, dict[int, int]]] = []
    gone: set[int] = set()
    while heap:
        cost, column = heapq.heappop(heap)
        if not holders[column]:
            continue
        now = fill(column)
        if now > cost:
            heapq.heappush(heap, (now, column))
            continue
        if cost > _MOST_FILL:
            break
        pivot = min(holders[column], key=lambda r: (len(rows[r]), r))
        removed.append((column, *_eliminate(rows, holders, pivot, column, prime)))
        gone.add(column)
    kept = np.array([column for column in range(len(holders)) if column not in gone], dtype=np.int64)
    place = {int(column): i for i, column in enumerate(kept)}
    left = [row for row in rows if row]
    core = np.zeros((len(left), len(kept)))
    for number, row in enumerate(left):
        for column, value in row.items():
            core[number, place[column]] = value
    return Peeled(core, kept, tuple(removed))


def _eliminate(
    rows: list[dict[int, int]], holders: list[set[int]], pivot: int, column: int, prime: int
) -> tuple[int, dict[int, int]]:
    """Take the pivot's sum out and use it to clear the column from every other sum."""
    rest = rows[pivot]
    rows[pivot] = {}
    for c in rest:
        holders[c].discard(pivot)
    coefficient = rest.pop(column)
    inverse = pow(coefficient, -1, prime)
    for other in holders[column]:
        row = rows[other]
        scale = -row.pop(column) * inverse % prime
        for c, value in rest.items():
            changed = (row.get(c, 0) + scale * value) % prime
            if changed:
                row[c] = changed
                holders[c].add(other)
            elif c in row:
                del row[c]
                holders[c].discard(other)
    holders[column] = set()
    return coefficient, rest
