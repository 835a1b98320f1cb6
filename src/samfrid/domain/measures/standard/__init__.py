"""The standard measures: versioned, the same for everybody. What they are called and what they count."""

from samfrid.domain.measures.standard.askings import ASKINGS
from samfrid.domain.measures.standard.cases import CASES, CLOSURES, FIRST_MEETING
from samfrid.domain.measures.standard.model import Figure, StandardFamily, StandardMeasure, StandardMedian

FAMILIES = (ASKINGS, CASES, CLOSURES)
"""Every standard family, in the order they are published."""

__all__ = [
    "ASKINGS",
    "CASES",
    "CLOSURES",
    "FAMILIES",
    "FIRST_MEETING",
    "Figure",
    "StandardFamily",
    "StandardMeasure",
    "StandardMedian",
]
