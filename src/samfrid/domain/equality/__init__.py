"""Is support equal? Differences between groups, with the uncertainty that small numbers have."""

from samfrid.domain.equality.adjustment import adjust, benjamini_hochberg
from samfrid.domain.equality.compare import compare, compare_parts
from samfrid.domain.equality.comparison import (
    Certainty,
    ComparedGroup,
    ComparedRow,
    Comparison,
    Difference,
    Estimate,
    OverallTest,
    PairDifference,
)
from samfrid.domain.equality.findings import (
    Finding,
    finding,
    findings,
    heading,
    largest,
    largest_heading,
    overall_finding,
    too_small,
)
from samfrid.domain.equality.periods import compare_periods, stretches
from samfrid.domain.equality.refusals import ComparisonRefused
from samfrid.domain.equality.shares import PartOf
from samfrid.domain.equality.words import MeasureWords

__all__ = [
    "Certainty",
    "ComparedGroup",
    "ComparedRow",
    "Comparison",
    "ComparisonRefused",
    "Difference",
    "Estimate",
    "Finding",
    "MeasureWords",
    "OverallTest",
    "PairDifference",
    "PartOf",
    "adjust",
    "benjamini_hochberg",
    "compare",
    "compare_parts",
    "compare_periods",
    "finding",
    "findings",
    "heading",
    "largest",
    "largest_heading",
    "overall_finding",
    "stretches",
    "too_small",
]
