"""The fast engine and the slow reference give the same numbers, whatever the facts and definitions."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse_strategies import countings, facts, valued_measures

from samfrid.adapters.warehouse import EngineLimits, Warehouse
from samfrid.domain.measures import (
    Collected,
    Counted,
    Counting,
    Facts,
    Reference,
    ValuedMeasure,
    raw_table,
    summarise,
)
from samfrid.domain.measures.reference import count_table, summarise_slowly

ONE_THREAD = EngineLimits(threads=1, memory="256MB")


def _rows(counted: Counted) -> object:
    return counted.counts.codes.tolist(), counted.counts.counts.tolist(), counted.left_out


def _values(collected: Collected) -> object:
    found = collected.values
    return (
        found.codes.tolist(),
        found.values.tolist(),
        found.persons.tolist(),
        found.scale,
        collected.left_out,
        collected.ends_before_start,
    )


def _engines_agree(rows: Facts, counting: Counting, measure: ValuedMeasure) -> None:
    reference = Reference(rows)
    with Warehouse.of(rows, ONE_THREAD) as warehouse:
        counted = warehouse.count_family(counting)
        assert _rows(counted) == _rows(reference.count_family(counting))
        collected = warehouse.collect_values(measure, counting)
        assert _values(collected) == _values(reference.collect_values(measure, counting))
    for table in counting.family.tables:
        assert raw_table(counted.counts, table.name) == count_table(reference, counting, table.name)
        assert summarise(collected.values, table.name) == summarise_slowly(collected.values, table.name)


@given(facts(), countings(), valued_measures())
def test_engines_count_the_same(rows: Facts, counting: Counting, measure: ValuedMeasure) -> None:
    _engines_agree(rows, counting, measure)


@pytest.mark.nightly
@settings(max_examples=int(os.environ.get("SAMFRID_ENGINE_EXAMPLES", "3000")))
@given(facts(), countings(), valued_measures())
def test_engines_count_the_same_all_night(rows: Facts, counting: Counting, measure: ValuedMeasure) -> None:
    _engines_agree(rows, counting, measure)


@settings(max_examples=30)
@given(facts(), countings(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rows: Facts, counting: Counting, chance: object) -> None:
    order = list(range(rows.rows))
    chance.shuffle(order)  # type: ignore[attr-defined]
    turned = Facts.from_columns(
        {name: (column.type, [column.values[i] for i in order]) for name, column in rows.columns.items()}
    )
    assert _rows(Reference(rows).count_family(counting)) == _rows(Reference(turned).count_family(counting))
