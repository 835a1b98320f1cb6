"""What cleaning gives: facts, and how each column that divides persons divides them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samfrid.domain.measures import Division, Facts
from samfrid.domain.tables import Dimension


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Facts of a whole file. `persons` names the column that says how many persons a row stands for, if any.

    Promise: every row of the table is a row here, in the same order.
    """

    facts: Facts
    divisions: Mapping[str, Division]
    persons: str | None = None

    def dimension(self, column: str) -> Dimension:
        """The dimension that a column makes."""
        return self.divisions[column].dimension
