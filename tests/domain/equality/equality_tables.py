"""Small tables for the tests of equality: counts in, a raw or a protected table out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product

from samfrid.domain.tables import (
    Cell,
    Coordinates,
    Dimension,
    Hierarchy,
    Member,
    ProtectedTable,
    RawTable,
    TableShape,
)
from samfrid.domain.tables.protected import HIDDEN, SEAL
from samfrid.domain.wording import Text

GENDER = Dimension(
    "gender",
    ("woman", "man", "other"),
    Text("Kön", "Gender"),
    labels={
        Member("gender", "woman"): Text("Kvinnor", "Women"),
        Member("gender", "man"): Text("Män", "Men"),
        Member("gender", "other"): Text("Annat", "Other"),
    },
)
PLACE = Dimension(
    "place",
    ("0513", "0580", "0584"),
    Text("Kommun", "Municipality"),
    (Hierarchy("size", {"0513": "small", "0580": "large", "0584": "small"}, Text("Storlek", "Size")),),
    {
        Member("place", "0513"): Text.same("Kinda"),
        Member("place", "0580"): Text.same("Linköping"),
        Member("place", "0584"): Text.same("Vadstena"),
        Member("size", "small"): Text("Små", "Small"),
        Member("size", "large"): Text("Stora", "Large"),
    },
    Text("Hela länet", "The whole county"),
)
ASKED = Dimension("asked", ("yes", "no", "not_stated"), Text("Fick frågan", "Asked"))
YEAR = Dimension("year", ("2021", "2022", "2023", "2024", "2025"), Text("År", "Year"))

Counts = Mapping[tuple[str, ...], int]


def raw_table(dimensions: tuple[Dimension, ...], counts: Counts) -> RawTable:
    """Count every cell with all its margins."""
    shape = TableShape("asked_by_gender", dimensions)
    under = {
        (dimension.name, member): dimension.finest(member)
        for dimension in dimensions
        for member in dimension.members()
    }
    summed: dict[Coordinates, int] = {}
    for codes, count in counts.items():
        above = (
            [member for member in dimension.members() if code in under[dimension.name, member]]
            for dimension, code in zip(dimensions, codes, strict=True)
        )
        for at in product(*above):
            summed[at] = summed.get(at, 0) + count
    return RawTable(shape, {at: summed[at] for at in shape.coordinates() if summed.get(at)})


def protected_table(
    dimensions: tuple[Dimension, ...],
    counts: Counts,
    *,
    hidden: Collection[Coordinates] = (),
    cells: Mapping[Coordinates, Cell] | None = None,
) -> ProtectedTable:
    """Show every cell but those that are named hidden; `cells` replaces what is named."""
    raw = raw_table(dimensions, counts)
    shown = {at: Cell.of(count) for at, count in raw.counts.items()}
    shown |= dict.fromkeys(hidden, HIDDEN) | dict(cells or {})
    return ProtectedTable(raw.shape, shown, "family", seal=SEAL)


def members(dimensions: tuple[Dimension, ...], **codes: str) -> Coordinates:
    """Point out a cell by finest codes; a dimension that is not named stands at its total."""
    return tuple(
        Member(dimension.name, codes[dimension.name]) if dimension.name in codes else Member.total()
        for dimension in dimensions
    )
