"""Comparisons and tables to draw maps of in tests; every number is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samfrid.adapters.charts.model import Caption
from samfrid.domain import places
from samfrid.domain.equality import ComparedGroup, ComparedRow, Comparison, Estimate
from samfrid.domain.tables import (
    Cell,
    Coordinates,
    Dimension,
    Hierarchy,
    Member,
    ProtectedTable,
    RawTable,
    Sign,
    TableShape,
)
from samfrid.domain.tables.protected import SEAL
from samfrid.domain.wording import Text

GENDER = Dimension("gender", ("women", "men"), Text("Kön", "Gender"))
MEN = Member("gender", "men")
CAPTION = Caption(
    "asked-map",
    Text("Männen får frågan oftast i Kinda & Motala", "Men are asked most often in Kinda & Motala"),
    Text("Andel män som fick frågan, 2025", "Share of men who were asked, 2025"),
)

Told = tuple[int, int] | Sign
OSTERGOTLAND: Mapping[str, Told] = {
    "Linköping": (268, 471),
    "Norrköping": (301, 588),
    "Motala": (96, 148),
    "Mjölby": (61, 104),
    "Finspång": (55, 97),
    "Kinda": (26, 39),
    "Söderköping": (33, 52),
    "Valdemarsvik": (19, 31),
    "Åtvidaberg": (21, 44),
    "Boxholm": Sign.HIDDEN,
    "Ydre": Sign.HIDDEN,
    "Vadstena": Sign.MISSING,
    "Ödeshög": Sign.NOT_APPLICABLE,
}


def rows(told: Mapping[str, Told], *, total: tuple[int, int] | None = None) -> tuple[ComparedRow, ...]:
    """Rows for municipalities by short name, or whatever a test calls a row."""
    made = []
    for name, value in told.items():
        try:
            code = places.find_municipality(name).code
        except places.UnknownPlace:
            code = name
        made.append(ComparedRow(Member("municipality", code), Text.same(name), (_group(value),), None))
    if total:
        made.append(ComparedRow(Member.total(), Text("Alla", "All"), (_group(total),), None, is_total=True))
    return tuple(made)


def _group(value: Told) -> ComparedGroup:
    if isinstance(value, Sign):
        return ComparedGroup(MEN, Text("Män", "Men"), value)
    above, below = value
    return ComparedGroup(MEN, Text("Män", "Men"), Estimate(above, below, above / below, 0.0, 1.0))


def public_comparison(compared: Sequence[ComparedRow]) -> Comparison[ProtectedTable]:
    """A comparison the public door takes."""
    table = ProtectedTable(TableShape("asked", (GENDER,)), {}, "family", seal=SEAL)
    return Comparison(table, MEASURE, GENDER, PAIR, None, tuple(compared))


def staff_comparison(compared: Sequence[ComparedRow]) -> Comparison[RawTable]:
    """The same from true counts."""
    return Comparison(
        RawTable(TableShape("asked", (GENDER,)), {}), MEASURE, GENDER, PAIR, None, tuple(compared)
    )


MEASURE = Text("Fick frågan", "Asked")
PAIR = (Member("gender", "women"), MEN)


def place_shape(codes: Sequence[str]) -> TableShape:
    """Municipalities under their counties, by gender."""
    where = Dimension(
        "municipality",
        tuple(codes),
        Text("Kommun", "Municipality"),
        (Hierarchy("county", {code: code[:2] for code in codes}, Text("Län", "County")),),
    )
    return TableShape("contacts", (where, GENDER))


def counted(codes: Sequence[str], cells: Mapping[Coordinates, Cell]) -> ProtectedTable:
    """A published table of counts."""
    return ProtectedTable(place_shape(codes), cells, "family", seal=SEAL)
