"""What a person may rely on when means and medians are shown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.domain.disclosure import RawValues, Rule, RuleError, protect, protect_means
from samfrid.domain.tables import Dimension, Member, RawCounts, Sign, TableFamily, TableShape
from samfrid.domain.wording import Text

GENDER = Dimension("gender", ("W", "M", "O"), Text.same("gender"))
GENDER_OF_TWO = Dimension("gender", ("W", "M"), Text.same("gender"))
SHAPE = TableShape("waiting", (GENDER,))


def values_of(**groups: list[float]) -> RawValues:
    codes = [GENDER.codes.index(gender) for gender, values in groups.items() for _ in values]
    flat = [value for values in groups.values() for value in values]
    return RawValues(SHAPE, np.array(codes, dtype=np.int32).reshape(-1, 1), np.array(flat, dtype=float))


def test_a_mean_over_ten_persons_is_shown_rounded_to_its_step():
    table = protect_means(
        values_of(W=[float(n) for n in range(12)], M=[3.0 * n for n in range(20)]), unit="days", step=5
    )

    assert table.cell((Member("gender", "W"),)).value == 5
    assert table.unit == "days"


def test_a_mean_over_nine_persons_is_hidden_and_so_is_the_total_that_would_give_it():
    table = protect_means(
        values_of(W=[float(n) for n in range(30)], M=[1.0] * 4 + [2.0] * 5), unit="days", step=1
    )

    assert table.cell((Member("gender", "M"),)).sign is Sign.HIDDEN
    shown = [place for place, cell in table if cell.is_shown]
    assert shown == [(Member.total(),)]


def test_a_value_that_everyone_shares_is_not_shown():
    table = protect_means(values_of(W=[7.0] * 30), unit="days", step=1)

    assert all(not cell.is_shown for _, cell in table)


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40)), max_size=60),
    st.sampled_from(["mean", "median"]),
)
def test_shown_groups_never_differ_by_one_to_nine_persons(people, statistic):
    raw = RawValues(
        SHAPE,
        np.array([code for code, _ in people], dtype=np.int32).reshape(-1, 1),
        np.array([value for _, value in people], dtype=float),
    )

    table = protect_means(raw, unit="days", step=1, statistic=statistic)

    sizes = {
        place: sum(place[0].is_total or GENDER.codes[code] == place[0].code for code, _ in people)
        for place, cell in table
        if cell.is_shown
    }
    assert all(size >= 10 for size in sizes.values())
    total = sizes.get((Member.total(),))
    if total is not None:
        assert all(total - size in (0, *range(10, 61)) for size in sizes.values())


@pytest.mark.parametrize("wrong", [{"step": 0}, {"step": 1, "fewest": 9}])
def test_a_step_of_nought_or_fewer_than_ten_persons_is_refused(wrong):
    with pytest.raises(RuleError):
        protect_means(values_of(W=[1.0]), unit="days", **wrong)


def test_a_mean_never_tells_that_a_hidden_count_is_ten_or_more():
    place = Dimension("place", ("a", "b", "c"), Text.same("place"))
    counts = {("W", "a"): 2, ("W", "b"): 14, ("W", "c"): 30, ("M", "a"): 15, ("M", "b"): 20, ("M", "c"): 40}
    family = TableFamily("f", (TableShape("counts", (GENDER_OF_TWO, place)),))
    counted = protect(RawCounts.from_rows(family, list(counts.items())), Rule()).tables["counts"]
    codes = [
        (place.codes.index(where), GENDER_OF_TWO.codes.index(who))
        for (who, where), n in counts.items()
        for _ in range(n)
    ]
    values = RawValues(
        TableShape("waiting", (place, GENDER_OF_TWO)),
        np.array(codes, dtype=np.int32),
        np.arange(len(codes), dtype=float) % 7,
    )

    table = protect_means(values, unit="days", step=0.5, counted_in=counted)

    hidden = [at for at, cell in counted if not cell.is_shown]
    assert any(not at[0].is_total for at in hidden)
    assert not any(table.cell((at[1], at[0])).is_shown for at in hidden)
