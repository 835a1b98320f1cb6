"""What is kept is bounded, made once, and never kept when making it failed."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.apps.reports.kept import Kept


@given(asked=st.lists(st.integers(0, 20), max_size=60), most=st.integers(1, 8))
def test_there_are_never_more_than_the_most_and_never_the_wrong_thing(asked, most):
    kept: Kept[int] = Kept(most=most)

    for key in asked:
        assert kept.get(key, lambda key=key: key * 10) == key * 10
        assert len(kept) <= most


def test_a_thing_that_many_ask_for_at_once_is_made_once():
    kept: Kept[int] = Kept(most=2)
    made: list[int] = []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return 7

    with ThreadPoolExecutor(8) as people:
        found = list(people.map(lambda _: kept.get("a", make), range(8)))

    assert found == [7] * 8
    assert made == [1]


def test_a_failure_is_told_and_tried_anew():
    kept: Kept[int] = Kept(most=2)

    def fail() -> int:
        raise ValueError("nothing came of it")

    with pytest.raises(ValueError, match="nothing came"):
        kept.get("a", fail)
    assert kept.get("a", lambda: 3) == 3
