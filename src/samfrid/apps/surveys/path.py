"""The way through a sitting: beginning, alone?, gender, age, the questions, sending; and where one is on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samfrid.domain.questionnaires import Answers, Questionnaire, Value, shown_items, validate_item

FIRST_STEP = "begin"
ALONE = "alone"
GENDER = "gender"
AGE = "age"
ITEM = "item:"
END = "end"


def read(questionnaire: Questionnaire, given: Mapping[str, Sequence[str]]) -> dict[str, Value]:
    """Turn what was given so far into answers; it was checked item by item as it came."""
    answers: dict[str, Value] = {}
    for item in questionnaire.items:
        mine = {part: given[part] for part in item.parts if part in given}
        if mine:
            answers.update(validate_item(questionnaire, item, mine))
    return answers


def steps(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """Every step as things stand, in order."""
    gate = (ALONE,) if questionnaire.alone_check else ()
    items = (f"{ITEM}{item.code}" for item in shown_items(questionnaire, answers))
    return (FIRST_STEP, *gate, GENDER, AGE, *items, END)


def after(questionnaire: Questionnaire, answers: Answers, step: str) -> str | None:
    """The next step; None when all has been asked."""
    way = steps(questionnaire, answers)
    at = way.index(step)
    return way[at + 1] if at + 1 < len(way) else None


def before(questionnaire: Questionnaire, answers: Answers, step: str) -> str:
    """The step before; the first has itself before it."""
    way = steps(questionnaire, answers)
    return way[max(way.index(step) - 1, 0)]
