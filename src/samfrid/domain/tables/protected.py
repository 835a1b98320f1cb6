"""Tables that may be published. Only `samfrid.domain.disclosure` builds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import InitVar, dataclass

from samfrid.domain.tables.family import Coordinates, TableShape
from samfrid.domain.tables.signs import Sign


@dataclass(frozen=True, slots=True)
class Cell:
    """What a reader sees in one cell: a number, or one of the signs."""

    value: float | None
    sign: Sign | None = None

    def __post_init__(self) -> None:
        shows_zero = self.sign is Sign.ZERO and self.value == 0
        shows_number = self.sign is None and self.value is not None and self.value != 0
        shows_sign = self.sign not in (None, Sign.ZERO) and self.value is None
        if not (shows_zero or shows_number or shows_sign):
            raise ValueError("a cell shows a number or one sign, never both and never neither")

    @classmethod
    def of(cls, value: float) -> Cell:
        """A cell that shows its number; nought is shown as the sign zero."""
        return cls(value, Sign.ZERO if value == 0 else None)

    @property
    def is_shown(self) -> bool:
        """Whether a number, nought included, may be read here."""
        return self.value is not None


HIDDEN = Cell(None, Sign.HIDDEN)


class _Seal:
    """What the disclosure room holds and nobody else: without it a `ProtectedTable` can't be built."""


SEAL = _Seal()


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """One table as the world may see it. Cells that are not listed are zero.

    `unit` tells what a number is: "persons" for counts, or the unit of a rounded mean or median.
    `family` is the hash of the protected family it came from: figures made from it can name their proof.
    """

    shape: TableShape
    cells: Mapping[Coordinates, Cell]
    family: str
    unit: str = "persons"
    seal: InitVar[_Seal | None] = None

    def __post_init__(self, seal: _Seal | None) -> None:
        if seal is not SEAL:
            raise TypeError("only samfrid.domain.disclosure builds a ProtectedTable")

    def cell(self, coordinates: Coordinates) -> Cell:
        """What a reader sees in a cell."""
        return self.cells.get(coordinates, Cell(0, Sign.ZERO))

    def count(self, coordinates: Coordinates) -> int | None:
        """The published count, or None where a sign other than zero stands."""
        value = self.cell(coordinates).value
        return None if value is None else int(value)

    def __iter__(self) -> Iterator[tuple[Coordinates, Cell]]:
        return ((coordinates, self.cell(coordinates)) for coordinates in self.shape.coordinates())
