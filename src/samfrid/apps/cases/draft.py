"""What is to be written about a case, before it is written, and everything that is wrong with it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from samfrid.apps.cases import vocabulary as words
from samfrid.apps.cases.geographies import GEOGRAPHIES, SWEDEN
from samfrid.domain.periods import Month, UnknownPeriod, parse_period
from samfrid.domain.places import UnknownPlace
from samfrid.domain.wording import Place, Problem, Refused, Text

FIRST_YEAR = 1990
MOST_DAYS = 3660


class CaseRefused(Refused):
    """What was said about a case can't be; each problem names its field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """Everything a person or a register may say about one case. Codes are those of `vocabulary`.

    `opened_month` follows from `opened` when that is given; `days_to_first_meeting` from both days.
    """

    gender: str
    age_band: str = words.NOT_STATED
    geography: str = SWEDEN
    place: str = ""
    honour_context: str = words.HonourContext.UNKNOWN
    opened: date | None = None
    opened_month: str = ""
    first_meeting: date | None = None
    days_to_first_meeting: int | None = None
    support: tuple[str, ...] = ()
    situation_before: str = ""
    situation_after: str = ""
    closed: date | None = None
    closed_month: str = ""
    closure_reason: str = ""
    unit: uuid.UUID | None = None
    intervention: uuid.UUID | None = None

    @property
    def month(self) -> str:
        """The month the case was opened."""
        return Month.of(self.opened).code if self.opened else self.opened_month

    @property
    def month_closed(self) -> str:
        """The month the case was closed; blank while it goes on."""
        return Month.of(self.closed).code if self.closed else self.closed_month

    @property
    def waited(self) -> int | None:
        """Days from opening to the first meeting."""
        if self.opened and self.first_meeting:
            return (self.first_meeting - self.opened).days
        return self.days_to_first_meeting


Wrong = tuple[str, Text]
_CODES = (
    ("gender", words.GENDERS),
    ("age_band", words.AGE_BANDS),
    ("honour_context", words.HONOUR),
    ("situation_before", words.SITUATIONS),
    ("situation_after", words.SITUATIONS),
    ("closure_reason", words.CLOSURE_REASONS),
)
_OPTIONAL = ("situation_before", "situation_after", "closure_reason")
_CHOOSE = Text("Välj ett av svaren.", "Choose one of the answers.")
_FUTURE = Text("Dagen har inte varit än.", "The day has not come yet.")


def problems_of(draft: CaseDraft, today: date) -> Iterator[Wrong]:
    """Name each field that can't be as it is, and say what to do. Nothing is told when all is well."""
    for name, codes in _CODES:
        value = getattr(draft, name)
        if value not in codes and not (value == "" and name in _OPTIONAL):
            yield name, _CHOOSE
    if any(kind not in words.SUPPORT_KINDS for kind in draft.support):
        yield "support", _CHOOSE
    yield from _place_problems(draft)
    yield from _opening_problems(draft, today)
    yield from _closing_problems(draft, today)


def refuse_problems(draft: CaseDraft, today: date) -> None:
    """Refuse a draft that has problems.

    Errors: CaseRefused, each problem with its field.
    """
    found = [Problem(what, Place(field=name)) for name, what in problems_of(draft, today)]
    if found:
        raise CaseRefused(*found)


def _place_problems(draft: CaseDraft) -> Iterator[Wrong]:
    known = GEOGRAPHIES.get(draft.geography)
    if known is None:
        yield "geography", _CHOOSE
    elif draft.place:
        try:
            known.label(draft.place)
        except UnknownPlace:
            yield "place", Text("Välj en plats som finns.", "Choose a place that exists.")


def _opening_problems(draft: CaseDraft, today: date) -> Iterator[Wrong]:
    field = "opened" if draft.opened else "opened_month"
    month = month_of(draft.month)
    if month is None:
        yield "opened", Text("Skriv vilken dag ärendet öppnades.", "Write which day the case was opened.")
        return
    if month.year < FIRST_YEAR:
        yield (
            field,
            Text(f"Året är före {FIRST_YEAR}. Rätta det.", f"The year is before {FIRST_YEAR}. Correct it."),
        )
    if month > Month.of(today) or (draft.opened and draft.opened > today):
        yield field, _FUTURE
    if draft.first_meeting and draft.first_meeting > today:
        yield "first_meeting", _FUTURE
    elif draft.opened and draft.first_meeting and draft.first_meeting < draft.opened:
        yield (
            "first_meeting",
            Text(
                "Första samtalet kan inte vara före dagen då ärendet öppnades.",
                "The first meeting can't be before the day the case was opened.",
            ),
        )
    elif draft.waited is not None and not 0 <= draft.waited <= MOST_DAYS:
        yield (
            "days_to_first_meeting",
            Text(
                "Skriv antal dagar, 0 eller mer, högst tio år.",
                "Write a number of days, 0 or more, at most ten years.",
            ),
        )


def _closing_problems(draft: CaseDraft, today: date) -> Iterator[Wrong]:
    if not draft.month_closed:
        if draft.closure_reason:
            yield (
                "closed",
                Text("Skriv också när ärendet avslutades.", "Write also when the case was closed."),
            )
        return
    field = "closed" if draft.closed else "closed_month"
    month, opened = month_of(draft.month_closed), month_of(draft.month)
    if month is None:
        yield field, Text("Skriv månaden som 2026-03.", "Write the month as 2026-03.")
    elif month > Month.of(today) or (draft.closed and draft.closed > today):
        yield field, _FUTURE
    elif (opened and month < opened) or (draft.opened and draft.closed and draft.closed < draft.opened):
        yield (
            field,
            Text(
                "Ärendet kan inte avslutas innan det öppnades.",
                "The case can't be closed before it was opened.",
            ),
        )


@lru_cache(maxsize=4096)
def month_of(code: str) -> Month | None:
    """The month of a code such as 2026-03; None when it is none."""
    try:
        span = parse_period(code) if len(code) == 7 else None
    except UnknownPeriod:
        return None
    return span if isinstance(span, Month) and span.code == code else None
