"""Rates: how many in each municipality or county, per so many inhabitants, from the counts that a table shows."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.domain.equality.intervals import wilson
from samfrid.domain.places import UnknownPlace, population
from samfrid.domain.tables import Dimension, Member, ProtectedTable, RawTable, Sign
from samfrid.domain.wording import Text
from samfrid.tabulation.plan import MeasurePlan


@dataclass(frozen=True, slots=True)
class Rate:
    """One place: its count and rate, or the sign that stands instead.

    Unit: `count` persons, `inhabitants` persons, `rate`, `low` and `high` per `MeasurePlan.per` inhabitants.
    """

    member: Member
    label: Text
    count: int | Sign
    inhabitants: int | None
    rate: float | None = None
    low: float | None = None
    high: float | None = None


def rates(measure: MeasurePlan, table: ProtectedTable | RawTable) -> tuple[Rate, ...]:
    """Work out the rate of each place among a measure's rows, coarser levels first.

    Promise: only counts that the table shows are used; the interval is Wilson's, with the inhabitants as n.
    """
    rows = table.shape.dimension(measure.rows or "")
    members = sorted(rows.members(total=False), key=lambda member: member.level == rows.name)
    return tuple(_rate(measure, table, rows, member) for member in members)


def _rate(measure: MeasurePlan, table: ProtectedTable | RawTable, rows: Dimension, member: Member) -> Rate:
    label = rows.label_of(member)
    count = _count(measure, table, {rows.name: member})
    try:
        known = population(member.code)
    except UnknownPlace:
        return Rate(member, label, count, None)
    if isinstance(count, Sign):
        return Rate(member, label, count, known.persons)
    interval = wilson([count], [known.persons])
    low, high = (float(end[0]) * measure.per for end in interval)
    return Rate(member, label, count, known.persons, measure.per * count / known.persons, low, high)


def _count(measure: MeasurePlan, table: ProtectedTable | RawTable, at: dict[str, Member]) -> int | Sign:
    """Add up the codes that count, for everybody in the place."""
    total = 0
    for code in measure.yes:
        if code not in table.shape.dimension(measure.column).codes:
            continue
        place = {**at, measure.column: Member(measure.column, code)}
        coordinates = tuple(place.get(name, Member.total()) for name in table.shape.dimension_names)
        if isinstance(table, RawTable):
            total += table.count(coordinates)
            continue
        cell = table.cell(coordinates)
        if cell.value is None:
            return cell.sign or Sign.MISSING
        total += int(cell.value)
    return total
