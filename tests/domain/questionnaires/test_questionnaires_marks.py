"""What an answer about violence comes to, and what a tally may say of it."""

from __future__ import annotations

import pytest

from samfrid.domain.questionnaires import (
    AnswerRefused,
    check_marks,
    has_declined,
    help_for,
    marks_of,
    outcomes_of,
    questionnaire_for,
    unanswered_marks,
    validate,
)

VIOLENCE = questionnaire_for("violence_questions@1")
NO = {item.code: ["no"] for item in VIOLENCE.items}
DECLINED = {item.code: ["declined"] for item in VIOLENCE.items}


def outcomes(given):
    marks = marks_of(VIOLENCE, validate(VIOLENCE, given).values)
    return [outcome.code for outcome in outcomes_of(VIOLENCE, marks)]


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ({}, ["none"]),
        ({"threat": ["earlier"]}, ["earlier"]),
        ({"threat": ["as_child"], "physical": ["now"]}, ["ongoing"]),
        ({"used": ["earlier"]}, ["used"]),
        ({"witnessed": ["yes"], "economic": ["last_year"]}, ["earlier", "witnessed"]),
    ],
)
def test_an_answer_comes_to_what_was_said(answered, expected):
    assert outcomes(NO | answered) == expected


def test_not_wanting_to_answer_is_never_counted_as_no():
    assert has_declined(VIOLENCE, validate(VIOLENCE, DECLINED).values)
    assert has_declined(VIOLENCE, validate(VIOLENCE, {}).values)
    assert not has_declined(VIOLENCE, validate(VIOLENCE, DECLINED | {"used": ["no"]}).values)
    assert unanswered_marks(VIOLENCE, validate(VIOLENCE, NO | {"threat": ["declined"]}).values) == {"threat"}


def test_violence_that_goes_on_shows_help_at_once():
    shown = help_for(VIOLENCE, validate(VIOLENCE, {"physical": ["now"]}).values)

    assert [one.phone for one in shown] == ["112"]
    assert not help_for(VIOLENCE, validate(VIOLENCE, NO).values)


def test_a_tally_cannot_say_that_something_goes_on_without_saying_what():
    with pytest.raises(AnswerRefused) as refused:
        check_marks(VIOLENCE, ["ongoing", "witnessed"])

    assert [problem.where.field for problem in refused.value.problems] == ["ongoing"]
    assert check_marks(VIOLENCE, ["ongoing", "threat"]) == {"ongoing", "threat"}


def test_a_tally_cannot_hold_a_mark_that_is_not_there():
    with pytest.raises(AnswerRefused):
        check_marks(VIOLENCE, ["name"])
