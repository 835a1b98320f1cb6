"""Tables of a report: shares by row and group, and plain counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from samfrid.domain.equality import Certainty, ComparedGroup, ComparedRow, Comparison, Estimate
from samfrid.domain.equality.comparison import Source
from samfrid.domain.places import population
from samfrid.domain.reports import Column, ColumnGroup, TableBlock, TableCell, TableRow
from samfrid.domain.tables import Coordinates, Dimension, Member, ProtectedTable, RawTable, Sign
from samfrid.domain.wording import (
    Language,
    Text,
    format_count,
    format_difference,
    format_number,
    format_share,
    listed,
)
from samfrid.tabulation.plan import MeasurePlan
from samfrid.tabulation.rates import Rate

MOST_ROWS = 120
MOST_APART = 2
"""Up to so many groups have share and count in columns of their own; more would not fit a sheet of paper."""
_SHARE = Text("andel", "share")
_COUNT = Text("antal", "count")
_DIFFERENCE = Text("Skillnad", "Difference")
_OF = Text("av", "of")
_TO = Text("till", "to")
_NO_DIFFERENCE = "\u2013"
_ALL_TOO_SMALL = Text("För små för att visas någonstans", "Too small to be shown anywhere")
_IN_FILES = Text(
    "Alla rader står i tabellfilerna; här visas de samlade.",
    "Every row is in the table files; sums are shown here.",
)


def shares_table(comparison: Comparison[Source], language: Language) -> TableBlock:
    """Set out a comparison: for each row each group's share and count, then the difference.

    Promise: a group that no row shows is named below the table instead of filling it with signs; a table too long
             to read shows the coarser rows, and says where all are.
    """
    members = [group.member for group in comparison.rows[0].groups]
    shown = [member for member in members if member in comparison.compared or _is_shown(comparison, member)]
    rows, is_cut = _reading_order(comparison)
    label = {group.member: group.label for group in comparison.rows[0].groups}
    apart = len(shown) <= MOST_APART
    heads = [label[member].into(language) for member in shown]
    pair = (Column(_SHARE.into(language)), Column(_COUNT.into(language)))
    groups = (
        [ColumnGroup(head, pair) for head in heads]
        if apart
        else [ColumnGroup("", tuple(Column(head) for head in heads))]
    )
    groups.append(ColumnGroup("", (Column(_DIFFERENCE.into(language)),)))
    notes = [_IN_FILES.into(language)] if is_cut else []
    if left := [label[member].into(language) for member in members if member not in shown]:
        notes.append(f"{_ALL_TOO_SMALL.into(language)}: {listed(left, language)}.")
    return TableBlock(
        caption=comparison.measure.into(language),
        headings=(comparison.rows_by.label.into(language) if comparison.rows_by else "",)
        if comparison.rows_by
        else (comparison.by.total_label.into(language),),
        groups=tuple(groups),
        rows=tuple(_share_row(row, shown, language, apart=apart) for row in rows),
        note=" ".join(notes),
    )


def _is_shown(comparison: Comparison[Source], member: Member) -> bool:
    return any(
        group.member == member and isinstance(group.estimate, Estimate)
        for row in comparison.rows
        for group in row.groups
    )


def _reading_order(comparison: Comparison[Source]) -> tuple[list[ComparedRow], bool]:
    """Everybody first, then coarser rows, then the finest; too many finest rows are left to the files."""
    finest = comparison.rows_by.name if comparison.rows_by else ""
    whole = [row for row in comparison.rows if row.is_total]
    coarser = [row for row in comparison.rows if not row.is_total and row.member.level != finest]
    fine = [row for row in comparison.rows if not row.is_total and row.member.level == finest]
    if len(fine) > MOST_ROWS:
        return [*whole, *coarser], True
    return [*whole, *coarser, *fine], False


def _share_row(row: ComparedRow, shown: Sequence[Member], language: Language, *, apart: bool) -> TableRow:
    by_member = {group.member: group for group in row.groups}
    cells = [cell for member in shown for cell in _share_cells(by_member[member], language, apart=apart)]
    return TableRow((row.label.into(language),), (*cells, _difference_cell(row, language)), row.is_total)


def _share_cells(group: ComparedGroup, language: Language, *, apart: bool) -> tuple[TableCell, ...]:
    """A share and its counts, in two cells or in one."""
    estimate = group.estimate
    if isinstance(estimate, Sign):
        sign = sign_cell(estimate, language)
        return (sign, sign) if apart else (sign,)
    numbers = (format_count(number, language) for number in (estimate.numerator, estimate.denominator))
    share, counts = format_share(estimate.share, language), f" {_OF.into(language)} ".join(numbers)
    return (TableCell(share), TableCell(counts)) if apart else (TableCell(share, f"({counts})"),)


def _difference_cell(row: ComparedRow, language: Language) -> TableCell:
    if row.difference is None:
        return TableCell(_NO_DIFFERENCE)
    ends = [format_difference(100 * end, language) for end in (row.difference.low, row.difference.high)]
    detail = f"({ends[0]} {_TO.into(language)} {ends[1]})"
    mark = (
        ""
        if row.difference.certainty is Certainty.CERTAIN
        else f" {row.difference.certainty.word.into(language)}"
    )
    return TableCell(format_difference(100 * row.difference.difference, language), detail + mark)


def sign_cell(sign: Sign, language: Language) -> TableCell:
    """A cell with a sign; nought is a number like others."""
    return TableCell(sign.word.into(language), is_sign=sign is not Sign.ZERO)


def rates_table(measure: MeasurePlan, found: Sequence[Rate], language: Language) -> TableBlock:
    """Set out rates: count, inhabitants, rate with its interval."""
    per = format_count(measure.per, language)
    heads = (
        Text("antal", "count"),
        Text("invånare", "inhabitants"),
        Text(f"per {per} invånare", f"per {per} inhabitants"),
    )
    return TableBlock(
        caption=measure.label.into(language),
        headings=(Text("Plats", "Place").into(language),),
        groups=(ColumnGroup("", tuple(Column(head.into(language)) for head in heads)),),
        rows=tuple(_rate_row(rate, language) for rate in found),
        note=population_source(found).into(language),
    )


def population_source(found: Sequence[Rate]) -> Text:
    """Say where the inhabitants are counted."""
    known = [rate for rate in found if rate.inhabitants is not None]
    return population(known[0].member.code).source if known else Text("", "")


def _rate_row(rate: Rate, language: Language) -> TableRow:
    label = (rate.label.into(language),)
    people = format_count(rate.inhabitants, language) if rate.inhabitants is not None else _NO_DIFFERENCE
    if isinstance(rate.count, Sign):
        sign = sign_cell(rate.count, language)
        return TableRow(label, (sign, TableCell(people), sign))
    count = TableCell(format_count(rate.count, language))
    if rate.rate is None or rate.low is None or rate.high is None:
        return TableRow(label, (count, TableCell(people), TableCell(_NO_DIFFERENCE)))
    ends = [format_number(end, language, decimals=1) for end in (rate.low, rate.high)]
    number = TableCell(
        format_number(rate.rate, language, decimals=1), f"({ends[0]} {_TO.into(language)} {ends[1]})"
    )
    return TableRow(label, (count, TableCell(people), number))


def counts_table(
    table: ProtectedTable | RawTable, across: str, caption: Text, language: Language
) -> TableBlock | None:
    """Set out a table of counts with one dimension across; None where it is too long to be read in a report."""
    columns = table.shape.dimension(across)
    down = [dimension for dimension in table.shape.dimensions if dimension.name != across]
    rows = list(product(*(_totals_first(dimension) for dimension in down)))
    if len(rows) > MOST_ROWS or not down:
        return None
    heads = [Column(columns.label_of(member).into(language)) for member in _totals_first(columns)]
    return TableBlock(
        caption=caption.into(language),
        headings=tuple(dimension.label.into(language) for dimension in down),
        groups=(ColumnGroup("", tuple(heads)),),
        rows=tuple(_count_row(table, down, row, columns, language) for row in rows),
    )


def _totals_first(dimension: Dimension) -> tuple[Member, ...]:
    members = dimension.members()
    coarser = [member for member in members if member.level != dimension.name and not member.is_total]
    finest = [member for member in members if member.level == dimension.name]
    return (Member.total(), *coarser, *finest)


def _count_row(
    table: ProtectedTable | RawTable,
    down: Sequence[Dimension],
    row: tuple[Member, ...],
    columns: Dimension,
    language: Language,
) -> TableRow:
    labels = tuple(
        dimension.label_of(member).into(language) for dimension, member in zip(down, row, strict=True)
    )
    at = {dimension.name: member for dimension, member in zip(down, row, strict=True)}
    cells = tuple(
        _number_cell(table, _coordinates(table, {**at, columns.name: member}), language)
        for member in _totals_first(columns)
    )
    return TableRow(labels, cells, is_total=all(member.is_total for member in row))


def _coordinates(table: ProtectedTable | RawTable, at: dict[str, Member]) -> Coordinates:
    return tuple(at[name] for name in table.shape.dimension_names)


def _number_cell(table: ProtectedTable | RawTable, coordinates: Coordinates, language: Language) -> TableCell:
    if isinstance(table, RawTable):
        return TableCell(format_count(table.count(coordinates), language))
    cell = table.cell(coordinates)
    if cell.value is None:
        return sign_cell(cell.sign or Sign.MISSING, language)
    decimals = 0 if float(cell.value).is_integer() else 1
    return TableCell(format_number(cell.value, language, decimals=decimals))


def signs_used(
    blocks: Iterator[TableBlock] | Sequence[TableBlock], language: Language
) -> tuple[tuple[str, str], ...]:
    """The signs that stand in some tables, with what each says."""
    words = {cell.text for block in blocks for row in block.rows for cell in row.cells}
    return tuple(
        (sign.word.into(language), sign.meaning.into(language))
        for sign in Sign
        if sign.word.into(language) in words
    )
