"""Shares read from what a table shows, cell by cell.

Nothing here is worked out from cells that are hidden: a share of a protected table uses shown cells only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from samfrid.domain.equality.comparison import Estimate
from samfrid.domain.equality.intervals import wilson
from samfrid.domain.equality.refusals import ComparisonRefused
from samfrid.domain.tables import Dimension, Member, ProtectedTable, RawTable, Sign
from samfrid.domain.wording import Text, closest

SMALLEST_DENOMINATOR = 10
"""A published share counts at least so many persons below the line (rule for shares in the method)."""

_STRONGEST_FIRST = (Sign.HIDDEN, Sign.MISSING, Sign.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class PartOf:
    """Which part of a group is counted: codes of one dimension, out of which codes of it.

    `of` is every code of the dimension unless it is given; give it to leave "not stated" out. No codes at all
    count nobody: an answer that no record gives.
    """

    dimension: str
    codes: tuple[str, ...]
    of: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Fraction:
    """A numerator and a denominator as they can be read, or the sign that stands in the way."""

    numerator: int
    denominator: int
    sign: Sign | None = None


class ShareReader:
    """Reads shares of one table; dimensions that nobody names stand at their total."""

    def __init__(self, table: ProtectedTable | RawTable, fixed: Mapping[str, Member] | None = None) -> None:
        unit = table.unit if isinstance(table, ProtectedTable) else "persons"
        if unit != "persons":
            raise ComparisonRefused(
                Text(
                    "Tabellen räknar inte personer, så andelar går inte att jämföra i den.",
                    "The table does not count persons, so shares cannot be compared in it.",
                )
            )
        self._table = table
        self._base: dict[str, Member] = {name: Member.total() for name in table.shape.dimension_names}
        for name, member in (fixed or {}).items():
            dimension = self.dimension(name)
            if member not in dimension.members():
                raise _unknown_code(dimension, member.code, (known.code for known in dimension.members()))
            self._base[name] = member

    def dimension(self, name: str) -> Dimension:
        """Return a dimension of the table; a name that it does not have is refused with the nearest."""
        for dimension in self._table.shape.dimensions:
            if dimension.name == name:
                return dimension
        names = self._table.shape.dimension_names
        what = Text(
            f"Tabellen ”{self._table.shape.name}” har ingen indelning ”{name}”.",
            f"The table “{self._table.shape.name}” has no dimension “{name}”.",
        )
        raise ComparisonRefused(what + closest(name, names))

    def part(self, part: PartOf, at: Mapping[str, Member]) -> Fraction:
        """Read the share of a part in the cell that `at` points out."""
        dimension = self.dimension(part.dimension)
        whole = dimension.codes if part.of is None else part.of
        for code in (*part.codes, *whole):
            if code not in dimension.codes:
                raise _unknown_code(dimension, code, dimension.codes)
        if not set(part.codes) <= set(whole):
            raise ComparisonRefused(
                Text(
                    f"Täljaren i ”{dimension.name}” måste vara en del av nämnaren.",
                    f"The numerator in “{dimension.name}” must be a part of the denominator.",
                )
            )
        above = self._sum(dimension, part.codes, at)
        below = self._sum(dimension, whole, at)
        return self._fraction(above, below)

    def member_of_all(self, dimension: Dimension, member: Member, at: Mapping[str, Member]) -> Fraction:
        """Read one member's share of everybody along its dimension."""
        above = self._read({**at, dimension.name: member})
        below = self._read({**at, dimension.name: Member.total()})
        return self._fraction(above, below)

    def _fraction(self, above: int | Sign, below: int | Sign) -> Fraction:
        signs = {value for value in (above, below) if isinstance(value, Sign)}
        for sign in _STRONGEST_FIRST:
            if sign in signs:
                return Fraction(0, 0, sign)
        numerator, denominator = int(above), int(below)
        if denominator == 0:
            return Fraction(0, 0, Sign.NOT_APPLICABLE)
        too_few = isinstance(self._table, ProtectedTable) and denominator < SMALLEST_DENOMINATOR
        # Parts of a perturbed table need not add up: a share above one says nothing.
        if too_few or numerator > denominator:
            return Fraction(0, denominator, Sign.HIDDEN)
        return Fraction(numerator, denominator)

    def _sum(self, dimension: Dimension, codes: tuple[str, ...], at: Mapping[str, Member]) -> int | Sign:
        values = [self._read({**at, dimension.name: member}) for member in _covering(dimension, codes)]
        for sign in _STRONGEST_FIRST:
            if sign in values:
                return sign
        return sum(int(value) for value in values)

    def _read(self, at: Mapping[str, Member]) -> int | Sign:
        coordinates = tuple({**self._base, **at}.values())
        if isinstance(self._table, RawTable):
            return self._table.count(coordinates)
        cell = self._table.cell(coordinates)
        return cell.sign or Sign.MISSING if cell.value is None else int(cell.value)


def estimates(
    fractions: tuple[Fraction, ...] | list[Fraction], confidence: float
) -> tuple[Estimate | Sign, ...]:
    """Give each share its interval, all at once; a sign stays a sign."""
    x = np.array([fraction.numerator for fraction in fractions], dtype=np.float64)
    n = np.array([0 if fraction.sign else fraction.denominator for fraction in fractions], dtype=np.float64)
    low, high = wilson(x, n, confidence=confidence)
    return tuple(
        fraction.sign
        or Estimate(
            fraction.numerator,
            fraction.denominator,
            fraction.numerator / fraction.denominator,
            float(low[i]),
            float(high[i]),
        )
        for i, fraction in enumerate(fractions)
    )


def _covering(dimension: Dimension, codes: tuple[str, ...]) -> tuple[Member, ...]:
    """Choose the fewest members that take in exactly these codes: one margin tells more than its parts."""
    wanted = frozenset(codes)
    for member in reversed(dimension.members()):
        if dimension.finest(member) == wanted:
            return (member,)
    return tuple(Member(dimension.name, code) for code in dimension.codes if code in wanted)


def _unknown_code(dimension: Dimension, code: str, known: Iterable[str]) -> ComparisonRefused:
    what = Text(
        f"Indelningen ”{dimension.name}” har inget värde ”{code}”.",
        f"The dimension “{dimension.name}” has no value “{code}”.",
    )
    return ComparisonRefused(what + closest(code, known))
