"""How often an interval holds the truth, counted over every possible outcome: no chance, no simulation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlogy

from samfrid.domain.equality.intervals import Floats, Interval, wilson

TwoGroups = Callable[[Floats, Floats, Floats, Floats], Interval]
"""An interval of two groups: numerator and denominator of the first, then of the second."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often an interval meant to hold the truth 95 times of 100 does so, for groups of given sizes.

    `mean` and `lowest` are over a grid of true shares.
    """

    first_size: int
    second_size: int | None
    mean: float
    lowest: float


def share_coverage(size: int, truths: Sequence[float]) -> Coverage:
    """Count how often Wilson's interval holds the true share in a group of one size."""
    outcomes = np.arange(size + 1.0)
    low, high = wilson(outcomes, np.full_like(outcomes, size))
    found = [float(_chances(size, truth)[(low <= truth) & (truth <= high)].sum()) for truth in truths]
    return Coverage(size, None, float(np.mean(found)), min(found))


def pair_coverage(
    first_size: int,
    second_size: int,
    truths: Sequence[float],
    interval: TwoGroups,
    truth_of: Callable[[float, float], float],
) -> Coverage:
    """Count how often an interval of two groups holds the truth, for every pair of true shares given.

    `truth_of` makes the true difference or ratio of two true shares.
    """
    first, second = np.meshgrid(np.arange(first_size + 1.0), np.arange(second_size + 1.0), indexing="ij")
    low, high = interval(first, np.full_like(first, first_size), second, np.full_like(second, second_size))
    chances = {truth: (_chances(first_size, truth), _chances(second_size, truth)) for truth in truths}
    found = []
    for p in truths:
        for q in truths:
            truth = truth_of(p, q)
            # A hair's width forgives rounding where an end lies exactly on the truth.
            holds = (low <= truth + 1e-9) & (truth - 1e-9 <= high)
            found.append(float(chances[p][0] @ holds @ chances[q][1]))
    return Coverage(first_size, second_size, float(np.mean(found)), min(found))


def coverage_table(
    sizes: Iterable[tuple[int, int]],
    truths: Sequence[float],
    interval: TwoGroups,
    truth_of: Callable[[float, float], float],
) -> tuple[Coverage, ...]:
    """Count coverage for several pairs of group sizes: the table that the method's page shows."""
    return tuple(pair_coverage(m, n, truths, interval, truth_of) for m, n in sizes)


def _chances(size: int, truth: float) -> Floats:
    """How likely each outcome of a group is when the share is the truth."""
    x = np.arange(size + 1.0)
    choices = gammaln(size + 1) - gammaln(x + 1) - gammaln(size - x + 1)
    found: Floats = np.exp(choices + xlogy(x, truth) + xlogy(size - x, 1 - truth))
    return found
