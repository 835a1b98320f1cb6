"""Put a report together: the finding first, then each measure, the tables, the method and the promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic

from samfrid.domain.equality import Certainty, Comparison, heading
from samfrid.domain.equality.comparison import Source
from samfrid.domain.reports import Download, Part, Report
from samfrid.domain.tables import ProtectedTable
from samfrid.domain.wording import Language, Text
from samfrid.tabulation.comparing import ComparedMeasure
from samfrid.tabulation.counting import TableNames, share_dimensions
from samfrid.tabulation.figures import Figures, Pencil
from samfrid.tabulation.plan import MeasureKind, Plan
from samfrid.tabulation.report.parts import (
    files_part,
    findings_part,
    measure_part,
    method_part,
    rate_part,
    tables_part,
    valued_part,
    way_part,
)


@dataclass(frozen=True, slots=True)
class Numbers(Generic[Source]):
    """Everything with a number in it, all from one kind of table.

    `tables` by name, `names` tells which shows what; `valued` are means, medians and times (protected ones
    only); `steps` the ways.
    """

    tables: Mapping[str, Source]
    names: TableNames
    measured: tuple[ComparedMeasure[Source], ...]
    valued: Mapping[str, ProtectedTable]
    steps: Mapping[str, Comparison[Source]]


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says besides its numbers: facts on the file and the method, and the files beside it."""

    day: date
    facts: tuple[tuple[Text, Text], ...]
    promise: tuple[Text, ...]
    files: tuple[Download, ...]
    staff_only: bool = False


def build_report(plan: Plan, numbers: Numbers[Source], content: Content, pencil: Pencil[Source]) -> Report:
    """Build the report in the pencil's language.

    Promise: every number and sentence comes from `numbers`.
    """
    language = pencil.language
    figures = Figures(plan, pencil)
    first = _most_telling(numbers.measured)
    title = heading(first.by_row, first.words) if first else plan.title
    return Report(
        title=title.into(language).rstrip("."),
        date=content.day,
        language=language,
        parts=tuple(_parts(plan, numbers, content, figures, language)),
        eyebrow=plan.title.into(language),
        lead=plan.about.into(language) if plan.about else "",
        source=plan.source.into(language),
        staff_only=content.staff_only,
        demo=plan.invented,
    )


def _most_telling(measured: tuple[ComparedMeasure[Source], ...]) -> ComparedMeasure[Source] | None:
    """The measure whose whole differs most among those that are certain; the first where none is."""
    return max(measured, key=_certain_size, default=None)


def _certain_size(measured: ComparedMeasure[Source]) -> float:
    whole = next((row.difference for row in measured.by_row.rows if row.is_total), None)
    return abs(whole.difference) if whole and whole.certainty is Certainty.CERTAIN else 0.0


def _parts(
    plan: Plan,
    numbers: Numbers[Source],
    content: Content,
    figures: Figures[Source],
    language: Language,
) -> Iterator[Part]:
    if numbers.measured:
        yield findings_part(numbers.measured, language)
    for way in plan.ways:
        yield way_part(way, numbers.steps[way.name], figures, language)
    for measured in numbers.measured:
        yield measure_part(measured, figures, language)
    for measure in plan.measures:
        if measure.kind is MeasureKind.RATE:
            table = numbers.tables[numbers.names.of(share_dimensions(plan, measure))]
            yield rate_part(measure, table, language)
    for name, values in numbers.valued.items():
        yield valued_part(plan, plan.measure(name), values, language)
    if plan.tables:
        yield tables_part(plan, dict(numbers.tables), language)
    yield method_part(content.facts, content.promise, language)
    if content.files:
        yield files_part(content.files, language)
