"""Differences of many pairs of shares at once, and the words for those that are not made."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from samfrid.domain.equality import intervals
from samfrid.domain.equality.comparison import Certainty, ComparedGroup, Difference, Estimate
from samfrid.domain.equality.exact import mid_p_values
from samfrid.domain.equality.intervals import Floats, Interval
from samfrid.domain.equality.words import spoken
from samfrid.domain.tables import Member, Sign
from samfrid.domain.wording import Language, Text, listed

LEVEL = 0.05
"""A p-value below this is no longer taken for chance."""

Pair = tuple[Estimate, Estimate]


def differences(
    pairs: Sequence[Pair], *, confidence: float, counted_apart: bool = True
) -> tuple[Difference, ...]:
    """Compare each pair of shares, all at once.

    Promise: an interval leaves out "no difference" exactly when the p-value is below 1 − confidence. For
             groups counted apart the p-value is the larger of the score test's and the exact one's, and an
             interval reaches to "no difference" where the exact test does not rule it out.
             No difference is called certain here: that takes the count of everything compared (`adjust`).
    """
    x1 = np.array([first.numerator for first, _ in pairs], dtype=np.float64)
    n1 = np.array([first.denominator for first, _ in pairs], dtype=np.float64)
    x2 = np.array([second.numerator for _, second in pairs], dtype=np.float64)
    n2 = np.array([second.denominator for _, second in pairs], dtype=np.float64)
    compare = _apart if counted_apart else _parts
    difference, ratio, p_values = compare(x1, n1, x2, n2, confidence)
    return tuple(
        Difference(
            first.share - second.share,
            float(difference.low[i]),
            float(difference.high[i]),
            (first.share / second.share, float(ratio.low[i]), float(ratio.high[i])) if second.share else None,
            float(p_values[i]),
            Certainty.LIKELY if p_values[i] < LEVEL else Certainty.CHANCE,
        )
        for i, (first, second) in enumerate(pairs)
    )


def _apart(
    x1: Floats, n1: Floats, x2: Floats, n2: Floats, confidence: float
) -> tuple[Interval, Interval, Floats]:
    difference = intervals.score_difference(x1, n1, x2, n2, confidence=confidence)
    ratio = intervals.score_ratio(x1, n1, x2, n2, confidence=confidence)
    exact = mid_p_values(x1, n1, x2, n2)
    p_values = np.maximum(intervals.score_p_value(x1, n1, x2, n2), exact)
    is_open = exact >= 1 - confidence
    return _reaching(difference, 0.0, is_open), _reaching(ratio, 1.0, is_open), p_values


def _parts(
    x1: Floats, n1: Floats, x2: Floats, n2: Floats, confidence: float
) -> tuple[Interval, Interval, Floats]:
    return (
        intervals.parts_difference(x1, x2, n1, confidence=confidence),
        intervals.parts_ratio(x1, x2, n1, confidence=confidence),
        intervals.parts_p_value(x1, x2, n1),
    )


def _reaching(interval: Interval, point: float, wanted: npt.NDArray[np.bool_]) -> Interval:
    """Let an interval reach to a point that was not ruled out."""
    return Interval(
        np.where(wanted, np.minimum(interval.low, point), interval.low),
        np.where(wanted, np.maximum(interval.high, point), interval.high),
    )


def why_none(groups: Sequence[ComparedGroup], under_ten: frozenset[Member] = frozenset()) -> Text:
    """Say why the given groups are not compared; `under_ten` are those known to count fewer than ten."""
    reasons = []
    for sign, is_few, reason in _REASONS:
        kept_out = [
            spoken(group.label)
            for group in groups
            if group.estimate is sign and (group.member in under_ten) == is_few
        ]
        if kept_out:
            names = Text(
                listed([label.sv for label in kept_out], Language.SWEDISH),
                listed([label.en for label in kept_out], Language.ENGLISH),
            )
            reasons.append(reason + names + Text.same("."))
    return Text(" ".join(reason.sv for reason in reasons), " ".join(reason.en for reason in reasons))


_REASONS = (
    (Sign.HIDDEN, True, Text("För få för att jämföra, färre än tio: ", "Too few to compare, under ten: ")),
    (Sign.HIDDEN, False, Text("Jämförs inte, för siffran är dold: ", "Not compared, since hidden: ")),
    (Sign.MISSING, False, Text("Jämförs inte, uppgift saknas: ", "Not compared, figure missing: ")),
    (Sign.NOT_APPLICABLE, False, Text("Jämförs inte, ingen att räkna: ", "Not compared, nobody there: ")),
)
