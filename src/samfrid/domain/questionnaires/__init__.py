"""Questionnaires as frozen, versioned data: what is asked, in which order, and what an answer comes to.

A definition is a TOML file: `load` reads and checks it. Nothing here knows who answered.
"""

from samfrid.domain.questionnaires.check import check
from samfrid.domain.questionnaires.conditions import Answers, Value
from samfrid.domain.questionnaires.errors import AnswerRefused, DefinitionRefused, UnknownQuestionnaire
from samfrid.domain.questionnaires.load import load
from samfrid.domain.questionnaires.marks import (
    check_marks,
    has_declined,
    help_for,
    marks_of,
    outcomes_of,
    unanswered_marks,
)
from samfrid.domain.questionnaires.model import (
    Help,
    Item,
    Kind,
    Mark,
    Mode,
    Option,
    Outcome,
    Questionnaire,
    Sensitivity,
)
from samfrid.domain.questionnaires.routing import (
    next_item,
    previous_item,
    progress,
    shown_items,
    without_hidden,
)
from samfrid.domain.questionnaires.scoring import ScoreResult, scores
from samfrid.domain.questionnaires.shipped import questionnaire_for, shipped
from samfrid.domain.questionnaires.validate import CheckedAnswer, Given, validate, validate_item
from samfrid.domain.questionnaires.wordings import Words, direction

__all__ = [
    "AnswerRefused",
    "Answers",
    "CheckedAnswer",
    "DefinitionRefused",
    "Given",
    "Help",
    "Item",
    "Kind",
    "Mark",
    "Mode",
    "Option",
    "Outcome",
    "Questionnaire",
    "ScoreResult",
    "Sensitivity",
    "UnknownQuestionnaire",
    "Value",
    "Words",
    "check",
    "check_marks",
    "direction",
    "has_declined",
    "help_for",
    "load",
    "marks_of",
    "next_item",
    "outcomes_of",
    "previous_item",
    "progress",
    "questionnaire_for",
    "scores",
    "shipped",
    "shown_items",
    "unanswered_marks",
    "validate",
    "validate_item",
    "without_hidden",
]
