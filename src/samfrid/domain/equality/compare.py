"""Compare shares between groups, row by row, from one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from samfrid.domain.equality.comparison import (
    ComparedGroup,
    ComparedRow,
    Comparison,
    Difference,
    Estimate,
    PairDifference,
    Source,
)
from samfrid.domain.equality.differences import differences, why_none
from samfrid.domain.equality.overall import overall_tests
from samfrid.domain.equality.refusals import ComparisonRefused
from samfrid.domain.equality.shares import SMALLEST_DENOMINATOR, Fraction, PartOf, ShareReader, estimates
from samfrid.domain.tables import Dimension, Member, Sign
from samfrid.domain.wording import Text, closest

EVERYWHERE = Text("Alla", "All")


def compare(
    table: Source,
    *,
    measure: Text,
    by: str,
    compared: tuple[str, str],
    numerator: PartOf,
    rows_by: str | None = None,
    fixed: Mapping[str, Member] | None = None,
    group_level: str | None = None,
    everybody: bool = False,
    every_pair: bool = False,
    confidence: float = 0.95,
) -> Comparison[Source]:
    """Compare the share of a part between the groups of one dimension, for each row of another.

    Shape:   one row for each member of `rows_by`, finest first and the total last; one row where it is None.
             Groups are the codes of `by` at `group_level` (the finest unless given), in their own order,
             and last all together where `everybody` is true.
    Unit:    persons and shares; a difference is the first of `compared` minus the second.
    Promise: only what the table shows is used; a hidden cell, a missing one, nobody to count, and in a
             protected table a denominator below ten give a sign, and no difference touches a sign.
    Errors:  ComparisonRefused when a dimension or code is not in the table, or it does not count persons.
    """
    reader = ShareReader(table, fixed)
    dimension = reader.dimension(by)
    must_differ(by, numerator.dimension, rows_by)
    members = _group_members(dimension, group_level, everybody)
    rows = reader.dimension(rows_by) if rows_by else None
    fractions = [
        reader.part(numerator, {**at_row(rows, row), by: member})
        for row in row_members(rows)
        for member in members
    ]
    return assemble(
        table,
        measure,
        dimension,
        members,
        the_pair(dimension, members, compared),
        rows,
        fractions,
        every_pair=every_pair,
        confidence=confidence,
    )


def compare_parts(
    table: Source,
    *,
    measure: Text,
    by: str,
    compared: tuple[str, str],
    rows_by: str | None = None,
    fixed: Mapping[str, Member] | None = None,
    group_level: str | None = None,
    everybody: bool = False,
    every_pair: bool = False,
    confidence: float = 0.95,
) -> Comparison[Source]:
    """Compare how large a part of everybody each group is, for each row: women among all who called.

    Promise: as `compare`; the shares hang together (they are parts of one whole), which the intervals and
             p-values take into account. There is no overall test.
    """
    reader = ShareReader(table, fixed)
    dimension = reader.dimension(by)
    must_differ(by, rows_by)
    members = _group_members(dimension, group_level, everybody)
    rows = reader.dimension(rows_by) if rows_by else None
    fractions = [
        reader.member_of_all(dimension, member, at_row(rows, row))
        for row in row_members(rows)
        for member in members
    ]
    return assemble(
        table,
        measure,
        dimension,
        members,
        the_pair(dimension, members, compared),
        rows,
        fractions,
        every_pair=every_pair,
        confidence=confidence,
        counted_apart=False,
    )


def assemble(
    table: Source,
    measure: Text,
    by: Dimension,
    members: Sequence[Member],
    compared: tuple[Member, Member],
    rows: Dimension | None,
    fractions: Sequence[Fraction],
    *,
    confidence: float,
    every_pair: bool = False,
    counted_apart: bool = True,
    with_overall: bool = True,
    barred: Text | None = None,
) -> Comparison[Source]:
    """Build a comparison of shares that are read already, every interval in one sweep.

    `barred` gives the reason why the two compared groups may not be held against each other. The total among
    the groups is shown, never tested against its own parts.
    """
    shown = estimates(list(fractions), confidence)
    width = len(members)
    groups = [
        tuple(
            ComparedGroup(member, by.label_of(member), shown[start + i]) for i, member in enumerate(members)
        )
        for start in range(0, len(shown), width)
    ]
    parts = [member for member in members if not member.is_total]
    wanted: tuple[tuple[Member, Member], ...] = tuple(combinations(parts, 2)) if every_pair else ()
    made = _pairs_of(groups, (compared, *wanted), barred, confidence, counted_apart)
    overall = overall_tests(groups) if counted_apart and with_overall else [None] * len(groups)
    built = tuple(
        ComparedRow(
            member,
            rows.label_of(member) if rows else EVERYWHERE,
            groups[i],
            made[i].get(compared),
            None if compared in made[i] else barred or _why_none(groups[i], compared, fractions[i * width :]),
            rows is None or member.is_total,
            overall[i],
            tuple(PairDifference(*pair, made[i][pair]) for pair in wanted if pair in made[i]),
        )
        for i, member in enumerate(row_members(rows))
    )
    return Comparison(table, measure, by, compared, rows, built, confidence, counted_apart)


def _why_none(
    groups: Sequence[ComparedGroup], compared: tuple[Member, Member], fractions: Sequence[Fraction]
) -> Text:
    under_ten = frozenset(
        group.member
        for group, fraction in zip(groups, fractions, strict=False)
        if fraction.sign is Sign.HIDDEN and 0 < fraction.denominator < SMALLEST_DENOMINATOR
    )
    return why_none([group for group in groups if group.member in compared], under_ten)


def _pairs_of(
    groups: Sequence[tuple[ComparedGroup, ...]],
    wanted: Sequence[tuple[Member, Member]],
    barred: Text | None,
    confidence: float,
    counted_apart: bool,
) -> list[dict[tuple[Member, Member], Difference]]:
    """Make every difference that no sign and no bar stands in the way of."""
    places, pairs = [], []
    for i, row in enumerate(groups):
        shares = {group.member: group.estimate for group in row}
        for pair in dict.fromkeys(wanted):
            first, second = shares[pair[0]], shares[pair[1]]
            if barred is None and isinstance(first, Estimate) and isinstance(second, Estimate):
                places.append((i, pair))
                pairs.append((first, second))
    made: list[dict[tuple[Member, Member], Difference]] = [{} for _ in groups]
    for (i, pair), difference in zip(
        places, differences(pairs, confidence=confidence, counted_apart=counted_apart), strict=True
    ):
        made[i][pair] = difference
    return made


def at_row(rows: Dimension | None, member: Member) -> dict[str, Member]:
    return {rows.name: member} if rows else {}


def row_members(rows: Dimension | None) -> tuple[Member, ...]:
    return rows.members() if rows else (Member.total(),)


def _group_members(dimension: Dimension, level: str | None, everybody: bool) -> tuple[Member, ...]:
    if level is not None and level not in dimension.levels:
        what = Text(
            f"Indelningen ”{dimension.name}” har ingen nivå ”{level}”.",
            f"The dimension “{dimension.name}” has no level “{level}”.",
        )
        raise ComparisonRefused(what + closest(level, dimension.levels))
    members = dimension.members(level=level or dimension.name)
    return (*members, Member.total()) if everybody else members


def the_pair(
    dimension: Dimension, members: Sequence[Member], codes: tuple[str, str]
) -> tuple[Member, Member]:
    known = {member.code: member for member in members if not member.is_total}
    for code in codes:
        if code not in known:
            what = Text(
                f"Indelningen ”{dimension.name}” har inget värde ”{code}” att jämföra.",
                f"The dimension “{dimension.name}” has no value “{code}” to compare.",
            )
            raise ComparisonRefused(what + closest(code, known))
    if codes[0] == codes[1]:
        raise ComparisonRefused(
            Text("En grupp kan inte jämföras med sig själv.", "A group cannot be compared with itself.")
        )
    return known[codes[0]], known[codes[1]]


def must_differ(*names: str | None) -> None:
    given = [name for name in names if name]
    if len(set(given)) != len(given):
        raise ComparisonRefused(
            Text(
                "Grupper, rader och mått måste vara olika indelningar.",
                "Groups, rows and measure must be different dimensions.",
            )
        )
