"""What the protector says when it will not publish."""

from __future__ import annotations

from collections.abc import Sequence

from samfrid.domain.tables import TableShape
from samfrid.domain.wording import Language, Refused, Text, format_count, listed


class NotProtectable(Refused):
    """A family that can't be published as asked; names what makes it so and what would work.

    `tables` and `dimensions` are the names that stand in the way; `proposals` are coarser families, each as a
    list of tables (dimension names), that were tried and can be protected.
    """

    def __init__(
        self,
        what: Text,
        *,
        tables: Sequence[str] = (),
        dimensions: Sequence[str] = (),
        proposals: Sequence[Sequence[Sequence[str]]] = (),
    ) -> None:
        self.tables, self.dimensions = tuple(tables), tuple(dimensions)
        self.proposals = tuple(tuple(tuple(table) for table in proposal) for proposal in proposals)
        super().__init__(what + _proposed(self.proposals))


class TooLarge(NotProtectable):
    """A family with more cells than the protector takes at once."""

    def __init__(self, cells: int, most: int, tables: Sequence[TableShape]) -> None:
        largest = max(tables, key=lambda table: table.size)
        names = largest.dimension_names
        super().__init__(
            Text(
                f"Tabellerna har tillsammans {format_count(cells, Language.SWEDISH)} celler; högst"
                f" {format_count(most, Language.SWEDISH)} kan skyddas på en gång. Störst är"
                f" {' × '.join(names)}: ta bort en dimension eller använd en grövre nivå.",
                f"The tables have {format_count(cells, Language.ENGLISH)} cells together; at most"
                f" {format_count(most, Language.ENGLISH)} can be protected at once. The largest is"
                f" {' × '.join(names)}: drop a dimension or use a coarser level.",
            ),
            tables=[largest.name],
            dimensions=names,
        )


def _proposed(proposals: Sequence[Sequence[Sequence[str]]]) -> Text:
    """Say which coarser tables would work."""
    if not proposals:
        return Text("", "")
    written = ["; ".join(" × ".join(table) for table in proposal) for proposal in proposals]
    return Text(
        f" Det här går att skydda: {listed([f'({w})' for w in written], Language.SWEDISH)}.",
        f" This can be protected: {listed([f'({w})' for w in written], Language.ENGLISH)}.",
    )
