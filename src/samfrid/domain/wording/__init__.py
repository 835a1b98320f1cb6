"""What a person reads: sentences in Swedish and English, numbers and dates, and errors that say what to do.

The lowest room. A sentence is a `Text` and cannot be built in one language only (ADR 0004).
"""

from samfrid.domain.wording.numbers import (
    format_count,
    format_date,
    format_difference,
    format_number,
    format_share,
    listed,
)
from samfrid.domain.wording.problems import Place, Problem, Refused
from samfrid.domain.wording.suggestions import closest
from samfrid.domain.wording.text import Language, Text

__all__ = [
    "Language",
    "Place",
    "Problem",
    "Refused",
    "Text",
    "closest",
    "format_count",
    "format_date",
    "format_difference",
    "format_number",
    "format_share",
    "listed",
]
