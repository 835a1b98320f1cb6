"""Letting go of which answers belong together changes no table."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samfrid.apps.analysis.rearranging import rearranged
from samfrid.domain.measures.margins import raw_table
from samfrid.domain.tables import Dimension, Hierarchy, RawCounts, TableFamily, TableShape
from samfrid.domain.wording import Text

PLACE = Dimension(
    "place",
    ("a", "b", "c"),
    Text.same("p"),
    (Hierarchy("county", {"a": "x", "b": "x", "c": "y"}, Text.same("c")),),
)
COUNTY = Dimension("county", ("x", "y"), Text.same("c"))
ABOVE = (0, 0, 1)
GENDER = Dimension("gender", ("w", "m"), Text.same("g"))
AGE = Dimension("age", ("1", "2", "3"), Text.same("a"))
THREAT = Dimension("threat", ("yes", "no"), Text.same("t"))
USED = Dimension("used", ("yes", "no"), Text.same("u"))
FAMILY = TableFamily(
    "f",
    (
        TableShape("by_place", (PLACE, GENDER)),
        TableShape("by_age", (GENDER, AGE)),
        TableShape("threat", (COUNTY, GENDER, THREAT)),
        TableShape("used", (AGE, USED)),
    ),
)


@st.composite
def persons(draw: st.DrawFn) -> RawCounts:
    places = draw(st.lists(st.integers(0, 2), min_size=1, max_size=40))
    chance = np.random.default_rng(draw(st.integers(0, 10_000)))
    rows = [
        (p, chance.integers(2), chance.integers(3), ABOVE[p], *chance.integers(2, size=2)) for p in places
    ]
    codes, counts = np.unique(np.array(rows), axis=0, return_counts=True)
    return RawCounts(FAMILY, codes.astype(np.int32), counts.astype(np.int64))


@given(persons())
def test_every_table_always_counts_as_before(counts):
    after = rearranged(counts, {"age", "threat", "used"})

    for shape in FAMILY.tables:
        assert raw_table(after, shape.name).counts == raw_table(counts, shape.name).counts


@given(persons())
def test_there_are_always_as_many_persons(counts):
    assert rearranged(counts, {"threat"}).counts.sum() == counts.counts.sum()


def test_of_many_persons_far_fewer_are_different():
    chance = np.random.default_rng(1)
    rows = [
        (p, chance.integers(2), chance.integers(3), ABOVE[p], *chance.integers(2, size=2))
        for p in chance.integers(3, size=400)
    ]
    codes, numbers = np.unique(np.array(rows), axis=0, return_counts=True)
    counts = RawCounts(FAMILY, codes.astype(np.int32), numbers.astype(np.int64))

    assert len(rearranged(counts, {"age", "threat", "used"}).counts) < len(counts.counts) / 2


@given(persons())
def test_nobody_moves_to_another_county(counts):
    after = rearranged(counts, {"age", "threat", "used"})

    assert all(ABOVE[row[0]] == row[3] for row in after.codes.tolist())
