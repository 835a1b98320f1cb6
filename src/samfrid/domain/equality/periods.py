"""Compare periods with each other, and never across a break."""

from __future__ import annotations

from collections.abc import Mapping

from samfrid.domain.equality.compare import assemble, at_row, must_differ, row_members, the_pair
from samfrid.domain.equality.comparison import Comparison, Source
from samfrid.domain.equality.refusals import ComparisonRefused
from samfrid.domain.equality.shares import PartOf, ShareReader
from samfrid.domain.tables import Dimension, Member
from samfrid.domain.wording import Text, closest


def stretches(periods: Dimension, breaks: Mapping[str, Text]) -> tuple[tuple[str, ...], ...]:
    """Cut the periods of a dimension, in its own order, into runs that may be compared within.

    `breaks` names the first period after each break, and why it is one.

    Errors: ComparisonRefused when a break names a period that is not there.
    """
    for code in breaks:
        if code not in periods.codes:
            what = Text(
                f"Brottet ”{code}” är ingen period i ”{periods.name}”.",
                f"The break “{code}” is no period of “{periods.name}”.",
            )
            raise ComparisonRefused(what + closest(code, periods.codes))
    runs: list[list[str]] = []
    for code in periods.codes:
        if not runs or code in breaks:
            runs.append([])
        runs[-1].append(code)
    return tuple(tuple(run) for run in runs)


def compare_periods(
    table: Source,
    *,
    measure: Text,
    periods: str,
    numerator: PartOf,
    breaks: Mapping[str, Text] | None = None,
    compared: tuple[str, str] | None = None,
    rows_by: str | None = None,
    fixed: Mapping[str, Member] | None = None,
    confidence: float = 0.95,
) -> Comparison[Source]:
    """Compare a share in a later period with an earlier one, for each row: has it changed, and for whom?

    Shape:   the groups of each row are the periods, in the dimension's order, which is taken as time's order.
    Unit:    the difference is the later share minus the earlier.
    Promise: two periods with a break between them are never compared, and the row says why. `compared` is
             (later, earlier); without it the last period is compared with the first that no break parts it
             from. Periods are taken as different persons: where many return, intervals are too wide.
    Errors:  ComparisonRefused as in `compare`, and when there are fewer than two periods.
    """
    breaks = breaks or {}
    reader = ShareReader(table, fixed)
    dimension = reader.dimension(periods)
    must_differ(periods, numerator.dimension, rows_by)
    if len(dimension.codes) < 2:
        raise ComparisonRefused(
            Text(
                f"”{dimension.name}” har bara en period, så det finns ingen förändring att visa.",
                f"“{dimension.name}” has only one period, so there is no change to show.",
            )
        )
    runs = stretches(dimension, breaks)
    members = dimension.members(level=dimension.name)
    later, earlier = the_pair(dimension, members, compared or _farthest(dimension, runs))
    rows = reader.dimension(rows_by) if rows_by else None
    fractions = [
        reader.part(numerator, {**at_row(rows, row), periods: member})
        for row in row_members(rows)
        for member in members
    ]
    return assemble(
        table,
        measure,
        dimension,
        members,
        (later, earlier),
        rows,
        fractions,
        confidence=confidence,
        barred=_bar(dimension, breaks, later, earlier),
        with_overall=len(runs) == 1,
    )


def _farthest(dimension: Dimension, runs: tuple[tuple[str, ...], ...]) -> tuple[str, str]:
    """Choose the last period and the first of its run; a run of one is held against the period before it."""
    last = runs[-1]
    return (last[-1], last[0]) if len(last) > 1 else (last[-1], dimension.codes[-2])


def _bar(dimension: Dimension, breaks: Mapping[str, Text], later: Member, earlier: Member) -> Text | None:
    """Say which break stands between two periods, if any does."""
    places = sorted(dimension.codes.index(member.code) for member in (later, earlier))
    for place in range(places[0] + 1, places[1] + 1):
        code = dimension.codes[place]
        if code in breaks:
            name = dimension.label_of(Member(dimension.name, code))
            why = Text(breaks[code].sv.rstrip("."), breaks[code].en.rstrip("."))
            return (
                Text("Tiden före ", "The time before ")
                + name
                + Text(" kan inte jämföras med tiden efter: ", " cannot be compared with the time after: ")
                + why
                + Text.same(".")
            )
    return None
