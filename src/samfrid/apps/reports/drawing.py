"""Figures of a comparison, drawn through the public doors: dots with intervals, a map, lines over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from samfrid.adapters.charts import public as charts
from samfrid.adapters.charts.model import Break, Caption, ChartRefused, fitting
from samfrid.adapters.charts.style import EVERYBODY, MEN, OTHER_GENDER, WOMEN, Look
from samfrid.adapters.maps import public as maps
from samfrid.adapters.maps.model import Extent, MapRefused
from samfrid.apps.releases.measures import MeasureKind
from samfrid.apps.releases.reading import COUNTRY, NotPublished
from samfrid.apps.reports.comparing import (
    NOT_DELIVERED,
    Compared,
    PublicComparison,
    estimate_of,
    one_group,
)
from samfrid.apps.reports.over_time import over_time
from samfrid.domain.equality import Certainty, ComparedRow, Estimate, adjust
from samfrid.domain.measures.standard.axes import AGE, COMPARED, GENDER, MAN, MUNICIPALITY, OTHER, WOMAN
from samfrid.domain.places import municipality
from samfrid.domain.reports import Figure
from samfrid.domain.tables import Member
from samfrid.domain.wording import Language, Text, format_count, listed

LOOKS: Mapping[str, Look] = {WOMAN: WOMEN, MAN: MEN, OTHER: OTHER_GENDER, "Total": EVERYBODY}
MOST_PANELS = 6
UNSURE = Text("Strecket visar osäkerheten, 95 %.", "The line shows the uncertainty, 95%.")
PERCENT = Text("Andel i procent.", "Share in percent.")
_HALVES = Text(" H1 är första halvåret, H2 det andra.", " H1 is the first half of the year, H2 the second.")
NO_BREAKS: Mapping[str, Text] = {}


def dots(found: Compared, source: Text, language: Language) -> Figure | None:
    """Draw a dot with its interval for each gender in each row; None where every cell is a sign."""
    drawn = worth_drawing(found.chosen)
    ends = [e.high for row in drawn.rows for e in _estimates(row)]
    if not ends:
        return None
    title = _certain_rows(found.chosen) or found.words.share
    subtitle = found.words.share + _counted(found) + UNSURE
    caption = Caption(f"{found.measure.code}-dots", title, subtitle, source)
    notes = {row.member.code: NOT_DELIVERED for row in drawn.rows}
    return charts.dots(drawn, caption, language, looks=LOOKS, notes=notes, axis=fitting(ends))


def share_map(found: Compared, language: Language) -> Figure | None:
    """Shade the rows by the share of one gender: the chosen one, else the one with the lower share in all.

    None where no row is a place, or nothing may be shown.
    """
    group = Member(GENDER, found.choice.gender or _lower(found))
    rows = [row for row in found.comparison.rows if not row.is_total]
    if not any(isinstance(estimate_of(row, group), Estimate) for row in rows):
        return None
    label = found.comparison.by.label_of(group)
    title = label + Text(": ", ": ") + _small_first(found.words.share)
    caption = Caption(f"{found.measure.code}-map", title, PERCENT)
    counties = {municipality(row.member.code).county_code for row in rows if row.member.level == MUNICIPALITY}
    extent = Extent.within(*counties) if counties else Extent.all_counties()
    try:
        return maps.share_map(found.comparison, group, caption, language, extent=extent)
    except MapRefused:
        return None


def trend(found: Compared, source: Text, language: Language) -> Figure | None:
    """Draw the measure half-year by half-year: for all rows together, and for the largest of them.

    None where the release shows it for fewer than two half-years, or not by half-year.
    """
    places = [(row.label, row.member) for row in found.comparison.rows if row.is_total]
    places += [(row.label, row.member) for row in _largest(found)]
    everywhere = (found.release.places.total_label, COUNTRY)
    panels = _series(found, places[:MOST_PANELS]) or _series(found, [everywhere])
    measure = found.measure
    subtitle = measure.name + Text(". ", ". ") + PERCENT
    seen = worth_seeing(panels)
    return trends(measure.code, seen, source, language, subtitle=subtitle, breaks=measure.breaks)


def _series(found: Compared, places: list[tuple[Text, Member]]) -> dict[Text, PublicComparison]:
    """The series of each place; some measures are shown over time for all places together only."""
    panels: dict[Text, PublicComparison] = {}
    for label, place in places:
        try:
            panels[label] = over_time(found.release, found.measure, place, found.choice.gender)
        except NotPublished:
            continue
    return panels


def by_age(found: Compared, source: Text, language: Language) -> Figure | None:
    """Draw the measure by age over the whole period: in the chosen area, or everywhere where only that is shown.

    None for a measure that is no share, where an age is chosen already, or where nothing may be shown.
    """
    if found.choice.age or found.choice.similar_to or found.measure.kind is not MeasureKind.SHARE:
        return None
    for place in dict.fromkeys((found.choice.area, COUNTRY)):
        try:
            ages = found.release.compare(
                found.measure.code, rows_by=AGE, at={} if place.is_total else {MUNICIPALITY: place}
            )
        except NotPublished:
            continue
        drawn = worth_drawing(one_group(adjust([ages])[0], found.choice.gender))
        ends = [e.high for row in drawn.rows for e in _estimates(row)]
        if not ends:
            return None
        where = found.release.places.label_of(place)
        subtitle = found.words.share + Text.same(", ") + where + _WHOLE_PERIOD + UNSURE
        caption = Caption(f"{found.measure.code}-age", _BY_AGE, subtitle, source)
        return charts.dots(drawn, caption, language, looks=LOOKS, axis=fitting(ends))
    return None


_BY_AGE = Text("Efter ålder", "By age")
_WHOLE_PERIOD = Text(", hela perioden. ", ", the whole period. ")


def trends(
    name: str,
    panels: Mapping[Text, PublicComparison],
    source: Text,
    language: Language,
    *,
    subtitle: Text = PERCENT,
    breaks: Mapping[str, Text] = NO_BREAKS,
) -> Figure | None:
    """Draw a panel for each comparison; None with fewer than two half-years or nothing to show."""
    first = next(iter(panels.values()), None)
    if first is None or len(first.rows) < 2:
        return None
    codes = [row.member.code for row in first.rows]
    cuts = [Break(codes[codes.index(code) - 1], why) for code, why in breaks.items() if code in codes[1:]]
    subtitle += _HALVES
    if cuts:
        subtitle += Text(
            " Prickad linje: före och efter kan inte jämföras.",
            " Dotted line: before and after cannot be compared.",
        )
    caption = Caption(f"{name}-trend", Text("Utveckling över tid", "Development over time"), subtitle, source)
    try:
        return charts.trends(panels, caption, language, breaks=cuts, looks=LOOKS)
    except ChartRefused:
        return None


def worth_seeing(panels: Mapping[Text, PublicComparison]) -> dict[Text, PublicComparison]:
    """Leave out panels that would show signs only, and the groups that are hidden nearly everywhere."""
    kept = {label: worth_drawing(series) for label, series in panels.items()}
    return {label: series for label, series in kept.items() if any(_estimates(row) for row in series.rows)}


def worth_drawing(comparison: PublicComparison) -> PublicComparison:
    """Keep the compared groups, and others that are shown in at least half the rows; the table has them all."""
    shown: Counter[Member] = Counter(
        group.member
        for row in comparison.rows
        for group in row.groups
        if isinstance(group.estimate, Estimate)
    )
    kept = {member for member, rows in shown.items() if 2 * rows >= len(comparison.rows)}
    kept |= set(comparison.compared)  # a chosen group stands alone whatever is kept
    return replace(
        comparison,
        rows=tuple(
            replace(row, groups=tuple(group for group in row.groups if group.member in kept))
            for row in comparison.rows
        ),
    )


def _estimates(row: ComparedRow) -> list[Estimate]:
    return [group.estimate for group in row.groups if isinstance(group.estimate, Estimate)]


def _certain_rows(comparison: PublicComparison) -> Text | None:
    """Name the two rows with the largest certain differences; None where fewer than two rows have one."""
    certain = [
        (abs(row.difference.difference), row)
        for row in comparison.rows
        if not row.is_total and row.difference and row.difference.certainty is Certainty.CERTAIN
    ]
    if len(certain) < 2:
        return None
    top = [row for _, row in sorted(certain, key=lambda pair: -pair[0])[:2]]
    names = [listed([row.label.into(language) for row in top], language) for language in Language]
    return Text(f"Störst säker skillnad: {names[0]}", f"Largest certain difference: {names[1]}")


def _counted(found: Compared) -> Text:
    """How many the compared groups count in all rows together: ", n = 3 358. "."""
    whole = next((row for row in found.chosen.rows if row.is_total), None)
    estimates = _estimates(whole) if whole else []
    if not estimates:
        return Text.same(". ")
    apart = found.comparison.counted_apart
    n = sum(e.denominator for e in estimates) if apart else estimates[0].denominator
    return Text(*(f", n\u00a0=\u00a0{format_count(n, language)}. " for language in Language))


def _lower(found: Compared) -> str:
    total = found.total
    if total is None:
        return COMPARED[0]
    shares = {code: estimate_of(total, Member(GENDER, code)) for code in COMPARED}
    known = {code: e.share for code, e in shares.items() if isinstance(e, Estimate)}
    return min(known, key=lambda code: known[code], default=COMPARED[0])


def _largest(found: Compared) -> list[ComparedRow]:
    rows = [row for row in found.comparison.rows if not row.is_total and _estimates(row)]
    ordered = sorted(rows, key=lambda row: -sum(e.denominator for e in _estimates(row)))
    return ordered[: MOST_PANELS - 1]


def _small_first(words: Text) -> Text:
    return Text(*(w[:1].lower() + w[1:] for w in (words.sv, words.en)))
