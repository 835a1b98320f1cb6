"""Facts that can't be counted are refused with a sentence that names the column, never a value of a person."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from samfrid.adapters.warehouse import Warehouse
from samfrid.domain.measures import (
    BadColumn,
    Between,
    ByCode,
    ByPeriod,
    Collected,
    ColumnMissing,
    ColumnType,
    Condition,
    Count,
    Counting,
    Equals,
    Facts,
    Mean,
    NoFacts,
    OneOf,
    PeriodStep,
    Reference,
    TimeBetween,
    UnknownCode,
    WrongType,
    gather,
    period_dimension,
    summarise,
    values_at,
)
from samfrid.domain.tables import Dimension
from samfrid.domain.wording import Language, Refused, Text

WORDS = Text("mått", "measure")
NAMED: dict[str, Any] = {"label": WORDS, "definition": WORDS}
SECRET = "19121212-1212"  # noqa: S105 - a made-up value that must not be repeated
GENDER = ByCode(Dimension("gender", ("woman", "man"), WORDS), "gender")
ENGINES = pytest.mark.parametrize("engine", [Reference, Warehouse.of])


def facts(**changed: Any) -> Facts:
    columns = {
        "gender": (ColumnType.CODE, ["woman", "man", "man"]),
        "age": (ColumnType.WHOLE, [30, None, 50]),
        "hours": (ColumnType.DECIMAL, [1.5, 2, None]),
        "start": (ColumnType.DATE, [date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 1)]),
        "end": (ColumnType.DATE, [date(2024, 1, 1), date(2024, 1, 5), None]),
        "asked": (ColumnType.YES_NO, [True, None, False]),
    }
    return Facts.from_columns(columns | changed)


def people(**more: Any) -> Counting:
    return gather("f", [GENDER], measures=[Count(name="people", groups=("gender",), **NAMED)], **more)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (ColumnType.CODE, 4),
        (ColumnType.CODE, "a\0b"),
        (ColumnType.CODE, "\ud800"),
        (ColumnType.WHOLE, SECRET),
        (ColumnType.WHOLE, 1.0),
        (ColumnType.WHOLE, True),
        (ColumnType.WHOLE, 10**15),
        (ColumnType.DECIMAL, SECRET),
        (ColumnType.DECIMAL, float("nan")),
        (ColumnType.DECIMAL, float("-inf")),
        (ColumnType.DECIMAL, Decimal("nan")),
        (ColumnType.DECIMAL, Decimal("0.0000001")),
        (ColumnType.DECIMAL, 10**9),
        (ColumnType.DECIMAL, True),
        (ColumnType.DATE, datetime(2024, 1, 1, 12)),  # noqa: DTZ001 - a wrong value on purpose
        (ColumnType.DATE, "2024-01-01"),
        (ColumnType.YES_NO, 1),
    ],
)
def test_a_value_of_another_type_is_refused_by_column_and_row_without_the_value(
    type_: ColumnType, value: object
) -> None:
    with pytest.raises(BadColumn) as refused:
        Facts.from_columns({"income": (type_, [None, value])})
    sentence = refused.value.into(Language.SWEDISH)
    assert "income" in sentence
    assert "rad 2" in sentence
    assert str(value) not in sentence.replace("rad 2", "")


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(BadColumn, match="age"):
        facts(age=(ColumnType.WHOLE, [1]))


def test_decimals_are_exact_whatever_number_they_come_from() -> None:
    found = Facts.from_columns({"x": (ColumnType.DECIMAL, [0.1, 1, Decimal("0.1"), -0.0, None])})
    assert found.column("x").values == (Decimal("0.1"), Decimal(1), Decimal("0.1"), Decimal(0), None)


@ENGINES
@pytest.mark.parametrize(
    "condition",
    [
        Equals("age", "30"),
        Equals("age", True),
        Equals("asked", 1),
        Equals("gender", 1),
        Equals("start", "2024-01-01"),
        OneOf("gender", ("woman", 1)),
        Between("gender", 1),
        Between("hours", date(2024, 1, 1)),
        Between("hours", Decimal("0.0000001")),
        Between("age", 10**15),
        Equals("gender", "a\0b"),
        Equals("gender", ["woman"]),  # type: ignore[arg-type]  # a plan may hold anything
    ],
)
def test_a_question_of_the_wrong_type_is_refused(engine: Any, condition: Condition) -> None:
    with pytest.raises(WrongType, match=condition.column):  # type: ignore[union-attr]
        engine(facts()).count_family(people(population=condition))


@ENGINES
@pytest.mark.parametrize(
    ("measure", "error"),
    [
        (Mean(name="m", column="gender", **NAMED), WrongType),
        (Mean(name="m", column="agee", **NAMED), ColumnMissing),
        (TimeBetween(name="m", start="age", end="end", **NAMED), WrongType),
        (TimeBetween(name="m", start="start", end="ended", **NAMED), ColumnMissing),
    ],
)
def test_a_measure_over_a_column_it_cannot_use_is_refused(
    engine: Any, measure: Any, error: type[Refused]
) -> None:
    with pytest.raises(error):
        engine(facts()).collect_values(measure, people())


@ENGINES
def test_every_missing_column_is_named_at_once_with_the_nearest(engine: Any) -> None:
    with pytest.raises(ColumnMissing) as refused:
        engine(facts()).count_family(people(population=Equals("agee", 1), persons="many"))
    sentence = refused.value.into(Language.ENGLISH)
    assert "agee" in sentence
    assert "“age”" in sentence
    assert "many" in sentence


@ENGINES
def test_facts_without_rows_are_refused(engine: Any) -> None:
    empty = Facts.from_columns({"gender": (ColumnType.CODE, [])})
    with pytest.raises(NoFacts):
        engine(empty).count_family(people())


@ENGINES
def test_a_code_without_a_place_is_refused_and_not_shown(engine: Any) -> None:
    with pytest.raises(UnknownCode) as refused:
        engine(facts(gender=(ColumnType.CODE, ["woman", SECRET, None]))).count_family(people())
    assert "gender" in str(refused.value)
    assert SECRET not in str(refused.value)


@ENGINES
def test_a_code_without_a_place_outside_the_population_does_not_matter(engine: Any) -> None:
    rows = facts(gender=(ColumnType.CODE, ["woman", SECRET, None]))
    counted = engine(rows).count_family(people(population=Equals("age", 30)))
    assert counted.counts.counts.tolist() == [1]


@ENGINES
def test_a_negative_number_of_persons_is_refused(engine: Any) -> None:
    rows = facts(age=(ColumnType.WHOLE, [1, -1, 3]))
    with pytest.raises(BadColumn, match="age"):
        engine(rows).count_family(people(persons="age"))


@ENGINES
def test_a_row_may_stand_for_several_persons(engine: Any) -> None:
    counted = engine(facts()).count_family(people(persons="age"))
    assert counted.counts.counts.tolist() == [30, 50]
    assert [(left.where, left.rows) for left in counted.left_out] == [("age", 1)]


@ENGINES
def test_a_column_without_any_value_leaves_everybody_out_and_says_so(engine: Any) -> None:
    nothing = facts(gender=(ColumnType.CODE, [None] * 3), age=(ColumnType.WHOLE, [None] * 3))
    counted = engine(nothing).count_family(people())
    assert counted.counts.counts.tolist() == []
    assert [(left.where, left.rows) for left in counted.left_out] == [("gender", 3)]
    collected = engine(nothing).collect_values(
        Mean(name="m", column="age", **NAMED), gather("f", [], tables={"t": ()})
    )
    assert [(left.where, left.rows) for left in collected.left_out] == [("m", 3)]
    assert summarise(collected.values, "t") == {}


@ENGINES
def test_an_end_before_its_start_is_named_by_row_and_left_out(engine: Any) -> None:
    collected: Collected = engine(facts()).collect_values(
        TimeBetween(name="days", start="start", end="end", **NAMED), people()
    )
    assert collected.ends_before_start == (0,)
    assert [(left.where, left.rows) for left in collected.left_out] == [
        ("days", 1),
        ("days.ends_before_start", 1),
    ]
    assert collected.values.values.tolist() == [2]


@ENGINES
def test_a_date_far_away_is_left_out_not_wrapped(engine: Any) -> None:
    years = ByPeriod(
        period_dimension("year", WORDS, PeriodStep.YEAR, date(2024, 1, 1), date(2024, 1, 1)),
        "start",
        PeriodStep.YEAR,
    )
    rows = facts(start=(ColumnType.DATE, [date.min, date.max, date(2024, 12, 31)]))
    counted = engine(rows).count_family(gather("f", [years], tables={"t": ("year",)}))
    assert counted.counts.counts.tolist() == [1]
    assert counted.left_out[0].rows == 2


def test_the_values_in_a_cell_are_there_for_the_protector_of_means() -> None:
    counting = people()
    collected = Reference(facts()).collect_values(Mean(name="m", column="hours", **NAMED), counting)
    total = tuple(dimension.members()[-1] for dimension in counting.family.table("people").dimensions)
    values, persons = values_at(collected.values, "people", total)
    assert (values.tolist(), persons.tolist(), collected.values.scale) == (
        [1_500_000, 2_000_000],
        [1, 1],
        10**6,
    )


def test_the_sum_of_very_large_values_does_not_overflow() -> None:
    rows = 20_000
    large = Facts.from_columns({"x": (ColumnType.WHOLE, [10**15 - 1] * rows)})
    counting = gather("f", [], tables={"t": ()})
    collected = Warehouse.of(large).collect_values(Mean(name="m", column="x", **NAMED), counting)
    assert summarise(collected.values, "t")[()].mean == float(10**15 - 1)
    assert collected.values.persons.dtype == np.int64
