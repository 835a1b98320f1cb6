"""The invented askings of the site: the register's people, asked in the units of their municipality."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from samfrid.apps.surveys.codes import AgeBand, AnswerMode, Company, Gender, Happened, Reason
from samfrid.apps.surveys.counted import Counted
from samfrid.apps.surveys.selectors import questionnaire_in_use
from samfrid.apps.surveys.services.askings import count_many
from samfrid.demo.register import LAST_YEAR, DemoCase
from samfrid.demo.site.organisations import Body, acting_in
from samfrid.domain.periods import Month
from samfrid.foundation.organisations.models import Unit
from samfrid.foundation.organisations.scope import opened

_REASONS = (Reason.NOT_ALONE, Reason.NO_INTERPRETER, Reason.ACUTE, Reason.RECENTLY_ASKED, Reason.STAFF_UNSURE)
_REASON_CHANCES = (0.30, 0.08, 0.22, 0.12, 0.28)
_MARK_CHANCES = {
    "threat": 0.72,
    "physical": 0.46,
    "sexual_pressure": 0.18,
    "sexual_violation": 0.16,
    "economic": 0.24,
    "witnessed": 0.38,
    "used": 0.07,
}
_NEEDED_FOR_ONGOING = ("threat", "physical", "sexual_pressure", "sexual_violation", "economic")
_ONGOING = 0.24


@dataclass(frozen=True, slots=True)
class Placed:
    """One invented participant and the unit that met them."""

    case: DemoCase
    body: Body
    unit: Unit


def place_cases(
    cases: Iterable[DemoCase], bodies: Mapping[str, Body], today: date, seed: int = 2026
) -> list[Placed]:
    """Let each participant be met by a unit of their municipality: its own, or that of its association.

    Promise: the register's five years are moved so that they end today.
    """
    moved = today - date(LAST_YEAR, 12, 31)
    chance = np.random.default_rng(seed)
    doors: dict[str, list[tuple[Body, Unit]]] = defaultdict(list)
    for body in bodies.values():
        for place, units in body.units.items():
            doors[place].extend((body, unit) for unit in units)
    placed = []
    for case in cases:
        body, unit = doors[case.municipality.code][int(chance.integers(len(doors[case.municipality.code])))]
        first = case.first_meeting + moved if case.first_meeting else None
        placed.append(Placed(replace(case, opened=case.opened + moved, first_meeting=first), body, unit))
    return placed


def build_askings(placed: Sequence[Placed], today: date, seed: int = 2026) -> int:
    """Count every asking in its unit, through the door that takes figures over. Returns how many there were."""
    chance = np.random.default_rng(seed)
    by_unit: dict[uuid.UUID, list[Counted]] = defaultdict(list)
    homes: dict[uuid.UUID, Body] = {}
    for one in placed:
        by_unit[one.unit.pk].append(_counted(one.case, chance))
        homes[one.unit.pk] = one.body
    for unit, counted in by_unit.items():
        actor = acting_in(homes[unit].organisation)
        with opened(homes[unit].organisation.pk, by=actor):
            questionnaire = questionnaire_in_use("violence_questions")
            count_many(by=actor, unit=unit, questionnaire=questionnaire, counted=counted, on=today)
    return len(placed)


def age_band(age: int | None) -> AgeBand:
    """The coarse band of an age."""
    if age is None:
        return AgeBand.NOT_STATED
    bands = ((26, AgeBand.TO_25), (41, AgeBand.TO_40), (61, AgeBand.TO_60))
    return next((band for above, band in bands if age < above), AgeBand.FROM_61)


def _counted(case: DemoCase, chance: np.random.Generator) -> Counted:
    month = Month.of(case.opened)
    gender = Gender(case.gender or "not_stated")
    band = age_band(case.age)
    if case.asked == "not asked":
        reason = _REASONS[int(chance.choice(len(_REASONS), p=_REASON_CHANCES))]
        return Counted(month, gender, band, Happened.NOT_ASKED, reason=reason)
    company = Company.INTERPRETER if chance.random() < 0.09 else Company.ALONE
    if case.asked == "declined":
        return Counted(month, gender, band, Happened.DECLINED, company=company)
    mode = AnswerMode.HANDED_OVER if chance.random() < 0.2 else AnswerMode.TALLY
    return Counted(
        month, gender, band, Happened.ANSWERED, company=company, mode=mode, marks=_marks(case, chance)
    )


def _marks(case: DemoCase, chance: np.random.Generator) -> frozenset[str]:
    if case.exposed != "yes":
        return frozenset()
    marks = {code for code, share in _MARK_CHANCES.items() if chance.random() < share} or {"threat"}
    if marks & set(_NEEDED_FOR_ONGOING) and chance.random() < _ONGOING:
        marks.add("ongoing")
    return frozenset(marks)
