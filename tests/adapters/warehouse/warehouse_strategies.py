"""Random facts, conditions, divisions and measures for comparing the engines."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from samfrid.domain.measures import (
    And,
    Between,
    ByAnswer,
    ByCode,
    ByPeriod,
    ColumnType,
    Condition,
    Counting,
    Division,
    Equals,
    Facts,
    Mean,
    Median,
    Not,
    NotMissing,
    OneOf,
    Or,
    PeriodStep,
    TimeBetween,
    ValuedMeasure,
    answer_dimension,
    period_dimension,
)
from samfrid.domain.tables import Dimension, Hierarchy, TableFamily, TableShape
from samfrid.domain.wording import Text

WORDS = Text("ord", "words")

# Words that engines have tripped on: empty, blank, quotes, composed and decomposed, emoji, wildcards.
CODES = ("", " ", "kvinna", "Kvinna", "man", "ö", "o\u0308", "it's", '"x"', "%", "null", "🙂", "0", "row")

COLUMNS = {
    "gender": ColumnType.CODE,
    'ort\'s "namn"': ColumnType.CODE,
    "age": ColumnType.WHOLE,
    "row": ColumnType.DECIMAL,
    "start": ColumnType.DATE,
    "end": ColumnType.DATE,
    "asked": ColumnType.YES_NO,
    "persons": ColumnType.WHOLE,
}

_DAYS = st.one_of(
    st.integers(0, 800).map(lambda n: date(2023, 1, 1) + timedelta(days=n)),
    st.dates(),
)
_VALUES: dict[ColumnType, st.SearchStrategy[Any]] = {
    ColumnType.CODE: st.sampled_from(CODES),
    ColumnType.WHOLE: st.one_of(st.integers(-3, 3), st.integers(-(10**15) + 1, 10**15 - 1)),
    ColumnType.DECIMAL: st.one_of(
        st.integers(-4, 4).map(lambda n: Decimal(n) / 2),
        st.integers(-(10**15) + 1, 10**15 - 1).map(lambda n: Decimal(n).scaleb(-6)),
    ),
    ColumnType.DATE: _DAYS,
    ColumnType.YES_NO: st.booleans(),
}


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Facts of 1 to 12 rows with every type of column; some columns lack many values, some all."""
    rows = draw(st.integers(1, 12))
    columns = {}
    for name, type_ in COLUMNS.items():
        values = st.integers(0, 4) if name == "persons" else _VALUES[type_]
        missing = draw(
            st.sampled_from(["never", "often", "always"] if name == "asked" else ["never", "often"])
        )
        found = {"never": values, "often": st.none() | values, "always": st.none()}[missing]
        columns[name] = (type_, draw(st.lists(found, min_size=rows, max_size=rows)))
    return Facts.from_columns(columns)


@st.composite
def _questions(draw: st.DrawFn) -> Condition:
    column = draw(st.sampled_from(list(COLUMNS)))
    values = _VALUES[COLUMNS[column]]
    kinds = ["equals", "one_of", "not_missing"]
    if COLUMNS[column] not in (ColumnType.CODE, ColumnType.YES_NO):
        kinds.append("between")
    match draw(st.sampled_from(kinds)):
        case "equals":
            return Equals(column, draw(values))
        case "one_of":
            return OneOf(column, tuple(draw(st.lists(values, min_size=1, max_size=3))))
        case "between":
            low, high = sorted([draw(values), draw(values)])
            side = draw(st.sampled_from(["both", "low", "high"]))
            return Between(column, None if side == "high" else low, None if side == "low" else high)
        case _:
            return NotMissing(column)


@cache
def conditions() -> st.SearchStrategy[Condition]:
    """Conditions of every kind, some levels deep; no parts and all parts included."""
    return st.recursive(
        _questions(),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda parts: And(tuple(parts))),
            st.lists(inner, max_size=3).map(lambda parts: Or(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=4,
    )


@cache
def populations() -> st.SearchStrategy[Condition]:
    """A condition, or everybody half of the time, so that most examples keep some rows."""
    return st.just(And(())) | conditions()


@st.composite
def _by_code(draw: st.DrawFn, name: str, column: str, known: tuple[str, ...]) -> ByCode:
    codes = tuple(f"k{i}" for i in range(draw(st.integers(1, 4))))
    finest = {code: draw(st.sampled_from(codes)) for code in known}
    hierarchies = tuple(
        Hierarchy(f"{name}_{i}", {code: draw(st.sampled_from(["x", "y"])) for code in codes}, WORDS)
        for i in range(draw(st.integers(0, 2)))
    )
    dimension = Dimension(name, codes, WORDS, hierarchies)
    return ByCode(dimension, column, finest, draw(st.none() | st.sampled_from(codes)))


@st.composite
def _by_period(draw: st.DrawFn) -> ByPeriod:
    step = draw(st.sampled_from(PeriodStep))
    first = draw(st.dates(date(2022, 6, 1), date(2024, 1, 1)))
    dimension = period_dimension(
        "when", WORDS, step, first, first + timedelta(days=draw(st.integers(0, 500)))
    )
    return ByPeriod(dimension, "start", step, draw(st.none() | st.sampled_from(dimension.codes)))


@st.composite
def _by_answer(draw: st.DrawFn) -> ByAnswer:
    dimension = answer_dimension("answer", WORDS, not_counted=draw(st.booleans()))
    return ByAnswer(dimension, draw(conditions()), draw(populations()))


_PICKS = st.lists(st.sampled_from(["gender", "ort", "asked", "when", "answer"]), max_size=3, unique=True)


@st.composite
def countings(draw: st.DrawFn) -> Counting:
    """Families of one to three tables over none to four dimensions of every kind of division."""
    kinds: dict[str, st.SearchStrategy[Division]] = {
        "gender": _by_code("gender", "gender", CODES),
        "ort": _by_code("ort", 'ort\'s "namn"', CODES),
        "asked": _by_code("asked", "asked", ("yes", "no")),
        "when": _by_period(),
        "answer": _by_answer(),
    }
    picks = [draw(_PICKS) for _ in range(draw(st.integers(1, 3)))]
    divisions = {name: draw(kinds[name]) for name in dict.fromkeys(name for pick in picks for name in pick)}
    tables = tuple(
        TableShape(f"table{i}", tuple(divisions[name].dimension for name in pick))
        for i, pick in enumerate(picks)
    )
    family = TableFamily("family", tables)
    by_name = {division.dimension.name: division for division in divisions.values()}
    return Counting(
        family,
        tuple(by_name[dimension.name] for dimension in family.dimensions),
        draw(populations()),
        draw(st.none() | st.just("persons")),
    )


@st.composite
def valued_measures(draw: st.DrawFn) -> ValuedMeasure:
    """Means, medians and times between; some named as a dimension, which must not confuse an engine."""
    common: dict[str, Any] = {
        "name": draw(st.sampled_from(["measure", "gender"])),
        "label": WORDS,
        "definition": WORDS,
        "population": draw(populations()),
    }
    match draw(st.sampled_from(["mean", "median", "time"])):
        case "mean":
            return Mean(**common, column=draw(st.sampled_from(["age", "row"])))
        case "median":
            return Median(**common, column=draw(st.sampled_from(["age", "row"])))
        case _:
            return TimeBetween(**common, start="start", end="end")
