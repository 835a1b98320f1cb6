"""Attack 1: bound propagation. Each published sum bounds its parts, and whole numbers are rounded inwards."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from samfrid.domain.disclosure.attack.system import DoesNotAddUp, System
from samfrid.domain.wording import Text

Bounds = npt.NDArray[np.float64]

_PASSES = 1000


def propagate(system: System, low: Bounds, high: Bounds) -> tuple[Bounds, Bounds]:
    """Narrow the bounds of the hidden cells until no sum narrows them more.

    Shape:   one number a hidden cell; `high` may be infinite.
    Promise: no whole-number table that agrees with the sums and the given bounds is left out.
    Errors:  DoesNotAddUp when no table agrees.
    """
    sums = system.sums
    low, high = low.copy(), high.copy()
    if sums.nnz == 0:
        return low, high
    start, cell = sums.indptr[:-1], sums.indices
    row = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr))
    plus = sums.data > 0
    constant = system.constants[row].astype(float)
    for _ in range(_PASSES):
        small = np.where(plus, low[cell], -high[cell])
        large = np.where(plus, high[cell], -low[cell])
        most = constant - _others(small, start, row)
        least = constant - _others(large, start, row)
        new_high, new_low = high.copy(), low.copy()
        np.minimum.at(new_high, cell, np.where(plus, most, -least))
        np.maximum.at(new_low, cell, np.where(plus, least, -most))
        if (new_low > new_high).any():
            raise DoesNotAddUp(
                Text(
                    "De publicerade talen går inte ihop: ingen tabell med hela tal stämmer med dem.",
                    "The published numbers do not add up: no table of whole numbers agrees with them.",
                )
            )
        if (new_high == high).all() and (new_low == low).all():
            break
        low, high = new_low, new_high
    return low, high


def _others(bound: Bounds, start: npt.NDArray[np.int32], row: npt.NDArray[np.int64]) -> Bounds:
    """Sum, for each entry of each sum, the bounds of the other entries; one infinite other is infinite."""
    endless = np.isinf(bound)
    finite = np.where(endless, 0.0, bound)
    total = np.add.reduceat(finite, start)[row] - finite
    others_endless = np.add.reduceat(endless.astype(np.int64), start)[row] - endless
    sign = np.sign(np.where(endless, bound, 0.0))
    direction = np.add.reduceat(sign, start)[row] - sign
    return np.where(others_endless > 0, np.where(direction < 0, -np.inf, np.inf), total)
