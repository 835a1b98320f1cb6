"""Build protected tables again from what was published of them, and refuse whatever has changed since.

The only way back to a `ProtectedTable`: the numbers must give the very hash that protection gave them.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from samfrid.domain.disclosure.means import values_hash
from samfrid.domain.disclosure.release import family_hash
from samfrid.domain.disclosure.structure import Ints
from samfrid.domain.tables import Cell, Coordinates, ProtectedTable, TableFamily, TableShape
from samfrid.domain.tables.protected import HIDDEN, SEAL
from samfrid.domain.wording import Refused, Text

Seen = Mapping[str, Ints]
"""For each table what a reader sees: an axis a dimension, -1 where a number is hidden."""


class ContentChanged(Refused):
    """What was kept of a published family is not what was published."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Innehållet är inte det som publicerades och visas inte. Hämta det ur säkerhetskopian.",
                "The content is not what was published and is not shown. Restore it from the backup.",
            )
        )


def reopen_counts(family: TableFamily, seen: Seen, *, published_as: str) -> dict[str, ProtectedTable]:
    """Build the tables of a family of counts again.

    Promise: the tables are those that protection handed over under that name: same members, same numbers, same
             hidden cells.
    Errors:  ContentChanged when anything differs.
    """
    grids = [seen.get(shape.name) for shape in family.tables]
    fitting = [
        grid
        for shape, grid in zip(family.tables, grids, strict=True)
        if grid is not None and grid.shape == _grid_shape(shape) and not (grid < -1).any()
    ]
    if len(fitting) != len(family.tables) or family_hash(family.tables, fitting) != published_as:
        raise ContentChanged
    return {
        shape.name: ProtectedTable(shape, _cells(shape, grid), published_as, seal=SEAL)
        for shape, grid in zip(family.tables, fitting, strict=True)
    }


def reopen_values(
    shape: TableShape,
    seen: npt.NDArray[np.float64],
    *,
    published_as: str,
    unit: str,
    step: float,
) -> ProtectedTable:
    """Build a table of rounded means or medians again; NaN stands where a figure is hidden.

    Errors: ContentChanged when anything differs from what protection handed over under that name.
    """
    if seen.shape != _grid_shape(shape):
        raise ContentChanged
    flat = seen.reshape(-1)
    cells = {
        place: HIDDEN if np.isnan(flat[i]) else Cell.of(float(flat[i]))
        for i, place in enumerate(shape.coordinates())
    }
    if values_hash(shape, cells, unit, step) != published_as:
        raise ContentChanged
    return ProtectedTable(shape, cells, published_as, unit, SEAL)


def _grid_shape(shape: TableShape) -> tuple[int, ...]:
    return tuple(len(dimension.members()) for dimension in shape.dimensions)


def _cells(shape: TableShape, grid: Ints) -> dict[Coordinates, Cell]:
    """List what is not a shown nought, as protection does."""
    members = [dimension.members() for dimension in shape.dimensions]
    places = np.argwhere(grid)
    found: dict[Coordinates, Cell] = {}
    for at, value in zip(places.tolist(), grid[grid != 0].tolist(), strict=True):
        coordinates = tuple(line[i] for line, i in zip(members, at, strict=True))
        found[coordinates] = HIDDEN if value < 0 else Cell(value)
    return found
