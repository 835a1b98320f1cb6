"""One asking as somebody tells it, and the check that it is whole and doesn't contradict itself."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.apps.surveys.codes import AgeBand, AnswerMode, Company, Gender, Happened, Reason
from samfrid.apps.surveys.errors import CountRefused
from samfrid.apps.surveys.pooling import MONTHS_STILL_OPEN
from samfrid.domain.periods import Month
from samfrid.domain.questionnaires import Mode, Questionnaire, check_marks
from samfrid.domain.questionnaires.errors import AnswerRefused
from samfrid.domain.wording import Place, Problem, Text


@dataclass(frozen=True, slots=True)
class Counted:
    """An asking and, where it was answered, its marks. Holds no person, day or free text."""

    month: Month
    gender: Gender
    age_band: AgeBand
    happened: Happened
    reason: Reason | None = None
    company: Company | None = None
    mode: AnswerMode = AnswerMode.TALLY
    marks: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()


def check_counted(counted: Counted, questionnaire: Questionnaire, *, today: Month) -> None:
    """Refuse what contradicts itself.

    Errors: CountRefused with every problem; places are `month`, `reason`, `company` and `marks`.
    """
    problems = list(_problems(counted, questionnaire, today))
    if problems:
        raise CountRefused(*(Problem(what, Place(field=field)) for field, what in problems))


def open_months(today: Month) -> tuple[Month, ...]:
    """The months that can be counted in, the latest first."""
    return tuple(today.moved(-back) for back in range(MONTHS_STILL_OPEN + 1))


_CLOSED = Text(
    "Välj den här månaden eller den förra. Äldre månader är stängda.",
    "Choose this month or the last. Older months are closed.",
)
SAY_COMPANY = Text("Ange om ni var ensamma.", "Say whether you were alone.")
SAY_REASON = Text("Välj varför frågan inte ställdes.", "Choose why it wasn’t asked.")
_NO_REASON = Text(
    "Den som fick frågan har inget skäl att inte få den.",
    "Whoever was asked has no reason for not being asked.",
)
_NOBODY_ASKED = Text(
    "Ingen fråga ställdes: låt bli att svara här.", "No question was asked: leave this unanswered."
)
_NOTHING_ANSWERED = Text(
    "Inget besvarades, men svar är kryssade. Ta bort kryssen eller ändra vad som hände.",
    "Nothing was answered, but answers are ticked. Untick them, or change what happened.",
)


def _problems(counted: Counted, questionnaire: Questionnaire, today: Month) -> list[tuple[str, Text]]:
    asked, answered = counted.happened is not Happened.NOT_ASKED, counted.happened is Happened.ANSWERED
    wrong = (
        ("month", counted.month not in open_months(today), _CLOSED),
        ("reason", not asked and counted.reason is None, SAY_REASON),
        ("reason", asked and counted.reason is not None, _NO_REASON),
        ("company", asked and counted.company is None, SAY_COMPANY),
        ("company", not asked and counted.company is not None, _NOBODY_ASKED),
        ("marks", not answered and bool(counted.marks | counted.unanswered), _NOTHING_ANSWERED),
    )
    return [(field, what) for field, is_wrong, what in wrong if is_wrong] + _mark_problems(
        counted, questionnaire
    )


def _mark_problems(counted: Counted, questionnaire: Questionnaire) -> list[tuple[str, Text]]:
    if counted.happened is Happened.ANSWERED and Mode.TALLY not in questionnaire.modes:
        return [("marks", Text("De här frågorna räknas inte in så här.", "These questions aren’t tallied."))]
    try:
        check_marks(questionnaire, counted.marks)
        check_marks(questionnaire, counted.unanswered - _needy(questionnaire))
    except AnswerRefused as refused:
        return [("marks", problem.what) for problem in refused.problems]
    return []


def _needy(questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(mark.code for mark in questionnaire.marks if mark.needs)
