"""One step of a sitting: what was sent is checked, kept or refused, and at the end counted without a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from samfrid.apps.surveys import path
from samfrid.apps.surveys.codes import AgeBand, AnswerMode, Company, Gender, Happened
from samfrid.apps.surveys.counted import Counted
from samfrid.apps.surveys.errors import CountRefused, StepRefused
from samfrid.apps.surveys.models import Sitting
from samfrid.apps.surveys.selectors import questionnaire_of
from samfrid.apps.surveys.services import askings, invitations, once, pools, sittings
from samfrid.domain.periods import Month
from samfrid.domain.questionnaires import (
    Given,
    Help,
    Mode,
    Questionnaire,
    has_declined,
    help_for,
    marks_of,
    unanswered_marks,
    validate,
    validate_item,
    without_hidden,
)
from samfrid.domain.questionnaires.parts import written
from samfrid.domain.wording import Place, Problem, Text


def forward(sitting: Sitting, *, nonce: str, sent: Mapping[str, Sequence[str]], at: datetime) -> bool:
    """Take the answer to the step that is open, and go on to the next; after the last, count it all.

    Shape:   whether it is over now: all is sent, or someone else is there and nothing is asked.
    Promise: a form that isn't the open one changes nothing.
    Errors:  StepRefused; AnswerRefused or CountRefused where the answer doesn't fit: the step stays open.
    """
    _must_be_open(sitting, nonce)
    questionnaire = questionnaire_of(sitting.questionnaire)
    if sitting.step == path.ALONE and sent.get("alone", [""])[0] == Company.NOT_ALONE:
        sittings.forget(sitting)
        return True
    _keep(sitting, questionnaire, sent)
    answers = path.read(questionnaire, sittings.items_given(sitting))
    following = path.after(questionnaire, answers, sitting.step)
    if following is None:
        _finish(sitting, questionnaire, at)
        return True
    _move(sitting, following, at)
    return False


def back(sitting: Sitting, *, nonce: str, at: datetime) -> None:
    """Go back one step; what was answered stays.

    Errors: StepRefused.
    """
    _must_be_open(sitting, nonce)
    questionnaire = questionnaire_of(sitting.questionnaire)
    answers = path.read(questionnaire, sittings.items_given(sitting))
    _move(sitting, path.before(questionnaire, answers, sitting.step), at)


def speak(sitting: Sitting, *, language: str, at: datetime) -> None:
    """Go on in another language of the questionnaire."""
    if language in questionnaire_of(sitting.questionnaire).languages:
        sitting.language = language
        sitting.touched_at = at
        sitting.save()


def _must_be_open(sitting: Sitting, nonce: str) -> None:
    if nonce != sitting.nonce:
        raise StepRefused(Text("Sidan var gammal. Fortsätt här.", "The page was old. Go on here."))


def _move(sitting: Sitting, step: str, at: datetime) -> None:
    sitting.step, sitting.nonce, sitting.touched_at = step, once.new_token(), at
    sitting.save()


def help_before(sitting: Sitting, questionnaire: Questionnaire) -> tuple[Help, ...]:
    """What the answer just given calls for: shown above the next step, and nowhere once the answer is sent."""
    answers = path.read(questionnaire, sittings.items_given(sitting))
    item = questionnaire.item(path.before(questionnaire, answers, sitting.step).removeprefix(path.ITEM))
    if item is None:
        return ()
    return help_for(questionnaire, {part: answers[part] for part in item.parts if part in answers})


def _keep(sitting: Sitting, questionnaire: Questionnaire, sent: Mapping[str, Sequence[str]]) -> None:
    """Keep the answer to the open step in the sitting."""
    if sitting.step.startswith(path.ITEM):
        _keep_item(sitting, questionnaire, sent)
    elif sitting.step == path.ALONE:
        sitting.company = _one_of(Company, sent, "alone", needed=True)
    elif sitting.step == path.GENDER:
        sitting.given["about"]["gender"] = _one_of(Gender, sent, "gender") or Gender.NOT_STATED.value
    elif sitting.step == path.AGE:
        sitting.given["about"]["age_band"] = _one_of(AgeBand, sent, "age_band") or AgeBand.NOT_STATED.value


def _one_of(
    codes: type[Company] | type[Gender] | type[AgeBand],
    sent: Mapping[str, Sequence[str]],
    field: str,
    *,
    needed: bool = False,
) -> str:
    given = [one for one in sent.get(field, ()) if one]
    if len(given) > 1 or (not given and needed) or (given and given[0] not in {code.value for code in codes}):
        raise CountRefused(
            Problem(Text("Välj ett av alternativen.", "Choose one of the options."), Place(field=field))
        )
    return given[0] if given else ""


def _keep_item(sitting: Sitting, questionnaire: Questionnaire, sent: Given) -> None:
    item = questionnaire.item(sitting.step.removeprefix(path.ITEM))
    if item is None:
        raise StepRefused(Text("Frågan finns inte längre.", "The question is gone."))
    answers = path.read(questionnaire, sittings.items_given(sitting))
    mine = {part: words for part, words in sent.items() if part in item.parts}
    fresh = validate_item(questionnaire, item, mine)
    kept = {part: value for part, value in answers.items() if part not in item.parts} | fresh
    kept = without_hidden(questionnaire, kept)
    sitting.given["items"] = {part: list(written(value)) for part, value in kept.items()}


def _finish(sitting: Sitting, questionnaire: Questionnaire, at: datetime) -> None:
    """Count the whole answer, and forget the sitting and the code that opened it."""
    checked = validate(questionnaire, sittings.items_given(sitting))
    said, day = sittings.about(sitting), timezone.localdate(at)
    gender = Gender(said.get("gender", Gender.NOT_STATED))
    age_band = AgeBand(said.get("age_band", AgeBand.NOT_STATED))
    if Mode.TALLY in questionnaire.modes:
        declined = has_declined(questionnaire, checked.values)
        counted = Counted(
            month=Month.of(day),
            gender=gender,
            age_band=age_band,
            happened=Happened.DECLINED if declined else Happened.ANSWERED,
            company=Company(sitting.company or Company.ALONE),
            mode=AnswerMode(sitting.mode),
            marks=marks_of(questionnaire, checked.values),
            unanswered=frozenset() if declined else unanswered_marks(questionnaire, checked.values),
        )
        askings.keep(sitting.unit, questionnaire, [counted], on=day)
    else:
        _keep_answer(sitting, gender, age_band, checked.as_given(), at)
    if sitting.invitation is not None:
        invitations.end(sitting.invitation)
    sittings.forget(sitting)


def _keep_answer(sitting: Sitting, gender: Gender, age_band: AgeBand, given: Given, at: datetime) -> None:
    day = timezone.localdate(at)
    pools.lock()
    pools.put(
        pools.ANSWERS,
        unit=sitting.unit_id,
        month=Month.of(day),
        rows=[
            {
                "questionnaire": sitting.questionnaire,
                "gender": gender.value,
                "age_band": age_band.value,
                "given": dict(given),
            }
        ],
    )
    askings.add_to_day(sitting.unit, 1, on=day)
