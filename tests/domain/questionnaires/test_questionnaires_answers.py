"""Whole answers: what routing hides is never accepted, what contradicts itself is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from questionnaires_strategies import forms, questionnaires

from samfrid.domain.questionnaires import (
    AnswerRefused,
    next_item,
    previous_item,
    progress,
    questionnaire_for,
    shown_items,
    validate,
    without_hidden,
)
from samfrid.domain.questionnaires.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Chosen,
    Compared,
    Condition,
    Never,
    NotBefore,
)
from samfrid.domain.questionnaires.model import Choice, Matrix, Questionnaire, ScoreKind

VIOLENCE = questionnaire_for("violence_questions@1")
FOLLOW_UP = questionnaire_for("follow_up@1")


def slowly_holds(condition: Condition, answers) -> bool:
    """The same question asked in another way: by rewriting to a truth value per part, never short-cutting."""
    match condition:
        case AllOf(parts):
            return sum(slowly_holds(part, answers) for part in parts) == len(parts)
        case AnyOf(parts):
            return sum(slowly_holds(part, answers) for part in parts) > 0
        case Never(part):
            return slowly_holds(part, answers) is False
        case Chosen(part, options):
            value = answers.get(part, ())
            return len(({value} if isinstance(value, str) else set(value)) & set(options)) > 0
        case Compared(part, at_least, _):
            return part in answers and Fraction(answers[part]) >= Fraction(at_least)
        case Answered(part):
            return part in answers
        case NotBefore(part, other):
            return part in answers and other in answers and answers[part] >= answers[other]


@given(st.data())
def test_what_routing_hides_is_never_accepted(data):
    questionnaire = data.draw(questionnaires())
    given_form = data.draw(forms(questionnaire, wild=data.draw(st.booleans())))
    try:
        checked = validate(questionnaire, given_form)
    except AnswerRefused:
        return

    seen = {}
    for item in questionnaire.items:
        is_open = item.shown_when is None or slowly_holds(item.shown_when, seen)
        mine = {part: checked.values[part] for part in item.parts if part in checked.values}
        assert is_open or not mine
        assert not (is_open and item.required) or len(mine) == len(item.parts)
        seen.update(mine)
    assert set(checked.values) == {
        part for part, words in given_form.items() if any(w.strip() for w in words)
    }


@given(st.data())
def test_an_accepted_answer_is_accepted_again_and_means_the_same(data):
    questionnaire = data.draw(questionnaires())
    try:
        checked = validate(questionnaire, data.draw(forms(questionnaire, wild=data.draw(st.booleans()))))
    except AnswerRefused:
        return

    assert validate(questionnaire, checked.as_given()) == checked


@given(st.data())
def test_the_order_in_which_a_form_is_sent_never_matters(data):
    questionnaire = data.draw(questionnaires())
    given_form = data.draw(forms(questionnaire))
    shuffled = dict(data.draw(st.permutations(list(given_form.items()))))

    assert outcome(questionnaire, given_form) == outcome(questionnaire, shuffled)


def outcome(questionnaire, given_form):
    try:
        return validate(questionnaire, given_form)
    except AnswerRefused as refused:
        return refused.problems


@given(st.data())
def test_walking_by_next_meets_every_shown_question_once_and_back_again(data):
    questionnaire = data.draw(questionnaires())
    answers = read_what_fits(questionnaire, data.draw(forms(questionnaire, wild=False)))

    met, item = [], next_item(questionnaire, answers)
    while item is not None:
        met.append(item.code)
        assert progress(questionnaire, answers, at=item.code)[0] == len(met)
        before = previous_item(questionnaire, answers, before=item.code)
        assert (before.code if before else None) == (met[-2] if len(met) > 1 else None)
        item = next_item(questionnaire, answers, after=item.code)

    assert met == [one.code for one in shown_items(questionnaire, answers)]
    assert without_hidden(questionnaire, answers) == without_hidden(
        questionnaire, without_hidden(questionnaire, answers)
    )


def read_what_fits(questionnaire: Questionnaire, given_form):
    from samfrid.domain.questionnaires import validate_item

    answers = {}
    for item in questionnaire.items:
        mine = {part: given_form[part] for part in item.parts if part in given_form}
        try:
            answers.update(validate_item(questionnaire, item, mine))
        except AnswerRefused:
            continue
    return answers


def slow_score(questionnaire, values):
    """Points one by one, as a person would add them on paper."""
    score = questionnaire.scores[0]
    points = []
    for item in questionnaire.items:
        if item.code not in score.items:
            continue
        for part in item.parts:
            if part not in values:
                continue
            value = values[part]
            if isinstance(item.shape, Choice | Matrix):
                table = {option.code: option.points for option in item.options}
                chosen = [value] if isinstance(value, str) else list(value)
                known = [table[code] for code in chosen if table[code] is not None]
                if not known:
                    continue
                point = Fraction(sum(known))
            else:
                point = Fraction(value)
            if item.code in score.reversed_items:
                point = turned(item, point)
            points.append(point)
    if not points or len(points) < score.least_answered:
        return None
    total = Fraction(0)
    for point in points:
        total += point
    return total / len(points) if score.kind is ScoreKind.MEAN else total


def turned(item, point):
    if isinstance(item.shape, Choice | Matrix):
        known = [option.points for option in item.options if option.points is not None]
        if isinstance(item.shape, Choice) and item.shape.many:
            every = [
                sum(subset)
                for size in range(1, 2 ** len(known))
                for subset in [[known[i] for i in range(len(known)) if size >> i & 1]]
            ]
            return min(every) + max(every) - point
        return min(known) + max(known) - point
    if hasattr(item.shape, "first"):
        return item.shape.first + item.shape.last - point
    return Fraction(item.shape.minimum) + Fraction(item.shape.maximum) - point


@given(st.data())
def test_scores_always_agree_with_points_added_on_paper(data):
    questionnaire = data.draw(questionnaires())
    if not questionnaire.scores:
        return
    try:
        checked = validate(questionnaire, data.draw(forms(questionnaire, wild=False)))
    except AnswerRefused:
        return

    assert checked.scores[0].value == slow_score(questionnaire, checked.values)


def places(refused) -> list[str]:
    return [problem.where.field for problem in refused.value.problems]


def test_no_and_yes_to_the_same_question_are_refused():
    with pytest.raises(AnswerRefused) as refused:
        validate(VIOLENCE, {"threat": ["now", "no"]})

    assert places(refused) == ["threat"]


@pytest.mark.parametrize(
    "forged",
    [{"threat": ["yes"]}, {"nothing": ["now"]}, {"witnessed": ["yes", "no"]}, {"threat": ["now", "now"]}],
)
def test_a_forged_answer_is_refused_and_not_repeated(forged):
    with pytest.raises(AnswerRefused) as refused:
        validate(VIOLENCE, forged)

    assert "now" not in str(refused.value)


def test_support_never_ends_before_it_began():
    given_form = {"phase": ["after"], "opened": ["2026-03"], "closed": ["2026-02"]}

    with pytest.raises(AnswerRefused) as refused:
        validate(FOLLOW_UP, given_form)

    assert "före den månad" in refused.value.problems[0].what.sv
    assert validate(FOLLOW_UP, given_form | {"closed": ["2026-03"]}).values["phase"] == "after"


def test_an_answer_left_behind_by_a_change_of_mind_is_refused_until_it_is_dropped():
    given_form = {"phase": ["after"], "opened": ["2026-03"], "closed": ["2026-04"], "children": ["2"]}

    with pytest.raises(AnswerRefused) as refused:
        validate(FOLLOW_UP, given_form)

    assert places(refused) == ["children"]
    assert "children" not in without_hidden(FOLLOW_UP, {"phase": "after", "children": Decimal(2)})


def test_a_long_or_hidden_text_is_refused():
    survey = questionnaire_for("user_survey@1")

    for words in ("x" * 501, "a\u202eb", "a\x00b"):
        with pytest.raises(AnswerRefused):
            validate(survey, {"better": [words]})


def test_a_score_gets_its_words():
    checked = validate(
        FOLLOW_UP,
        {"phase": ["during"], "opened": ["2026-01"]}
        | {f"life.{row}": ["good"] for row in ("safety", "health", "economy", "housing")},
    )

    (result,) = checked.scores
    assert (result.value, result.cut_off and result.cut_off.code) == (8, "good")


def test_a_score_with_too_few_answers_is_no_score():
    checked = validate(FOLLOW_UP, {"phase": ["during"], "opened": ["2026-01"], "life.safety": ["good"]})

    assert checked.scores[0].value is None
