"""Attack 2: linear algebra modulo primes. Which hidden cells are exact combinations of published ones?

A cell is determined by the sums alone if and only if every solution of `sums @ x = 0` has 0 there. So a
random solution modulo a prime tells: where it is 0 in three draws and under two primes, the cell is determined
(but for a chance below one in 10^30 a cell); where it is not 0, the cell is free.
Source: the null-space test over finite fields; blocks multiplied in floating point stay exact while sums of
256 products of residues fit in 53 bits.
"""

from __future__ import annotations

import time

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from samfrid.domain.disclosure.attack.peeling import peel
from samfrid.domain.disclosure.attack.system import System
from samfrid.domain.disclosure.saved import Flags, Ints

PRIMES = (4194301, 4194287)
LARGEST = 6000
"""Unknowns of a part's dense core beyond which the part is left unresolved."""
_PANEL = 128
_DRAWS = 3

Residues = npt.NDArray[np.float64]


def determined(system: System, *, until: float) -> tuple[Flags, Flags]:
    """Find the hidden cells that the sums determine, and those left unresolved by size or time.

    Shape:  one flag a hidden cell, twice.
    Source: see the module.
    """
    size = len(system.cells)
    exact, unresolved = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    by_cell = sp.csc_array(system.sums)
    order = np.argsort(system.part, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(system.part[order])) + 1) if size else []
    for cells in sorted(parts, key=len):
        own = sp.csr_array(by_cell[:, cells])
        sums = sp.csr_array(own[np.flatnonzero(np.diff(own.indptr))])
        still = np.ones(len(cells), dtype=bool)
        for prime in PRIMES:
            found = zero_in_draws(sums, prime) if time.perf_counter() < until else None
            if found is None:
                unresolved[cells] = True
                still[:] = False
                break
            still &= found
        exact[cells] = still
    return exact, unresolved


def zero_in_draws(sums: sp.csr_array, prime: int) -> Flags | None:
    """Draw random solutions of `sums @ x = 0` modulo a prime and see where all of them are 0.

    Returns nothing when the dense core is larger than `LARGEST`.
    """
    peeled = peel(sums, prime)
    if max(peeled.core.shape) > LARGEST:
        return None
    draws = np.zeros((sums.shape[1], _DRAWS))
    draws[peeled.kept] = _solutions(peeled.core, prime)
    for unknown, coefficient, rest in reversed(peeled.removed):
        at, values = np.array(list(rest), dtype=np.int64), np.array(list(rest.values()), dtype=float)
        terms = (values[:, None] * draws[at]) % prime
        draws[unknown] = (-terms.sum(axis=0)) % prime * float(pow(coefficient, -1, prime)) % prime
    return np.asarray((draws == 0).all(axis=1))


def _solutions(sums: Residues, prime: int) -> Residues:
    """Draw random solutions of dense sums: free unknowns at random, the others from the echelon form."""
    echelon, pivots = _echelon(sums % prime, prime)
    draws = np.random.default_rng(prime).integers(1, prime, (sums.shape[1], _DRAWS)).astype(float)
    draws[pivots] = 0
    for row in range(len(pivots) - 1, -1, -1):
        # The row's pivot is 1, and its entries before the pivot are 0.
        values = echelon[row, pivots[row] + 1 :]
        at = np.flatnonzero(values)
        terms = (values[at, None] * draws[pivots[row] + 1 + at]) % prime
        draws[pivots[row]] = (-terms.sum(axis=0)) % prime
    return draws


def _echelon(matrix: Residues, prime: int) -> tuple[Residues, Ints]:
    """Bring a matrix to echelon form with pivots 1, a panel of columns at a time."""
    rows, columns = matrix.shape
    pivots: list[int] = []
    for left in range(0, columns, _PANEL):
        right = min(left + _PANEL, columns)
        top = len(pivots)
        if top == rows:
            break
        panel = matrix[top:, left:right].copy()
        # The same row operations, gathered, are applied to the rest at once: rest <- factor @ rest[used].
        order, factor, found = _reduce_panel(panel, prime)
        matrix[top:, left:right] = panel
        if found and right < columns:
            rest = matrix[top:, right:][order]
            matrix[top:, right:] = _apply(factor, rest, len(found), prime)
        pivots += [left + column for column in found]
    return matrix, np.array(pivots, dtype=np.int64)


def _reduce_panel(panel: Residues, prime: int) -> tuple[Ints, Residues, list[int]]:
    """Reduce a panel in place; return its row order, the multipliers and the pivot columns.

    With k pivots, `factor` (rows × k) says: new row i is old row i (for i ≥ k) plus factor[i] @ first k rows.
    """
    rows, columns = panel.shape
    order = np.arange(rows)
    factor = np.zeros((rows, min(rows, columns)))
    found: list[int] = []
    for column in range(columns):
        k = len(found)
        candidates = np.flatnonzero(panel[k:, column])
        if len(candidates) == 0:
            continue
        swap = [k, k + int(candidates[0])]
        for array in (panel, order, factor):
            array[swap] = array[swap[::-1]]
        inverse = float(pow(int(panel[k, column]), -1, prime))
        panel[k] = panel[k] * inverse % prime
        factor[k, k] = 1
        factor[k, : k + 1] = factor[k, : k + 1] * inverse % prime
        below = k + 1 + np.flatnonzero(panel[k + 1 :, column])
        scale = prime - panel[below, column]
        panel[below] = (panel[below] + scale[:, None] * panel[k] % prime) % prime
        factor[below, : k + 1] = (
            factor[below, : k + 1] + scale[:, None] * factor[k, : k + 1] % prime
        ) % prime
        found.append(column)
        if len(found) == rows:
            break
    return order, factor, found


def _apply(factor: Residues, rest: Residues, k: int, prime: int) -> Residues:
    """Apply the row operations of a panel to the columns right of it; _PANEL ≤ 256 keeps every sum exact."""
    changed = (factor[:, :k] @ rest[:k]) % prime
    changed[k:] = (changed[k:] + rest[k:]) % prime
    return np.asarray(changed)
