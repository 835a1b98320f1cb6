"""What is counted: measures, the facts they are counted from, and a slow reference that counts them.

A measure says whom it is about, what counts, by which groups and when. Counts become `RawCounts` of one
family of tables; shares and rates are worked out later, from published cells only.
"""

from samfrid.domain.measures.check import check
from samfrid.domain.measures.conditions import (
    EVERYBODY,
    And,
    Between,
    Condition,
    Equals,
    Not,
    NotMissing,
    OneOf,
    Or,
    questions,
    truth,
)
from samfrid.domain.measures.counting import (
    Collected,
    Counted,
    Counting,
    Engine,
    LeftOut,
    RawValues,
    raw_counts,
)
from samfrid.domain.measures.definitions import (
    Break,
    Count,
    CountedMeasure,
    Inhabitants,
    Mean,
    Measure,
    Median,
    Period,
    Rate,
    Share,
    TimeBetween,
    ValuedMeasure,
)
from samfrid.domain.measures.divisions import (
    NO,
    NOT_COUNTED,
    YES,
    ByAnswer,
    ByCode,
    ByPeriod,
    Division,
    PeriodStep,
    answer_dimension,
    period_dimension,
)
from samfrid.domain.measures.errors import (
    BadColumn,
    ColumnMissing,
    DefinitionRefused,
    NoFacts,
    UnknownCode,
    WrongType,
)
from samfrid.domain.measures.facts import Column, ColumnType, Facts, Value
from samfrid.domain.measures.families import gather
from samfrid.domain.measures.margins import raw_table
from samfrid.domain.measures.reference import Reference
from samfrid.domain.measures.summaries import Summary, summarise, values_at

__all__ = [
    "EVERYBODY",
    "NO",
    "NOT_COUNTED",
    "YES",
    "And",
    "BadColumn",
    "Between",
    "Break",
    "ByAnswer",
    "ByCode",
    "ByPeriod",
    "Collected",
    "Column",
    "ColumnMissing",
    "ColumnType",
    "Condition",
    "Count",
    "Counted",
    "CountedMeasure",
    "Counting",
    "DefinitionRefused",
    "Division",
    "Engine",
    "Equals",
    "Facts",
    "Inhabitants",
    "LeftOut",
    "Mean",
    "Measure",
    "Median",
    "NoFacts",
    "Not",
    "NotMissing",
    "OneOf",
    "Or",
    "Period",
    "PeriodStep",
    "Rate",
    "RawValues",
    "Reference",
    "Share",
    "Summary",
    "TimeBetween",
    "UnknownCode",
    "Value",
    "ValuedMeasure",
    "WrongType",
    "answer_dimension",
    "check",
    "gather",
    "period_dimension",
    "questions",
    "raw_counts",
    "raw_table",
    "summarise",
    "truth",
    "values_at",
]
