"""Faults in scores: items that give points, cut-offs in order and within reach."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from samfrid.domain.questionnaires.model import (
    Choice,
    Item,
    Matrix,
    Number,
    Questionnaire,
    Scale,
    Score,
    ScoreKind,
)
from samfrid.domain.questionnaires.scoring import point_range
from samfrid.domain.wording import Text, closest

Found = Iterator[tuple[str, Text]]


def score_problems(questionnaire: Questionnaire) -> Found:
    """Tell what is wrong with the scores."""
    for score in questionnaire.scores:
        where = f"scores.{score.code}"
        items = [questionnaire.item(code) for code in score.items]
        for code, item in zip(score.items, items, strict=True):
            if item is None:
                known = [one.code for one in questionnaire.items]
                yield (
                    f"{where}.items",
                    Text(f"Frågan ”{code}” finns inte.", f"There is no question “{code}”.")
                    + closest(code, known),
                )
            elif not _gives_points(item):
                yield (
                    f"items.{code}",
                    Text(
                        f"Frågan ger inga poäng men räknas i ”{score.code}”.",
                        f"The question gives no points but is counted in “{score.code}”.",
                    ),
                )
        found = [item for item in items if item is not None]
        yield from _limits(score, found, where)


def _gives_points(item: Item) -> bool:
    if isinstance(item.shape, Choice | Matrix):
        return any(option.points is not None for option in item.options)
    return isinstance(item.shape, Number | Scale)


def _limits(score: Score, items: list[Item], where: str) -> Found:
    parts = sum(len(item.parts) for item in items)
    if not 1 <= score.least_answered <= max(parts, 1):
        yield (
            f"{where}.least_answered",
            Text(f"Välj 1 till {parts} besvarade.", f"Choose 1 to {parts} answered."),
        )
    for code in score.reversed_items:
        if code not in score.items:
            yield (
                f"{where}.reversed_items",
                Text(
                    f"”{code}” finns inte bland poängens frågor.",
                    f"“{code}” is not among the items of the score.",
                ),
            )
    steps = [cut.at_least for cut in score.cut_offs]
    if steps != sorted(set(steps)):
        yield (
            f"{where}.cut_offs",
            Text("Gränserna ska stå i stigande ordning.", "The cut-offs must stand in rising order."),
        )
    lowest, highest = _reach(score, items)
    for cut in score.cut_offs:
        if items and Fraction(cut.at_least) > highest:
            yield (
                f"{where}.cut_offs.{cut.code}",
                Text("Gränsen kan aldrig nås.", "The cut-off can never be reached."),
            )
    if steps and items and Fraction(steps[0]) > lowest:
        yield (
            f"{where}.cut_offs.{score.cut_offs[0].code}",
            Text(
                "Under den första gränsen saknas ord; låt den börja vid det lägsta.",
                "There are no words below the first cut-off; let it begin at the lowest.",
            ),
        )


def _reach(score: Score, items: list[Item]) -> tuple[Fraction, Fraction]:
    ranges = [point_range(item) for item in items for _ in item.parts]
    if not ranges:
        return Fraction(0), Fraction(0)
    if score.kind is ScoreKind.MEAN:
        return min(low for low, _ in ranges), max(high for _, high in ranges)
    gains = [high for _, high in ranges if high > 0]
    return _least_sum([low for low, _ in ranges], score), sum(gains, Fraction(0))


def _least_sum(lows: list[Fraction], score: Score) -> Fraction:
    """The lowest sum: as many as must be answered, and all that take away."""
    ordered = sorted(lows)
    must = max(score.least_answered, 1)
    return sum(ordered[:must], Fraction(0)) + sum((low for low in ordered[must:] if low < 0), Fraction(0))
