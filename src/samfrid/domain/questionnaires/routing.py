"""Which questions a person meets: forwards, backwards, and how far along."""

from __future__ import annotations

from samfrid.domain.questionnaires.conditions import Answers, Value, holds
from samfrid.domain.questionnaires.model import Item, Questionnaire


def is_shown(item: Item, answers: Answers) -> bool:
    """Tell whether a question is asked, given the answers before it."""
    return item.shown_when is None or holds(item.shown_when, answers)


def without_hidden(questionnaire: Questionnaire, answers: Answers) -> dict[str, Value]:
    """Drop answers to questions that are no longer asked, as when an earlier answer was changed.

    Promise: what is left holds an answer only where the question is shown; doing it twice changes nothing.
    """
    kept: dict[str, Value] = {}
    for item in questionnaire.items:
        if is_shown(item, kept):
            kept.update({part: answers[part] for part in item.parts if part in answers})
    return kept


def shown_items(questionnaire: Questionnaire, answers: Answers) -> tuple[Item, ...]:
    """Give the questions that are asked, in order, given what is answered."""
    kept = without_hidden(questionnaire, answers)
    return tuple(item for item in questionnaire.items if is_shown(item, kept))


def next_item(questionnaire: Questionnaire, answers: Answers, *, after: str = "") -> Item | None:
    """Give the next question to ask: the first one, or the first that is shown after the named one.

    None means that all has been asked.
    """
    codes = [item.code for item in questionnaire.items]
    start = codes.index(after) + 1 if after else 0
    shown = shown_items(questionnaire, answers)
    return next((item for item in shown if codes.index(item.code) >= start), None)


def previous_item(questionnaire: Questionnaire, answers: Answers, *, before: str) -> Item | None:
    """Give the question shown before the named one; None means that it was the first."""
    codes = [item.code for item in questionnaire.items]
    shown = shown_items(questionnaire, answers)
    earlier = [item for item in shown if codes.index(item.code) < codes.index(before)]
    return earlier[-1] if earlier else None


def progress(questionnaire: Questionnaire, answers: Answers, *, at: str) -> tuple[int, int]:
    """Tell which question in turn this is and how many are asked as things stand."""
    codes = [item.code for item in shown_items(questionnaire, answers)]
    return (codes.index(at) + 1 if at in codes else 0, len(codes))
