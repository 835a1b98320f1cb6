"""What it costs readers to lose each cell: a factor for each coordinate, multiplied, and slightly more for size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from samfrid.domain.disclosure.rule import RuleError
from samfrid.domain.disclosure.structure import Reals, Structure
from samfrid.domain.tables import TOTAL, Dimension, TableFamily
from samfrid.domain.wording import Text

Weights = Mapping[str, Mapping[str, float]]
"""For each column, dimensions and coarser levels alike, a factor for each code; `Total` is that dimension's total."""

LARGE = 0.05


def costs_of(structure: Structure, family: TableFamily, weights: Weights) -> Reals:
    """Cost of hiding each cell in the search: its factor, and slightly more for its size."""
    costs: Reals = factors_of(structure, family, weights) * (1.0 + LARGE * np.log2(1.0 + structure.counts))
    return costs


def factors_of(structure: Structure, family: TableFamily, weights: Weights) -> Reals:
    """Factor of each cell, from its place in the tables alone; in several tables it is that of the dearest.

    Promise: no count goes into it, so that a sum of factors over hidden cells may be told to anyone.
    """
    finest = _finest(structure)
    costs: Reals = np.zeros(structure.size, dtype=np.float64)
    for table, grid in zip(family.tables, structure.grids, strict=True):
        factor = np.ones(grid.shape, dtype=np.float64)
        for axis, dimension in enumerate(table.dimensions):
            along = [-1 if at == axis else 1 for at in range(grid.ndim)]
            factor *= np.array(_factors(dimension, finest[dimension.name], weights)).reshape(along)
        cells = grid.reshape(-1)
        there = cells >= 0
        np.maximum.at(costs, cells[there], factor.reshape(-1)[there])
    return costs


def _finest(structure: Structure) -> dict[str, int]:
    """For each column, how many codes the finest column has that it depends on: a county takes municipalities in."""
    columns = structure.columns
    found: dict[str, int] = {}
    for compound in structure.compounds:
        most = max((len(columns.codes[column]) for column in compound.columns), default=1)
        found |= {columns.names[column]: max(most, 1) for column in compound.columns}
    return found


def _factors(dimension: Dimension, finest: int, weights: Weights) -> list[float]:
    """Factor of each member: the one that is named, otherwise more the more finest codes the member takes in."""
    size = {level: len(dimension.members(level=level)) for level in dimension.levels} | {TOTAL: 1}
    factors = []
    for member in dimension.members():
        usual = 1.0 + float(np.log2(finest / max(size[member.level], 1)))
        named = weights.get(dimension.name if member.is_total else member.level, {})
        factors.append(float(named.get(member.code, usual)))
    return factors


def check_weights(family: TableFamily, weights: Weights) -> None:
    """Refuse weights that name what this family has not, or that are no cost.

    Errors: RuleError.
    """
    codes: dict[str, set[str]] = {}
    for dimension in family.dimensions:
        codes.setdefault(dimension.name, set()).update(dimension.codes, (TOTAL,))
        for hierarchy in dimension.hierarchies:
            codes.setdefault(hierarchy.level, set()).update(hierarchy.codes)
    for column, factors in weights.items():
        if column not in codes:
            raise _refuse(column, "", codes)
        for code, factor in factors.items():
            if code not in codes[column]:
                raise _refuse(column, code, codes[column])
            if not 0.0 < factor < 1e6:
                raise RuleError(
                    Text(
                        f"weights: ”{column}” ”{code}” måste vara ett tal över 0 och under en miljon.",
                        f"weights: “{column}” “{code}” must be a number above 0 and below one million.",
                    )
                )


def _refuse(column: str, code: str, known: Iterable[str]) -> RuleError:
    """Say which name is unknown."""
    name, have = code or column, ", ".join(sorted(known)[:8])
    return RuleError(
        Text(
            f"weights: ”{name}” finns inte{f' i ”{column}”' if code else ''}. Här finns {have}.",
            f"weights: there is no “{name}”{f' in “{column}”' if code else ''}. There is {have}.",
        )
    )
