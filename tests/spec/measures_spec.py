"""The rules of counting as small tables in, definitions, and tables out. A manual page is printed from them.

Each specification is data: nothing here runs. `test_measures_spec.py` runs every one of them on both engines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samfrid.domain.measures import (
    And,
    Between,
    ByCode,
    ByPeriod,
    ColumnType,
    Count,
    Division,
    Equals,
    Mean,
    Measure,
    Median,
    Not,
    NotMissing,
    OneOf,
    Or,
    Period,
    PeriodStep,
    Share,
    TimeBetween,
    period_dimension,
)
from samfrid.domain.tables import Dimension, Hierarchy
from samfrid.domain.wording import Text

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableIn:
    """Facts: columns with types, and rows written as people would write them in a small table."""

    columns: Mapping[str, ColumnType]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class TableOut:
    """What comes out: cells by the codes of their dimensions (`Total` for a total), and rows left out.

    A cell is a number of persons, or for a value (persons, mean, median).
    """

    cells: Mapping[Words, int | tuple[int, float, float]]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Spec:
    """One rule: its title, a sentence, and an example that shows it."""

    title: Text
    text: Text
    table_in: TableIn
    measure: Measure
    divisions: tuple[Division, ...]
    table_out: TableOut


_G = ColumnType.CODE
_GENDER = ByCode(
    Dimension("gender", ("woman", "man", "not_stated"), Text("Kön", "Gender")), "gender", missing="not_stated"
)
_STATED = ByCode(Dimension("gender", ("woman", "man"), Text("Kön", "Gender")), "gender")
_PLACE = ByCode(
    Dimension(
        "place",
        ("solna", "boden", "luleå"),
        Text("Kommun", "Municipality"),
        (Hierarchy("county", {"solna": "AB", "boden": "BD", "luleå": "BD"}, Text("Län", "County")),),
    ),
    "place",
)
_QUARTERS = ByPeriod(
    period_dimension(
        "quarter", Text("Kvartal", "Quarter"), PeriodStep.QUARTER, date(2024, 1, 1), date(2024, 6, 30)
    ),
    "on",
    PeriodStep.QUARTER,
)
_NAMED = Text("Mått", "Measure")


def _asked(*rows: tuple[object, ...]) -> TableIn:
    return TableIn({"gender": _G, "asked": ColumnType.YES_NO}, rows)


def _ages(*ages: int | None) -> TableIn:
    return TableIn({"age": ColumnType.WHOLE}, tuple((age,) for age in ages))


SPECS = [
    Spec(
        Text("Antal i grupper", "Counts in groups"),
        Text(
            "Varje rad räknas en gång i sin grupp och en gång i totalen; ett svar som saknas är en egen grupp.",
            "Each row counts once in its group and once in the total; a missing answer is a group of its own.",
        ),
        TableIn({"gender": _G}, (("woman",), ("woman",), ("man",), (None,))),
        Count(name="people", label=_NAMED, definition=_NAMED, groups=("gender",)),
        (_GENDER,),
        TableOut({("woman",): 2, ("man",): 1, ("not_stated",): 1, ("Total",): 4}, {}),
    ),
    Spec(
        Text("Saknat svar utan egen grupp", "A missing answer without a group"),
        Text(
            "Har gruppen ingen plats för den som inte svarat lämnas raden utanför hela tabellen, och det räknas.",
            "Where a group has no place for no answer, the row is left out of the whole table, and counted.",
        ),
        TableIn({"gender": _G}, (("woman",), ("man",), (None,))),
        Count(name="people", label=_NAMED, definition=_NAMED, groups=("gender",)),
        (_STATED,),
        TableOut({("woman",): 1, ("man",): 1, ("Total",): 2}, {"gender": 1}),
    ),
    Spec(
        Text("Grövre nivåer", "Coarser levels"),
        Text(
            "En kommun räknas också i sitt län.",
            "A municipality counts in its county too.",
        ),
        TableIn({"place": _G}, (("solna",), ("boden",), ("luleå",), ("luleå",))),
        Count(name="people", label=_NAMED, definition=_NAMED, groups=("place",)),
        (_PLACE,),
        TableOut(
            {("solna",): 1, ("boden",): 1, ("luleå",): 2, ("AB",): 1, ("BD",): 3, ("Total",): 4},
            {},
        ),
    ),
    Spec(
        Text("Andel", "Share"),
        Text(
            "En andel sparas som antal ja och nej; den som inte svarat står för sig och är inte i nämnaren.",
            "A share is kept as counts of yes and no; no answer stands apart and is not in the denominator.",
        ),
        _asked(("woman", True), ("woman", None), ("man", False), ("man", False)),
        Share(
            name="asked_share",
            label=_NAMED,
            definition=_NAMED,
            groups=("gender",),
            numerator=Equals("asked", True),
        ),
        (_STATED,),
        TableOut(
            {
                ("woman", "yes"): 1,
                ("woman", "not_counted"): 1,
                ("man", "no"): 2,
                ("woman", "Total"): 2,
                ("man", "Total"): 2,
                ("Total", "yes"): 1,
                ("Total", "no"): 2,
                ("Total", "not_counted"): 1,
                ("Total", "Total"): 4,
            },
            {},
        ),
    ),
    Spec(
        Text("Andel bland dem som svarat", "Share among those who answered"),
        Text(
            "Måttet kan i stället lämna den som inte svarat utanför hela tabellen; antalet sägs.",
            "The measure may instead leave no answer out of the whole table; how many is said.",
        ),
        _asked(("woman", True), ("woman", None), ("man", False)),
        Share(
            name="asked_share",
            label=_NAMED,
            definition=_NAMED,
            numerator=Equals("asked", True),
            keep_not_counted=False,
        ),
        (),
        TableOut({("yes",): 1, ("no",): 1, ("Total",): 2}, {"asked_share": 1}),
    ),
    Spec(
        Text("Inte är inte detsamma som saknas", "Not is not the same as missing"),
        Text(
            "Att fråga vem som inte är kvinna räknar inte den vars kön saknas: det är okänt.",
            "Asking who is not a woman does not count someone whose gender is missing: it is unknown.",
        ),
        TableIn({"gender": _G}, (("woman",), ("man",), (None,))),
        Count(name="people", label=_NAMED, definition=_NAMED, population=Not(Equals("gender", "woman"))),
        (),
        TableOut({("yes",): 1, ("no",): 1, ("not_counted",): 1, ("Total",): 3}, {}),
    ),
    Spec(
        Text("Eller med något okänt", "Or with something unknown"),
        Text(
            "Räcker det ena svaret räknas raden, fast det andra saknas.",
            "Where one answer is enough the row counts, though the other is missing.",
        ),
        _asked(("woman", None), (None, True), (None, None), ("man", False)),
        Count(
            name="people",
            label=_NAMED,
            definition=_NAMED,
            population=Or((Equals("gender", "woman"), Equals("asked", True))),
        ),
        (),
        TableOut({("yes",): 2, ("no",): 1, ("not_counted",): 1, ("Total",): 4}, {}),
    ),
    Spec(
        Text("Och med något okänt", "And with something unknown"),
        Text(
            "Är det ena svaret nej spelar det ingen roll att det andra saknas: hela villkoret är falskt.",
            "Where one answer is no, it does not matter that the other is missing: the whole is false.",
        ),
        _asked(("woman", True), ("man", None), (None, True), (None, False)),
        Count(
            name="people",
            label=_NAMED,
            definition=_NAMED,
            population=And((Equals("gender", "woman"), Equals("asked", True))),
        ),
        (),
        TableOut({("yes",): 1, ("no",): 2, ("not_counted",): 1, ("Total",): 4}, {}),
    ),
    Spec(
        Text("En tom text är ett svar", "An empty text is an answer"),
        Text(
            "Bara det som saknas saknas: en tom text är ett värde, och städas innan uppgifterna räknas.",
            "Only what is missing is missing: an empty text is a value, and is cleaned before facts are counted.",
        ),
        TableIn({"gender": _G}, (("woman",), ("",), (None,))),
        Count(
            name="people",
            label=_NAMED,
            definition=_NAMED,
            population=And((NotMissing("gender"), Not(OneOf("gender", ("man",))))),
        ),
        (),
        TableOut({("yes",): 2, ("no",): 1, ("Total",): 3}, {}),
    ),
    Spec(
        Text("Mellan två gränser", "Between two bounds"),
        Text("Båda gränserna är med.", "Both bounds are included."),
        _ages(17, 18, 25, 26, None),
        Count(name="young", label=_NAMED, definition=_NAMED, population=Between("age", 18, 25)),
        (),
        TableOut({("yes",): 2, ("no",): 2, ("not_counted",): 1, ("Total",): 5}, {}),
    ),
    Spec(
        Text("Perioder", "Periods"),
        Text(
            "En rad räknas i den period dess datum ligger i; ett datum utanför perioderna lämnas utanför.",
            "A row counts in the period of its date; a date outside the periods is left out.",
        ),
        TableIn(
            {"on": ColumnType.DATE},
            ((date(2024, 3, 31),), (date(2024, 4, 1),), (date(2023, 12, 31),), (None,)),
        ),
        Count(name="people", label=_NAMED, definition=_NAMED, period=Period("on", PeriodStep.QUARTER)),
        (_QUARTERS,),
        TableOut({("2024-Q1",): 1, ("2024-Q2",): 1, ("Total",): 2}, {"quarter": 2}),
    ),
    Spec(
        Text("Medelvärde", "Mean"),
        Text(
            "Medelvärdet räknas på dem som har ett värde; de andra lämnas utanför, och det räknas.",
            "The mean is of those who have a value; the others are left out, and counted.",
        ),
        _ages(20, 30, 40, None),
        Mean(name="mean_age", label=_NAMED, definition=_NAMED, column="age"),
        (),
        TableOut({(): (3, 30.0, 30.0)}, {"mean_age": 1}),
    ),
    Spec(
        Text("Median av ett jämnt antal", "Median of an even number"),
        Text(
            "Är de jämnt antal är medianen mitt emellan de två i mitten.",
            "Where they are even in number, the median lies midway between the two in the middle.",
        ),
        _ages(1, 2, 5, 100),
        Median(name="median_age", label=_NAMED, definition=_NAMED, column="age"),
        (),
        TableOut({(): (4, 27.0, 3.5)}, {}),
    ),
    Spec(
        Text("Tid mellan två datum", "Time between two dates"),
        Text(
            "Tiden är hela dagar. Ett slut före start är ett fel: raden lämnas utanför, och det räknas.",
            "Time is in whole days. An end before its start is an error: the row is left out, and counted.",
        ),
        TableIn(
            {"start": ColumnType.DATE, "end": ColumnType.DATE},
            (
                (date(2024, 2, 28), date(2024, 3, 1)),
                (date(2024, 1, 1), date(2024, 1, 1)),
                (date(2024, 1, 2), date(2024, 1, 1)),
                (date(2024, 1, 1), None),
            ),
        ),
        TimeBetween(name="days", label=_NAMED, definition=_NAMED, start="start", end="end"),
        (),
        TableOut({(): (2, 1.0, 1.0)}, {"days": 1, "days.ends_before_start": 1}),
    ),
]
