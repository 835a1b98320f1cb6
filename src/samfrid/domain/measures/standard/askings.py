"""Askings: who was asked about violence, who declined, and what those who answered said.

An asking and the answers it got are two rows that nothing joins. Here each occasion is counted once: an answered
one by its answers, a declined one and one that never came by themselves.
"""

from __future__ import annotations

from samfrid.domain.measures.divisions import NO, YES, answer_dimension
from samfrid.domain.measures.standard.axes import AGE, COUNTY, GENDER, HALF_YEAR, MUNICIPALITY
from samfrid.domain.measures.standard.model import Figure, StandardFamily, StandardMeasure
from samfrid.domain.tables import Dimension, Hierarchy, Member
from samfrid.domain.wording import Text

ANSWER = "answer"
ASKED = "asked"
UNCOUNTED, DECLINED, NOT_ASKED = "uncounted", "declined", "not_asked"
_OCCASIONS = Text("tillfällen", "occasions")

EXPOSURES = ("threat", "physical", "sexual_pressure", "sexual_violation", "economic")
"""Marks of the questionnaire that tell of violence by somebody close; yes to one of them is exposure."""

MARKS = {
    "threat": Text("hot, kontroll eller förnedring", "threats, control or humiliation"),
    "physical": Text("våld mot kroppen", "violence against the body"),
    "sexual_pressure": Text("press eller tvång till sex", "being pressed or forced into sex"),
    "sexual_violation": Text("andra sexuella kränkningar", "other sexual violations"),
    "economic": Text("styrd ekonomi", "economic control"),
    "witnessed": Text("våld i familjen som barn", "violence in the family as a child"),
    "used": Text("att själv ha använt våld", "having used violence oneself"),
}
"""What each question asks about, as it stands after "svarade ja på frågan om"."""


def _answers() -> Dimension:
    """What an occasion came to, with who was asked at all as a coarser level."""
    words = {
        YES: Text("Ja på minst en fråga om utsatthet", "Yes to at least one question on exposure"),
        NO: Text("Nej på alla frågor om utsatthet", "No to every question on exposure"),
        UNCOUNTED: Text("Svarade, men inte enskilt eller inte på allt", "Answered, but not alone or not all"),
        DECLINED: Text("Avböjde", "Declined"),
        NOT_ASKED: Text("Fick inte frågan", "Was not asked"),
    }
    labels = {Member(ANSWER, code): text for code, text in words.items()}
    asked = {code: NOT_ASKED if code == NOT_ASKED else ASKED for code in words}
    labels |= {
        Member(ASKED, ASKED): Text("Fick frågan", "Was asked"),
        Member(ASKED, NOT_ASKED): words[NOT_ASKED],
    }
    return Dimension(
        ANSWER,
        tuple(words),
        Text("Vad som hände", "What happened"),
        (Hierarchy(ASKED, asked, Text("Fick frågan", "Was asked")),),
        labels,
    )


def _mark(code: str) -> Dimension:
    return answer_dimension(code, Text("Fråga om ", "Question about ") + MARKS[code], not_counted=True)


def _share_yes(code: str) -> StandardMeasure:
    about = MARKS[code]
    return StandardMeasure(
        code=f"yes_{code}",
        version=1,
        figure=Figure.SHARE,
        name=Text(f"Andel ja på frågan om {about.sv}", f"Share who said yes about {about.en}"),
        definition=Text(
            f"Av dem som svarade enskilt på frågan om {about.sv}: hur stor andel som svarade ja.",
            f"Of those who answered the question about {about.en} alone: the share who said yes.",
        ),
        numerator=Text("Tillfällen där svaret var ja.", "Occasions where the answer was yes."),
        denominator=Text(
            "Tillfällen där frågan besvarades enskilt med ja eller nej.",
            "Occasions where the question was answered alone with yes or no.",
        ),
        unit=_OCCASIONS,
        more_often=Text(
            f"{{more}} svarar oftare ja på frågan om {about.sv} än {{less}}",
            f"{{more}} say yes about {about.en} more often than {{less}}",
        ),
        column=code,
        codes=(YES,),
        of=(YES, NO),
        tables=(f"{code}_by_place",),
    )


_WHOLE = ("askings_by_place", "askings_by_half_year", "askings_by_age")
_ASKED = (YES, NO, UNCOUNTED, DECLINED)

ASKINGS = StandardFamily(
    name="askings",
    topic=Text("Frågor om våld", "Questions about violence"),
    own={ANSWER: _answers(), **{code: _mark(code) for code in MARKS}},
    tables={
        "askings_by_place": (MUNICIPALITY, GENDER, ANSWER),
        "askings_by_half_year": (COUNTY, GENDER, HALF_YEAR, ANSWER),
        "askings_by_age": (GENDER, AGE, ANSWER),
        **{f"{code}_by_place": (COUNTY, GENDER, code) for code in MARKS},
    },
    measures=(
        StandardMeasure(
            code="asked",
            version=1,
            figure=Figure.SHARE,
            name=Text("Andel som fick frågan om våld", "Share who were asked about violence"),
            definition=Text(
                "Av dem som skulle ha fått frågor om våld: hur stor andel som fick dem.",
                "Of those who should have been asked about violence: the share who were.",
            ),
            numerator=Text(
                "Tillfällen där frågan ställdes, vare sig den besvarades eller inte.",
                "Occasions where the question was put, answered or not.",
            ),
            denominator=Text(
                "Tillfällen där frågan skulle ha ställts.", "Occasions where it should have been put."
            ),
            unit=_OCCASIONS,
            more_often=Text("{more} får frågan oftare än {less}", "{more} are asked more often than {less}"),
            column=ANSWER,
            codes=_ASKED,
            of=(*_ASKED, NOT_ASKED),
            tables=_WHOLE,
        ),
        StandardMeasure(
            code="declined",
            version=1,
            figure=Figure.SHARE,
            name=Text("Andel som avböjde att svara", "Share who declined to answer"),
            definition=Text(
                "Av dem som fick frågor om våld: hur stor andel som inte ville svara.",
                "Of those who were asked about violence: the share who did not want to answer.",
            ),
            numerator=Text(
                "Tillfällen där personen avböjde. Det räknas aldrig som nej.",
                "Occasions where the person declined. It is never counted as no.",
            ),
            denominator=Text("Tillfällen där frågan ställdes.", "Occasions where the question was put."),
            unit=_OCCASIONS,
            more_often=Text("{more} avböjer oftare än {less}", "{more} decline more often than {less}"),
            column=ANSWER,
            codes=(DECLINED,),
            of=_ASKED,
            tables=_WHOLE,
        ),
        StandardMeasure(
            code="yes_any",
            version=1,
            figure=Figure.SHARE,
            name=Text("Andel som berättade om våld", "Share who told of violence"),
            definition=Text(
                "Av dem som svarade enskilt på frågorna om utsatthet: hur stor andel som svarade ja på minst en.",
                "Of those who answered the questions on exposure alone: the share who said yes to at least one.",
            ),
            numerator=Text(
                "Tillfällen med ja på minst en av frågorna om att ha utsatts av någon nära.",
                "Occasions with a yes to at least one question on exposure to somebody close.",
            ),
            denominator=Text(
                "Tillfällen där frågorna besvarades enskilt. Ett ja räknas även om annat lämnades.",
                "Occasions where they were answered alone. A yes counts even where others were left.",
            ),
            unit=_OCCASIONS,
            more_often=Text(
                "{more} berättar om våld oftare än {less}", "{more} tell of violence more often than {less}"
            ),
            column=ANSWER,
            codes=(YES,),
            of=(YES, NO),
            tables=_WHOLE,
        ),
        *(_share_yes(code) for code in MARKS),
    ),
    thresholds={"used": {YES: 10}},
    sensitive={ANSWER: (YES,)},
)
