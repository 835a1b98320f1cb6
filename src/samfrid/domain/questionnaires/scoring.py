"""Scores: points put together exactly, with the words that their size is called by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from samfrid.domain.questionnaires.conditions import Answers, Value
from samfrid.domain.questionnaires.model import (
    Choice,
    CutOff,
    Item,
    Matrix,
    Number,
    Questionnaire,
    Scale,
    Score,
    ScoreKind,
)


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A score of one answer: its value, exactly, and its cut-off; both are None where too little is answered."""

    score: Score
    value: Fraction | None
    cut_off: CutOff | None


def scores(questionnaire: Questionnaire, answers: Answers) -> tuple[ScoreResult, ...]:
    """Work out every score of a questionnaire, in its order.

    Promise: exact, without rounding; a part without points, as a declined one, counts as not answered.
    """
    return tuple(_result(questionnaire, score, answers) for score in questionnaire.scores)


def _result(questionnaire: Questionnaire, score: Score, answers: Answers) -> ScoreResult:
    points = [
        value
        for code in score.items
        if (item := questionnaire.item(code)) is not None
        for value in _points(item, answers, reverse=code in score.reversed_items)
    ]
    if not points or len(points) < score.least_answered:
        return ScoreResult(score, None, None)
    total = sum(points, Fraction(0))
    value = total / len(points) if score.kind is ScoreKind.MEAN else total
    reached = [cut for cut in score.cut_offs if value >= Fraction(cut.at_least)]
    return ScoreResult(score, value, reached[-1] if reached else None)


def _points(item: Item, answers: Answers, *, reverse: bool) -> Iterator[Fraction]:
    for part in item.parts:
        if part not in answers:
            continue
        points = _points_of(item, answers[part])
        if points is not None:
            low, high = point_range(item)
            yield low + high - points if reverse else points


def _points_of(item: Item, value: Value) -> Fraction | None:
    if isinstance(item.shape, Choice | Matrix):
        chosen = value if isinstance(value, tuple) else (value,)
        known = [
            Fraction(option.points)
            for option in item.options
            if option.code in chosen and option.points is not None
        ]
        return sum(known, Fraction(0)) if known else None
    return Fraction(value) if isinstance(value, int | Decimal) else None


def point_range(item: Item) -> tuple[Fraction, Fraction]:
    """Tell the fewest and the most points that one part of an item can give."""
    if isinstance(item.shape, Scale):
        return Fraction(item.shape.first), Fraction(item.shape.last)
    if isinstance(item.shape, Number):
        return Fraction(item.shape.minimum), Fraction(item.shape.maximum)
    known = [Fraction(option.points) for option in item.options if option.points is not None]
    if not known:
        return Fraction(0), Fraction(0)
    if isinstance(item.shape, Choice) and item.shape.many:
        below, above = [one for one in known if one < 0], [one for one in known if one > 0]
        return (
            sum(below, Fraction(0)) if below else min(known),
            sum(above, Fraction(0)) if above else max(known),
        )
    return min(known), max(known)
