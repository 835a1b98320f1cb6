"""Intervals and tests for shares that hold when groups are small.

Every difference and ratio is judged by one score statistic, so that an interval leaves out "no difference"
exactly when the p-value is below 1 − confidence. All functions take arrays and never fail on a group of
nobody, of one, or where all or none have what is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import erfc, ndtri

from samfrid.domain.equality.refusals import ComparisonRefused
from samfrid.domain.wording import Text

Floats = npt.NDArray[np.float64]
Counts = npt.ArrayLike
_HALVINGS = 46
_FARTHEST = 60.0  # ratios are sought between e^-60 and e^60


class Interval(NamedTuple):
    """Lower and upper ends, one of each per case."""

    low: Floats
    high: Floats


def wilson(numerator: Counts, denominator: Counts, *, confidence: float = 0.95) -> Interval:
    """Give the score interval of one share.

    Shape:   n numerators and denominators in, n intervals out.
    Promise: inside [0, 1] and around the share; nobody counted gives [0, 1].
    Source:  Wilson 1927, J Am Stat Assoc 22:209–212.
    """
    x, n = _counted(numerator, denominator)
    z2 = _quantile(confidence) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        share = x / n
        middle = (x + z2 / 2) / (n + z2)
        half = np.sqrt(z2 * (x * (n - x) / n + z2 / 4)) / (n + z2)
    low = np.where(x == 0, 0.0, np.minimum(middle - half, share))
    high = np.where(x == n, 1.0, np.maximum(middle + half, share))
    return Interval(np.where(n == 0, 0.0, low), np.where(n == 0, 1.0, high))


def newcombe_difference(
    x1: Counts, n1: Counts, x2: Counts, n2: Counts, *, confidence: float = 0.95
) -> Interval:
    """Give the hybrid score interval of a difference between two independent shares.

    Promise: inside [−1, 1] and around the difference; an empty group gives [−1, 1].
    Source:  Newcombe 1998, Stat Med 17:873–890, method 10.
    """
    first, second = _counted(x1, n1), _counted(x2, n2)
    one = wilson(*first, confidence=confidence)
    two = wilson(*second, confidence=confidence)
    empty = (first[1] == 0) | (second[1] == 0)
    p1, p2 = _share(*first), _share(*second)
    low = p1 - p2 - np.hypot(p1 - one.low, two.high - p2)
    high = p1 - p2 + np.hypot(one.high - p1, p2 - two.low)
    return Interval(
        np.where(empty, -1.0, np.clip(low, -1, 1)),
        np.where(empty, 1.0, np.clip(high, -1, 1)),
    )


def score_difference(x1: Counts, n1: Counts, x2: Counts, n2: Counts, *, confidence: float = 0.95) -> Interval:
    """Give the score interval of a difference between two independent shares.

    Promise: inside [−1, 1] and around the difference; leaves out 0 exactly when `score_p_value` is below
             1 − confidence; an empty group gives [−1, 1].
    Source:  Miettinen & Nurminen 1985, Stat Med 4:213–226.
    """
    a, m, b, n = _two(x1, n1, x2, n2)
    limit = _quantile(confidence) ** 2
    estimate = _share(a, m) - _share(b, n)

    def too_far(delta: Floats) -> npt.NDArray[np.bool_]:
        return _difference_statistic(a, m, b, n, delta) > limit

    empty = (m == 0) | (n == 0)
    low, high = _ends(too_far, estimate, np.full_like(estimate, -1.0), np.full_like(estimate, 1.0))
    return Interval(np.where(empty, -1.0, low), np.where(empty, 1.0, high))


def score_ratio(x1: Counts, n1: Counts, x2: Counts, n2: Counts, *, confidence: float = 0.95) -> Interval:
    """Give the score interval of a ratio between two independent shares.

    Promise: around the ratio; leaves out 1 exactly when `score_p_value` is below 1 − confidence. Where the
             second share is nought there is no upper end (infinity); an empty group gives [0, infinity].
    Source:  Miettinen & Nurminen 1985, Stat Med 4:213–226.
    """
    a, m, b, n = _two(x1, n1, x2, n2)
    limit = _quantile(confidence) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = np.log(_share(a, m)) - np.log(_share(b, n))
    estimate = np.clip(np.nan_to_num(estimate, nan=0.0), -_FARTHEST, _FARTHEST)

    def too_far(log_ratio: Floats) -> npt.NDArray[np.bool_]:
        return _ratio_statistic(a, m, b, n, np.exp(log_ratio)) > limit

    low, high = _ends(
        too_far, estimate, np.full_like(estimate, -_FARTHEST), np.full_like(estimate, _FARTHEST)
    )
    empty = (m == 0) | (n == 0) | ((a == 0) & (b == 0))
    return Interval(
        np.where(empty | (a == 0), 0.0, np.exp(low)), np.where(empty | (b == 0), np.inf, np.exp(high))
    )


def score_p_value(x1: Counts, n1: Counts, x2: Counts, n2: Counts) -> Floats:
    """Give the two-sided p-value of "no difference" between two independent shares.

    Promise: the statistic is the one of `score_difference` and `score_ratio`; an empty group gives 1.
    """
    a, m, b, n = _two(x1, n1, x2, n2)
    statistic = _difference_statistic(a, m, b, n, np.zeros_like(a))
    return np.where((m == 0) | (n == 0), 1.0, _tail(statistic))


def parts_difference(x1: Counts, x2: Counts, whole: Counts, *, confidence: float = 0.95) -> Interval:
    """Give the score interval of the difference between two parts' shares of one whole.

    Promise: inside [−1, 1] and around the difference; leaves out 0 exactly when `parts_p_value` is below
             1 − confidence; an empty whole gives [−1, 1].
    Source:  Tango 1998, Stat Med 17:891–908.
    """
    b, c, n = _parts(x1, x2, whole)
    limit = _quantile(confidence) ** 2
    estimate = _share(b, n) - _share(c, n)

    def too_far(delta: Floats) -> npt.NDArray[np.bool_]:
        return _parts_statistic(b, c, n, delta) > limit

    low, high = _ends(too_far, estimate, np.full_like(estimate, -1.0), np.full_like(estimate, 1.0))
    return Interval(np.where(n == 0, -1.0, low), np.where(n == 0, 1.0, high))


def parts_ratio(x1: Counts, x2: Counts, whole: Counts, *, confidence: float = 0.95) -> Interval:
    """Give the score interval of the ratio between two parts of one whole.

    Promise: given x1 + x2 the first part is binomial: Wilson's interval of x1 / (x1 + x2), written as odds.
    """
    b, c, _ = _parts(x1, x2, whole)
    low, high = wilson(b, b + c, confidence=confidence)
    with np.errstate(divide="ignore"):
        return Interval(low / (1 - low), high / (1 - high))


def parts_p_value(x1: Counts, x2: Counts, whole: Counts) -> Floats:
    """Give the two-sided p-value of "both parts are as large" within one whole."""
    b, c, _ = _parts(x1, x2, whole)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _tail(np.where(b + c == 0, 0.0, (b - c) ** 2 / (b + c)))


def _difference_statistic(a: Floats, m: Floats, b: Floats, n: Floats, delta: Floats) -> Floats:
    """Squared score statistic of p1 − p2 = delta, with both shares at their likeliest under it."""
    second = _likeliest_second(a, m, b, n, delta)
    first = np.clip(second + delta, 0, 1)
    variance = _spread(first, m) + _spread(second, n)
    return _squared(_share(a, m) - _share(b, n) - delta, variance, m + n)


def _likeliest_second(a: Floats, m: Floats, b: Floats, n: Floats, delta: Floats) -> Floats:
    """Solve the cubic of the likeliest second share when the first is delta larger."""
    everybody, cases = m + n, a + b
    l2 = (m + 2 * n) * delta - everybody - cases
    l1 = (n * delta - everybody - 2 * b) * delta + cases
    l0 = b * delta * (1 - delta)
    with np.errstate(divide="ignore", invalid="ignore"):
        third = l2 / (3 * everybody)
        q = third**3 - l1 * l2 / (6 * everybody**2) + l0 / (2 * everybody)
        p = np.where(q < 0, -1.0, 1.0) * np.sqrt(np.maximum(third**2 - l1 / (3 * everybody), 0))
        angle = (np.pi + np.arccos(np.clip(np.nan_to_num(q / p**3, nan=0.0), -1, 1))) / 3
        root = 2 * p * np.cos(angle) - third
    found: Floats = np.clip(np.nan_to_num(root), np.maximum(0, -delta), np.minimum(1, 1 - delta))
    return found


def _ratio_statistic(a: Floats, m: Floats, b: Floats, n: Floats, ratio: Floats) -> Floats:
    """Squared score statistic of p1 / p2 = ratio, with both shares at their likeliest under it."""
    quadratic = (m + n) * ratio
    linear = m * ratio + a + n + b * ratio
    with np.errstate(divide="ignore", invalid="ignore"):
        # The stable form of the smaller root: no difference between two nearly equal numbers.
        root = np.sqrt(np.maximum(linear**2 - 4 * quadratic * (a + b), 0))
        second = np.nan_to_num(2 * (a + b) / (linear + root))
    second = np.clip(second, 0, np.minimum(1, 1 / ratio))
    first = np.clip(second * ratio, 0, 1)
    variance = _spread(first, m) + ratio**2 * _spread(second, n)
    return _squared(_share(a, m) - _share(b, n) * ratio, variance, m + n)


def _parts_statistic(b: Floats, c: Floats, n: Floats, delta: Floats) -> Floats:
    linear = (2 * n - b + c) * delta - b - c
    constant = -c * delta * (1 - delta)
    with np.errstate(divide="ignore", invalid="ignore"):
        second = (np.sqrt(np.maximum(linear**2 - 8 * n * constant, 0)) - linear) / (4 * n)
        variance = n * np.maximum(2 * np.nan_to_num(second) + delta * (1 - delta), 0)
    return _guarded((b - c - n * delta) ** 2, variance)


def _squared(distance: Floats, variance: Floats, everybody: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        corrected = variance * everybody / (everybody - 1)
    return _guarded(distance**2, np.nan_to_num(corrected, posinf=0.0))


def _guarded(above: Floats, below: Floats) -> Floats:
    """Divide, where nought by nought means that nothing speaks against."""
    with np.errstate(divide="ignore", invalid="ignore"):
        divided: Floats = np.where(above <= 1e-24, 0.0, np.where(below <= 1e-300, np.inf, above / below))
    return divided


def _ends(
    too_far: Callable[[Floats], npt.NDArray[np.bool_]], estimate: Floats, lowest: Floats, highest: Floats
) -> tuple[Floats, Floats]:
    """Halve from the estimate outwards to where the statistic passes its limit, on each side."""
    far, near = np.stack([lowest, highest]), np.stack([estimate, estimate])
    for _ in range(_HALVINGS):
        middle = (far + near) / 2
        rejected = too_far(middle)
        far = np.where(rejected, middle, far)
        near = np.where(rejected, near, middle)
    # The outer of the two last points: an interval holds everything that was not rejected.
    return far[0], far[1]


def _spread(share: Floats, count: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(share * (1 - share) / count, nan=0.0, posinf=0.0)


def _share(numerator: Floats, denominator: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator > 0, numerator / denominator, 0.0)


def _tail(statistic: Floats) -> Floats:
    return np.asarray(erfc(np.sqrt(statistic / 2)), dtype=np.float64)


def _quantile(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ComparisonRefused(
            Text("Säkerheten ska ligga mellan 0 och 1.", "The confidence must lie between 0 and 1.")
        )
    return float(ndtri(0.5 + confidence / 2))


def _counted(numerator: Counts, denominator: Counts) -> tuple[Floats, Floats]:
    x = np.asarray(numerator, dtype=np.float64)
    n = np.asarray(denominator, dtype=np.float64)
    if np.any(x < 0) or np.any(x > n) or not np.all(np.isfinite(n)):
        raise ComparisonRefused(
            Text(
                "Ett antal är mindre än noll eller större än gruppen det är en del av.",
                "A count is below zero or larger than the group it is a part of.",
            )
        )
    return x, n


def _two(x1: Counts, n1: Counts, x2: Counts, n2: Counts) -> tuple[Floats, Floats, Floats, Floats]:
    a, m, b, n = np.broadcast_arrays(*_counted(x1, n1), *_counted(x2, n2))
    return a, m, b, n


def _parts(x1: Counts, x2: Counts, whole: Counts) -> tuple[Floats, Floats, Floats]:
    b, c, n = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (x1, x2, whole)))
    _counted(b + c, n)
    _counted(b, n)
    _counted(c, n)
    return b, c, n
