"""The codes an asking is described by, each with its words. Stored values never change their meaning."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from samfrid.domain.wording import Text


class Gender(StrEnum):
    """What the person says."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    NOT_STATED = "not_stated"


class AgeBand(StrEnum):
    """Coarse on purpose: an exact age points at a person."""

    TO_25 = "18-25"
    TO_40 = "26-40"
    TO_60 = "41-60"
    FROM_61 = "61+"
    NOT_STATED = "not_stated"


class Happened(StrEnum):
    """What became of the asking. Declined is never counted as no."""

    ANSWERED = "answered"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


class Reason(StrEnum):
    """Why somebody was not asked."""

    NOT_ALONE = "not_alone"
    NO_INTERPRETER = "no_interpreter"
    ACUTE = "acute"
    RECENTLY_ASKED = "recently_asked"
    STAFF_UNSURE = "staff_unsure"
    OTHER = "other"


class Company(StrEnum):
    """Who was there when the question was asked."""

    ALONE = "alone"
    INTERPRETER = "interpreter"
    NOT_ALONE = "not_alone"


class AnswerMode(StrEnum):
    """How the answer was given."""

    TALLY = "tally"
    HANDED_OVER = "handed_over"
    INVITED = "invited"


GENDERS: Mapping[Gender, Text] = {
    Gender.WOMAN: Text("Kvinna", "Woman"),
    Gender.MAN: Text("Man", "Man"),
    Gender.OTHER: Text("Annat", "Other"),
    Gender.NOT_STATED: Text("Vill inte svara", "Prefers not to say"),
}
AGE_BANDS: Mapping[AgeBand, Text] = {
    AgeBand.TO_25: Text("18–25 år", "18–25"),
    AgeBand.TO_40: Text("26–40 år", "26–40"),
    AgeBand.TO_60: Text("41–60 år", "41–60"),
    AgeBand.FROM_61: Text("61 år eller äldre", "61 or older"),
    AgeBand.NOT_STATED: Text("Vill inte svara", "Prefers not to say"),
}
HAPPENED: Mapping[Happened, Text] = {
    Happened.ANSWERED: Text("Fick frågan och svarade", "Was asked and answered"),
    Happened.DECLINED: Text("Fick frågan och tackade nej", "Was asked and declined"),
    Happened.NOT_ASKED: Text("Fick inte frågan", "Was not asked"),
}
REASONS: Mapping[Reason, Text] = {
    Reason.NOT_ALONE: Text("Någon annan var med", "Someone else was there"),
    Reason.NO_INTERPRETER: Text("Ingen auktoriserad tolk", "No authorised interpreter"),
    Reason.ACUTE: Text("Något annat var mer akut", "Something else was more urgent"),
    Reason.RECENTLY_ASKED: Text("Fick frågan nyligen", "Was asked recently"),
    Reason.STAFF_UNSURE: Text("Det kändes osäkert att fråga", "It felt unsure to ask"),
    Reason.OTHER: Text("Annat skäl", "Another reason"),
}
COMPANIES: Mapping[Company, Text] = {
    Company.ALONE: Text("Ja", "Yes"),
    Company.INTERPRETER: Text("Ja, med auktoriserad tolk", "Yes, with an authorised interpreter"),
    Company.NOT_ALONE: Text("Nej", "No"),
}
MODES: Mapping[AnswerMode, Text] = {
    AnswerMode.TALLY: Text("I samtal", "In conversation"),
    AnswerMode.HANDED_OVER: Text("På egen hand, på plats", "On one’s own, on site"),
    AnswerMode.INVITED: Text("Med kod", "With a code"),
}
