"""How long measures take over a million facts, and a snapshot of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

from samfrid.adapters.warehouse import Warehouse
from samfrid.domain.measures import (
    Between,
    ByCode,
    ByPeriod,
    ColumnType,
    Counting,
    Equals,
    Facts,
    Mean,
    Median,
    NotMissing,
    OneOf,
    Period,
    PeriodStep,
    Share,
    TimeBetween,
    gather,
    period_dimension,
    summarise,
)
from samfrid.domain.tables import Dimension, Hierarchy
from samfrid.domain.wording import Text

ROWS = 1_000_000
MUNICIPALITIES = tuple(f"{i:04}" for i in range(290))
GENDERS = ("woman", "man", "other", "not_stated")
ASKED = tuple(f"question_{i}" for i in range(6))
WORDS = Text("mått", "measure")
Figure = tuple[str, float, str, float]
T = TypeVar("T")


def run() -> list[Figure]:
    """Measure each step once: name, value, unit, limit."""
    facts, seconds_to_build = _timed(_facts)
    warehouse, seconds_to_open = _timed(lambda: Warehouse.of(facts))
    with warehouse:
        counting = _counting()
        counted, seconds_to_count = _timed(lambda: warehouse.count_family(counting))
        seconds_for_values = _timed(lambda: _values(warehouse))[1]
    whole = seconds_to_open + seconds_to_count + seconds_for_values
    return [
        ("a million facts from plain columns", seconds_to_build, "s", 10.0),
        ("a million facts into the engine", seconds_to_open, "s", 5.0),
        (f"7 shares and 3 tables, {len(counted.counts.counts)} combinations", seconds_to_count, "s", 5.0),
        ("mean, median and time between at every cell", seconds_for_values, "s", 5.0),
        ("all measures over a million facts", whole, "s", 10.0),
    ]


def _timed(deed: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return deed(), time.perf_counter() - started


def _facts() -> Facts:
    chance = np.random.default_rng(2026)
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(1826 + 400)]
    started = chance.integers(0, 1826, ROWS)
    lasted = chance.integers(0, 400, ROWS)
    return Facts.from_columns(
        {
            "municipality": (ColumnType.CODE, _picked(chance, (*MUNICIPALITIES, None), 5)),
            "gender": (ColumnType.CODE, _picked(chance, (*GENDERS[:3], None), 1)),
            "age": (ColumnType.WHOLE, chance.integers(15, 90, ROWS).tolist()),
            "hours": (ColumnType.DECIMAL, (chance.integers(0, 4000, ROWS) / 4).tolist()),
            "started": (ColumnType.DATE, [days[n] for n in started]),
            "ended": (ColumnType.DATE, [days[n] for n in started + lasted]),
            **{name: (ColumnType.YES_NO, _picked(chance, (True, False, None), 2)) for name in ASKED},
        }
    )


def _picked(chance: np.random.Generator, values: tuple[object, ...], weight: int) -> list[object]:
    likely = np.arange(len(values), 0, -1.0) ** weight
    picks = chance.choice(len(values), ROWS, p=likely / likely.sum())
    return [values[i] for i in picks]


def _divisions() -> tuple[ByCode, ByCode, ByPeriod]:
    county = {code: code[:2] for code in MUNICIPALITIES}
    years = period_dimension("year", WORDS, PeriodStep.YEAR, date(2020, 1, 1), date(2024, 12, 31))
    place = Dimension("municipality", MUNICIPALITIES, WORDS, (Hierarchy("county", county, WORDS),))
    return (
        ByCode(place, "municipality"),
        ByCode(Dimension("gender", GENDERS, WORDS), "gender", missing="not_stated"),
        ByPeriod(years, "started", PeriodStep.YEAR),
    )


def _counting() -> Counting:
    period = Period("started", PeriodStep.YEAR)
    shares = [
        Share(
            name=f"share_{name}",
            label=WORDS,
            definition=WORDS,
            numerator=Equals(name, True),
            among=NotMissing(name),
            groups=("gender",),
            period=period,
        )
        for name in ASKED
    ]
    young = Share(
        name="young",
        label=WORDS,
        definition=WORDS,
        numerator=Between("age", high=25),
        among=OneOf("gender", ("woman", "man")),
        groups=("municipality", "gender"),
    )
    tables = {
        "place": ("municipality", "gender", "year"),
        "gender_year": ("gender", "year"),
        "all_answers": ("gender", *(share.name for share in shares)),
    }
    return gather("bench", _divisions(), measures=[*shares, young], tables=tables)


def _values(warehouse: Warehouse) -> None:
    common = {"label": WORDS, "definition": WORDS, "groups": ("municipality", "gender")}
    measures = (
        Mean(name="mean_hours", column="hours", **common),
        Median(name="median_age", column="age", **common),
        TimeBetween(name="days", start="started", end="ended", **common),
    )
    for measure in measures:
        counting = gather("bench", _divisions(), measures=[measure])
        summarise(warehouse.collect_values(measure, counting).values, measure.name)
