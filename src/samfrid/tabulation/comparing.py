"""Compare every share of the plan between the two groups it names, and count how many comparisons were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Generic

from samfrid.domain.equality import (
    Comparison,
    MeasureWords,
    PartOf,
    adjust,
    compare,
)
from samfrid.domain.equality.comparison import Source
from samfrid.domain.tables import Dimension, Member
from samfrid.domain.wording import Text
from samfrid.tabulation.counting import TableNames, share_dimensions, trend_dimensions
from samfrid.tabulation.plan import MeasureKind, MeasurePlan, Plan
from samfrid.tabulation.plan.model import WayPlan


@dataclass(frozen=True, slots=True)
class ComparedMeasure(Generic[Source]):
    """One share with its comparison by rows, and by period: one series for each row of the trend."""

    plan: MeasurePlan
    by_row: Comparison[Source]
    by_period: Mapping[Text, Comparison[Source]]

    @property
    def words(self) -> MeasureWords:
        """What the measure is called in sentences."""
        return MeasureWords(self.plan.label, self.plan.more_often)


def compare_measures(
    plan: Plan, tables: Mapping[str, Source], names: TableNames
) -> tuple[ComparedMeasure[Source], ...]:
    """Compare every share; certainty reckons with all differences of the plan at once."""
    found = [
        _compared(plan, measure, tables, names)
        for measure in plan.measures
        if measure.kind is MeasureKind.SHARE
    ]
    flat = [comparison for one in found for comparison in (one.by_row, *one.by_period.values())]
    adjusted = iter(adjust(flat))
    return tuple(
        replace(one, by_row=next(adjusted), by_period={label: next(adjusted) for label in one.by_period})
        for one in found
    )


def _compared(
    plan: Plan, measure: MeasurePlan, tables: Mapping[str, Source], names: TableNames
) -> ComparedMeasure[Source]:
    table = tables[names.of(share_dimensions(plan, measure))]
    part = _part(measure, table)
    by_row = compare(
        table,
        measure=measure.label,
        by=plan.gender,
        compared=plan.compare,
        numerator=part,
        rows_by=measure.rows,
    )
    by_period: dict[Text, Comparison[Source]] = {}
    if measure.trend:
        over_time = tables[names.of(trend_dimensions(plan, measure))]
        for label, fixed in _series(measure, over_time):
            by_period[label] = compare(
                over_time,
                measure=measure.label,
                by=plan.gender,
                compared=plan.compare,
                numerator=part,
                rows_by=measure.trend,
                fixed=fixed,
            )
    return ComparedMeasure(measure, by_row, by_period)


def _part(measure: MeasurePlan, table: Source) -> PartOf:
    """What counts, out of what. A group that the file never mentions is nobody."""
    known = table.shape.dimension(measure.column).codes
    among = tuple(code for code in measure.among if code in known) or None
    yes = tuple(code for code in measure.yes if code in known)
    return PartOf(measure.column, yes, among)


def _series(measure: MeasurePlan, table: Source) -> list[tuple[Text, dict[str, Member]]]:
    """One series for everybody, and one for each row of the trend."""
    if not measure.trend_rows:
        return [(Text("Alla", "All"), {})]
    rows = table.shape.dimension(measure.trend_rows)
    members = [Member.total(), *rows.members(level=rows.name)]
    return [(rows.label_of(member), {rows.name: member}) for member in members]


def compare_steps(way: WayPlan, measured: tuple[ComparedMeasure[Source], ...]) -> Comparison[Source]:
    """Put the measures of a way under each other: a row is a step, for everybody.

    Each step is a share of those its own measure counts, as a rule those who reached the step before.
    """
    by_name = {one.plan.name: one for one in measured}
    chosen = [by_name[name] for name in way.steps]
    steps = Dimension(
        "step",
        way.steps,
        way.label,
        labels={Member("step", one.plan.name): one.plan.label for one in chosen},
    )
    rows = tuple(
        replace(
            next(row for row in one.by_row.rows if row.is_total),
            member=Member("step", one.plan.name),
            label=one.plan.label,
            is_total=False,
        )
        for one in chosen
    )
    return replace(chosen[0].by_row, measure=way.label, rows_by=steps, rows=rows)
