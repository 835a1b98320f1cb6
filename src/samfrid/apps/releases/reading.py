"""An opened release: its measures and tables, and how a figure is read from them.

Everything is read from protected tables. A share with its interval is worked out from shown cells only; where a
number may not be read, one of the four signs stands instead.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.domain.equality import ComparedRow, Comparison, compare
from samfrid.domain.equality.intervals import wilson
from samfrid.domain.equality.shares import ShareReader
from samfrid.domain.measures.standard.axes import (
    AGE,
    ASSOCIATION,
    COMPARED,
    COUNTY,
    GENDER,
    HALF_YEAR,
    MUNICIPALITY,
)
from samfrid.domain.tables import Cell, Dimension, Member, ProtectedTable, Sign
from samfrid.domain.wording import Refused, Text, closest

COUNTRY = Member.total()
"""Everywhere the release tells of."""


def municipality(code: str) -> Member:
    """A municipality as a place of a release, by its four-digit code."""
    return Member(MUNICIPALITY, code)


def county(code: str) -> Member:
    """A county as a place of a release, by its two-digit code."""
    return Member(COUNTY, code)


def association(code: str) -> Member:
    """A coordination association as a place of a release, by the organisation's code."""
    return Member(ASSOCIATION, code)


class NotPublished(Refused):
    """The release has no such measure, or does not show it by these divisions."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure: a share (0 to 1) with its interval, a count, or a median.

    `sign` says why no value stands here; nought is a value and carries the sign zero. `low` and `high` are the
    95 % interval of a share. `numerator` and `denominator` are what the tables show; a count and a median have
    no denominator.
    """

    value: float | None
    sign: Sign | None
    numerator: Cell
    denominator: Cell | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OpenRelease:
    """A release whose content has been found to be what was published.

    `tables` holds every protected table by name; `coverage` the half-years each municipality delivered;
    `families` the hash of each family of tables, by its name.
    """

    id: uuid.UUID
    publisher: str
    title: Text
    half_years: tuple[str, ...]
    published_at: datetime
    prepared_by: str
    approved_by: str
    sha256: str
    measures: tuple[PublishedMeasure, ...]
    tables: Mapping[str, ProtectedTable]
    families: Mapping[str, str]
    coverage: Mapping[str, tuple[str, ...]]
    protocol: Mapping[str, object]

    def measure(self, code: str) -> PublishedMeasure:
        """Return the measure with this code.

        Errors: NotPublished, with the nearest code.
        """
        found = next((measure for measure in self.measures if measure.code == code), None)
        if found is None:
            known = [measure.code for measure in self.measures]
            raise NotPublished(
                Text("Måttet finns inte i publiceringen.", "The measure is not in the release.")
                + closest(code, known)
            )
        return found

    def table(self, code: str, *divisions: str) -> ProtectedTable:
        """Return the smallest table that shows a measure by these divisions.

        Errors: NotPublished when the release does not show it so.
        """
        fitting = self._fitting(code, divisions)
        if not fitting:
            raise NotPublished(
                Text(
                    "Måttet är inte publicerat med den indelningen.",
                    "The measure is not published by that division.",
                )
            )
        return min(fitting, key=lambda table: table.shape.size)

    def _fitting(self, code: str, divisions: Iterable[str]) -> list[ProtectedTable]:
        tables = [self.tables[name] for name in self.measure(code).tables]
        return [table for table in tables if set(divisions) <= set(table.shape.dimension_names)]

    def _where(self, code: str, at: Mapping[str, Member], *more: str) -> dict[str, Member]:
        """Name a county as the tables do that are shown by county and no finer, where no finer one fits."""
        place = at.get(MUNICIPALITY)
        if place is None or place.level != COUNTY or self._fitting(code, (*at, *more)):
            return dict(at)
        return {COUNTY if name == MUNICIPALITY else name: member for name, member in at.items()}

    def divisions(self, code: str) -> tuple[tuple[str, ...], ...]:
        """The sets of divisions a measure is shown by, without what the measure itself counts."""
        measure = self.measure(code)
        return tuple(
            tuple(name for name in self.tables[table].shape.dimension_names if name != measure.column)
            for table in measure.tables
        )

    @property
    def places(self) -> Dimension:
        """The municipalities of the release with their associations and counties."""
        for table in self.tables.values():
            if MUNICIPALITY in table.shape.dimension_names:
                return table.shape.dimension(MUNICIPALITY)
        raise NotPublished(Text("Publiceringen har inga platser.", "The release has no places."))

    def covers(self, place: str, half_year: str | None = None) -> bool:
        """Whether a municipality delivered anything, or a half-year, to this release."""
        delivered = self.coverage.get(place, ())
        return half_year in delivered if half_year else bool(delivered)

    def _delivered(self, measure: PublishedMeasure, place: str, half_year: str | None) -> bool:
        return self.covers(place, half_year) and (measure.places is None or place in measure.places)

    def figure(
        self,
        code: str,
        *,
        place: Member = COUNTRY,
        gender: str | None = None,
        age: str | None = None,
        half_year: str | None = None,
    ) -> Figure:
        """Read one figure; what is not named stands at everybody, everywhere, all the time.

        Promise: a place that is not in the release, or a half-year it did not deliver, gives the sign missing; a
                 place smaller than a county, where the measure is shown by county, the sign hidden.
        Errors:  NotPublished when the measure is not shown by these divisions together.
        """
        asked = {
            MUNICIPALITY: place,
            GENDER: _member(GENDER, gender),
            AGE: _member(AGE, age),
            HALF_YEAR: _member(HALF_YEAR, half_year),
        }
        at = self._where(code, {name: member for name, member in asked.items() if not member.is_total})
        measure = self.measure(code)
        if MUNICIPALITY in at and not self._fitting(code, at) and self._fitting(code, _by_county(at)):
            return _signed(Sign.HIDDEN)
        table = self.table(code, *at)
        if any(member not in table.shape.dimension(name).members() for name, member in at.items()):
            return _signed(Sign.MISSING)
        if place.level == MUNICIPALITY and not self._delivered(measure, place.code, half_year):
            return _signed(Sign.MISSING)
        return _read(measure, table, at)

    def compare(
        self,
        code: str,
        *,
        rows_by: str | None = None,
        at: Mapping[str, Member] | None = None,
        by: str = GENDER,
        compared: tuple[str, str] = COMPARED,
        everybody: bool = False,
    ) -> Comparison[ProtectedTable]:
        """Compare a share between two groups, for each place, half-year or age where `rows_by` names one.

        Promise: the comparison may be drawn and told to anyone; it is of type `Comparison[ProtectedTable]`. By
                 municipality it has a row for every place, hidden where the measure is shown by county only.
        Errors:  NotPublished when the measure is no share or is not shown so; ComparisonRefused as `compare`.
        """
        measure = self.measure(code)
        if measure.kind is not MeasureKind.SHARE or measure.part is None:
            raise NotPublished(Text("Måttet är ingen andel.", "The measure is no share."))
        rows = (rows_by,) if rows_by else ()
        fixed = self._where(code, at or {}, by, *rows)
        if rows_by == MUNICIPALITY and not self._fitting(code, (*fixed, by, MUNICIPALITY)):
            by_county = self.compare(
                code, rows_by=COUNTY, at=at, by=by, compared=compared, everybody=everybody
            )
            return in_every_place(by_county, self.places)
        table = self.table(code, *fixed, by, *rows)
        return compare(
            table,
            measure=measure.name,
            by=by,
            compared=compared,
            numerator=measure.part,
            rows_by=rows_by,
            fixed=fixed,
            everybody=everybody,
        )


ONLY_BY_COUNTY = Text(
    "Visas bara per län: i mindre områden är talen för små.",
    "Shown by county only: in smaller areas the numbers are too small.",
)


def in_every_place(by_county: Comparison[ProtectedTable], places: Dimension) -> Comparison[ProtectedTable]:
    """Put a comparison by county among all places; where it says nothing, every group is hidden."""
    known = {row.member: row for row in by_county.rows}
    groups = by_county.rows[0].groups
    hidden = tuple(replace(group, estimate=Sign.HIDDEN) for group in groups)
    rows = tuple(
        known.get(member) or ComparedRow(member, places.label_of(member), hidden, None, ONLY_BY_COUNTY)
        for member in places.members()
    )
    return replace(by_county, rows_by=places, rows=rows)


def _by_county(at: Mapping[str, Member]) -> list[str]:
    return [COUNTY if name == MUNICIPALITY else name for name in at]


def _member(division: str, code: str | None) -> Member:
    return Member.total() if code is None else Member(division, code)


def _signed(sign: Sign) -> Figure:
    return Figure(None, sign, Cell(None, sign))


def _read(measure: PublishedMeasure, table: ProtectedTable, at: Mapping[str, Member]) -> Figure:
    """Read a measure at one place of a table."""
    if measure.kind is MeasureKind.SHARE:
        return _share(measure, table, at)
    if measure.part is not None:
        cell = _sum(table, measure.part.dimension, measure.part.codes, at)
    else:
        cell = table.cell(_coordinates(table, at))
    return Figure(cell.value, cell.sign, cell)


def _share(measure: PublishedMeasure, table: ProtectedTable, at: Mapping[str, Member]) -> Figure:
    part = measure.part
    if part is None:
        raise NotPublished(Text("Måttet är ingen andel.", "The measure is no share."))
    whole = part.of if part.of is not None else table.shape.dimension(part.dimension).codes
    numerator = _sum(table, part.dimension, part.codes, at)
    denominator = _sum(table, part.dimension, whole, at)
    fraction = ShareReader(table).part(part, at)
    if fraction.sign is not None:
        return Figure(None, fraction.sign, numerator, denominator)
    share = fraction.numerator / fraction.denominator
    interval = wilson([fraction.numerator], [fraction.denominator])
    sign = Sign.ZERO if share == 0 else None
    return Figure(share, sign, numerator, denominator, float(interval.low[0]), float(interval.high[0]))


def _sum(table: ProtectedTable, column: str, codes: tuple[str, ...], at: Mapping[str, Member]) -> Cell:
    """Read several codes together: by their common margin where there is one, else added up if all are shown."""
    dimension = table.shape.dimension(column)
    wanted = frozenset(codes)
    for member in reversed(dimension.members()):
        if dimension.finest(member) == wanted:
            return table.cell(_coordinates(table, {**at, column: member}))
    cells = [table.cell(_coordinates(table, {**at, column: Member(column, code)})) for code in codes]
    hidden = next((cell for cell in cells if cell.value is None), None)
    return hidden or Cell.of(sum(cell.value or 0 for cell in cells))


def _coordinates(table: ProtectedTable, at: Mapping[str, Member]) -> tuple[Member, ...]:
    return tuple(at.get(name, Member.total()) for name in table.shape.dimension_names)
