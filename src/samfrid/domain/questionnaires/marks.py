"""What an answer comes to when no person may stand behind it: marks and outcomes."""

from __future__ import annotations

from collections.abc import Iterable

from samfrid.domain.questionnaires.conditions import Answers, holds, parts_named
from samfrid.domain.questionnaires.errors import AnswerRefused
from samfrid.domain.questionnaires.model import Help, Item, Outcome, Questionnaire
from samfrid.domain.wording import Place, Problem, Text


def marks_of(questionnaire: Questionnaire, answers: Answers) -> frozenset[str]:
    """Tell which marks an answer sets."""
    return frozenset(mark.code for mark in questionnaire.marks if holds(mark.when, answers))


def check_marks(questionnaire: Questionnaire, ticked: Iterable[str]) -> frozenset[str]:
    """Check marks that staff ticked by hand.

    Errors: AnswerRefused for a mark that isn't there, or one that stands without any of those it needs.
    """
    chosen = frozenset(ticked)
    known = {mark.code: mark for mark in questionnaire.marks}
    if chosen - known.keys():
        raise AnswerRefused(Text("Välj bland alternativen.", "Choose among the options."))
    lonely = [
        mark
        for mark in questionnaire.marks
        if mark.code in chosen and mark.needs and not chosen & set(mark.needs)
    ]
    if lonely:
        raise AnswerRefused(
            *(
                Problem(
                    Text(
                        f"”{mark.short.text.sv}” behöver ett svar till: vad det gäller.",
                        f"“{mark.short.text.en}” needs one answer more: what it is about.",
                    ),
                    Place(field=mark.code),
                )
                for mark in lonely
            )
        )
    return chosen


def outcomes_of(questionnaire: Questionnaire, marks: frozenset[str]) -> tuple[Outcome, ...]:
    """Tell what the marks come to; an answer may come to several, in the questionnaire's order."""
    return tuple(outcome for outcome in questionnaire.outcomes if _comes_to(outcome, marks))


def _comes_to(outcome: Outcome, marks: frozenset[str]) -> bool:
    if not outcome.any_of and not outcome.none_of:
        return not marks
    wanted = not outcome.any_of or bool(marks & set(outcome.any_of))
    return wanted and not marks & set(outcome.none_of)


def help_for(questionnaire: Questionnaire, answers: Answers) -> tuple[Help, ...]:
    """Give the words that are shown at once to a person who answers so."""
    return tuple(one for one in questionnaire.help if holds(one.when, answers))


def unanswered_marks(questionnaire: Questionnaire, answers: Answers) -> frozenset[str]:
    """Tell which marks say nothing, neither yes nor no, since no question behind them was answered."""
    said = {part for part, item in questionnaire.parts() if _says_something(item, part, answers)}
    return frozenset(mark.code for mark in questionnaire.marks if not said & set(parts_named(mark.when)))


def has_declined(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Tell whether nothing was answered, or only that one doesn't want to answer.

    Promise: an answer of which any part says something is never called declined.
    """
    return not any(_says_something(item, part, answers) for part, item in questionnaire.parts())


def _says_something(item: Item, part: str, answers: Answers) -> bool:
    if part not in answers:
        return False
    value = answers[part]
    declining = {option.code for option in item.options if option.declines}
    chosen = value if isinstance(value, tuple) else (value,)
    return not all(one in declining for one in chosen)
