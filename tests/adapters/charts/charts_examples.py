"""Comparisons to draw in tests: the counts of the invented county, and whatever a test asks for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from samfrid.domain.equality import (
    Certainty,
    ComparedGroup,
    ComparedRow,
    Comparison,
    Difference,
    Estimate,
)
from samfrid.domain.tables import Dimension, Member, ProtectedTable, RawTable, Sign, TableShape
from samfrid.domain.tables.protected import SEAL
from samfrid.domain.wording import Text

GENDER_LABELS = {
    "women": Text("Kvinnor", "Women"),
    "men": Text("Män", "Men"),
    "other": Text("Annat kön", "Other gender"),
}
GENDER = Dimension(
    "gender",
    tuple(GENDER_LABELS),
    Text("Kön", "Gender"),
    labels={Member("gender", code): label for code, label in GENDER_LABELS.items()},
)
SHAPE = TableShape("asked", (GENDER,))

Told = tuple[int, int] | Sign

COUNTY: Sequence[tuple[str, Told, Told]] = (
    ("Hela länet", (1308, 1756), (895, 1602)),
    ("Linköping", (412, 526), (268, 471)),
    ("Norrköping", (455, 618), (301, 588)),
    ("Motala", (132, 169), (96, 148)),
    ("Mjölby", (88, 121), (61, 104)),
    ("Finspång", (71, 102), (55, 97)),
    ("Kinda", (33, 44), (26, 39)),
    ("Söderköping", (39, 58), (33, 52)),
    ("Valdemarsvik", (24, 36), (19, 31)),
    ("Åtvidaberg", (31, 47), (21, 44)),
    ("Boxholm", Sign.HIDDEN, Sign.HIDDEN),
    ("Ydre", Sign.HIDDEN, Sign.HIDDEN),
    ("Vadstena", Sign.MISSING, Sign.MISSING),
    ("Ödeshög", Sign.NOT_APPLICABLE, Sign.NOT_APPLICABLE),
)
COUNTY_NOTES = {
    "Vadstena": Text("kommunen har inte lämnat uppgifter", "the municipality has not delivered figures"),
    "Ödeshög": Text("ingen insats under året", "no intervention during the year"),
}


def public_table() -> ProtectedTable:
    """A table the disclosure room might have let out."""
    return ProtectedTable(SHAPE, {}, "family", seal=SEAL)


def raw_table() -> RawTable:
    """A table of true counts."""
    return RawTable(SHAPE, {})


def estimate(told: Told) -> Estimate | Sign:
    """A share with Wilson's interval, or the sign itself."""
    if isinstance(told, Sign):
        return told
    above, below = told
    share, z = above / below, 1.96
    middle = (share + z * z / (2 * below)) / (1 + z * z / below)
    half = z / (1 + z * z / below) * math.sqrt(share * (1 - share) / below + z * z / (4 * below * below))
    return Estimate(above, below, share, max(0.0, middle - half), min(1.0, middle + half))


def difference(first: Estimate | Sign, second: Estimate | Sign) -> Difference | None:
    """A difference with a simple interval; how sure it is follows from the interval."""
    if isinstance(first, Sign) or isinstance(second, Sign):
        return None
    gap = first.share - second.share
    half = 1.96 * math.sqrt(
        first.share * (1 - first.share) / first.denominator
        + second.share * (1 - second.share) / second.denominator
    )
    ratio = abs(gap) / half if half else 0.0
    sure = Certainty.CERTAIN if ratio > 1.5 else Certainty.LIKELY if ratio > 1 else Certainty.CHANCE
    return Difference(gap, gap - half, gap + half, None, 0.05, sure)


def row(label: str, groups: Sequence[tuple[str, Told]], *, is_total: bool = False) -> ComparedRow:
    """A row of named groups; the first two are compared."""
    compared = tuple(
        ComparedGroup(Member("gender", code), GENDER_LABELS.get(code, Text.same(code)), estimate(told))
        for code, told in groups
    )
    found = difference(compared[0].estimate, compared[1].estimate) if len(compared) > 1 else None
    why = None if found else Text("En siffra är dold eller saknas.", "A figure is hidden or missing.")
    return ComparedRow(Member("place", label), Text.same(label), compared, found, why, is_total)


def comparison(source: ProtectedTable | RawTable, rows: Sequence[ComparedRow], rows_by: str = "Kommun"):
    """A comparison of those rows, made from that table."""
    places = Dimension("place", tuple(r.member.code for r in rows), Text.same(rows_by))
    first = rows[0].groups
    compared = (first[0].member, first[min(1, len(first) - 1)].member)
    measure = Text("Andel som fick frågan", "Share who were asked")
    return Comparison(source, measure, GENDER, compared, places, tuple(rows))


def county(source: ProtectedTable | RawTable):
    """Thirteen municipalities and their county: shares, hidden, missing and not applicable ones."""
    rows = [
        row(name, (("women", women), ("men", men)), is_total=name == "Hela länet")
        for name, women, men in COUNTY
    ]
    return comparison(source, rows)
