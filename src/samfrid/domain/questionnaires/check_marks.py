"""Faults in marks and outcomes, and in what a tally may hold."""

from __future__ import annotations

from collections.abc import Iterator

from samfrid.domain.questionnaires.model import FreeText, Mode, Questionnaire
from samfrid.domain.wording import Text, closest

Found = Iterator[tuple[str, Text]]


def mark_problems(questionnaire: Questionnaire) -> Found:
    """Tell what is wrong with the marks and the outcomes."""
    marks = {mark.code for mark in questionnaire.marks}
    for mark in questionnaire.marks:
        yield from _unknown(f"marks.{mark.code}.needs", mark.needs, marks - {mark.code})
    for outcome in questionnaire.outcomes:
        where = f"outcomes.{outcome.code}"
        yield from _unknown(f"{where}.any_of", outcome.any_of, marks)
        yield from _unknown(f"{where}.none_of", outcome.none_of, marks)
    if Mode.TALLY in questionnaire.modes:
        yield from _tally_problems(questionnaire)


def _unknown(where: str, codes: tuple[str, ...], known: set[str]) -> Found:
    for code in codes:
        if code not in known:
            yield (
                where,
                Text(f"Märket ”{code}” finns inte.", f"There is no mark “{code}”.") + closest(code, known),
            )


def _tally_problems(questionnaire: Questionnaire) -> Found:
    if not questionnaire.marks or not questionnaire.outcomes:
        yield (
            "marks",
            Text(
                "Det som räknas utan person behöver märken och utfall.",
                "What is tallied without a person needs marks and outcomes.",
            ),
        )
    for item in questionnaire.items:
        if isinstance(item.shape, FreeText):
            yield (
                f"items.{item.code}",
                Text(
                    "Det som räknas utan person har ingen fri text.",
                    "What is tallied without a person has no free text.",
                ),
            )
