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

    Promise: what is told by year alone, or by no period, is no point in time and is left out.
    Errors: NotPublished where the release does not show it so.
    """
    at = {} if place.is_total else {MUNICIPALITY: place}
    if measure.kind is MeasureKind.SHARE:
        series = release.compare(measure.code, rows_by=HALF_YEAR, at=at)
    else:
        series = parts(release, measure, HALF_YEAR, at)
    finest = tuple(
        replace(row, label=_short(row.member.code))
        for row in series.rows
        if row.member.level == HALF_YEAR and row.member.code in release.half_years
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
    ends = _ends(release, measure)
    if measure.kind is not MeasureKind.SHARE or measure.part is None or ends is None:
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
                    compared=ends,
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


def _ends(release: OpenRelease, measure: PublishedMeasure) -> tuple[str, str] | None:
    """The last half-year and the first that no break parts it from; None when there is only one."""
    if len(release.half_years) < 2:
        return None
    *earlier, last = release.half_years
    started = next((code for code in reversed(earlier) if code in measure.breaks), earlier[0])
    return last, earlier[-1] if last in measure.breaks else started


def _short(half_year: str) -> Text:
    """A half-year as it stands on an axis: 2025H1."""
    return Text.same(half_year.replace("-", ""))
