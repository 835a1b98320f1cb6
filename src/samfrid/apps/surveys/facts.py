"""The only rows handed to statistics: released askings, tallies and answers. Nothing that waits, no id, no time."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from samfrid.apps.surveys.models import Answer, Asking, Tally
from samfrid.apps.surveys.models.pooled import PooledModel
from samfrid.apps.surveys.selectors import questionnaire_of
from samfrid.domain.periods import Month, Quarter, Year, parse_period
from samfrid.domain.questionnaires import Questionnaire, outcomes_of
from samfrid.foundation.organisations.models import CoveredMunicipality, Unit
from samfrid.foundation.organisations.scope import current


@dataclass(frozen=True, slots=True)
class When:
    """A period as fine as it may be known; what is finer is empty. Codes: 2026, 2026-H2, 2026-Q4, 2026-11."""

    year: str
    half_year: str = ""
    quarter: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class AskingFact:
    """One asking. `unit` and `municipality` are empty where rows were pooled to an organisation of several."""

    organisation: uuid.UUID
    unit: uuid.UUID | None
    municipality: str
    when: When
    questionnaire: str
    gender: str
    age_band: str
    happened: str
    reason: str
    mode: str
    company: str


@dataclass(frozen=True, slots=True)
class TallyFact:
    """One answer without a person: marks said yes to, marks nothing was said of, and what it comes to."""

    organisation: uuid.UUID
    unit: uuid.UUID | None
    municipality: str
    when: When
    questionnaire: str
    gender: str
    age_band: str
    in_company: bool
    yes: frozenset[str]
    unanswered: frozenset[str]
    outcomes: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """One anonymous answer to a questionnaire, as it was given; texts of one's own are left out."""

    organisation: uuid.UUID
    unit: uuid.UUID | None
    municipality: str
    when: When
    questionnaire: str
    gender: str
    age_band: str
    given: tuple[tuple[str, tuple[str, ...]], ...]


class _Places:
    """From a unit to its municipality; without a unit, the organisation's, where it has only one."""

    def __init__(self) -> None:
        self._units = dict(Unit.objects.values_list("pk", "municipality"))
        covered = CoveredMunicipality.objects.filter(organisation=current().organisation)
        places = list(covered.values_list("municipality", flat=True)[:2])
        self._only = places[0] if len(places) == 1 else ""

    def of(self, row: PooledModel) -> str:
        return self._units[row.unit_id] if row.unit_id else self._only


def when(period: str) -> When:
    """Read a stored period."""
    span = parse_period(period)
    if isinstance(span, Month):
        quarter = (span.month + 2) // 3
        return When(f"{span.year}", _half(span.year, quarter), f"{span.year}-Q{quarter}", span.code)
    if isinstance(span, Quarter):
        return When(f"{span.year}", _half(span.year, span.quarter), span.code)
    return When(Year(span.year).code)


def _half(year: int, quarter: int) -> str:
    return f"{year}-H{1 if quarter < 3 else 2}"


def askings() -> Iterator[AskingFact]:
    """Every released asking of the open organisation, in no order that tells anything."""
    places = _Places()
    for row in Asking.objects.order_by("pk").iterator():
        yield AskingFact(
            row.organisation_id,
            row.unit_id,
            places.of(row),
            when(row.period),
            row.questionnaire,
            row.gender,
            row.age_band,
            row.happened,
            row.reason,
            row.mode,
            row.company,
        )


def tallies() -> Iterator[TallyFact]:
    """Every released tally of the open organisation, in no order that tells anything."""
    places = _Places()
    known: dict[str, Questionnaire] = {}
    for row in Tally.objects.order_by("pk").iterator():
        if row.questionnaire not in known:
            known[row.questionnaire] = questionnaire_of(row.questionnaire)
        yes = frozenset(row.marks)
        outcomes = outcomes_of(known[row.questionnaire], yes)
        yield TallyFact(
            row.organisation_id,
            row.unit_id,
            places.of(row),
            when(row.period),
            row.questionnaire,
            row.gender,
            row.age_band,
            row.in_company,
            yes,
            frozenset(row.unanswered),
            frozenset(outcome.code for outcome in outcomes),
        )


def answers() -> Iterator[AnswerFact]:
    """Every released answer of the open organisation, in no order that tells anything."""
    places = _Places()
    known: dict[str, Questionnaire] = {}
    for row in Answer.objects.order_by("pk").iterator():
        if row.questionnaire not in known:
            known[row.questionnaire] = questionnaire_of(row.questionnaire)
        yield AnswerFact(
            row.organisation_id,
            row.unit_id,
            places.of(row),
            when(row.period),
            row.questionnaire,
            row.gender,
            row.age_band,
            _without_texts(known[row.questionnaire], row),
        )


def _without_texts(questionnaire: Questionnaire, row: Answer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    open_parts = {part for part, item in questionnaire.parts() if item.kind != "text"}
    return tuple((part, tuple(words)) for part, words in sorted(row.given.items()) if part in open_parts)
