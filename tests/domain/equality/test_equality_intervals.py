"""Intervals and p-values: published values, an independent oracle, and what always holds."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
)
from statsmodels.stats.proportion import (
    test_proportions_2indep as oracle_test,
)

from samfrid.domain.equality.exact import mid_p_values
from samfrid.domain.equality.intervals import (
    newcombe_difference,
    parts_difference,
    parts_p_value,
    parts_ratio,
    score_difference,
    score_p_value,
    score_ratio,
    wilson,
)
from samfrid.domain.equality.refusals import ComparisonRefused

sizes = st.integers(0, 300)


@st.composite
def groups(draw: st.DrawFn, smallest: int = 1, largest: int = 300) -> tuple[int, int]:
    """A group: how many have it, of how many."""
    size = draw(st.integers(smallest, largest))
    return draw(st.integers(0, size)), size


pairs = st.lists(st.tuples(groups(), groups()), min_size=1, max_size=8).map(
    lambda found: tuple(np.array([[*one, *two] for one, two in found], dtype=np.int64).T)
)
"""Several pairs of groups as four arrays."""

# An example is several pairs here.
FEWER = settings(max_examples=settings().max_examples // 4)

# Newcombe 1998, Stat Med 17:873–890, table II: method 10.
NEWCOMBE = [
    ((56, 70, 48, 80), (0.0524, 0.3339)),
    ((9, 10, 3, 10), (0.1705, 0.8090)),
    ((6, 7, 2, 7), (0.0582, 0.8062)),
    ((5, 56, 0, 29), (-0.0381, 0.1926)),
    ((0, 10, 0, 20), (-0.1611, 0.2775)),
    ((0, 10, 0, 10), (-0.2775, 0.2775)),
    ((10, 10, 0, 20), (0.6791, 1.0)),
    ((10, 10, 0, 10), (0.6075, 1.0)),
]

# The same table: Miettinen and Nurminen's interval.
MIETTINEN_NURMINEN = [
    ((56, 70, 48, 80), (0.0528, 0.3382)),
    ((9, 10, 3, 10), (0.1700, 0.8406)),
    ((6, 7, 2, 7), (0.0342, 0.8534)),
    ((5, 56, 0, 29), (-0.0326, 0.1933)),
    ((0, 10, 0, 20), (-0.1658, 0.2844)),
    ((0, 10, 0, 10), (-0.2879, 0.2879)),
    ((10, 10, 0, 20), (0.7156, 1.0)),
    ((10, 10, 0, 10), (0.6636, 1.0)),
]


@pytest.mark.parametrize(("counts", "published"), NEWCOMBE)
def test_newcombes_published_examples_come_out_again(counts, published):
    interval = newcombe_difference(*counts)

    assert (float(interval.low), float(interval.high)) == pytest.approx(published, abs=5e-5)


@pytest.mark.parametrize(("counts", "published"), MIETTINEN_NURMINEN)
def test_miettinen_and_nurminens_published_examples_come_out_again(counts, published):
    interval = score_difference(*counts)

    assert (float(interval.low), float(interval.high)) == pytest.approx(published, abs=5e-5)


@given(groups())
def test_wilsons_interval_always_agrees_with_statsmodels(group):
    ours = wilson(*group)

    assert (float(ours.low), float(ours.high)) == pytest.approx(
        proportion_confint(*group, method="wilson"), abs=1e-9
    )


@given(groups(), groups())
def test_newcombes_interval_always_agrees_with_statsmodels(one, two):
    ours = newcombe_difference(*one, *two)

    theirs = confint_proportions_2indep(*one, *two, method="newcomb", compare="diff")
    assert (float(ours.low), float(ours.high)) == pytest.approx(theirs, abs=1e-9)


@FEWER
@given(groups(2), groups(2))
def test_the_ratio_and_the_p_value_always_agree_with_statsmodels(one, two):
    assume(0 < one[0] < one[1] and 0 < two[0] < two[1])
    ratio = score_ratio(*one, *two)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            theirs = confint_proportions_2indep(*one, *two, method="score", compare="ratio")
        except ValueError:  # its search for the ends gives up on some small groups
            theirs = (float(ratio.low), float(ratio.high))
        p_value = oracle_test(*one, *two, method="score", compare="diff").pvalue

    assert (float(ratio.low), float(ratio.high)) == pytest.approx(theirs, rel=1e-6)
    assert float(score_p_value(*one, *two)) == pytest.approx(p_value, abs=1e-9)


@FEWER
@given(groups(2), groups(2))
def test_the_ends_of_the_difference_are_always_where_the_likelihood_says(one, two):
    """statsmodels 0.15 has a slip in this interval, so the oracle is the likelihood itself."""
    assume(0 < one[0] < one[1] and 0 < two[0] < two[1])

    for end in score_difference(*one, *two):
        if abs(float(end)) < 0.99:
            assert _statistic_by_search(*one, *two, float(end)) == pytest.approx(1.959964**2, rel=2e-4)


def _statistic_by_search(x1: int, n1: int, x2: int, n2: int, delta: float) -> float:
    def unlikeliness(share: float) -> float:
        first = share + delta
        return -(
            x1 * np.log(first)
            + (n1 - x1) * np.log(1 - first)
            + x2 * np.log(share)
            + (n2 - x2) * np.log(1 - share)
        )

    bounds = (max(0, -delta) + 1e-12, min(1, 1 - delta) - 1e-12)
    second = minimize_scalar(unlikeliness, bounds=bounds, method="bounded", options={"xatol": 1e-12}).x
    first = second + delta
    variance = (first * (1 - first) / n1 + second * (1 - second) / n2) * (n1 + n2) / (n1 + n2 - 1)
    return (x1 / n1 - x2 / n2 - delta) ** 2 / variance


@FEWER
@given(pairs)
def test_an_interval_always_lies_where_shares_can_and_holds_the_estimate(pair):
    x1, n1, x2, n2 = pair
    estimate = x1 / n1 - x2 / n2

    for low, high in (newcombe_difference(*pair), score_difference(*pair)):
        assert np.all((low >= -1) & (low <= estimate + 1e-12))
        assert np.all((estimate - 1e-12 <= high) & (high <= 1))
    low, high = score_ratio(*pair)
    assert np.all((low >= 0) & (low <= high))
    counted = x2 > 0
    ratio = (x1 / n1)[counted] / (x2 / n2)[counted]
    assert np.all(low[counted] <= ratio * (1 + 1e-9))
    assert np.all(ratio <= high[counted] * (1 + 1e-9))


@FEWER
@given(pairs)
def test_swapping_the_groups_always_turns_the_signs(pair):
    back = (*pair[2:], *pair[:2])

    for interval in (newcombe_difference, score_difference):
        there, turned = interval(*pair), interval(*back)
        assert there.low == pytest.approx(-turned.high, abs=1e-7)
        assert there.high == pytest.approx(-turned.low, abs=1e-7)
    assert score_p_value(*pair) == pytest.approx(score_p_value(*back), abs=1e-12)
    assert mid_p_values(*pair) == pytest.approx(mid_p_values(*back), abs=1e-9)


@FEWER
@given(pairs, st.integers(2, 9))
def test_the_same_shares_of_more_persons_never_widen_an_interval(pair, times):
    repeated = [times * counts for counts in pair]

    for interval in (newcombe_difference, score_difference, score_ratio):
        few, many = interval(*pair), interval(*repeated)
        assert np.all(many.low >= few.low - 1e-7)
        assert np.all(many.high <= few.high * (1 + 1e-7) + 1e-7)
    few, many = wilson(*pair[:2]), wilson(*repeated[:2])
    assert np.all(many.low >= few.low - 1e-12)
    assert np.all(many.high <= few.high + 1e-12)


@FEWER
@given(pairs)
def test_an_interval_always_leaves_out_no_difference_exactly_when_the_p_value_is_small(pair):
    p_values = score_p_value(*pair)
    is_clear = abs(p_values - 0.05) > 1e-6

    low, high = score_difference(*pair)
    ratio_low, ratio_high = score_ratio(*pair)

    left_out = (low > 0) | (high < 0)
    assert np.all((left_out == (p_values < 0.05))[is_clear])
    somebody = is_clear & (pair[0] + pair[2] > 0)
    ratio_left_out = (ratio_low > 1) | (ratio_high < 1)
    assert np.all((ratio_left_out == (p_values < 0.05))[somebody])


@FEWER
@given(sizes.flatmap(lambda n: st.tuples(st.integers(0, n), st.integers(0, n), st.just(n))))
def test_two_parts_of_a_whole_always_have_an_interval_and_a_p_value_that_agree(parts):
    first, second, whole = parts
    assume(first + second <= whole)
    low, high = parts_difference(first, second, whole)
    ratio_low, ratio_high = parts_ratio(first, second, whole)
    p_value = float(parts_p_value(first, second, whole))
    assume(abs(p_value - 0.05) > 1e-6)

    estimate = (first - second) / whole if whole else 0
    assert -1 <= low <= estimate + 1e-12
    assert estimate - 1e-12 <= high <= 1
    assert (not low <= 0 <= high) == (p_value < 0.05)
    assert (not ratio_low <= 1 <= ratio_high) == (p_value < 0.05)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 40))
def test_the_ends_for_two_parts_are_always_where_the_likelihood_says(first, second, rest):
    """The oracle searches for the likeliest shares of the parts, given their difference."""
    assume(first and second)
    whole = first + second + rest

    for end in parts_difference(first, second, whole):
        assert _parts_statistic_by_search(first, second, whole, float(end)) == pytest.approx(
            1.959964**2, rel=2e-4
        )


def _parts_statistic_by_search(b: int, c: int, n: int, delta: float) -> float:
    def unlikeliness(share: float) -> float:
        rest = 1 - 2 * share - delta
        return -(b * np.log(share + delta) + c * np.log(share) + (n - b - c) * np.log(rest))

    bounds = (max(0, -delta) + 1e-12, (1 - delta) / 2 - 1e-12)
    second = minimize_scalar(unlikeliness, bounds=bounds, method="bounded", options={"xatol": 1e-12}).x
    return (b - c - n * delta) ** 2 / (n * (2 * second + delta - delta**2))


@given(groups(largest=50), groups(largest=50))
def test_the_exact_p_value_never_lies_above_fishers(one, two):
    ours = float(mid_p_values(*one, *two))

    fisher = float(fisher_exact([[one[0], one[1] - one[0]], [two[0], two[1] - two[0]]]).pvalue)
    assert ours <= fisher + 1e-9 or ours == 1


def test_an_outcome_of_two_persons_is_not_taken_for_a_certainty():
    score, exact = float(score_p_value(2, 10, 0, 200)), float(mid_p_values(2, 10, 0, 200))

    assert score < 1e-9
    assert exact == pytest.approx(45 / 21945 / 2, rel=1e-9)


@pytest.mark.parametrize(
    "counts",
    [(0, 0, 0, 0), (0, 0, 3, 9), (0, 1, 0, 1), (1, 1, 0, 1), (0, 5, 0, 9), (5, 5, 9, 9), (5, 5, 0, 9)],
)
def test_nobody_one_all_and_none_have_answers_like_everyone_else(counts):
    difference, ratio = score_difference(*counts), score_ratio(*counts)

    assert -1 <= difference.low <= difference.high <= 1
    assert 0 <= ratio.low <= ratio.high
    assert 0 <= float(score_p_value(*counts)) <= 1
    assert 0 <= float(mid_p_values(*counts)) <= 1
    assert not np.isnan([*difference, *newcombe_difference(*counts), *wilson(*counts[:2])]).any()


@pytest.mark.parametrize("counts", [(-1, 5), (6, 5), (1, float("inf"))])
def test_a_count_that_cannot_be_is_refused_in_words(counts):
    with pytest.raises(ComparisonRefused, match="below zero or larger"):
        wilson(*counts)


def test_a_confidence_outside_its_bounds_is_refused_in_words():
    with pytest.raises(ComparisonRefused, match="between 0 and 1"):
        wilson(1, 2, confidence=1.0)


@pytest.mark.parametrize("count", [10**6, 10**8])
def test_very_large_groups_keep_their_digits(count):
    low, high = score_difference(count // 2, count, count // 2, count)

    half = 1.959964 * (0.5 / count) ** 0.5
    assert (float(low), float(high)) == pytest.approx((-half, half), rel=1e-3)
