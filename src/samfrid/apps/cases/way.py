"""Where a case stands on its way, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samfrid.apps.cases.models import Case

FOLLOW_UP_DAYS = 90
"""How long after a meeting or a follow-up the next follow-up is due."""


class NextStep(StrEnum):
    """What a case waits for."""

    FIRST_MEETING = "first_meeting"
    FOLLOW_UP = "follow_up"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Way:
    """The next step of a case and when it is due; `is_late` once that day has passed."""

    step: NextStep
    due: date | None = None
    is_late: bool = False


def way_of(case: Case, today: date) -> Way:
    """What comes next for a case whose follow-ups are at hand. A closed case waits for nothing."""
    if not case.is_open:
        return Way(NextStep.NOTHING)
    if case.first_meeting is None and case.days_to_first_meeting is None:
        return Way(NextStep.FIRST_MEETING, case.opened, is_late=False)
    days = [noted.on for noted in case.follow_ups.all()]
    latest = max([day for day in (*days, case.first_meeting, case.opened) if day is not None], default=None)
    if latest is None:
        return Way(NextStep.FOLLOW_UP)
    due = latest + timedelta(days=FOLLOW_UP_DAYS)
    return Way(NextStep.FOLLOW_UP, due, is_late=due < today)
