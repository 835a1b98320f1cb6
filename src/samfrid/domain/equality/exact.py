"""An exact test beside the score test, for groups so small that the score test is too sure of itself.

Two of ten against none of two hundred gives a score p-value below one in a thousand millions; counted exactly
it is one in a thousand.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from samfrid.domain.equality.intervals import Floats

ENOUGH_EXPECTED = 10.0
"""Where every expected count is at least this, the score test is taken alone."""


def mid_p_values(x1: npt.ArrayLike, n1: npt.ArrayLike, x2: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """Give Fisher's two-sided p-value of "no difference", with half of the observed table's own weight.

    Promise: 0 where every expected count is large enough for the score test, and 1 where nothing can differ,
             so that the larger of this and the score p-value is the one to trust.
    Source:  Lancaster 1961, J Am Stat Assoc 56:223–234; Lydersen, Fagerland & Laake 2009, Stat Med
             28:1159–1175.
    """
    a, m, b, n = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in (x1, n1, x2, n2)))
    cases, everybody = a + b, m + n
    rarer = np.minimum(cases, everybody - cases)
    with np.errstate(divide="ignore", invalid="ignore"):
        is_small = ~(np.minimum(m, n) * rarer / everybody >= ENOUGH_EXPECTED)
    found = np.zeros(a.shape)
    for place in np.argwhere(is_small):
        at = tuple(place)
        found[at] = _mid_p(float(a[at]), float(m[at]), float(b[at]), float(n[at]))
    return found


def _mid_p(a: float, m: float, b: float, n: float) -> float:
    cases = a + b
    x = np.arange(max(0.0, cases - n), min(m, cases) + 1)
    if len(x) < 2:
        return 1.0
    weight = -(gammaln(x + 1) + gammaln(m - x + 1) + gammaln(cases - x + 1) + gammaln(n - cases + x + 1))
    chance = np.exp(weight - weight.max())
    chance /= chance.sum()
    observed = chance[int(a - x[0])]
    as_rare = chance[chance <= observed * (1 + 1e-7)].sum()
    return float(min(1.0, as_rare - observed / 2))
