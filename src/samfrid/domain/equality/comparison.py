"""A comparison of shares between groups, as values.

A comparison remembers the table it was made from in its type: `Comparison[ProtectedTable]` may be shown to
anyone, `Comparison[RawTable]` to staff only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from samfrid.domain.tables import Dimension, Member, ProtectedTable, RawTable, Sign
from samfrid.domain.wording import Text

Source = TypeVar("Source", bound=ProtectedTable | RawTable)


class Certainty(StrEnum):
    """How sure a difference is, after counting that many comparisons were made."""

    CERTAIN = "certain"
    LIKELY = "likely"
    CHANCE = "chance"

    @property
    def word(self) -> Text:
        """The words that stand beside a difference."""
        return {
            Certainty.CERTAIN: Text("säker skillnad", "certain difference"),
            Certainty.LIKELY: Text("trolig skillnad", "likely difference"),
            Certainty.CHANCE: Text("kan vara slump", "may be chance"),
        }[self]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its interval. Unit: shares between 0 and 1; numerator and denominator in persons."""

    numerator: int
    denominator: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """First group's share minus the second's, with interval, ratio, p-value and certainty.

    `ratio` (with its interval) is None where the second share is nought and a ratio says nothing.
    """

    difference: float
    low: float
    high: float
    ratio: tuple[float, float, float] | None
    p_value: float
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """One group in one row: its share, or the sign that stands instead."""

    member: Member
    label: Text
    estimate: Estimate | Sign


@dataclass(frozen=True, slots=True)
class PairDifference:
    """The difference between two groups of one row, when every pair is compared."""

    first: Member
    second: Member
    difference: Difference


@dataclass(frozen=True, slots=True)
class OverallTest:
    """Whether the shares of all groups in a row may be the same; made for three groups or more.

    `method` says in words how the p-value was reached.
    """

    groups: int
    p_value: float
    certainty: Certainty
    method: Text


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One row of a comparison: a place, a period or a measure, with its groups in a fixed order.

    `difference` compares the two groups that the comparison names; None where a sign stands in the way, and
    `why_none` then says why in words.
    """

    member: Member
    label: Text
    groups: tuple[ComparedGroup, ...]
    difference: Difference | None
    why_none: Text | None = None
    is_total: bool = False
    overall: OverallTest | None = None
    pairs: tuple[PairDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison(Generic[Source]):
    """Shares of one measure by group for each row, and the difference between two of the groups.

    `counted_apart` is False where the groups are parts of one whole, so that their shares hang together.
    """

    source: Source
    measure: Text
    by: Dimension
    compared: tuple[Member, Member]
    rows_by: Dimension | None
    rows: tuple[ComparedRow, ...]
    confidence: float = 0.95
    counted_apart: bool = True
