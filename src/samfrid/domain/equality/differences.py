"""Differences of many pairs of shares at once, and the words for those that are not made."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samfrid.domain.equality import intervals
from samfrid.domain.equality.comparison import Certainty, ComparedGroup, Difference, Estimate
from samfrid.domain.tables import Sign
from samfrid.domain.wording import Language, Text, listed

LEVEL = 0.05
"""A p-value below this is no longer taken for chance."""

Pair = tuple[Estimate, Estimate]


def differences(
    pairs: Sequence[Pair], *, confidence: float, counted_apart: bool = True
) -> tuple[Difference, ...]:
    """Compare each pair of shares, all at once.

    Promise: no difference is called certain here: that takes the count of everything compared (`adjust`).
    """
    x1 = np.array([first.numerator for first, _ in pairs], dtype=np.float64)
    n1 = np.array([first.denominator for first, _ in pairs], dtype=np.float64)
    x2 = np.array([second.numerator for _, second in pairs], dtype=np.float64)
    n2 = np.array([second.denominator for _, second in pairs], dtype=np.float64)
    if counted_apart:
        difference = intervals.score_difference(x1, n1, x2, n2, confidence=confidence)
        ratio = intervals.score_ratio(x1, n1, x2, n2, confidence=confidence)
        p_values = intervals.score_p_value(x1, n1, x2, n2)
    else:
        difference = intervals.parts_difference(x1, x2, n1, confidence=confidence)
        ratio = intervals.parts_ratio(x1, x2, n1, confidence=confidence)
        p_values = intervals.parts_p_value(x1, x2, n1)
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


def why_none(groups: Sequence[ComparedGroup]) -> Text:
    """Say why the given groups are not compared."""
    reasons = []
    for sign, reason in _REASONS:
        kept_out = [group.label for group in groups if group.estimate is sign]
        if kept_out:
            names = Text(
                listed([label.sv for label in kept_out], Language.SWEDISH),
                listed([label.en for label in kept_out], Language.ENGLISH),
            )
            reasons.append(reason + names + Text.same("."))
    return Text(" ".join(reason.sv for reason in reasons), " ".join(reason.en for reason in reasons))


_REASONS = (
    (Sign.HIDDEN, Text("För få för att jämföra: ", "Too few to compare: ")),
    (Sign.MISSING, Text("Uppgift saknas: ", "Figure missing: ")),
    (Sign.NOT_APPLICABLE, Text("Ingen att räkna: ", "Nobody to count: ")),
)
