"""How sure a difference is once everything that was compared has been counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from samfrid.domain.equality.comparison import (
    Certainty,
    ComparedRow,
    Comparison,
    Difference,
    Source,
)
from samfrid.domain.equality.differences import LEVEL
from samfrid.domain.tables import Member


def benjamini_hochberg(p_values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Adjust p-values for how many there are, so that few of those that stay below a level are false.

    Shape:   n p-values in, n adjusted p-values out, same order.
    Promise: never below the p-value it came from, never above 1; the order of p-values is kept.
    Source:  Benjamini & Hochberg 1995, J R Stat Soc B 57:289–300.
    """
    p = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(p, kind="stable")
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1, np.minimum.accumulate(scaled[::-1])[::-1])
    return np.maximum(adjusted, p)


def adjust(comparisons: Sequence[Comparison[Source]]) -> tuple[Comparison[Source], ...]:
    """Say how sure every difference of one report is, counting all of them together.

    Promise: a difference is certain when it stays below 5 % after the Benjamini–Hochberg adjustment over all
             differences and overall tests given, likely when only its own p-value is below 5 %, else chance.
             A difference that stands both as the row's and among all pairs counts once.
    """
    p_values = [
        p
        for comparison in comparisons
        for row in comparison.rows
        for p in _tests(row, frozenset(comparison.compared))
    ]
    adjusted = benjamini_hochberg(p_values)
    # Equal p-values always get equal adjusted ones, so a p-value is enough to find its certainty.
    certainty = {p: _certainty(p, q) for p, q in zip(p_values, adjusted.tolist(), strict=True)}
    return tuple(
        replace(
            comparison,
            rows=tuple(
                _with_certainty(row, frozenset(comparison.compared), certainty) for row in comparison.rows
            ),
        )
        for comparison in comparisons
    )


def _tests(row: ComparedRow, compared: frozenset[Member]) -> list[float]:
    found = [row.difference.p_value] if row.difference else []
    found += [pair.difference.p_value for pair in row.pairs if {pair.first, pair.second} != compared]
    return found + ([row.overall.p_value] if row.overall else [])


def _certainty(p_value: float, adjusted: float) -> Certainty:
    if adjusted < LEVEL:
        return Certainty.CERTAIN
    return Certainty.LIKELY if p_value < LEVEL else Certainty.CHANCE


def _with_certainty(
    row: ComparedRow, compared: frozenset[Member], certainty: Mapping[float, Certainty]
) -> ComparedRow:
    def judged(difference: Difference) -> Difference:
        return replace(difference, certainty=certainty[difference.p_value])

    own = judged(row.difference) if row.difference else None
    return replace(
        row,
        difference=own,
        overall=replace(row.overall, certainty=certainty[row.overall.p_value]) if row.overall else None,
        pairs=tuple(
            replace(pair, difference=replace(pair.difference, certainty=own.certainty))
            if own and {pair.first, pair.second} == compared
            else replace(pair, difference=judged(pair.difference))
            for pair in row.pairs
        ),
    )
