"""A measure, condition or division that contradicts itself can't be built; the sentence names it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samfrid.domain.measures import (
    EVERYBODY,
    And,
    Between,
    Break,
    ByAnswer,
    ByCode,
    Condition,
    Count,
    Counting,
    DefinitionRefused,
    Equals,
    Inhabitants,
    Not,
    NotMissing,
    OneOf,
    Or,
    Period,
    PeriodStep,
    Rate,
    Share,
    TimeBetween,
    gather,
    period_dimension,
    truth,
)
from samfrid.domain.tables import Dimension, TableFamily, TableShape
from samfrid.domain.wording import Language, Text

WORDS = Text("mått", "measure")
GENDER = Dimension("gender", ("woman", "man"), WORDS)
BY_GENDER = ByCode(GENDER, "gender")
NAMED: dict[str, Any] = {"label": WORDS, "definition": WORDS}


def asked(**more: Any) -> Share:
    return Share(**({"name": "asked", "numerator": Equals("asked", True)} | NAMED | more))


@pytest.mark.parametrize(
    "build",
    [
        lambda: asked(name="frågad man"),
        lambda: asked(name=""),
        lambda: asked(label=Text("", "")),
        lambda: asked(groups=("gender", "gender")),
        lambda: asked(groups=("asked",)),
        lambda: asked(version=0),
        lambda: asked(breaks=(Break(date(2024, 1, 1), WORDS), Break(date(2023, 1, 1), WORDS))),
        lambda: OneOf("gender", ()),
        lambda: Between("age"),
        lambda: Between("age", 9, 3),
        lambda: Between("age", 3, date(2024, 1, 1)),
        lambda: TimeBetween(name="days", start="on", end="on", **NAMED),
        lambda: Inhabitants(("gender",), {("woman", "0180"): 4}, WORDS),
        lambda: Inhabitants(("gender",), {("woman",): -4}, WORDS),
        lambda: Rate(
            name="rate", numerator=EVERYBODY, inhabitants=Inhabitants((), {(): 4}, WORDS), per=0, **NAMED
        ),
        lambda: ByCode(GENDER, "gender", {"k": "kvinna"}),
        lambda: ByCode(GENDER, "gender", missing="not_stated"),
        lambda: ByAnswer(GENDER, EVERYBODY),
        lambda: period_dimension("year", WORDS, PeriodStep.YEAR, date(2024, 1, 1), date(2023, 1, 1)),
        lambda: Counting(TableFamily("f", (TableShape("t", (GENDER,)),)), ()),
        lambda: gather("f", [BY_GENDER, BY_GENDER]),
        lambda: gather("f", [BY_GENDER], measures=[asked(), asked()]),
        lambda: gather("f", [BY_GENDER], measures=[asked(name="gender")]),
        lambda: gather("f", [BY_GENDER], measures=[asked(groups=("gendr",))]),
        lambda: gather("f", [BY_GENDER], measures=[asked(period=Period("on", PeriodStep.YEAR))]),
        lambda: gather("f", [BY_GENDER], measures=[asked()], tables={"asked": ("gender",)}),
        lambda: gather("f", [BY_GENDER], tables={"all": ("place",)}),
    ],
)
def test_what_contradicts_itself_is_refused_in_both_languages(build: Callable[[], object]) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        build()
    swedish, english = (refused.value.into(language) for language in Language)
    assert swedish
    assert english
    assert swedish != english


def test_a_group_that_is_not_there_is_met_with_the_nearest_one() -> None:
    with pytest.raises(DefinitionRefused, match=r"“gender”\?"):
        gather("f", [BY_GENDER], measures=[asked(groups=("gendr",))])


def test_measures_and_tables_of_a_publication_become_one_family() -> None:
    counting = gather(
        "f",
        [BY_GENDER],
        measures=[asked(groups=("gender",)), Count(name="people", groups=("gender",), **NAMED)],
        tables={"crossed": ("asked", "gender")},
    )
    shapes = {table.name: table.dimension_names for table in counting.family.tables}
    assert shapes == {"asked": ("gender", "asked"), "people": ("gender",), "crossed": ("asked", "gender")}
    assert counting.family.dimensions[1].codes == ("yes", "no", "not_counted")


def test_a_share_of_some_counts_the_others_apart() -> None:
    women = Equals("gender", "woman")
    counting = gather("f", [BY_GENDER], measures=[asked(population=women, among=NotMissing("age"))])
    answer = counting.divisions[0]
    assert isinstance(answer, ByAnswer)
    assert answer.among == And((women, NotMissing("age")))


@pytest.mark.parametrize(
    ("step", "code"),
    [("month", "2024-11"), ("quarter", "2024-Q4"), ("half_year", "2024-H2"), ("year", "2024")],
)
def test_a_day_lies_in_its_period(step: str, code: str) -> None:
    found = PeriodStep(step)
    assert found.code_of(found.number_of(date(2024, 11, 22))) == code


@given(st.sampled_from(PeriodStep), st.dates(), st.dates())
def test_periods_never_skip_or_repeat(step: PeriodStep, one: date, other: date) -> None:
    first, last = sorted([one, other])
    if last.year - first.year > 40:
        last = first
    codes = period_dimension("when", WORDS, step, first, last).codes
    assert len(set(codes)) == len(codes) == step.number_of(last) - step.number_of(first) + 1
    assert sorted(codes) == list(codes)


TRUTHS = {True: Equals("yes", 1), False: Equals("yes", 0), None: Equals("nothing", 1)}
ROW = {"yes": 1, "nothing": None}


@pytest.mark.parametrize("one", TRUTHS)
@pytest.mark.parametrize("other", TRUTHS)
def test_conditions_follow_three_valued_logic(one: bool | None, other: bool | None) -> None:
    def order(value: bool | None) -> float:
        return 0.5 if value is None else float(value)

    parts = (TRUTHS[one], TRUTHS[other])
    # With false 0, unknown ½ and true 1: and is the least, or the greatest, not what is left to 1.
    assert order(truth(And(parts), ROW)) == min(order(one), order(other))
    assert order(truth(Or(parts), ROW)) == max(order(one), order(other))
    assert order(truth(Not(parts[0]), ROW)) == 1 - order(one)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (And(()), True),
        (Or(()), False),
        (NotMissing("nothing"), False),
        (Not(NotMissing("nothing")), True),
        (OneOf("nothing", (1,)), None),
        (Between("nothing", 1), None),
        (Between("yes", high=1), True),
        (Between("yes", Decimal("1.5")), False),
    ],
)
def test_only_the_question_whether_it_is_missing_has_an_answer_for_what_is_missing(
    condition: Condition, expected: bool | None
) -> None:
    assert truth(condition, ROW) is expected
