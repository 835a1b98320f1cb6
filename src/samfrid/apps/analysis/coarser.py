"""Tell small groups by a coarser place and period, before anything is counted.

Where noughts are shown, a group of a few who all answered yes is told by the noughts beside it, and no hiding
helps. Therefore every group of fewer than ten, whatever it answered, is told coarser: that it was moved says only
that it is small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from samfrid.apps.analysis.places import PlaceBook
from samfrid.domain.measures.standard.axes import GENDER, GENDERS_COUNTED, HALF_YEAR, MUNICIPALITY

Row = dict[str, object]
SMALLEST = 10
NO_YEAR = "0000-H0"
"""The code of rows whose half-year is not told at all."""

_Key = tuple[str, str, str]


def year_alone(year: str) -> str:
    """The code of rows that are told by their year alone."""
    return f"{year}-H0"


def is_year_alone(code: str) -> bool:
    """Whether a code of the half-years tells no half."""
    return code.endswith("-H0")


def tell_coarser(rows: Iterable[Row], book: PlaceBook) -> None:
    """Move the rows of every small group to the next coarser place, then to a coarser period.

    Promise: afterwards every group by municipality and gender has at least ten, and so has every group by county,
             gender and half-year; what is left over stands under the unknown part of its county, and under a
             half-year that is not told. No row is lost, and none changes county or gender.
    """
    held = list(rows)
    for _ in ("association", "county"):
        _move(held, _by_place, MUNICIPALITY, lambda row: book.above(str(row[MUNICIPALITY])))

    def by_period(row: Row) -> _Key:
        return book.county_of(str(row[MUNICIPALITY])), _gender(row), str(row[HALF_YEAR])

    for step in (lambda row: year_alone(str(row[HALF_YEAR])[:4]), lambda row: NO_YEAR):
        _move(held, by_period, HALF_YEAR, step)


def _move(rows: list[Row], group: Callable[[Row], _Key], column: str, coarser: Callable[[Row], str]) -> None:
    sizes = Counter(map(group, rows))
    for row in rows:
        if sizes[group(row)] < SMALLEST:
            row[column] = coarser(row)


def _by_place(row: Row) -> _Key:
    return str(row[MUNICIPALITY]), _gender(row), ""


def _gender(row: Row) -> str:
    return GENDERS_COUNTED[str(row[GENDER])]
