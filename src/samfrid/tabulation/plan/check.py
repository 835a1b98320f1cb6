"""Check that the names in a plan lead somewhere: columns, codes, measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from samfrid.domain.wording import Place, Problem, Text, closest
from samfrid.tabulation.plan.model import (
    NOT_STATED,
    ColumnKind,
    ColumnPlan,
    MeasureKind,
    MeasurePlan,
    Plan,
)


def check_references(plan: Plan, file: str) -> list[Problem]:
    """Return every name that leads nowhere, and every column used for what it cannot do."""
    found = [
        *_gender(plan, file),
        *_unique(plan, file),
        *(problem for measure in plan.measures for problem in _measure(plan, measure, file)),
    ]
    dividing = [column.name for column in plan.columns if column.kind.divides]
    for table in plan.tables:
        found += _known(table.dimensions, dividing, file, f"tables.{table.name}.dimensions")
    shares = [measure.name for measure in plan.measures if measure.kind is MeasureKind.SHARE]
    for way in plan.ways:
        found += _known(way.steps, shares, file, f"ways.{way.name}.steps")
    for column in plan.columns:
        for coarser in column.coarser:
            codes = codes_of(column)
            named = [code for group in coarser.groups.values() for code in group]
            if codes:
                found += _known(named, codes, file, f"columns.{column.name}.coarser.{coarser.name}")
    days = [c.name for c in plan.columns if c.kind in (ColumnKind.DATE, ColumnKind.PERIOD)]
    found += _known([name for pair in plan.in_order for name in pair], days, file, "in_order")
    if not plan.measures and not plan.tables:
        nothing = Text("Planen räknar ingenting.", "The plan counts nothing.")
        found.append(Problem(nothing, Place(file=file, field="measures")))
    return found


def codes_of(column: ColumnPlan) -> tuple[str, ...]:
    """The codes that a plan itself lists for a column; none where they come from the file."""
    codes = tuple(category.code for category in column.categories)
    return (*codes, NOT_STATED) if codes and column.not_stated else codes


def _gender(plan: Plan, file: str) -> Iterator[Problem]:
    names = [column.name for column in plan.columns]
    unknown = list(_known([plan.gender], names, file, "gender.column"))
    yield from unknown
    if not unknown:
        yield from _known(plan.compare, codes_of(plan.column(plan.gender)), file, "gender.compare")


def _unique(plan: Plan, file: str) -> Iterator[Problem]:
    levels = [name for c in plan.columns for name in (c.name, *(coarser.name for coarser in c.coarser))]
    named = [("columns", levels), ("measures and tables", [*(m.name for m in plan.measures),
                                                           *(t.name for t in plan.tables)])]  # fmt: skip
    for field, names in named:
        for name in sorted({name for name in names if names.count(name) > 1}):
            twice = Text(f"Namnet ”{name}” används två gånger.", f"The name “{name}” is used twice.")
            yield Problem(twice, Place(file=file, field=field))


def _measure(plan: Plan, measure: MeasurePlan, file: str) -> Iterator[Problem]:
    field = f"measures.{measure.name}"
    by_kind = {column.name: column.kind for column in plan.columns}
    dividing = [name for name, kind in by_kind.items() if kind.divides]
    if measure.kind in (MeasureKind.SHARE, MeasureKind.RATE):
        unknown = list(_known([measure.column], dividing, file, f"{field}.column"))
        yield from unknown
        if not unknown:
            codes = codes_of(plan.column(measure.column))
            if codes:
                yield from _known([*measure.yes, *measure.among], codes, file, f"{field}.yes")
    elif measure.kind is MeasureKind.TIME_BETWEEN:
        dates = [name for name, kind in by_kind.items() if kind is ColumnKind.DATE]
        yield from _known([measure.start, measure.end], dates, file, field)
    else:
        numbers = [name for name, kind in by_kind.items() if kind is ColumnKind.NUMBER]
        yield from _known([measure.column], numbers, file, f"{field}.column")
    if measure.kind is MeasureKind.RATE:
        places = (ColumnKind.MUNICIPALITY, ColumnKind.COUNTY)
        if by_kind.get(measure.rows or "") not in places:
            what = Text(
                "Ett mått per invånare behöver kommuner eller län som rader.",
                "A rate per inhabitants needs municipalities or counties as rows.",
            )
            yield Problem(what, Place(file=file, field=f"{field}.rows"))
    for key, name in (("rows", measure.rows), ("trend_rows", measure.trend_rows)):
        if name:
            yield from _known([name], dividing, file, f"{field}.{key}")
    if measure.trend:
        periods = [name for name, kind in by_kind.items() if kind is ColumnKind.PERIOD]
        yield from _known([measure.trend], periods, file, f"{field}.trend")


def _known(names: Iterable[str], known: Iterable[str], file: str, field: str) -> Iterator[Problem]:
    known = tuple(known)
    for name in names:
        if name not in known:
            what = Text(f"”{name}” finns inte i planen.", f"“{name}” is not in the plan.")
            yield Problem(what + closest(name, known), Place(file=file, field=field))
