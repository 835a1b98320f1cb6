"""Is support equal? Differences between groups, with the uncertainty that small numbers have."""

from samfrid.domain.equality.comparison import (
    Certainty,
    ComparedGroup,
    ComparedRow,
    Comparison,
    Difference,
    Estimate,
)

__all__ = ["Certainty", "ComparedGroup", "ComparedRow", "Comparison", "Difference", "Estimate"]
