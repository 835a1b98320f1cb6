"""The list of measures of a release, each with what was found in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.reading import COUNTRY, OpenRelease
from samfrid.apps.reports.choices import read_choice
from samfrid.apps.reports.comparing import can_be_compared, compared
from samfrid.apps.reports.findings import title_of, whole_of
from samfrid.apps.reports.tables import figure_cell
from samfrid.domain.equality import Certainty
from samfrid.domain.measures.standard.axes import COMPARED, GENDER
from samfrid.domain.tables import Member
from samfrid.domain.wording import Language, Text

BARS = {Certainty.CERTAIN: 3, Certainty.LIKELY: 2, Certainty.CHANCE: 1}


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure in a list. `bars` says how sure its difference is (3 certain, 1 may be chance, 0 not compared)."""

    code: str
    topic: str
    name: str
    finding: str
    detail: str
    bars: int


def measure_lines(release: OpenRelease, language: Language) -> tuple[MeasureLine, ...]:
    """Say of every measure what was found where the release counts most: in all of it, the newest period."""
    return tuple(_line(release, measure, language) for measure in release.measures)


def _line(release: OpenRelease, measure: PublishedMeasure, language: Language) -> MeasureLine:
    name = measure.name.into(language)
    if not can_be_compared(measure):
        values = _values(release, measure).into(language)
        return MeasureLine(measure.code, measure.topic, name, name, values, 0)
    found = compared(release, measure, read_choice(release, measure, {}))
    whole = found.total
    sure = whole.difference.certainty if whole and whole.difference else None
    return MeasureLine(
        measure.code,
        measure.topic,
        name,
        title_of(found).into(language),
        whole_of(found).into(language),
        BARS[sure] if sure else 0,
    )


def _values(release: OpenRelease, measure: PublishedMeasure) -> Text:
    """Say the medians of the two genders, without holding them against each other."""
    genders = release.table(measure.code, GENDER).shape.dimension(GENDER)
    said = []
    for language in Language:
        parts = []
        for code in COMPARED:
            label = genders.label_of(Member(GENDER, code)).into(language)
            figure = release.figure(measure.code, place=COUNTRY, gender=code)
            cell = figure_cell(figure, measure, language)
            unit = (
                ""
                if cell.is_sign or measure.kind is not MeasureKind.MEDIAN
                else f" {measure.unit.into(language)}"
            )
            parts.append(f"{label}: {cell.text}{unit}")
        said.append(", ".join(parts))
    return Text(*said)
