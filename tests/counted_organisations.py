"""Three invented organisations with askings and cases of two half-years, for tests that count and publish."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from people import KIND, LINKOPING, MOTALA, Person, new_organisation, new_person, new_unit
from samfrid.apps.analysis.models import Draft
from samfrid.apps.analysis.services import drafts
from samfrid.apps.cases.models import Case
from samfrid.apps.surveys.models import Asking, Tally
from samfrid.domain.periods import HalfYear, Period
from samfrid.foundation.accounts.actors import SYSTEM
from samfrid.foundation.accounts.roles import Role
from samfrid.foundation.jobs.models import Run
from samfrid.foundation.jobs.services import runs
from samfrid.foundation.organisations.models import Kind, Organisation, Unit
from samfrid.foundation.organisations.scope import opened

TODAY = date(2026, 11, 22)
FIRST, LAST = HalfYear(2025, 1), HalfYear(2025, 2)
PERIOD = Period(FIRST, LAST)
MONTHS = ("2025-03", "2025-10")
_SIZES = {MOTALA: 3, LINKOPING: 6, KIND: 1}
_GENDERS = {"woman": 12, "man": 9, "other": 1}
_AGES = ("18-25", "26-40", "41-60", "61+")
QUESTIONNAIRE = "violence_questions@1"


@dataclass(frozen=True, slots=True)
class County:
    """An association of two municipalities, a third on its own, and those who prepare, approve and look on."""

    association: Organisation
    preparer: Person
    approver: Person
    head: Person
    worker: Person
    stranger: Person


def new_county(*, seed: int = 1) -> County:
    """Build the organisations, their people, askings and cases."""
    association = new_organisation("vastra", kind=Kind.COORDINATION_ASSOCIATION, covers=(MOTALA, KIND))
    alone = new_organisation("linkoping", covers=(LINKOPING,))
    elsewhere = new_organisation("norra", covers=("2480",))
    chance = random.Random(seed)  # noqa: S311 - invented numbers
    for organisation, place in ((association, MOTALA), (association, KIND), (alone, LINKOPING)):
        unit = new_unit(organisation, f"Teamet {place}", place)
        with opened(organisation.pk, by=SYSTEM):
            _fill(organisation, unit, _SIZES[place], chance)
    return County(
        association,
        new_person(association, Role.DEVELOPMENT_LEADER, name="Förberedaren"),
        new_person(association, Role.DEVELOPMENT_LEADER, name="Granskaren"),
        new_person(association, Role.ASSOCIATION_HEAD, name="Chefen"),
        new_person(association, Role.SOCIAL_WORKER, name="Socialsekreteraren"),
        new_person(elsewhere, Role.DEVELOPMENT_LEADER, name="Främlingen"),
    )


def _fill(organisation: Organisation, unit: Unit, size: int, chance: random.Random) -> None:
    askings, tallies, cases = [], [], []
    for gender, age, month in _persons(size):
        shared = {"organisation": organisation, "unit": unit, "period": month, "questionnaire": QUESTIONNAIRE}
        shared |= {"gender": gender, "age_band": age}
        happened = chance.choices(
            ("answered", "declined", "not_asked"), (6 if gender == "woman" else 4, 1, 3)
        )[0]
        asked = happened != "not_asked"
        askings.append(
            Asking(
                **shared,
                happened=happened,
                reason="" if asked else "acute",
                mode="tally",
                company="alone" if asked else "",
            )
        )
        if happened == "answered":
            marks = [mark for mark in ("threat", "economic", "witnessed") if chance.random() < 0.25]
            tallies.append(Tally(**shared, marks=marks))
        if chance.random() < 0.4:
            cases.append(_case(organisation, unit, gender, age, month, chance))
    Asking.objects.bulk_create(askings)
    Tally.objects.bulk_create(tallies)
    Case.objects.bulk_create(cases)


def _persons(size: int) -> Iterator[tuple[str, str, str]]:
    for gender, age, month in product(_GENDERS, _AGES, MONTHS):
        for _ in range(size * _GENDERS[gender] // 2 or 1):
            yield gender, age, month


def _case(
    organisation: Organisation, unit: Unit, gender: str, age: str, month: str, chance: random.Random
) -> Case:
    before = chance.choice("1234")
    return Case(
        organisation=organisation,
        unit=unit,
        gender=gender,
        age_band=age,
        place=unit.municipality,
        honour_context=chance.choices(("yes", "no", "unknown"), (1, 7, 2))[0],
        opened_month=month,
        closed_month="2025-12" if chance.random() < 0.8 else "",
        closure_reason="",
        days_to_first_meeting=chance.randrange(40),
        support=chance.sample(("support_talk", "practical", "legal"), 2),
        situation_before=before,
        situation_after=chance.choice((before, "5")),
    )


def begun(person: Person, *families: str) -> tuple[Draft, Run]:
    """Begin a draft of the two half-years."""
    with opened(person.membership.organisation_id, by=person.actor):
        return drafts.begin(by=person.actor, period=PERIOD, families=families or ("closures",), today=TODAY)


def prepared(person: Person, *families: str) -> Draft:
    """Begin a draft and let its job be done now."""
    draft, run = begun(person, *families)
    done = runs.carry_out_now(by=person.actor, run=run)
    with opened(person.membership.organisation_id, by=person.actor):
        draft.refresh_from_db()
        if draft.state != "prepared":
            raise AssertionError(f"{done.state}: {done.problems}")
        return draft
