"""From a query's answer to the whole numbers of `RawCounts`: places, rows left out, sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from samfrid.domain.measures import NO, YES, ByAnswer, ByCode, ByPeriod, Counting, Division, LeftOut
from samfrid.domain.measures.margins import sorted_runs
from samfrid.domain.measures.reference import code_text, negative_persons, unknown_code

Numbers = npt.NDArray[np.int64]

NOWHERE = -1
"""The place of a row that its dimension leaves out."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Rows of an answer that have a place in every dimension, and how many rows of the facts had not.

    Shape: `kept` tells which rows of the answer stand in `places` (one column a dimension), `rows`,
           `persons`.
    """

    kept: npt.NDArray[np.bool_]
    places: Numbers
    rows: Numbers
    persons: Numbers
    left_out: Counter[str]


def put_in_place(counting: Counting, answer: pa.Table) -> Placed:
    """Find the place of every row of an answer, whose first columns are the divisions', in order.

    Errors: UnknownCode; BadColumn for a negative number of persons.
    """
    rows = np.asarray(answer["rows"].to_numpy(), dtype=np.int64)
    if counting.persons is not None and pc.any(pc.less(answer["least"], 0)).as_py():
        raise negative_persons(counting.persons)
    places = np.zeros((answer.num_rows, len(counting.divisions)), dtype=np.int64)
    for i, division in enumerate(counting.divisions):
        places[:, i] = _places(division, answer.column(i))
    kept = np.ones(answer.num_rows, dtype=np.bool_)
    left_out: Counter[str] = Counter()
    for i, division in enumerate(counting.divisions):
        lost = kept & (places[:, i] == NOWHERE)
        left_out[division.dimension.name] += int(rows[lost].sum())
        kept &= ~lost
    if counting.persons is not None:
        lost = kept & answer["unsaid"].to_numpy()
        left_out[counting.persons] += int(rows[lost].sum())
        kept &= ~lost
    persons = rows if counting.persons is None else np.asarray(answer["persons"].to_numpy(), dtype=np.int64)
    return Placed(kept, places[kept], rows[kept], persons[kept], left_out)


def summed(keys: Numbers, persons: Numbers) -> tuple[Numbers, Numbers]:
    """Sort rows of keys, first column slowest, and add up the persons of equal ones."""
    order, starts = sorted_runs(keys)
    return keys[order][starts], np.add.reduceat(persons[order], starts) if len(starts) else persons


def listed(left_out: Counter[str]) -> tuple[LeftOut, ...]:
    """What was left out, without zeros."""
    return tuple(LeftOut(where, rows) for where, rows in left_out.items() if rows)


def _places(division: Division, column: pa.ChunkedArray) -> Numbers:
    distinct = column.unique()
    known = {code: i for i, code in enumerate(division.dimension.codes)}
    codes = (_code(division, found) for found in distinct.to_pylist())
    place_of = np.array(
        [NOWHERE if code is None else known.get(code, NOWHERE) for code in codes], dtype=np.int64
    )
    which = pc.index_in(column, value_set=distinct).to_numpy()
    return place_of[which] if len(place_of) else np.zeros(0, dtype=np.int64)


def _code(division: Division, found: str | int | bool | None) -> str | None:
    if found is None:
        return division.missing
    match division:
        case ByPeriod():
            return division.step.code_of(int(found))
        case ByAnswer():
            return YES if found else NO
        case ByCode():
            text = code_text(found)
            if text not in division.codes:
                raise unknown_code(division)
            return division.codes[text]
