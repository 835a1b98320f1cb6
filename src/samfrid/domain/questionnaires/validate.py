"""The whole answer is checked against its questionnaire before anything is kept of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from samfrid.domain.questionnaires.conditions import Answers, Value, holds, parts_named
from samfrid.domain.questionnaires.errors import AnswerRefused
from samfrid.domain.questionnaires.model import Constraint, Item, Questionnaire
from samfrid.domain.questionnaires.parts import BadPart, read_part, written
from samfrid.domain.questionnaires.routing import is_shown
from samfrid.domain.questionnaires.scoring import ScoreResult, scores
from samfrid.domain.wording import Place, Problem, Text

Given = Mapping[str, Sequence[str]]
"""What a form gave: strings by part; a part with nothing but empty strings was not answered."""

_LONGEST_GIVEN = 100
"""More values than this for one part is no answer, whoever sent it."""


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """An answer that fits one version of one questionnaire; only `validate` makes one.

    Promise: every value is there because its question was shown; every constraint holds.
    """

    questionnaire: Questionnaire
    values: Answers
    scores: tuple[ScoreResult, ...]

    def as_given(self) -> dict[str, list[str]]:
        """Write it back as a form would give it; `validate` of it gives the same answer again."""
        return {part: list(written(value)) for part, value in self.values.items()}


@dataclass(slots=True)
class _Reading:
    answers: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def refuse(self, part: str, what: Text) -> None:
        self.problems.append(Problem(what, Place(field=part)))
        self.broken.add(part)


def validate(questionnaire: Questionnaire, given: Given) -> CheckedAnswer:
    """Check a whole answer.

    Promise: nothing that routing hides is accepted, nor an option or question that isn't there, nor answers
             that contradict each other; the order in which parts are given doesn't matter.
    Errors:  AnswerRefused with every problem at once, each at its part; no value is repeated.
    """
    reading = _Reading()
    if set(given) - {part for part, _ in questionnaire.parts()}:
        reading.problems.append(Problem(_FORGED))
    for item in questionnaire.items:
        _read_item(item, given, reading)
    for constraint in questionnaire.constraints:
        _keep(constraint, reading)
    if reading.problems:
        raise AnswerRefused(*reading.problems)
    answers = MappingProxyType(reading.answers)
    return CheckedAnswer(questionnaire, answers, scores(questionnaire, answers))


def validate_item(questionnaire: Questionnaire, item: Item, given: Given) -> dict[str, Value]:
    """Check the answer to one question alone, as it is asked; routing and constraints wait for `validate`.

    Errors: AnswerRefused with every problem of the item.
    """
    reading = _Reading()
    if set(given) - set(item.parts):
        reading.problems.append(Problem(_FORGED))
    _read_parts(item, given, reading)
    if reading.problems:
        raise AnswerRefused(*reading.problems)
    return reading.answers


_FORGED = Text(
    "Här finns ett svar på en fråga som inte ställs.", "There is an answer to a question that isn't asked."
)


def _read_item(item: Item, given: Given, reading: _Reading) -> None:
    if item.shown_when is not None and reading.broken & set(parts_named(item.shown_when)):
        # Whether it is asked hangs on an answer that could not be read; that one is told already.
        reading.broken.update(item.parts)
        return
    if is_shown(item, reading.answers):
        _read_parts(item, given, reading)
        return
    for part in item.parts:
        if _given(given, part):
            reading.refuse(part, _FORGED)


def _read_parts(item: Item, given: Given, reading: _Reading) -> None:
    for part in item.parts:
        words = _given(given, part)
        if not words:
            if item.required:
                reading.refuse(part, Text("Svar saknas.", "An answer is missing."))
            continue
        if len(words) > _LONGEST_GIVEN:
            reading.refuse(part, Text("Här finns för många svar.", "There are too many answers here."))
            continue
        try:
            reading.answers[part] = read_part(item, words)
        except BadPart as bad:
            reading.refuse(part, bad.what)


def _given(given: Given, part: str) -> list[str]:
    return [words for words in given.get(part, ()) if words.strip()]


def _keep(constraint: Constraint, reading: _Reading) -> None:
    named = tuple(dict.fromkeys(parts_named(constraint.must)))
    if any(part not in reading.answers for part in named) or holds(constraint.must, reading.answers):
        return
    reading.refuse(named[-1], constraint.message.text)
