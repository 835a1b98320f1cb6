"""The shape of a statistic: dimensions, families of linked tables, raw and protected tables, the four signs.

A `RawTable` holds counts that only staff may see. A `ProtectedTable` holds what may be published, and only
`samfrid.domain.disclosure` can build one.
"""

from samfrid.domain.tables.family import Coordinates, TableFamily, TableShape
from samfrid.domain.tables.protected import Cell, ProtectedTable
from samfrid.domain.tables.raw import RawCounts, RawTable
from samfrid.domain.tables.shape import TOTAL, Dimension, Hierarchy, Member, ShapeError
from samfrid.domain.tables.signs import Sign

__all__ = [
    "TOTAL",
    "Cell",
    "Coordinates",
    "Dimension",
    "Hierarchy",
    "Member",
    "ProtectedTable",
    "RawCounts",
    "RawTable",
    "ShapeError",
    "Sign",
    "TableFamily",
    "TableShape",
]
