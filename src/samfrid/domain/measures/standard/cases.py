"""Cases: opened, in a context of honour, given which support, met how soon; and, when closed, whether it is better."""

from __future__ import annotations

from samfrid.domain.measures.divisions import NO, YES, answer_dimension
from samfrid.domain.measures.standard.axes import AGE, COUNTY, GENDER, HALF_YEAR, MUNICIPALITY
from samfrid.domain.measures.standard.model import Figure, StandardFamily, StandardMeasure, StandardMedian
from samfrid.domain.tables import Dimension, Member
from samfrid.domain.wording import Text

HONOUR, OUTCOME = "honour", "outcome"
UNKNOWN = "unknown"
BETTER, SAME, WORSE = "better", "same", "worse"
DAYS = "days_to_first_meeting"
_CASES = Text("ärenden", "cases")

SUPPORTS = {
    "support_talk": Text("stödsamtal", "support talks"),
    "risk_assessment": Text("riskbedömning", "risk assessment"),
    "protected_housing": Text("skyddat boende", "protected housing"),
    "practical": Text("praktiskt stöd", "practical support"),
    "economic": Text("ekonomiskt stöd", "economic support"),
    "legal": Text("juridiskt stöd", "legal support"),
    "health_care": Text("vård", "health care"),
    "rehabilitation": Text("arbetslivsinriktad rehabilitering", "vocational rehabilitation"),
    "children": Text("stöd till barn", "support for children"),
    "change_talk": Text("samtal för att sluta med våld", "talks to stop using violence"),
    "group": Text("grupp", "group"),
}
"""The kinds of support, as in the register of cases."""


def _support(kind: str) -> str:
    return f"support_{kind}"


def _honour() -> Dimension:
    words = {YES: Text("Ja", "Yes"), NO: Text("Nej", "No"), UNKNOWN: Text("Vet inte", "Not known")}
    labels = {Member(HONOUR, code): text for code, text in words.items()}
    return Dimension(HONOUR, tuple(words), Text("Hederskontext", "Context of honour"), labels=labels)


def _outcome() -> Dimension:
    words = {
        BETTER: Text("Bättre", "Better"),
        SAME: Text("Oförändrad", "Unchanged"),
        WORSE: Text("Sämre", "Worse"),
        UNKNOWN: Text("Inte angivet", "Not stated"),
    }
    labels = {Member(OUTCOME, code): text for code, text in words.items()}
    label = Text("Situationen vid avslut", "Situation at closure")
    return Dimension(OUTCOME, tuple(words), label, labels=labels)


def _share_supported(kind: str) -> StandardMeasure:
    given = SUPPORTS[kind]
    return StandardMeasure(
        code=_support(kind),
        version=1,
        figure=Figure.SHARE,
        name=Text(f"Andel som fick {given.sv}", f"Share who were given {given.en}"),
        definition=Text(
            f"Av ärenden som öppnades: hur stor andel där {given.sv} har getts.",
            f"Of cases opened: the share where {given.en} was given.",
        ),
        numerator=Text(f"Ärenden där {given.sv} har getts.", f"Cases where {given.en} was given."),
        denominator=Text("Ärenden som öppnades under perioden.", "Cases opened in the period."),
        unit=_CASES,
        more_often=Text(
            f"{{more}} får {given.sv} oftare än {{less}}",
            f"{{more}} are given {given.en} more often than {{less}}",
        ),
        column=_support(kind),
        codes=(YES,),
        of=(YES, NO),
        tables=(f"{_support(kind)}_by_place",),
    )


CASES = StandardFamily(
    name="cases",
    topic=Text("Stöd", "Support"),
    own={
        HONOUR: _honour(),
        **{
            _support(kind): answer_dimension(
                _support(kind), Text("Fick ", "Given ") + words, not_counted=False
            )
            for kind, words in SUPPORTS.items()
        },
    },
    tables={
        "cases_by_place": (MUNICIPALITY, GENDER),
        "cases_by_half_year": (COUNTY, GENDER, HALF_YEAR),
        "cases_by_age": (GENDER, AGE),
        "honour_by_place": (COUNTY, GENDER, HONOUR),
        "honour_by_half_year": (GENDER, HALF_YEAR, HONOUR),
        "honour_by_age": (GENDER, AGE, HONOUR),
        **{f"{_support(kind)}_by_place": (COUNTY, GENDER, _support(kind)) for kind in SUPPORTS},
    },
    measures=(
        StandardMeasure(
            code="opened",
            version=1,
            figure=Figure.COUNT,
            name=Text("Öppnade ärenden", "Cases opened"),
            definition=Text(
                "Antal ärenden som öppnades under perioden.", "Number of cases opened in the period."
            ),
            numerator=Text("Ärenden, räknade när de öppnades.", "Cases, counted when they were opened."),
            unit=_CASES,
            tables=("cases_by_place", "cases_by_half_year", "cases_by_age"),
        ),
        StandardMeasure(
            code="honour",
            version=1,
            figure=Figure.SHARE,
            name=Text("Andel ärenden i hederskontext", "Share of cases in a context of honour"),
            definition=Text(
                "Av öppnade ärenden där det är känt: hur stor andel som rör våld i hederskontext.",
                "Of cases opened where it is known: the share about violence in a context of honour.",
            ),
            numerator=Text("Ärenden i hederskontext.", "Cases in a context of honour."),
            denominator=Text("Ärenden där det står ja eller nej.", "Cases where yes or no is noted."),
            unit=_CASES,
            more_often=Text(
                "{more} har oftare ärenden i hederskontext än {less}",
                "{more} more often have cases in a context of honour than {less}",
            ),
            column=HONOUR,
            codes=(YES,),
            of=(YES, NO),
            tables=("honour_by_place", "honour_by_half_year", "honour_by_age"),
        ),
        *(_share_supported(kind) for kind in SUPPORTS),
    ),
    thresholds={HONOUR: {YES: 10}},
    sensitive={HONOUR: (YES,)},
)

CLOSURES = StandardFamily(
    name="closures",
    topic=Text("Avslut", "Closures"),
    own={OUTCOME: _outcome()},
    tables={
        "closed_by_place": (MUNICIPALITY, GENDER),
        "closed_by_half_year": (COUNTY, GENDER, HALF_YEAR),
        "closed_by_age": (GENDER, AGE),
        "outcome_by_place": (COUNTY, GENDER, OUTCOME),
        "outcome_by_half_year": (GENDER, HALF_YEAR, OUTCOME),
        "outcome_by_age": (GENDER, AGE, OUTCOME),
    },
    measures=(
        StandardMeasure(
            code="closed",
            version=1,
            figure=Figure.COUNT,
            name=Text("Avslutade ärenden", "Cases closed"),
            definition=Text(
                "Antal ärenden som avslutades under perioden.", "Number of cases closed in the period."
            ),
            numerator=Text("Ärenden, räknade när de avslutades.", "Cases, counted when they were closed."),
            unit=_CASES,
            tables=("closed_by_place", "closed_by_half_year", "closed_by_age"),
        ),
        StandardMeasure(
            code="better",
            version=1,
            figure=Figure.SHARE,
            name=Text("Andel vars situation blev bättre", "Share whose situation improved"),
            definition=Text(
                "Av avslutade ärenden med bedömning före och efter: hur stor andel där personen bedömer sin"
                " situation som bättre.",
                "Of closed cases judged before and after: the share where the person judges the situation better.",
            ),
            numerator=Text(
                "Ärenden där situationen bedöms bättre vid avslut än vid start.",
                "Cases where the situation is judged better at closure than at the start.",
            ),
            denominator=Text(
                "Avslutade ärenden där personen bedömt båda gångerna.",
                "Closed cases where the person judged both times.",
            ),
            unit=_CASES,
            more_often=Text(
                "{more} får det oftare bättre än {less}",
                "{more} more often get a better situation than {less}",
            ),
            column=OUTCOME,
            codes=(BETTER,),
            of=(BETTER, SAME, WORSE),
            tables=("outcome_by_place", "outcome_by_half_year", "outcome_by_age"),
        ),
    ),
    thresholds={},
    sensitive={},
)

FIRST_MEETING = StandardMedian(
    measure=StandardMeasure(
        code="first_meeting",
        version=1,
        figure=Figure.MEDIAN,
        name=Text("Dagar till första mötet", "Days to the first meeting"),
        definition=Text(
            "Median för antalet dagar från att ärendet öppnades till första mötet.",
            "Median number of days from the opening of the case to the first meeting.",
        ),
        numerator=Text(
            "Dagar i öppnade ärenden med ett första möte, avrundat till hela dagar. Visas från tio ärenden.",
            "Days in cases opened where a first meeting was held, in whole days. Shown from ten cases.",
        ),
        unit=Text("dagar", "days"),
        tables=("first_meeting_by_place",),
    ),
    column=DAYS,
    step=1.0,
    counted_in="cases_by_place",
)
