"""What one may rely on about the classes of a map: readable, complete, none empty."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.adapters.maps.borders import Kind
from samfrid.adapters.maps.model import Extent, ShadedMap
from samfrid.adapters.maps.steps import Scale, limits, steps
from samfrid.domain.wording import Language, Text

PERCENT = Scale(0, Text("\u00a0%", "%"), Text("och mer", "and more"))
PERSONS = Scale(0, Text("", ""), Text("och fler", "and more"))


@given(st.lists(st.integers(0, 100), min_size=1, max_size=60))
def test_limits_always_rise_and_leave_no_class_empty(values: list[int]) -> None:
    found = limits(values)
    edges = (float("-inf"), *found, float("inf"))

    assert list(found) == sorted(set(found))
    assert len(found) <= 3
    assert bool(found) == (len(set(values)) > 1)
    for low, high in pairwise(edges):
        assert any(low <= value < high for value in values)


@given(st.lists(st.integers(0, 5_000_000), min_size=2, max_size=40))
def test_every_number_always_falls_into_the_class_that_says_so(values: list[int]) -> None:
    shaded = ShadedMap(Extent(Kind.COUNTY), (), steps(values, PERSONS, Language.ENGLISH))
    lows = [step.low for step in shaded.steps]

    assert lows[0] is None
    for value in values:
        place = shaded.step_of(value)
        assert 1 <= place <= len(lows) <= 4
        low = lows[place - 1]
        assert low is None or value >= low
        assert place == len(lows) or value < (lows[place] or 0)
        assert 1 <= shaded.tone_of(value) <= 4


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([57, 51, 65, 59, 57, 67, 63, 61, 48], ["under 55 %", "55–59 %", "60–64 %", "65 % och mer"]),
        ([12, 12], ["12 %"]),
        ([0, 0, 1], ["0 %", "1 % och mer"]),
        ([1, 2, 3], ["under 2 %", "2 %", "3 % och mer"]),
        ([], []),
    ],
)
def test_classes_read_as_a_person_would_say_them(values: list[int], words: list[str]) -> None:
    made = [step.words.replace("\u00a0", " ") for step in steps(values, PERCENT, Language.SWEDISH)]

    assert made == words


def test_counts_of_very_different_size_get_limits_of_different_size() -> None:
    found = limits([0, 3, 5, 8, 12, 30, 140, 800, 2500])

    assert found[-1] >= 5 * found[0]
    assert all(str(int(limit)).strip("0") in {"1", "2", "5", "25"} for limit in found)


def test_decimals_stand_in_the_words_when_the_numbers_have_them() -> None:
    made = steps([0.4, 0.8, 1.2, 1.9], Scale(1, PERCENT.unit, PERCENT.and_more), Language.SWEDISH)

    assert [step.words.replace("\u00a0", " ") for step in made] == [
        "under 0,5 %",
        "0,5–0,9 %",
        "1,0–1,4 %",
        "1,5 % och mer",
    ]
