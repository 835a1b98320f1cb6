"""What one step of a sitting shows: the question in the respondent's language, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samfrid.apps.surveys import path
from samfrid.apps.surveys.codes import AGE_BANDS, COMPANIES, GENDERS
from samfrid.apps.surveys.models import Sitting
from samfrid.apps.surveys.selectors import questionnaire_of
from samfrid.apps.surveys.services.answering import help_before
from samfrid.apps.surveys.services.sittings import about, items_given
from samfrid.domain.questionnaires import Item, Kind, Option, Questionnaire, direction, progress
from samfrid.domain.questionnaires.model import FreeText, Matrix, Number, Scale
from samfrid.domain.wording import Refused, Text
from samfrid.ui.words import said


@dataclass(frozen=True, slots=True)
class Shown:
    """One option: what is sent, what is read, whether it is chosen, and whether “or” stands before it."""

    code: str
    words: str
    is_chosen: bool
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One control or group of a question: a whole question, or one row of a matrix."""

    name: str
    words: str
    kind: str
    options: tuple[Shown, ...] = ()
    value: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    longest: int = 0


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step. `title` is all that stands in the title bar: it says where one is and nothing else."""

    title: str
    question: str
    description: str
    parts: tuple[Part, ...]
    kind: str
    language: str
    languages: tuple[tuple[str, str], ...]
    done: int = 0
    of: int = 0
    is_first: bool = False
    help: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    nonce: str = field(default="", repr=False)

    @property
    def direction(self) -> str:
        """How the language is written."""
        return direction(self.language)


# What each language calls itself; one that isn't here is shown by its code.
_OWN_NAMES = {
    "sv": "Svenska",
    "en": "English",
    "ar": "العربية",
    "fa": "فارسی",
    "prs": "دری",
    "ckb": "کوردی",
    "so": "Soomaali",
    "ti": "ትግርኛ",
    "es": "Español",
    "pl": "Polski",
    "sq": "Shqip",
    "bs": "Bosanski",
}


def page_of(
    sitting: Sitting, *, refused: Refused | None = None, sent: Mapping[str, Sequence[str]] | None = None
) -> StepPage:
    """Put together the open step. What was sent and refused is shown as it was sent."""
    questionnaire = questionnaire_of(sitting.questionnaire)
    item = questionnaire.item(sitting.step.removeprefix(path.ITEM))
    title, question, description, parts = (
        _item(sitting, questionnaire, item, sent)
        if item is not None and sitting.step.startswith(path.ITEM)
        else _about(sitting, questionnaire, sent)
    )
    at, of = (0, 0)
    if item is not None and sitting.step.startswith(path.ITEM):
        at, of = progress(questionnaire, path.read(questionnaire, items_given(sitting)), at=item.code)
    return StepPage(
        title=title,
        question=question,
        description=description,
        parts=parts,
        kind=sitting.step.split(":")[0],
        language=sitting.language,
        languages=tuple((code, _OWN_NAMES.get(code, code)) for code in questionnaire.languages),
        done=at,
        of=of,
        is_first=sitting.step == path.FIRST_STEP,
        help=tuple(
            (one.words.into(sitting.language), one.phone) for one in help_before(sitting, questionnaire)
        ),
        problems=tuple(said(problem.what) for problem in refused.problems) if refused else (),
        nonce=sitting.nonce,
    )


_Told = tuple[str, str, str, tuple[Part, ...]]

_BEFORE = Text("Innan vi börjar", "Before we begin")
_ABOUT_YOU = Text("Om dig", "About you")
_ALMOST = Text("Nästan klart", "Almost done")
_ALONE = Text("Är du ensam just nu?", "Are you alone right now?")
_ALONE_WHY = Text(
    "Frågorna är bara till för dig. Ingen annan ska kunna läsa eller höra dem.",
    "The questions are for you only. Nobody else should be able to read or hear them.",
)
_ALONE_WORDS = {"not_alone": Text("Nej, någon är med", "No, someone is with me")}
_GENDER = Text("Vad har du för kön?", "What is your gender?")
_AGE = Text("Hur gammal är du?", "How old are you?")
_WHY = Text(
    "Vi frågar för att se om alla får lika bra stöd.",
    "We ask to see whether everyone gets equally good support.",
)
_SEND = Text("Vill du skicka svaren?", "Do you want to send the answers?")
_SEND_WHAT = Text(
    "När du har skickat kan du inte ändra dem, och ingen kan se vad just du har svarat.",
    "Once sent they cannot be changed, and nobody can see what you answered.",
)


def _about(sitting: Sitting, questionnaire: Questionnaire, sent: Mapping[str, Sequence[str]] | None) -> _Told:
    """The steps that are the same for every questionnaire."""
    known = about(sitting)
    if sitting.step == path.ALONE:
        words = {code: _ALONE_WORDS.get(code.value, text) for code, text in COMPANIES.items()}
        chosen = "" if sent is None else _first(sent, "alone")
        return said(_BEFORE), said(_ALONE), said(_ALONE_WHY), (_codes("alone", words, chosen),)
    if sitting.step == path.GENDER:
        chosen = known.get("gender", "")
        return said(_ABOUT_YOU), said(_GENDER), said(_WHY), (_codes("gender", GENDERS, chosen),)
    if sitting.step == path.AGE:
        chosen = known.get("age_band", "")
        return said(_ABOUT_YOU), said(_AGE), said(_WHY), (_codes("age_band", AGE_BANDS, chosen),)
    if sitting.step == path.END:
        return said(_ALMOST), said(_SEND), said(_SEND_WHAT), ()
    language = sitting.language
    return questionnaire.heading.into(language), "", questionnaire.introduction.into(language), ()


def _first(sent: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(sent.get(name, ())), "")


def _codes(name: str, words: Mapping[Any, Text], chosen: str) -> Part:
    options = tuple(Shown(str(code), said(text), str(code) == chosen) for code, text in words.items())
    return Part(name, "", "radio", options)


def _item(
    sitting: Sitting, questionnaire: Questionnaire, item: Item, sent: Mapping[str, Sequence[str]] | None
) -> _Told:
    given = items_given(sitting) if sent is None else sent
    language = sitting.language
    answers = path.read(questionnaire, items_given(sitting))
    at, of = progress(questionnaire, answers, at=item.code)
    title = said(Text(f"Fråga {at} av {of}", f"Question {at} of {of}"))
    description = item.description.into(language) if item.description else ""
    if isinstance(item.shape, Matrix):
        parts = tuple(
            Part(f"{item.code}.{row.code}", row.words.into(language), "radio",
                 _options(item.options, language, given.get(f"{item.code}.{row.code}", ())))
            for row in item.shape.rows
        )  # fmt: skip
    else:
        parts = (_part(item, language, given.get(item.code, ())),)
    return title, item.words.into(language), description, parts


def _part(item: Item, language: str, given: Sequence[str]) -> Part:
    shape, value = item.shape, next(iter(given), "")
    if isinstance(shape, Scale):
        steps = tuple(
            Shown(str(step), str(step), str(step) == value) for step in range(shape.first, shape.last + 1)
        )
        return Part(
            item.code, "", "scale", steps, low=shape.low.into(language), high=shape.high.into(language)
        )
    if item.kind in (Kind.SINGLE, Kind.MULTI):
        kind = "checkbox" if item.kind is Kind.MULTI else "radio"
        return Part(item.code, "", kind, _options(item.options, language, given))
    if isinstance(shape, FreeText):
        return Part(item.code, "", "text", value=value, longest=shape.longest)
    unit = shape.unit.into(language) if isinstance(shape, Number) and shape.unit else ""
    return Part(item.code, "", "number" if isinstance(shape, Number) else "line", value=value, unit=unit)


def _options(options: Sequence[Option], language: str, given: Sequence[str]) -> tuple[Shown, ...]:
    alone = [option.code for option in options if option.exclusive]
    first_alone = alone[0] if alone and len(alone) < len(options) else ""
    return tuple(
        Shown(
            option.code,
            option.words.into(language),
            option.code in given,
            is_apart=option.code == first_alone,
        )
        for option in options
    )
