"""One test of three or more groups: exact for small ones, and what it is when that takes too long."""

from __future__ import annotations

from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from samfrid.domain.equality.comparison import Estimate
from samfrid.domain.equality.coverage import coverage_table, pair_coverage, share_coverage
from samfrid.domain.equality.differences import differences
from samfrid.domain.equality.intervals import newcombe_difference, score_difference, score_ratio
from samfrid.domain.equality.overall import CHI_SQUARE, EXACT, FITTED, overall_p_value

FEWER = settings(max_examples=settings().max_examples // 4)
TRUTHS = [i / 20 for i in range(1, 20)]

groups = st.lists(
    st.integers(1, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=3, max_size=4
)


def by_enumeration(numerators, denominators):
    """Go through every table with the same sums, one by one."""
    cases, everybody = sum(numerators), sum(denominators)

    def distance(table):
        return sum((x - n * cases / everybody) ** 2 / n for x, n in zip(table, denominators, strict=True))

    observed, total = distance(numerators), 0.0
    for table in product(*(range(n + 1) for n in denominators)):
        if sum(table) == cases and distance(table) >= observed - 1e-9:
            ways = np.prod([comb(n, x) for x, n in zip(table, denominators, strict=True)], dtype=float)
            total += ways / comb(everybody, cases)
    return total


@FEWER
@given(groups)
def test_small_groups_are_always_tested_exactly(found):
    numerators, denominators = [x for x, _ in found], [n for _, n in found]

    p_value, method = overall_p_value(numerators, denominators)

    assert method == EXACT
    assert p_value == pytest.approx(by_enumeration(numerators, denominators), abs=1e-9)


def test_large_groups_get_the_usual_chi_square_test():
    p_value, method = overall_p_value([30, 45, 50], [100, 120, 90])

    assert method == CHI_SQUARE
    expected = chi2_contingency([[30, 45, 50], [70, 75, 40]], correction=False).pvalue
    assert p_value == pytest.approx(expected, rel=1e-9)


def test_many_uneven_groups_get_a_distribution_with_the_right_mean_and_spread():
    """Thousands of others and a few small groups: too many tables to go through."""
    numerators, denominators = [900, 300, 12, 3, 0, 4, 2], [3000, 1000, 40, 12, 9, 15, 5]

    p_value, method = overall_p_value(numerators, denominators)

    assert method == FITTED
    rng = np.random.default_rng(20251122)
    drawn = rng.multivariate_hypergeometric(denominators, sum(numerators), size=40_000)
    share = sum(numerators) / sum(denominators)
    sizes = np.array(denominators)

    def statistic(x):
        return ((x - sizes * share) ** 2 / sizes).sum(axis=-1) / (share * (1 - share))

    simulated = (statistic(drawn) >= statistic(np.array(numerators)) - 1e-9).mean()
    assert p_value == pytest.approx(simulated, abs=0.02)


@pytest.mark.parametrize(
    ("numerators", "denominators"),
    [([0, 0, 0], [5, 6, 7]), ([5, 6, 7], [5, 6, 7]), ([0, 0, 0], [0, 0, 0]), ([1, 0, 0], [1, 0, 0])],
)
def test_where_nothing_can_differ_the_p_value_is_one(numerators, denominators):
    assert overall_p_value(numerators, denominators)[0] == 1.0


@FEWER
@given(groups, st.randoms())
def test_the_order_of_groups_never_changes_the_answer(found, random):
    mixed = list(found)
    random.shuffle(mixed)

    there = overall_p_value([x for x, _ in found], [n for _, n in found])[0]
    back = overall_p_value([x for x, _ in mixed], [n for _, n in mixed])[0]

    assert there == pytest.approx(back, abs=1e-9)


def difference_of(p, q):
    return p - q


@pytest.mark.parametrize("interval", [score_difference, newcombe_difference])
def test_intervals_hold_the_truth_as_often_as_they_say_in_small_groups(interval):
    for found in coverage_table([(10, 10), (10, 40), (20, 20)], TRUTHS, interval, difference_of):
        assert found.mean >= 0.945
        assert found.lowest >= 0.885


def test_a_share_and_a_ratio_hold_the_truth_as_often_as_they_say():
    share = share_coverage(20, TRUTHS)
    ratio = pair_coverage(20, 20, TRUTHS, score_ratio, lambda p, q: p / q)

    assert min(share.mean, ratio.mean) >= 0.945
    assert min(share.lowest, ratio.lowest) >= 0.9


def called_different(first_size, second_size, level):
    """Which outcomes of two groups have a p-value below a level."""
    outcomes = [
        (Estimate(x, first_size, x / first_size, 0, 1), Estimate(y, second_size, y / second_size, 0, 1))
        for x in range(first_size + 1)
        for y in range(second_size + 1)
    ]
    found = [difference.p_value < level for difference in differences(outcomes, confidence=0.95)]
    return np.array(found).reshape(first_size + 1, second_size + 1)


def false_alarms(first_size, second_size, level):
    """The largest chance of calling groups different that are alike."""
    called = called_different(first_size, second_size, level)
    worst = 0.0
    for p in TRUTHS:
        chances = [
            np.array([comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(n + 1)])
            for n in (first_size, second_size)
        ]
        worst = max(worst, float(chances[0] @ called @ chances[1]))
    return worst


@pytest.mark.parametrize("sizes", [(5, 5), (10, 10), (10, 40)])
def test_groups_that_are_alike_are_seldom_called_different(sizes):
    assert false_alarms(*sizes, 0.05) <= 0.055
    assert false_alarms(*sizes, 0.005) <= 0.0055


@pytest.mark.nightly
@pytest.mark.parametrize("first", range(5, 41, 5))
@pytest.mark.parametrize("second", [*range(5, 41, 5), 100])
def test_the_whole_grid_of_small_groups_keeps_its_promise(first, second):
    difference = pair_coverage(first, second, TRUTHS, score_difference, difference_of)

    assert difference.mean >= 0.945
    assert difference.lowest >= 0.88
    assert false_alarms(first, second, 0.05) <= 0.065
    assert false_alarms(first, second, 0.005) <= 0.007
