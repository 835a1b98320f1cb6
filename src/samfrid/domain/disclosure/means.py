"""Means, medians and times: shown only where enough persons stand behind them, rounded, never an extreme.

A figure over n persons tells something about each of them. So it is shown from ten persons on, rounded to a
stated step, and only where the groups it could be compared with differ by ten persons or by none.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from samfrid.domain.disclosure.rule import RuleError
from samfrid.domain.tables import Cell, Coordinates, ProtectedTable, ShapeError, TableShape
from samfrid.domain.tables.protected import HIDDEN, SEAL
from samfrid.domain.wording import Text

FEWEST = 10
"""Persons behind a mean or median that is shown, and the least by which two shown nested groups differ."""


@dataclass(frozen=True, slots=True, eq=False)
class RawValues:
    """One value a person, with where the person stands.

    Shape: `codes` has one row a person and one column a dimension of the table, indices into its codes;
           `values` one number a person; missing values are left out before.
    """

    shape: TableShape
    codes: npt.NDArray[np.int32]
    values: npt.NDArray[np.float64]

    def __post_init__(self) -> None:
        if self.codes.shape != (len(self.values), len(self.shape.dimensions)):
            raise ShapeError("codes and values do not fit the table")
        if not np.isfinite(self.values).all():
            raise ShapeError("a value is missing or endless")


def protect_means(
    values: RawValues,
    *,
    unit: str,
    step: float,
    statistic: Literal["mean", "median"] = "mean",
    fewest: int = FEWEST,
    counted_in: ProtectedTable | None = None,
) -> ProtectedTable:
    """Give the mean or median of each group that is large enough; every other cell is hidden.

    Shape:   one cell for each combination of members, coarser levels and totals included.
    Unit:    `unit`, rounded to the nearest `step`.
    Promise: a shown figure has `fewest` persons or more behind it; of two nested groups both are shown only
             when they differ by nobody or by `fewest` persons or more; a figure that all persons of the group
             share, or that is the group's lowest or highest value, is not shown. Where the same groups are counted
             in a protected table, `counted_in`, no figure is shown for a group whose count is hidden there: it
             would tell that the count is `fewest` or more.
    Errors:  RuleError when the step is not above 0 or `fewest` lies below its floor of 10.
    """
    if not math.isfinite(step) or step <= 0:
        raise RuleError(
            Text("Avrundningens steg ska vara större än 0.", "The rounding step must be greater than 0.")
        )
    if isinstance(fewest, bool) or not isinstance(fewest, int) or fewest < FEWEST:
        raise RuleError(
            Text(
                f"Minsta antal personer bakom ett medelvärde ska vara minst {FEWEST}.",
                f"The fewest persons behind a mean must be {FEWEST} or more.",
            )
        )
    if statistic not in ("mean", "median"):
        raise RuleError(Text("Välj medelvärde eller median.", "Choose mean or median."))
    groups = _groups(values)
    large = [g for g in groups if len(groups[g]) >= fewest and _is_counted(values.shape, g, counted_in)]
    shown = _apart(large, groups, fewest)
    cells = {
        place: _figure(values.values[groups[place]], statistic, step) if place in shown else HIDDEN
        for place in values.shape.coordinates()
    }
    return ProtectedTable(values.shape, cells, values_hash(values.shape, cells, unit, step), unit, SEAL)


def _is_counted(shape: TableShape, group: Coordinates, counted_in: ProtectedTable | None) -> bool:
    """Whether a group's count may be read, whatever order the table of counts has its dimensions in.

    Errors: ShapeError when that table divides persons otherwise.
    """
    if counted_in is None:
        return True
    names = sorted(shape.dimension_names)
    if names != sorted(counted_in.shape.dimension_names) or any(
        shape.dimension(name) != counted_in.shape.dimension(name) for name in names
    ):
        raise ShapeError("the table of counts does not have the dimensions of the values")
    at = dict(zip(shape.dimension_names, group, strict=True))
    return counted_in.cell(tuple(at[name] for name in counted_in.shape.dimension_names)).is_shown


def _groups(values: RawValues) -> dict[Coordinates, npt.NDArray[np.int64]]:
    """List the persons of each cell, finest cells first."""
    masks = [
        {
            member: np.isin(
                values.codes[:, at], [i for i, code in enumerate(d.codes) if code in d.finest(member)]
            )
            for member in d.members()
        }
        for at, d in enumerate(values.shape.dimensions)
    ]
    found = {}
    for place in values.shape.coordinates():
        inside = np.ones(len(values.values), dtype=bool)
        for mask, member in zip(masks, place, strict=True):
            inside &= mask[member]
        found[place] = np.flatnonzero(inside)
    return found


def _apart(
    candidates: Sequence[Coordinates], groups: dict[Coordinates, npt.NDArray[np.int64]], fewest: int
) -> set[Coordinates]:
    """Choose, largest groups first, those whose nested groups differ by nobody or by enough persons.

    Groups of the very same persons show the very same figure, so they share their fate.
    """
    shown: set[Coordinates] = set()
    kept: list[frozenset[int]] = []
    order = sorted(range(len(candidates)), key=lambda i: (-len(groups[candidates[i]]), i))
    for i in order:
        persons = frozenset(groups[candidates[i]].tolist())
        if all(persons == other or _clear(persons, other, fewest) for other in kept):
            shown.add(candidates[i])
            kept.append(persons)
    return shown


def _clear(smaller: frozenset[int], larger: frozenset[int], fewest: int) -> bool:
    """Whether two groups are not nested, or differ by enough persons."""
    inside = len(smaller & larger)
    return inside < len(smaller) or len(larger) - inside >= fewest


def _figure(values: npt.NDArray[np.float64], statistic: str, step: float) -> Cell:
    """Round a figure to its step; what would show an extreme is hidden."""
    found = float(np.mean(values) if statistic == "mean" else np.median(values))
    if found in (float(values.min()), float(values.max())):
        return HIDDEN
    decimals = max(0, -math.floor(math.log10(step)) + 2)
    return Cell.of(round(round(found / step) * step, decimals) + 0.0)


def values_hash(shape: TableShape, cells: dict[Coordinates, Cell], unit: str, step: float) -> str:
    """Hash what readers see of a table of means or medians."""
    shown = [[[(m.level, m.code) for m in place], cells[place].value] for place in shape.coordinates()]
    return hashlib.sha256(json.dumps([shape.name, unit, step, shown]).encode()).hexdigest()
