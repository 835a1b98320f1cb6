"""One measure half-year by half-year, and how it has changed. Nothing is compared across a break."""

from __future__ import annotations

from dataclasses import replace

from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.reading import COUNTRY, NotPublished, OpenRelease
from samfrid.apps.reports.comparing import Compared, PublicComparison, missing, one_group, parts
from samfrid.domain.equality import adjust, compare_periods, finding
from samfrid.domain.measures.standard.axes import COMPARED, GENDER, HALF_YEAR, MUNICIPALITY
from samfrid.domain.tables import Member
from samfrid.domain.wording import Text


def over_time(
    release: OpenRelease, measure: PublishedMeasure, place: Member, gender: str = ""
) -> PublicComparison:
    """Compare a measure half-year by half-year in one place.

    Errors: NotPublished where the release does not show it so.
    """
    at = {} if place.is_total else {MUNICIPALITY: place}
    if measure.kind is MeasureKind.SHARE:
        series = release.compare(measure.code, rows_by=HALF_YEAR, at=at)
    else:
        series = parts(release, measure, HALF_YEAR, at)
    finest = tuple(
        replace(row, label=_short(row.member.code)) for row in series.rows if row.member.level == HALF_YEAR
    )
    if place.level == MUNICIPALITY:
        finest = tuple(row if release.covers(place.code, row.member.code) else missing(row) for row in finest)
    (adjusted,) = adjust([replace(series, rows=finest)])
    return one_group(adjusted, gender)


def changes(found: Compared) -> tuple[Text, ...]:
    """Say for women, men and others shown how the share changed, from the first half-year it can be compared with.

    Promise: nothing is compared across a break; in the chosen area, or everywhere where only that is published.
    """
    measure, release = found.measure, found.release
    if measure.kind is not MeasureKind.SHARE or measure.part is None or len(release.half_years) < 2:
        return ()
    for place in dict.fromkeys((found.choice.area, COUNTRY)):
        at = {} if place.is_total else {MUNICIPALITY: place}
        try:
            table = release.table(measure.code, GENDER, HALF_YEAR, *at)
        except NotPublished:
            continue
        (whole,) = adjust(
            [
                compare_periods(
                    table,
                    measure=measure.name,
                    periods=HALF_YEAR,
                    numerator=measure.part,
                    breaks={
                        c: w for c, w in measure.breaks.items() if c in table.shape.dimension(HALF_YEAR).codes
                    },
                    rows_by=GENDER,
                    fixed=at,
                )
            ]
        )
        wanted = {found.choice.gender} if found.choice.gender else set(COMPARED)
        return tuple(
            finding(whole, row, measure.words).sentence
            for row in whole.rows
            if row.member.code in wanted and row.difference is not None
        )
    return ()


def _short(half_year: str) -> Text:
    """A half-year as it stands on an axis: 2025H1."""
    return Text.same(half_year.replace("-", ""))
