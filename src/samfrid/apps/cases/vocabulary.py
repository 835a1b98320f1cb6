"""The codes of a case and what they are called. Stored values; they never change their meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from samfrid.domain.wording import Text

NOT_STATED = "not_stated"


class Gender(StrEnum):
    """The gender a person states; more than two answers, and none."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    NOT_STATED = NOT_STATED


class AgeBand(StrEnum):
    """The age when the case was opened, in bands."""

    CHILD = "0-17"
    YOUNG = "18-25"
    ADULT = "26-40"
    MIDDLE = "41-60"
    OLDER = "61+"
    NOT_STATED = NOT_STATED

    @classmethod
    def of(cls, age: float) -> AgeBand:
        """The band of an age in whole years."""
        limits = ((18, cls.CHILD), (26, cls.YOUNG), (41, cls.ADULT), (61, cls.MIDDLE))
        return next((band for above, band in limits if age < above), cls.OLDER)


class HonourContext(StrEnum):
    """Whether the violence stands in a context of honour."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class SupportKind(StrEnum):
    """What a person is given. A case may have several."""

    SUPPORT_TALK = "support_talk"
    RISK_ASSESSMENT = "risk_assessment"
    PROTECTED_HOUSING = "protected_housing"
    PRACTICAL = "practical"
    ECONOMIC = "economic"
    LEGAL = "legal"
    HEALTH_CARE = "health_care"
    REHABILITATION = "rehabilitation"
    CHILDREN = "children"
    CHANGE_TALK = "change_talk"
    GROUP = "group"


class ClosureReason(StrEnum):
    """Why a case was closed."""

    COMPLETED = "completed"
    OWN_WISH = "own_wish"
    HANDED_ON = "handed_on"
    MOVED = "moved"
    NO_CONTACT = "no_contact"
    OTHER = "other"


class Reach(StrEnum):
    """Whether an intervention supports persons or changes how organisations work."""

    INDIVIDUAL = "individual"
    STRUCTURAL = "structural"


class Situation(StrEnum):
    """How the person judges the own situation: our own scale of five, worst first."""

    VERY_HARD = "1"
    HARD = "2"
    BETWEEN = "3"
    GOOD = "4"
    VERY_GOOD = "5"


_NOT_STATED = Text("Inte angivet", "Not stated")

GENDERS: Mapping[str, Text] = {
    Gender.WOMAN: Text("Kvinna", "Woman"),
    Gender.MAN: Text("Man", "Man"),
    Gender.OTHER: Text("Annat", "Other"),
    Gender.NOT_STATED: _NOT_STATED,
}
AGE_BANDS: Mapping[str, Text] = {
    AgeBand.CHILD: Text("Under 18 år", "Under 18"),
    AgeBand.YOUNG: Text("18–25 år", "18–25"),
    AgeBand.ADULT: Text("26–40 år", "26–40"),
    AgeBand.MIDDLE: Text("41–60 år", "41–60"),
    AgeBand.OLDER: Text("61 år eller äldre", "61 or older"),
    AgeBand.NOT_STATED: _NOT_STATED,
}
HONOUR: Mapping[str, Text] = {
    HonourContext.YES: Text("Ja", "Yes"),
    HonourContext.NO: Text("Nej", "No"),
    HonourContext.UNKNOWN: Text("Vet inte", "Not known"),
}
SUPPORT_KINDS: Mapping[str, Text] = {
    SupportKind.SUPPORT_TALK: Text("Stödsamtal", "Support talks"),
    SupportKind.RISK_ASSESSMENT: Text("Riskbedömning", "Risk assessment"),
    SupportKind.PROTECTED_HOUSING: Text("Skyddat boende", "Protected housing"),
    SupportKind.PRACTICAL: Text("Praktiskt stöd", "Practical support"),
    SupportKind.ECONOMIC: Text("Ekonomiskt stöd", "Economic support"),
    SupportKind.LEGAL: Text("Juridiskt stöd", "Legal support"),
    SupportKind.HEALTH_CARE: Text("Vård", "Health care"),
    SupportKind.REHABILITATION: Text("Arbetslivsinriktad rehabilitering", "Vocational rehabilitation"),
    SupportKind.CHILDREN: Text("Stöd till barn", "Support for children"),
    SupportKind.CHANGE_TALK: Text("Samtal för att sluta med våld", "Talks to stop using violence"),
    SupportKind.GROUP: Text("Grupp", "Group"),
}
CLOSURE_REASONS: Mapping[str, Text] = {
    ClosureReason.COMPLETED: Text("Stödet är klart", "The support is completed"),
    ClosureReason.OWN_WISH: Text("Personen ville avsluta", "The person wished to end"),
    ClosureReason.HANDED_ON: Text("Annan verksamhet tar över", "Another service takes over"),
    ClosureReason.MOVED: Text("Flyttat", "Moved"),
    ClosureReason.NO_CONTACT: Text("Ingen kontakt längre", "No contact any more"),
    ClosureReason.OTHER: Text("Annat", "Other"),
}
REACHES: Mapping[str, Text] = {
    Reach.INDIVIDUAL: Text("Individinriktad", "Individual"),
    Reach.STRUCTURAL: Text("Strukturövergripande", "Structural"),
}
SITUATIONS: Mapping[str, Text] = {
    Situation.VERY_HARD: Text("Mycket svår", "Very hard"),
    Situation.HARD: Text("Svår", "Hard"),
    Situation.BETWEEN: Text("Varken svår eller bra", "Neither hard nor good"),
    Situation.GOOD: Text("Bra", "Good"),
    Situation.VERY_GOOD: Text("Mycket bra", "Very good"),
}


def choices(words: Mapping[str, Text]) -> Sequence[tuple[str, str]]:
    """Codes with their Swedish words, as the framework wants choices of a field."""
    return [(str(code), text.sv) for code, text in words.items()]
