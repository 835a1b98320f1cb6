"""One measure of a release, compared between women and men for the rows a reader chose.

Certainty reckons with every place the release shows, whichever of them the reader looks at: looking at fewer
makes nothing surer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.reading import NotPublished, OpenRelease
from samfrid.apps.reports.choices import Choice, is_by_place, rows_of
from samfrid.apps.reports.kept import Kept
from samfrid.domain.equality import (
    ComparedGroup,
    ComparedRow,
    Comparison,
    Estimate,
    MeasureWords,
    adjust,
    compare_parts,
)
from samfrid.domain.measures.standard.axes import AGE, COMPARED, GENDER, HALF_YEAR, MUNICIPALITY
from samfrid.domain.tables import Member, ProtectedTable, Sign
from samfrid.domain.wording import Text

PublicComparison = Comparison[ProtectedTable]

NOT_DELIVERED = Text("kommunen har inte lämnat uppgifter", "the municipality has delivered nothing")
_NOT_COMPARED = Text(
    "Jämförs inte: kommunen har inte lämnat uppgifter.",
    "Not compared: the municipality has delivered nothing.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """The rows of a choice, the one for all of them together (`is_total`) first if there is one.

    `asked` is how many were asked at all, beside answers that only those who were asked could give. `at` is where
    other divisions stand; a period that the release does not show together with ages is not among them.
    """

    release: OpenRelease
    measure: PublishedMeasure
    choice: Choice
    comparison: PublicComparison
    at: Mapping[str, Member]
    asked: PublicComparison | None

    @property
    def words(self) -> MeasureWords:
        """What is compared, in sentences."""
        return words_of(self.measure)

    @property
    def chosen(self) -> PublicComparison:
        """The comparison with the chosen gender alone, or with all where none is chosen."""
        return one_group(self.comparison, self.choice.gender)

    @property
    def total(self) -> ComparedRow | None:
        """The row for everything shown together."""
        return next((row for row in self.comparison.rows if row.is_total), None)


def words_of(measure: PublishedMeasure) -> MeasureWords:
    """What is compared: a share as it stands, a count by how it is divided between the groups."""
    if measure.kind is MeasureKind.SHARE:
        return measure.words
    return MeasureWords(measure.name + Text(", del av alla", ", part of all"))


def can_be_compared(measure: PublishedMeasure) -> bool:
    """Whether groups can be held against each other with a certainty: medians can't."""
    return measure.kind is not MeasureKind.MEDIAN


def compared(release: OpenRelease, measure: PublishedMeasure, choice: Choice) -> Compared:
    """Compare a measure for the rows of a choice.

    Promise: only protected cells are read; a municipality that delivered nothing for the period is missing,
             never nought.
    Errors:  NotPublished for a median, or where the release does not show the measure by place and gender.
    """
    at = _at(release, measure, choice)
    whole = everywhere(release, measure, at)
    asked = None
    if coverage := coverage_measure(release, measure):
        try:
            asked = _shown(release, measure, choice, everywhere(release, coverage, at, everybody=True), at)
        except NotPublished:
            asked = None
    shown = _shown(release, measure, choice, whole, at)
    return Compared(release, measure, choice, shown, at, asked)


_EVERYWHERE: Kept[PublicComparison] = Kept(most=64)


def everywhere(
    release: OpenRelease, measure: PublishedMeasure, at: Mapping[str, Member], *, everybody: bool = False
) -> PublicComparison:
    """Compare a measure in every place of a release, the certainty of each counted with all of them; kept.

    `everybody` adds all genders together as a group of its own.
    Errors:  NotPublished.
    """
    key = (release.sha256, measure.code, everybody, tuple(sorted(at.items(), key=str)))
    return _EVERYWHERE.get(key, lambda: adjust([_by_place(release, measure, at, everybody=everybody)])[0])


def coverage_measure(release: OpenRelease, measure: PublishedMeasure) -> PublishedMeasure | None:
    """The measure that tells how many were asked at all; None where it says nothing of this one."""
    found = next((one for one in release.measures if one.code == "asked"), None)
    return None if found is None or found.code == measure.code or found.topic != measure.topic else found


def delivered(release: OpenRelease, place: Member, at: Mapping[str, Member]) -> tuple[int, int]:
    """How much was delivered, out of how much: half-years of a municipality, municipalities of a larger area."""
    times = _half_years(release, at)
    if place.level == MUNICIPALITY:
        return sum(release.covers(place.code, time) for time in times), len(times)
    inside = release.places.finest(place)
    return sum(any(release.covers(code, time) for time in times) for code in inside), len(inside)


def _half_years(release: OpenRelease, at: Mapping[str, Member]) -> tuple[str, ...]:
    chosen = at.get(HALF_YEAR)
    if chosen is None:
        return release.half_years
    for table in release.tables.values():
        if HALF_YEAR in table.shape.dimension_names:
            inside = table.shape.dimension(HALF_YEAR).finest(chosen)
            return tuple(code for code in release.half_years if code in inside)
    return release.half_years


def _at(release: OpenRelease, measure: PublishedMeasure, choice: Choice) -> dict[str, Member]:
    wanted = {} if choice.period.is_total else {HALF_YEAR: choice.period}
    if not choice.age:
        return wanted
    aged = {AGE: Member(AGE, choice.age)}
    try:
        places = (MUNICIPALITY,) if is_by_place(release, measure) else ()
        release.table(measure.code, *places, GENDER, AGE, *wanted)
    except NotPublished:
        return aged
    return {**wanted, **aged}


def _by_place(
    release: OpenRelease, measure: PublishedMeasure, at: Mapping[str, Member], *, everybody: bool = False
) -> PublicComparison:
    rows_by = MUNICIPALITY if is_by_place(release, measure) else None
    if measure.kind is MeasureKind.SHARE:
        return release.compare(measure.code, rows_by=rows_by, at=at, everybody=everybody)
    return parts(release, measure, rows_by, at)


def parts(
    release: OpenRelease, measure: PublishedMeasure, rows_by: str | None, at: Mapping[str, Member]
) -> PublicComparison:
    """How a count is divided between the groups."""
    if measure.kind is not MeasureKind.COUNT:
        raise NotPublished(Text("Måttet kan inte jämföras så.", "The measure can't be compared so."))
    table = release.table(measure.code, GENDER, *at, *((rows_by,) if rows_by else ()))
    fixed = dict(at)
    if measure.part is not None:
        fixed[measure.part.dimension] = _together(table, measure.part.dimension, measure.part.codes)
    return compare_parts(
        table,
        measure=words_of(measure).share,
        by=GENDER,
        compared=COMPARED,
        rows_by=rows_by,
        fixed=fixed,
    )


def _together(table: ProtectedTable, column: str, codes: tuple[str, ...]) -> Member:
    """The one member that takes in exactly these codes."""
    dimension = table.shape.dimension(column)
    for member in dimension.members():
        if dimension.finest(member) == frozenset(codes):
            return member
    raise NotPublished(Text("Måttet kan inte jämföras så.", "The measure can't be compared so."))


def _shown(
    release: OpenRelease,
    measure: PublishedMeasure,
    choice: Choice,
    comparison: PublicComparison,
    at: Mapping[str, Member],
) -> PublicComparison:
    """Keep the rows of a choice, in its order, the total first; what nobody delivered is missing."""
    members, whole = rows_of(release, measure, choice)
    by_member = {row.member: row for row in comparison.rows}
    rows = [replace(by_member[member], is_total=False) for member in members]
    rows = [as_delivered(release, row, at) for row in rows]
    if whole is not None:
        rows.insert(0, replace(by_member[whole], is_total=True, label=release.places.label_of(whole)))
    return replace(comparison, rows=tuple(rows))


def as_delivered(release: OpenRelease, row: ComparedRow, at: Mapping[str, Member]) -> ComparedRow:
    """Show a row as missing where nobody delivered anything for it."""
    return row if delivered(release, row.member, at)[0] else missing(row)


def missing(row: ComparedRow) -> ComparedRow:
    groups = tuple(ComparedGroup(group.member, group.label, Sign.MISSING) for group in row.groups)
    return replace(row, groups=groups, difference=None, why_none=_NOT_COMPARED, overall=None, pairs=())


def one_group(comparison: PublicComparison, gender: str) -> PublicComparison:
    """Show one group alone where one is chosen, and then compare it with nobody."""
    if not gender:
        return comparison
    rows = tuple(
        replace(
            row,
            groups=tuple(group for group in row.groups if group.member.code == gender),
            difference=None,
            why_none=None,
            overall=None,
            pairs=(),
        )
        for row in comparison.rows
    )
    return replace(comparison, rows=rows)


def estimate_of(row: ComparedRow, member: Member) -> Estimate | Sign:
    """What a row shows of one group; missing where it has no such group."""
    return next((group.estimate for group in row.groups if group.member == member), Sign.MISSING)
