"""Tables of a comparison in words: share and n of each gender, the difference, and the coverage beside them."""

from __future__ import annotations

from collections.abc import Iterable

from samfrid.apps.releases.measures import MeasureKind, PublishedMeasure
from samfrid.apps.releases.reading import Figure, OpenRelease
from samfrid.apps.reports.comparing import Compared, delivered, estimate_of
from samfrid.domain.equality import Certainty, ComparedRow, Estimate
from samfrid.domain.measures.standard.axes import GENDER, MUNICIPALITY
from samfrid.domain.reports import Column, ColumnGroup, TableBlock, TableCell, TableRow
from samfrid.domain.tables import Member, Sign
from samfrid.domain.wording import (
    Language,
    Text,
    format_count,
    format_difference,
    format_number,
    format_share,
    listed,
)

SHARE, COUNT = Text("andel", "share"), Text("antal", "count")
DIFFERENCE = Text("Skillnad", "Difference")
ASKED = Text("Fick frågan", "Were asked")
DELIVERED = Text("Lämnat uppgifter", "Delivered")
PLACE = Text("Plats", "Place")
_OF, _TO = Text("av", "of"), Text("till", "to")
_NONE = "\u2013"
_POINTS = Text(
    "Skillnad i procentenheter, med 95 % osäkerhet. Utan ord efter är den säker.",
    "Difference in percentage points, with 95% uncertainty. Without a word after it, it is certain.",
)
_HIDDEN_EVERYWHERE = Text("För små för att visas någonstans", "Too small to be shown anywhere")


def shares_table(found: Compared, language: Language) -> TableBlock:
    """Set out a comparison: every row with share and count of each gender, the difference, and the coverage.

    Promise: a gender that no row shows is named below the table instead of filling it with signs.
    """
    rows = found.chosen.rows
    members = [group.member for group in rows[0].groups] if rows else []
    shown = [m for m in members if m in found.comparison.compared or _is_shown(rows, m) or len(members) == 1]
    label = found.comparison.by.label_of
    groups = [_gender_columns(label(member), language, apart=_apart(found, member)) for member in shown]
    has_difference = not found.choice.gender
    if has_difference:
        groups.append(ColumnGroup("", (Column(DIFFERENCE.into(language)),)))
    if found.asked is not None:
        groups.append(ColumnGroup("", (Column(ASKED.into(language)),)))
    groups.append(ColumnGroup("", (Column(DELIVERED.into(language)),)))
    notes = [_POINTS.into(language)] if has_difference else []
    if left := [label(member).into(language) for member in members if member not in shown]:
        notes.append(f"{_HIDDEN_EVERYWHERE.into(language)}: {listed(left, language)}.")
    asked = {row.member: row for row in found.asked.rows} if found.asked else {}
    return TableBlock(
        caption=found.words.share.into(language),
        headings=(PLACE.into(language),),
        groups=tuple(groups),
        rows=tuple(
            _share_row(found, row, shown, asked.get(row.member), language, has_difference) for row in rows
        ),
        note=" ".join(notes),
    )


def _is_shown(rows: Iterable[ComparedRow], member: Member) -> bool:
    return any(isinstance(estimate_of(row, member), Estimate) for row in rows)


def _share_row(
    found: Compared,
    row: ComparedRow,
    shown: list[Member],
    asked: ComparedRow | None,
    language: Language,
    has_difference: bool,
) -> TableRow:
    cells: list[TableCell] = []
    for member in shown:
        cells += share_cells(estimate_of(row, member), language, apart=_apart(found, member))
    if has_difference:
        cells.append(difference_cell(row, language))
    if found.asked is not None:
        cells.append(_asked_cell(asked, language))
    cells.append(_delivered_cell(found, row.member, language))
    return TableRow((row.label.into(language),), tuple(cells), row.is_total)


def _apart(found: Compared, member: Member) -> bool:
    """Whether share and n have a column each: for the two that are compared, so that the table fits a page."""
    return member in found.comparison.compared


def _gender_columns(label: Text, language: Language, *, apart: bool) -> ColumnGroup:
    if apart:
        return ColumnGroup(label.into(language), (Column(SHARE.into(language)), Column(COUNT.into(language))))
    return ColumnGroup("", (Column(label.into(language)),))


def share_cells(estimate: Estimate | Sign, language: Language, *, apart: bool) -> tuple[TableCell, ...]:
    """A share and its n, in two cells or in one; a sign stands in each."""
    if isinstance(estimate, Sign):
        sign = sign_cell(estimate, language)
        return (sign, sign) if apart else (sign,)
    share, counts = format_share(estimate.share, language), of_words(estimate, language)
    return (TableCell(share), TableCell(counts)) if apart else (TableCell(share, f"({counts})"),)


def of_words(estimate: Estimate, language: Language) -> str:
    """How many of how many: 33 av 44."""
    numbers = (format_count(number, language) for number in (estimate.numerator, estimate.denominator))
    return f" {_OF.into(language)} ".join(numbers)


def difference_cell(row: ComparedRow, language: Language) -> TableCell:
    """The difference with its interval, and how sure it is where it is not certain."""
    if row.difference is None:
        return TableCell(_NONE)
    found = row.difference
    low, high = (format_difference(100 * end, language) for end in (found.low, found.high))
    sure = "" if found.certainty is Certainty.CERTAIN else f", {found.certainty.word.into(language)}"
    return TableCell(
        format_difference(100 * found.difference, language), f"({low} {_TO.into(language)} {high}){sure}"
    )


def sign_cell(sign: Sign, language: Language) -> TableCell:
    """A sign in words; nought is a number like others."""
    return TableCell(sign.word.into(language), is_sign=sign is not Sign.ZERO)


def _asked_cell(row: ComparedRow | None, language: Language) -> TableCell:
    estimate = estimate_of(row, Member.total()) if row else Sign.MISSING
    if isinstance(estimate, Sign):
        return sign_cell(estimate, language)
    return TableCell(format_share(estimate.share, language), f"({of_words(estimate, language)})")


def _delivered_cell(found: Compared, place: Member, language: Language) -> TableCell:
    number, of = delivered(found.release, place, found.at)
    if not number:
        return sign_cell(Sign.MISSING, language)
    unit = _HALF_YEARS if place.level == MUNICIPALITY else _MUNICIPALITIES
    return TableCell(f"{number} {_OF.into(language)} {of}", unit.into(language))


_HALF_YEARS = Text("halvår", "half-years")
_MUNICIPALITIES = Text("kommuner", "municipalities")


def values_table(
    release: OpenRelease, measure: PublishedMeasure, places: list[Member], language: Language
) -> TableBlock:
    """Set out a measure that is no share, over the whole period: everybody, and each gender, for each place."""
    genders = release.table(measure.code, GENDER).shape.dimension(GENDER)
    columns = [Column(genders.total_label.into(language))]
    columns += [Column(genders.label_of(Member(GENDER, code)).into(language)) for code in genders.codes]
    rows = []
    for place in places:
        figures = [release.figure(measure.code, place=place)]
        figures += [release.figure(measure.code, place=place, gender=code) for code in genders.codes]
        label = release.places.label_of(place).into(language)
        rows.append(
            TableRow((label,), tuple(figure_cell(f, measure, language) for f in figures), place.is_total)
        )
    return TableBlock(
        caption=(measure.name + Text(", ", ", ") + measure.unit).into(language),
        headings=(PLACE.into(language),),
        groups=(ColumnGroup("", tuple(columns)),),
        rows=tuple(rows),
        note="" if measure.kind is MeasureKind.COUNT else _MEDIANS.into(language),
    )


_MEDIANS = Text(
    "Medianer avrundas och visas bara för grupper om minst tio. Skillnader mellan medianer prövas inte.",
    "Medians are rounded and shown only for groups of ten or more. Differences between medians are not tested.",
)


def figure_cell(figure: Figure, measure: PublishedMeasure, language: Language) -> TableCell:
    """One published figure as a cell: a share with its n, a number, or a sign."""
    if figure.value is None:
        return sign_cell(figure.sign or Sign.MISSING, language)
    if measure.kind is not MeasureKind.SHARE:
        decimals = 0 if float(figure.value).is_integer() else 1
        return TableCell(format_number(figure.value, language, decimals=decimals))
    numbers = [
        cell.value for cell in (figure.numerator, figure.denominator) if cell and cell.value is not None
    ]
    counts = f" {_OF.into(language)} ".join(format_count(int(number), language) for number in numbers)
    return TableCell(format_share(figure.value, language), f"({counts})")


def signs_in(blocks: Iterable[TableBlock], language: Language) -> tuple[tuple[str, str], ...]:
    """The signs that stand in some tables with what each means; nought is always among them."""
    words = {cell.text for block in blocks for row in block.rows for cell in row.cells if cell.is_sign}
    return tuple(
        (sign.word.into(language), sign.meaning.into(language))
        for sign in Sign
        if sign is Sign.ZERO or sign.word.into(language) in words
    )
