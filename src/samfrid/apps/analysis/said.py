"""What a release says of each standard measure: its words, its tables, breaks, and who delivered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samfrid.apps.analysis.collecting import Gathered
from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.domain.equality import PartOf
from samfrid.domain.measures.standard import (
    ASKINGS,
    CASES,
    FIRST_MEETING,
    StandardFamily,
    StandardMeasure,
)
from samfrid.domain.questionnaires import questionnaire_for
from samfrid.domain.questionnaires.errors import UnknownQuestionnaire
from samfrid.domain.wording import Text


def published_measures(families: Sequence[StandardFamily], gathered: Gathered) -> list[PublishedMeasure]:
    """Say every measure of the families, in their order."""
    return list(_said(families, gathered))


def _said(families: Sequence[StandardFamily], gathered: Gathered) -> Iterator[PublishedMeasure]:
    for family in families:
        measures = [*family.measures, *([FIRST_MEETING.measure] if family is CASES else [])]
        places = tuple(sorted(gathered.delivered(family.name)))
        asked = family is ASKINGS
        for measure in measures:
            yield _publish(
                measure,
                family,
                places,
                breaks=_breaks(gathered) if asked else {},
                questionnaire=_questionnaire(gathered) if asked else None,
            )


def _publish(
    measure: StandardMeasure,
    family: StandardFamily,
    places: tuple[str, ...],
    *,
    breaks: dict[str, Text],
    questionnaire: Text | None,
) -> PublishedMeasure:
    return PublishedMeasure(
        code=measure.code,
        version=measure.version,
        kind=MeasureKind(measure.figure.value),
        topic=family.name,
        name=measure.name,
        definition=measure.definition,
        numerator=measure.numerator,
        denominator=measure.denominator,
        unit=measure.unit,
        more_often=measure.more_often,
        tables=measure.tables,
        column=measure.column,
        part=PartOf(measure.column, measure.codes, measure.of) if measure.column else None,
        breaks=breaks,
        questionnaire=questionnaire,
        places=places,
    )


def _breaks(gathered: Gathered) -> dict[str, Text]:
    """A break stands where a version of the questions is asked by that was not asked by before."""
    found: dict[str, Text] = {}
    before: set[str] = set()
    for half_year in sorted(code for code in gathered.questionnaires if code):
        new = gathered.questionnaires[half_year] - before
        if before and new:
            found[half_year] = Text("Nya frågor används", "New questions are used")
        before |= gathered.questionnaires[half_year]
    return found


def _questionnaire(gathered: Gathered) -> Text:
    """The questions that were asked, each with its version."""
    keys = sorted(set().union(*gathered.questionnaires.values()))
    named = [_named(key) for key in keys]
    return Text("; ".join(name.sv for name in named), "; ".join(name.en for name in named))


def _named(key: str) -> Text:
    code, _, version = key.partition("@")
    try:
        title = questionnaire_for(key).title.text
    except UnknownQuestionnaire:
        title = Text.same(code)
    return Text(f"{title.sv}, version {version}", f"{title.en}, version {version}")
