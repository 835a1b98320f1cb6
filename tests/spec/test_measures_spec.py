"""Every rule of counting holds, on the reference and on the fast engine."""

from __future__ import annotations

import pytest
from measures_spec import SPECS, Spec, TableOut

from samfrid.adapters.warehouse import Warehouse
from samfrid.domain.measures import (
    Counting,
    Engine,
    Facts,
    Mean,
    Median,
    Reference,
    TimeBetween,
    gather,
    raw_table,
    summarise,
)
from samfrid.domain.tables import Coordinates


def _facts(spec: Spec) -> Facts:
    columns = zip(*spec.table_in.rows, strict=True)
    return Facts.from_columns(
        {
            name: (type_, list(values))
            for (name, type_), values in zip(spec.table_in.columns.items(), columns, strict=True)
        }
    )


def _codes(cell: Coordinates) -> tuple[str, ...]:
    return tuple(member.code for member in cell)


def _came_out(engine: Engine, spec: Spec, counting: Counting) -> TableOut:
    if isinstance(spec.measure, Mean | Median | TimeBetween):
        collected = engine.collect_values(spec.measure, counting)
        summaries = summarise(collected.values, spec.measure.name)
        cells = {_codes(cell): (found.persons, found.mean, found.median) for cell, found in summaries.items()}
        return TableOut(cells, {left.where: left.rows for left in collected.left_out})
    counted = engine.count_family(counting)
    table = raw_table(counted.counts, spec.measure.name)
    cells = {_codes(cell): persons for cell, persons in table.counts.items()}
    return TableOut(cells, {left.where: left.rows for left in counted.left_out})


@pytest.mark.parametrize("spec", SPECS, ids=[spec.title.en for spec in SPECS])
def test_the_rule_holds_on_both_engines(spec: Spec) -> None:
    counting = gather("spec", spec.divisions, measures=[spec.measure])
    rows = _facts(spec)
    assert _came_out(Reference(rows), spec, counting) == spec.table_out
    with Warehouse.of(rows) as warehouse:
        assert _came_out(warehouse, spec, counting) == spec.table_out


def test_every_rule_has_its_own_title_and_sentence() -> None:
    assert len({spec.title for spec in SPECS}) == len(SPECS)
    assert len({spec.text for spec in SPECS}) == len(SPECS)
