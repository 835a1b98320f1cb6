"""Invent participants in interventions over five years in three counties.

Nothing here comes from a real person or a real count: each row is drawn from the chances written below, which
are chosen so that the pages have something to show (men are asked less often, a new form came in 2023, one
municipality delivered nothing for a year).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from samfrid.domain.places import Municipality, municipalities, population

COUNTIES = ("05", "17", "24")
FIRST_YEAR, LAST_YEAR = 2021, 2025
CASES = 40_000
SILENT = ("0513", 2022)
"""Kinda lämnade inga uppgifter 2022: a year that a municipality did not deliver."""

_GENDERS = ("woman", "man", "other", "")
_GENDER_CHANCES = (0.530, 0.452, 0.010, 0.008)
_ASKED = {"woman": 0.70, "man": 0.50, "other": 0.62, "": 0.55}
_DECLINED = {"woman": 0.06, "man": 0.07, "other": 0.08, "": 0.10}
_EXPOSED = {"woman": 0.52, "man": 0.33, "other": 0.55, "": 0.40}
_OFFERED, _STARTED, _COMPLETED = 0.80, {"woman": 0.85, "man": 0.78}, 0.79
_BETTER = 0.74
_NEW_FORM = 2023
_AGE_BANDS = ((18, 25), (26, 40), (41, 60), (61, 79))
_AGE_CHANCES = (0.22, 0.38, 0.31, 0.09)


@dataclass(frozen=True, slots=True)
class DemoCase:
    """One invented participant in one intervention. A blank is an answer that was never written down."""

    opened: date
    first_meeting: date | None
    municipality: Municipality
    gender: str
    age: int | None
    asked: str
    exposed: str
    honour_context: str
    offered: str
    started: str
    completed: str
    better: str


def invent_cases(seed: int = 2026, cases: int = CASES) -> Iterator[DemoCase]:
    """Draw the cases, ordered by the day they were opened.

    Promise: the same seed and number give the same cases; tiny municipalities have cases of their own.
    """
    chance = np.random.default_rng(seed)
    places = [place for place in municipalities() if place.county_code in COUNTIES]
    weights = np.array([population(place.code).persons ** 0.85 for place in places])
    chosen = chance.choice(len(places), size=cases, p=weights / weights.sum())
    habit = chance.normal(0.0, 0.05, size=len(places))
    days = (date(LAST_YEAR, 12, 31) - date(FIRST_YEAR, 1, 1)).days
    offsets = np.sort(chance.integers(0, days + 1, size=cases))
    for index, offset in zip(chosen, offsets, strict=True):
        opened = date(FIRST_YEAR, 1, 1) + timedelta(days=int(offset))
        place = places[index]
        if (place.code, opened.year) != SILENT:
            yield _invent(chance, place, opened, float(habit[index]))


def _invent(chance: np.random.Generator, place: Municipality, opened: date, habit: float) -> DemoCase:
    gender = str(chance.choice(_GENDERS, p=_GENDER_CHANCES))
    asked = _asked(chance, gender, opened.year, habit)
    answered = asked == "answered"
    exposed = _drawn(chance, _EXPOSED[gender]) if answered else ""
    in_need = exposed == "yes"
    offered = _drawn(chance, _OFFERED) if in_need else ""
    started = _drawn(chance, _STARTED.get(gender, 0.8)) if offered == "yes" else ""
    completed = _drawn(chance, _COMPLETED) if started == "yes" else ""
    has_outcome = completed == "yes" and chance.random() < 0.92
    waited = None if started != "yes" else int(chance.gamma(1.6, 9.0 if gender == "woman" else 11.0))
    return DemoCase(
        opened=opened,
        first_meeting=None if waited is None else opened + timedelta(days=waited),
        municipality=place,
        gender=gender,
        age=_age(chance),
        asked=asked,
        exposed=exposed,
        honour_context=_honour(chance) if in_need else "",
        offered=offered,
        started=started,
        completed=completed,
        better=_drawn(chance, _BETTER) if has_outcome else "",
    )


def _asked(chance: np.random.Generator, gender: str, year: int, habit: float) -> str:
    """Whether the question was put. The new form asks everybody, and its share rises year by year."""
    rise = 0.03 * (year - _NEW_FORM) + (0.05 if year >= _NEW_FORM else 0.0)
    if chance.random() >= min(0.97, _ASKED[gender] + rise + habit):
        return "not asked"
    return "declined" if chance.random() < _DECLINED[gender] else "answered"


def _drawn(chance: np.random.Generator, probability: float) -> str:
    return "yes" if chance.random() < probability else "no"


def _honour(chance: np.random.Generator) -> str:
    return str(chance.choice(("yes", "no", "unclear"), p=(0.11, 0.80, 0.09)))


def _age(chance: np.random.Generator) -> int | None:
    if chance.random() < 0.02:
        return None
    low, high = _AGE_BANDS[int(chance.choice(len(_AGE_BANDS), p=_AGE_CHANCES))]
    return int(chance.integers(low, high + 1))
