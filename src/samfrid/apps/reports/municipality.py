"""Everything a release says of one municipality: what differs, every measure in a table, and its development."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.reading import NotPublished, OpenRelease
from samfrid.apps.reports import drawing
from samfrid.apps.reports.choices import is_by_place, read_choice
from samfrid.apps.reports.comparing import (
    PublicComparison,
    as_delivered,
    can_be_compared,
    everywhere,
    words_of,
)
from samfrid.apps.reports.measure_list import BARS
from samfrid.apps.reports.measure_page import source_of
from samfrid.apps.reports.over_time import over_time
from samfrid.apps.reports.tables import difference_cell, figure_cell, share_cells, sign_cell, signs_in
from samfrid.domain.equality import Certainty, ComparedRow, Estimate, finding, heading
from samfrid.domain.measures.standard.axes import (
    COMPARED,
    COUNTY,
    GENDER,
    HALF_YEAR,
    MUNICIPALITY,
    gender_dimension,
)
from samfrid.domain.places import Municipality
from samfrid.domain.reports import Column, ColumnGroup, Figure, Finding, TableBlock, TableCell, TableRow
from samfrid.domain.tables import Member, Sign
from samfrid.domain.wording import Language, Text

MOST_PANELS = 6
MOST_FINDINGS = 4
_MEASURE, _COUNTY = Text("Mått", "Measure"), Text("Länet", "The county")
_DIFFERENCE = Text("Skillnad", "Difference")
_NOTE = Text(
    "Skillnad i procentenheter, med 95 % osäkerhet. Utan ord efter är den säker. Länets skillnad står bredvid.",
    "Difference in percentage points, with 95% uncertainty. Without a word after it, it is certain. The county's "
    "difference stands beside it.",
)
_NOT_SURE = Text(
    "Ingen skillnad mellan kvinnor och män är säker", "No difference between women and men is certain"
)
_NOTHING = Text("Kommunen har inte lämnat uppgifter", "The municipality has delivered nothing")


@dataclass(frozen=True, slots=True)
class MeasureHere:
    """One measure in one municipality: its row, that of the county, and the words and time they are about."""

    measure: PublishedMeasure
    comparison: PublicComparison
    row: ComparedRow
    county: ComparedRow | None
    period: Text


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    """One municipality in one language. `rows` says which measure each row of the table is about."""

    title: str
    period: str
    findings: tuple[Finding, ...]
    table: TableBlock
    measure_codes: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]
    trend: Figure | None
    delivered: tuple[str, ...]


def municipality_page(release: OpenRelease, place: Municipality, language: Language) -> MunicipalityPage:
    """Put everything on one municipality together, for the newest period that each measure has.

    Promise: every number comes from protected tables of this release; the same release, place and language always
             give the same page.
    """
    here = [found for m in release.measures if can_be_compared(m) and (found := _here(release, m, place))]
    medians = [m for m in release.measures if m.kind is MeasureKind.MEDIAN and is_by_place(release, m)]
    table = _table(release, here, medians, place, language)
    return MunicipalityPage(
        title=_title(release, here, place).into(language),
        period=here[0].period.into(language) if here else "",
        findings=tuple(_finding(one, language) for one in _telling(here)),
        table=table,
        measure_codes=tuple(one.code for one in (*(found.measure for found in here), *medians)),
        signs=signs_in([table], language),
        trend=_trend(release, here, place, language),
        delivered=tuple(release.coverage.get(place.code, ())),
    )


def _here(release: OpenRelease, measure: PublishedMeasure, place: Municipality) -> MeasureHere | None:
    choice = read_choice(release, measure, {})
    at = {} if choice.period.is_total else {HALF_YEAR: choice.period}
    try:
        comparison = everywhere(release, measure, at)
    except NotPublished:
        return None
    rows = {row.member: row for row in comparison.rows}
    row = rows.get(Member(MUNICIPALITY, place.code))
    if row is None:
        return None
    times = release.table(measure.code, *at).shape
    period = times.dimension(HALF_YEAR).label_of(choice.period) if at else _span(release)
    county = rows.get(Member(COUNTY, place.county_code))
    return MeasureHere(measure, comparison, as_delivered(release, row, at), county, period)


def _span(release: OpenRelease) -> Text:
    """The years of the whole release: 2022–2025."""
    first, last = release.half_years[0][:4], release.half_years[-1][:4]
    return Text.same(first if first == last else f"{first}–{last}")


def _title(release: OpenRelease, here: Sequence[MeasureHere], place: Municipality) -> Text:
    name = Text.same(f"{place.short_name}: ")
    if not release.covers(place.code):
        return name + _small(_NOTHING)
    sure = [one for one in _telling(here) if _certainty(one.row) is Certainty.CERTAIN]
    if not sure:
        return name + _small(_NOT_SURE)
    most = sure[0]
    alone = replace(most.comparison, rows=(replace(most.row, is_total=True),))
    return name + _small(heading(alone, words_of(most.measure)))


def _telling(here: Sequence[MeasureHere]) -> list[MeasureHere]:
    """Shares whose difference is not chance, the surest and then the largest first."""
    found = [
        one
        for one in here
        if one.measure.kind is MeasureKind.SHARE
        and _certainty(one.row) in (Certainty.CERTAIN, Certainty.LIKELY)
    ]
    found.sort(
        key=lambda one: (
            _certainty(one.row) is not Certainty.CERTAIN,
            -abs(one.row.difference.difference) if one.row.difference else 0,
        )
    )
    return found[:MOST_FINDINGS]


def _certainty(row: ComparedRow) -> Certainty | None:
    return row.difference.certainty if row.difference else None


def _finding(found: MeasureHere, language: Language) -> Finding:
    row = replace(found.row, member=Member.total(), is_total=True)  # the page says where already
    sentence = finding(found.comparison, row, words_of(found.measure)).sentence.into(language)
    sure = _certainty(found.row)
    if sure is None:
        return Finding(sentence)
    return Finding(sentence, found.period.into(language), sure.word.into(language).capitalize(), BARS[sure])


def _table(
    release: OpenRelease,
    here: Sequence[MeasureHere],
    medians: Sequence[PublishedMeasure],
    place: Municipality,
    language: Language,
) -> TableBlock:
    genders = gender_dimension()
    columns = [Column(genders.label_of(Member(GENDER, code)).into(language)) for code in COMPARED]
    columns += [Column(_DIFFERENCE.into(language)), Column(_COUNTY.into(language))]
    usual = here[0].period if here else Text("", "")
    rows = [_row(one, usual, language) for one in here] + [
        _median(release, m, place, language) for m in medians
    ]
    return TableBlock(
        caption=place.short_name,
        headings=(_MEASURE.into(language),),
        groups=(ColumnGroup("", tuple(columns)),),
        rows=tuple(rows),
        note=_NOTE.into(language),
    )


def _row(found: MeasureHere, usual: Text, language: Language) -> TableRow:
    label = words_of(found.measure).share
    if found.period != usual:
        label += Text.same(", ") + found.period
    cells = [share_cells(_of(found.row, code), language, apart=False)[0] for code in COMPARED]
    county = difference_cell(found.county, language) if found.county else sign_cell(Sign.MISSING, language)
    cells += [difference_cell(found.row, language), replace(county, detail="")]
    return TableRow((label.into(language),), tuple(cells))


def _of(row: ComparedRow, code: str) -> Estimate | Sign:
    return next((g.estimate for g in row.groups if g.member.code == code), Sign.MISSING)


def _median(
    release: OpenRelease, measure: PublishedMeasure, place: Municipality, language: Language
) -> TableRow:
    where = Member(MUNICIPALITY, place.code)
    cells = [
        figure_cell(release.figure(measure.code, place=where, gender=code), measure, language)
        for code in COMPARED
    ]
    label = (measure.name + Text(", ", ", ") + measure.unit).into(language)
    return TableRow((label,), (*cells, TableCell("\u2013"), TableCell("\u2013")))


def _trend(
    release: OpenRelease, here: Sequence[MeasureHere], place: Municipality, language: Language
) -> Figure | None:
    """Panels of the measures that change over time and have no break among them."""
    panels: dict[Text, PublicComparison] = {}
    for one in here:
        if one.measure.kind is not MeasureKind.SHARE or one.measure.breaks or len(panels) == MOST_PANELS:
            continue
        try:
            panels[one.measure.name] = over_time(release, one.measure, Member(MUNICIPALITY, place.code))
        except NotPublished:
            continue
    seen = drawing.worth_seeing(panels)
    return drawing.trends(f"place-{place.code}", seen, source_of(release), language) if seen else None


def _small(words: Text) -> Text:
    return Text(*(w[:1].lower() + w[1:] for w in (words.sv, words.en)))
