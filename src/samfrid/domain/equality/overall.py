"""One test of whether three or more groups may all have the same share.

Exact wherever the tables that could have been are few enough to be gone through; no chance enters the answer,
so that the same table always gives the same p-value.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import gammainc, gammaincc, gammaln

from samfrid.domain.equality.comparison import Certainty, ComparedGroup, Estimate, OverallTest
from samfrid.domain.equality.differences import LEVEL
from samfrid.domain.equality.intervals import Floats
from samfrid.domain.wording import Text

FEWEST_GROUPS = 3
SMALLEST_EXPECTED = 5.0
MOST_TABLES = 200_000

EXACT = Text("exakt test av alla tabeller med samma summor", "exact test over all tables with the same sums")
CHI_SQUARE = Text("chitvåtest", "chi-square test")
FITTED = Text(
    "chitvåtest med medelvärde och spridning räknade för små grupper",
    "chi-square test with mean and spread worked out for small groups",
)


def overall_tests(rows: Sequence[Sequence[ComparedGroup]]) -> list[OverallTest | None]:
    """Test each row's groups together; a row with fewer than three shares has no overall test."""
    return [_test(row) for row in rows]


def overall_p_value(numerators: Sequence[int], denominators: Sequence[int]) -> tuple[float, Text]:
    """Give the p-value of "all groups have the same share", and how it was reached.

    Promise: exact where at most 200 000 tables share the sums and a group is small; the usual chi-square test
             where every expected count is 5 or more; else a gamma distribution with the exact mean and
             variance that the statistic has when the sums are given.
    Source:  Freeman & Halton 1951, Biometrika 38:141–149; Lewis, Saunders & Westcott 1984,
             Biometrika 71:515–522 (the variance).
    """
    sizes = np.array(denominators, dtype=np.float64)
    x = np.array(numerators, dtype=np.float64)[sizes > 0]
    sizes = sizes[sizes > 0]
    everybody, cases = sizes.sum(), x.sum()
    if len(sizes) < 2 or cases in (0, everybody):
        return 1.0, EXACT
    expected = sizes * min(cases, everybody - cases) / everybody
    if expected.min() >= SMALLEST_EXPECTED:
        statistic = _statistic(x, sizes)
        return float(gammaincc((len(sizes) - 1) / 2, statistic / 2)), CHI_SQUARE
    if _tables(sizes, cases) <= MOST_TABLES:
        return _exact(x, sizes), EXACT
    return _fitted(x, sizes), FITTED


def _test(groups: Sequence[ComparedGroup]) -> OverallTest | None:
    shown = [
        group.estimate
        for group in groups
        if isinstance(group.estimate, Estimate) and not group.member.is_total
    ]
    if len(shown) < FEWEST_GROUPS:
        return None
    p, method = overall_p_value([e.numerator for e in shown], [e.denominator for e in shown])
    return OverallTest(len(shown), p, Certainty.LIKELY if p < LEVEL else Certainty.CHANCE, method)


def _statistic(x: Floats, sizes: Floats) -> float:
    share = x.sum() / sizes.sum()
    return float(((x - sizes * share) ** 2 / sizes).sum() / (share * (1 - share)))


def _tables(sizes: Floats, cases: float) -> float:
    """How many tables have to be gone through at most: the largest group follows from the others."""
    fewest = min(cases, sizes.sum() - cases)
    return float(np.prod(np.minimum(np.sort(sizes)[:-1], fewest) + 1))


def _exact(x: Floats, sizes: Floats) -> float:
    """Add up the probabilities of every table that is as far from equal shares, or farther."""
    everybody, cases = sizes.sum(), x.sum()
    if cases > everybody - cases:
        x, cases = sizes - x, everybody - cases
    share = cases / everybody
    observed = ((x - sizes * share) ** 2 / sizes).sum()
    order = np.argsort(sizes)
    used, distance, log_weight = np.zeros(1), np.zeros(1), np.zeros(1)
    for size in sizes[order[:-1]]:
        here = np.arange(min(size, cases) + 1)
        used = (used[:, None] + here).ravel()
        distance = (distance[:, None] + (here - size * share) ** 2 / size).ravel()
        log_weight = (log_weight[:, None] + _log_choices(size, here)).ravel()
        possible = used <= cases
        used, distance, log_weight = used[possible], distance[possible], log_weight[possible]
    last, left = sizes[order[-1]], cases - used
    possible = left <= last
    left, distance, log_weight = left[possible], distance[possible], log_weight[possible]
    distance = distance + (left - last * share) ** 2 / last
    weight = np.exp(log_weight + _log_choices(last, left) - _log_choices(everybody, np.array(cases)))
    return float(min(1.0, weight[distance >= observed * (1 - 1e-9)].sum()))


def _fitted(x: Floats, sizes: Floats) -> float:
    """Fit a gamma distribution to the statistic's exact mean and variance under the given sums."""
    everybody, cases, groups = sizes.sum(), x.sum(), len(sizes)
    sides = np.array([cases, everybody - cases])
    mean = everybody * (groups - 1) / (everybody - 1)
    spreads = [(k - 1) * (everybody - k) / (everybody - 1) for k in (groups, 2)]
    skews = [((everybody / s).sum() - len(s) ** 2) / (everybody - 2) for s in (sizes, sides)]
    variance = 2 * everybody / (everybody - 3) * (spreads[0] - skews[0]) * (spreads[1] - skews[1])
    variance += everybody**2 / (everybody - 1) * skews[0] * skews[1]
    return float(1 - gammainc(mean**2 / variance, _statistic(x, sizes) * mean / variance))


def _log_choices(size: float, chosen: Floats) -> Floats:
    found: Floats = gammaln(size + 1) - gammaln(chosen + 1) - gammaln(size - chosen + 1)
    return found
