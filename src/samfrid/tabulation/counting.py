"""From a plan and facts to the counts of one family of tables, and to the values that means are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samfrid.adapters.warehouse import Warehouse
from samfrid.domain.measures import (
    Collected,
    Counted,
    Counting,
    Mean,
    Median,
    TimeBetween,
    ValuedMeasure,
)
from samfrid.domain.tables import TableFamily, TableShape
from samfrid.tabulation.clean import Cleaned
from samfrid.tabulation.plan import MeasureKind, MeasurePlan, Plan


@dataclass(frozen=True, slots=True)
class TableNames:
    """Which table of the family shows what: two wishes for the same dimensions share one table."""

    by_dimensions: Mapping[tuple[str, ...], str]

    def of(self, dimensions: tuple[str, ...]) -> str:
        """The name of the table with these dimensions."""
        return self.by_dimensions[_key(dimensions)]


def _key(dimensions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(dimensions))


def share_dimensions(plan: Plan, measure: MeasurePlan) -> tuple[str, ...]:
    """The dimensions of the table that a share or rate is read from: rows, gender, what is counted."""
    return tuple(dict.fromkeys(name for name in (measure.rows, plan.gender, measure.column) if name))


def trend_dimensions(plan: Plan, measure: MeasurePlan) -> tuple[str, ...]:
    """The dimensions of the table that a trend is read from."""
    names = (measure.trend_rows, plan.gender, measure.column, measure.trend)
    return tuple(dict.fromkeys(name for name in names if name))


def valued_dimensions(plan: Plan, measure: MeasurePlan) -> tuple[str, ...]:
    """The dimensions that a mean, median or time is shown by: rows and gender."""
    return tuple(dict.fromkeys(name for name in (measure.rows, plan.gender) if name))


def family_of(plan: Plan, cleaned: Cleaned) -> tuple[TableFamily, TableNames]:
    """Gather every table that the plan's tables and measures need, each set of dimensions once."""
    shapes: dict[tuple[str, ...], TableShape] = {}
    for name, dimensions in _wishes(plan):
        divided = tuple(cleaned.dimension(column) for column in dimensions)
        shapes.setdefault(_key(dimensions), TableShape(name, divided))
    family = TableFamily("tabulation", tuple(shapes.values()))
    return family, TableNames({dimensions: shape.name for dimensions, shape in shapes.items()})


def _wishes(plan: Plan) -> Iterator[tuple[str, tuple[str, ...]]]:
    for table in plan.tables:
        yield table.name, table.dimensions
    for measure in plan.measures:
        if measure.kind in (MeasureKind.SHARE, MeasureKind.RATE):
            yield measure.name, share_dimensions(plan, measure)
        else:
            yield measure.name, valued_dimensions(plan, measure)
        if measure.trend:
            yield f"{measure.name}_trend", trend_dimensions(plan, measure)


def count(family: TableFamily, cleaned: Cleaned, warehouse: Warehouse) -> Counted:
    """Count the family."""
    divisions = tuple(cleaned.divisions[dimension.name] for dimension in family.dimensions)
    return warehouse.count_family(Counting(family, divisions, persons=cleaned.persons))


def collect(plan: Plan, measure: MeasurePlan, cleaned: Cleaned, warehouse: Warehouse) -> Collected:
    """Collect the values of a mean, median or time, with the groups they are shown by."""
    dimensions = tuple(cleaned.dimension(name) for name in valued_dimensions(plan, measure))
    family = TableFamily(measure.name, (TableShape(measure.name, dimensions),))
    divisions = tuple(cleaned.divisions[dimension.name] for dimension in dimensions)
    return warehouse.collect_values(_valued(measure), Counting(family, divisions, persons=cleaned.persons))


def _valued(measure: MeasurePlan) -> ValuedMeasure:
    if measure.kind is MeasureKind.TIME_BETWEEN:
        return TimeBetween(
            name=measure.name,
            label=measure.label,
            definition=measure.numerator,
            start=measure.start,
            end=measure.end,
        )
    kind = Mean if measure.kind is MeasureKind.MEAN else Median
    return kind(name=measure.name, label=measure.label, definition=measure.numerator, column=measure.column)
