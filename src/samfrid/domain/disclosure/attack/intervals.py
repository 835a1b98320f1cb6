"""Attacks 3 and 4: the lowest and highest value of each cell, by linear and by whole-number programs.

Each program's answer is one table that agrees with everything published, so it bounds every cell at once.
Only cells that no table so far has moved far enough are asked for one by one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from samfrid.domain.disclosure.attack.bounds import Bounds
from samfrid.domain.disclosure.attack.system import System
from samfrid.domain.disclosure.saved import Flags, Ints

_ROUNDS = 40
_EPSILON = 1e-6
_POOL = 400


@dataclass(slots=True, eq=False)
class Found:
    """What the programs found: `low` and `high` as far as seen, and whether they are the very ends.

    Shape: one number a hidden cell; `tables` are the answers, one row each.
    """

    low: Bounds
    high: Bounds
    low_is_end: Flags
    high_is_end: Flags
    tables: list[Bounds] = field(default_factory=list)

    @classmethod
    def nothing(cls, size: int) -> Found:
        """Nothing has been seen yet."""
        no = np.zeros(size, dtype=bool)
        return cls(np.full(size, np.inf), np.full(size, -np.inf), no, no.copy())

    def see(self, table: Bounds, cells: Ints) -> None:
        """Take in one table over some of the cells."""
        self.low[cells] = np.minimum(self.low[cells], table)
        self.high[cells] = np.maximum(self.high[cells], table)

    @property
    def width(self) -> Bounds:
        """How far apart the whole numbers seen are; below 0 where nothing was seen."""
        width: Bounds = np.floor(self.high + _EPSILON) - np.ceil(self.low - _EPSILON)
        return np.where(np.isfinite(width), width, -1.0)


class Programs:
    """The programs of one connected part of the hidden cells."""

    def __init__(self, system: System, part: int, low: Bounds, high: Bounds, *, whole: bool) -> None:
        self.cells: Ints = np.flatnonzero(system.part == part)
        own = sp.csr_array(system.sums[:, self.cells])
        rows = np.flatnonzero(np.diff(own.indptr))
        sums = sp.csr_array(own[rows])
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cells), len(rows)
        model.col_cost_ = np.zeros(len(self.cells))
        model.col_lower_, model.col_upper_ = low[self.cells], high[self.cells]
        model.row_lower_ = model.row_upper_ = system.constants[rows].astype(float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = sums.indptr, sums.indices
        model.a_matrix_.value_ = sums.data.astype(float)
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.cells)
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("random_seed", 1)
        self._solver.passModel(model)
        self._index = np.arange(len(self.cells), dtype=np.int32)

    def largest(self, weights: Bounds, until: float) -> Bounds | None:
        """Return the table with the largest weighted sum, or nothing when time ran out or none exists."""
        left = until - time.perf_counter()
        if left <= 0:
            return None
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + left)
        self._solver.changeColsCost(len(self._index), self._index, -weights)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._solver.getSolution().col_value)

    def fix(self, at: int, low: float, high: float) -> None:
        """Bound one cell anew; `at` counts within the part."""
        self._solver.changeColBounds(at, low, high)


def search(programs: Programs, judged: Flags, enough: int, until: float, found: Found) -> None:
    """Widen what is `found` for the judged cells of one part until each is wide enough or known to its ends.

    Shape: `judged` has one flag a hidden cell of the whole system.
    """
    cells = programs.cells
    random = np.random.default_rng(1)
    signs = np.ones(len(cells))
    idle = 0
    for turn in range(_ROUNDS):
        open_cells = judged[cells] & (found.width[cells] < enough)
        if open_cells.sum() < 3 or idle > 3:
            break
        if turn >= 2:
            signs = random.choice([-1.0, 1.0], len(cells)) * random.uniform(0.5, 1.5, len(cells))
        table = programs.largest(np.where(open_cells, signs, 0.0), until)
        if table is None:
            return
        _keep(found, table, cells)
        signs = -signs
        still = judged[cells] & (found.width[cells] < enough)
        idle = idle + 1 if still.sum() > 0.97 * open_cells.sum() else 0
    for at in np.flatnonzero(judged[cells]):
        cell = cells[at]
        for sign, ends in ((1.0, found.high_is_end), (-1.0, found.low_is_end)):
            if found.width[cell] >= enough or ends[cell]:
                continue
            weights = np.zeros(len(cells))
            weights[at] = sign
            table = programs.largest(weights, until)
            if table is None:
                return
            _keep(found, table, cells)
            ends[cell] = True


def _keep(found: Found, table: Bounds, cells: Ints) -> None:
    found.see(table, cells)
    if len(found.tables) < _POOL:
        whole = np.full(len(found.low), np.nan)
        whole[cells] = table
        found.tables.append(whole)


def pool(found: Found) -> npt.NDArray[np.float64]:
    """Stack the tables that were seen: one row a table, NaN in cells of other parts."""
    return np.stack(found.tables) if found.tables else np.zeros((0, len(found.low)))
