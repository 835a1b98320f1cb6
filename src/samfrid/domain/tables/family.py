"""Tables that count the same persons and are published together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from samfrid.domain.tables.shape import Dimension, Member, ShapeError

Coordinates = tuple[Member, ...]
"""One member for each dimension of a table, in the table's order."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table: its dimensions, each published with every coarser level and the total."""

    name: str
    dimensions: tuple[Dimension, ...]

    @property
    def dimension_names(self) -> tuple[str, ...]:
        return tuple(dimension.name for dimension in self.dimensions)

    def dimension(self, name: str) -> Dimension:
        """Return the dimension of that name."""
        for dimension in self.dimensions:
            if dimension.name == name:
                return dimension
        raise ShapeError(f"table {self.name!r} has no dimension {name!r}")

    def coordinates(self) -> Iterator[Coordinates]:
        """Walk every cell, finest first, last dimension fastest."""
        return product(*(dimension.members() for dimension in self.dimensions))

    @property
    def size(self) -> int:
        """How many cells the table has with all its margins."""
        size = 1
        for dimension in self.dimensions:
            size *= len(dimension.members())
        return size


@dataclass(frozen=True, slots=True)
class TableFamily:
    """All tables that count the same population in one publication.

    Promise: table names are unique; a dimension that stands in several tables is the same everywhere.
    """

    name: str
    tables: tuple[TableShape, ...]

    def __post_init__(self) -> None:
        names = [table.name for table in self.tables]
        if len(set(names)) != len(names):
            raise ShapeError(f"family {self.name!r} has two tables of one name")
        seen: dict[str, Dimension] = {}
        for table in self.tables:
            for dimension in table.dimensions:
                if seen.setdefault(dimension.name, dimension) != dimension:
                    raise ShapeError(f"dimension {dimension.name!r} differs between tables of {self.name!r}")

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Every dimension once, in order of first use."""
        found = {dimension.name: dimension for table in self.tables for dimension in table.dimensions}
        return tuple(found.values())

    def table(self, name: str) -> TableShape:
        """Return the table of that name."""
        for table in self.tables:
            if table.name == name:
                return table
        raise ShapeError(f"family {self.name!r} has no table {name!r}")
