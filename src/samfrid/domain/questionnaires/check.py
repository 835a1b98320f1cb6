"""A definition is checked as a whole: what it points at is there, and nothing in it contradicts the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from samfrid.domain.questionnaires.check_conditions import condition_problems, never_shown
from samfrid.domain.questionnaires.check_items import item_problems
from samfrid.domain.questionnaires.check_marks import mark_problems
from samfrid.domain.questionnaires.check_scores import score_problems
from samfrid.domain.questionnaires.conditions import Condition
from samfrid.domain.questionnaires.model import Matrix, Questionnaire, Sensitivity
from samfrid.domain.questionnaires.wordings import Words
from samfrid.domain.wording import Place, Problem, Text

# What a title or heading never says: whoever looks over a shoulder must learn nothing (whole words).
# fmt: off
_TELLING = frozenset({
    "våld", "våldet", "våldsutsatt", "heder", "hedersrelaterat", "utsatt", "kvinnofrid",
    "skyddat", "hot", "hotad", "vin", "fov", "violence", "abuse",
    "honour", "honor", "threat", "threatened", "victim", "shelter",
})
# fmt: on


def check(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Tell everything that is wrong with a definition, each at the item at fault; nothing when it holds."""
    return tuple(Problem(what, Place(field=where)) for where, what in _problems(questionnaire))


def _problems(questionnaire: Questionnaire) -> Iterator[tuple[str, Text]]:
    yield from _head(questionnaire)
    yield from _doubles(questionnaire)
    yield from _languages(questionnaire)
    for item in questionnaire.items:
        yield from item_problems(questionnaire, item)
    for where, condition, before in _conditions(questionnaire):
        yield from condition_problems(questionnaire, condition, where=where, before=before)
    yield from never_shown(questionnaire)
    yield from score_problems(questionnaire)
    yield from mark_problems(questionnaire)


def _head(questionnaire: Questionnaire) -> Iterator[tuple[str, Text]]:
    if questionnaire.version < 1:
        yield "version", Text("Versionen är ett heltal från 1.", "The version is a whole number from 1.")
    if not questionnaire.items:
        yield "items", Text("Det finns inga frågor.", "There are no questions.")
    if not questionnaire.modes:
        yield "modes", Text("Säg hur frågorna får besvaras.", "Say how the questions may be answered.")
    told = {word.strip(".,:;!?") for language in ("sv", "en")
            for word in questionnaire.heading.into(language).casefold().split()} & _TELLING  # fmt: skip
    if told:
        yield (
            "heading",
            Text(
                f"Rubriken ska vara neutral; byt ut ”{min(told)}”.",
                f"The heading must be neutral; replace “{min(told)}”.",
            ),
        )
    if questionnaire.sensitivity is Sensitivity.SPECIAL:
        for item in questionnaire.items:
            if item.purpose is None or not item.legal_basis:
                yield (
                    f"items.{item.code}",
                    Text(
                        "En känslig fråga behöver ändamål (purpose) och rättslig grund (legal_basis).",
                        "A sensitive question needs a purpose and a legal basis (legal_basis).",
                    ),
                )


def _doubles(questionnaire: Questionnaire) -> Iterator[tuple[str, Text]]:
    lists: dict[str, Iterable[str]] = {
        "items": (one.code for one in questionnaire.items),
        "time_frames": (one.code for one in questionnaire.time_frames),
        "constraints": (one.code for one in questionnaire.constraints),
        "scores": (one.code for one in questionnaire.scores),
        "marks": (one.code for one in questionnaire.marks),
        "outcomes": (one.code for one in questionnaire.outcomes),
        "help": (one.code for one in questionnaire.help),
    }
    for item in questionnaire.items:
        lists[f"items.{item.code}.options"] = (one.code for one in item.options)
        if isinstance(item.shape, Matrix):
            lists[f"items.{item.code}.rows"] = (one.code for one in item.shape.rows)
    for where, codes in lists.items():
        seen: set[str] = set()
        for code in codes:
            if code in seen:
                yield f"{where}.{code}", Text("Koden finns redan.", "The code is there already.")
            seen.add(code)


def _languages(questionnaire: Questionnaire) -> Iterator[tuple[str, Text]]:
    wanted = frozenset(questionnaire.languages)
    for where, words in _all_words(questionnaire):
        for language in sorted(wanted - words.languages):
            yield where, Text(f"Texten saknas på {language}.", f"The text is missing in {language}.")
        for language in sorted(words.languages - wanted):
            yield (
                where,
                Text(
                    f"Språket {language} finns inte bland frågornas språk (languages).",
                    f"The language {language} is not among the languages of the questions.",
                ),
            )


def _all_words(questionnaire: Questionnaire) -> Iterator[tuple[str, Words]]:
    """Every sentence a respondent may meet; what only staff read is needed in Swedish and English alone."""
    yield "heading", questionnaire.heading
    yield "introduction", questionnaire.introduction
    for item in questionnaire.items:
        yield from _item_words(f"items.{item.code}", item)
    for constraint in questionnaire.constraints:
        yield f"constraints.{constraint.code}.message", constraint.message
    for one in questionnaire.help:
        yield f"help.{one.code}.words", one.words


def _item_words(where: str, item: object) -> Iterator[tuple[str, Words]]:
    """Walk an item's own data for sentences, its purpose left out: that one is for the record."""
    for name in getattr(item, "__dataclass_fields__", {}):
        value = getattr(item, name)
        if isinstance(value, Words) and name != "purpose":
            yield f"{where}.{name}", value
        elif name in ("shape", "options", "rows"):
            for one in value if isinstance(value, tuple) else (value,):
                code = getattr(one, "code", "")
                yield from _item_words(f"{where}.{name}.{code}" if code else where, one)


def _conditions(questionnaire: Questionnaire) -> Iterator[tuple[str, Condition, str | None]]:
    """Every condition with its place; routing may only ask about what comes before the item."""
    for item in questionnaire.items:
        if item.shown_when is not None:
            yield f"items.{item.code}.shown_when", item.shown_when, item.code
    for constraint in questionnaire.constraints:
        yield f"constraints.{constraint.code}.must", constraint.must, None
    for mark in questionnaire.marks:
        yield f"marks.{mark.code}.when", mark.when, None
    for one in questionnaire.help:
        yield f"help.{one.code}.when", one.when, None
