"""Everything a page on one measure says, as values: the finding, figures, tables, definition. Made once, then kept."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.reading import OpenRelease
from samfrid.apps.reports import drawing
from samfrid.apps.reports.choices import Choice, rows_of
from samfrid.apps.reports.comparing import Compared, can_be_compared, compared
from samfrid.apps.reports.findings import lead_of, title_of
from samfrid.apps.reports.over_time import changes
from samfrid.apps.reports.table_files import table_title
from samfrid.apps.reports.tables import shares_table, signs_in, values_table
from samfrid.domain.equality import too_small
from samfrid.domain.measures.standard.axes import AGE, HALF_YEAR
from samfrid.domain.reports import Figure, TableBlock
from samfrid.domain.tables import Member
from samfrid.domain.wording import Language, Text, format_date


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One measure as a reader chose to see it, in one language. Figures that can't be drawn are left out."""

    title: str
    lead: str
    about: str
    dots: Figure | None
    area_map: Figure | None
    trend: Figure | None
    changes: tuple[str, ...]
    by_age: Figure | None
    tables: tuple[TableBlock, ...]
    signs: tuple[tuple[str, str], ...]
    too_small: str
    whole_period_only: bool
    files: tuple[tuple[str, str], ...]


def measure_page(
    release: OpenRelease, measure: PublishedMeasure, choice: Choice, language: Language
) -> MeasurePage:
    """Put the page of a measure together.

    Promise: every number in it comes from protected tables of this release; the same release, choice and language
             always give the same page.
    """
    if not can_be_compared(measure):
        return _of_values(release, measure, choice, language)
    found = compared(release, measure, choice)
    source = source_of(release)
    tables = [shares_table(found, language)]
    if measure.kind is MeasureKind.COUNT:
        tables.append(values_table(release, measure, _places(release, measure, choice), language))
    small = None if choice.gender else too_small(found.comparison)
    return MeasurePage(
        title=title_of(found).into(language),
        lead=lead_of(found).into(language),
        about=_about(release, found).into(language),
        dots=drawing.dots(found, source, language),
        area_map=drawing.share_map(found, language),
        trend=drawing.trend(found, source, language),
        changes=tuple(words.into(language) for words in changes(found)),
        by_age=drawing.by_age(found, source, language),
        tables=tuple(tables),
        signs=signs_in(tables, language),
        too_small=small.into(language) if small else "",
        whole_period_only=bool(choice.age) and HALF_YEAR not in found.at and not choice.period.is_total,
        files=_files(release, measure, language),
    )


def source_of(release: OpenRelease) -> Text:
    """Who published the figures, and when."""
    day = [format_date(release.published_at.date(), language) for language in Language]
    return Text(f"Källa: {release.publisher}, {day[0]}.", f"Source: {release.publisher}, {day[1]}.")


def _places(release: OpenRelease, measure: PublishedMeasure, choice: Choice) -> list[Member]:
    members, whole = rows_of(release, measure, choice)
    return [*([whole] if whole is not None else []), *members]


def _of_values(
    release: OpenRelease, measure: PublishedMeasure, choice: Choice, language: Language
) -> MeasurePage:
    table = values_table(release, measure, _places(release, measure, choice), language)
    return MeasurePage(
        title=measure.name.into(language),
        lead=measure.definition.into(language),
        about="",
        dots=None,
        area_map=None,
        trend=None,
        changes=(),
        by_age=None,
        tables=(table,),
        signs=signs_in([table], language),
        too_small="",
        whole_period_only=False,
        files=_files(release, measure, language),
    )


def _files(
    release: OpenRelease, measure: PublishedMeasure, language: Language
) -> tuple[tuple[str, str], ...]:
    """The tables a measure can be read from: name and title."""
    return tuple((name, table_title(release, name).into(language)) for name in measure.tables)


def _about(release: OpenRelease, found: Compared) -> Text:
    """Which place, time and age the page shows: "Östergötlands län, 2025"."""
    said = [release.places.label_of(found.choice.area)] if not found.choice.similar_to else []
    for name in (HALF_YEAR, AGE):
        if (member := found.at.get(name)) is not None:
            table = release.table(found.measure.code, name)
            said.append(table.shape.dimension(name).label_of(member))
    return Text(", ".join(t.sv for t in said), ", ".join(t.en for t in said))
