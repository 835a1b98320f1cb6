"""From a table of counts to dots on stems from nought, and their table in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samfrid.adapters.charts.model import Axis, Blank, DotGroup, DotPlot, DotRow, Interval
from samfrid.adapters.charts.readings import looks_of
from samfrid.adapters.charts.style import EVERYBODY, SMALL, Look
from samfrid.adapters.charts.svg import NARROW
from samfrid.adapters.charts.type_widths import width_of
from samfrid.domain.reports import FigureTable
from samfrid.domain.tables import Member, ProtectedTable, RawTable, Sign
from samfrid.domain.wording import Language, Text, format_number, listed

AnyTable = ProtectedTable | RawTable
NUMBER = Text("Antal", "Number")


@dataclass(frozen=True, slots=True)
class Categories:
    """Which cells of a table a count figure shows: its rows, at which level, and by which groups if any."""

    rows: str
    level: str = ""
    groups: str = ""
    looks: Mapping[str, Look] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Counted:
    """One row: its member, label, and a number or sign for each group."""

    label: str
    numbers: tuple[float | Sign, ...]
    is_total: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """What a table says of some categories: rows with the total first, groups with labels and looks."""

    row_label: str
    groups: tuple[tuple[Member, str], ...]
    rows: tuple[_Counted, ...]

    @property
    def top(self) -> float:
        """The largest number that is drawn; totals are told in words only."""
        shown = [n for row in self.rows if not row.is_total for n in row.numbers if not isinstance(n, Sign)]
        return max(shown, default=0.0)


def read_counts(table: AnyTable, wanted: Categories, language: Language) -> Counts:
    """Pick the cells; dimensions that are not named stand at their total.

    Errors: ShapeError when the table has no such dimension or level.
    """
    rows = table.shape.dimension(wanted.rows)
    groups = table.shape.dimension(wanted.groups) if wanted.groups else None
    group_members = groups.members(level=groups.name) if groups else (Member.total(),)
    level = wanted.level or rows.name
    found = []
    for member in (Member.total(), *rows.members(level=level)):
        numbers = tuple(_number(table, {wanted.rows: member, wanted.groups: g}) for g in group_members)
        found.append(_Counted(rows.label_of(member).into(language), numbers, member.is_total))
    labels = tuple(
        (g, groups.label_of(g).into(language) if groups else NUMBER.into(language)) for g in group_members
    )
    return Counts(rows.label.into(language), labels, tuple(found))


def _number(table: AnyTable, chosen: Mapping[str, Member]) -> float | Sign:
    place = tuple(chosen.get(d.name, Member.total()) for d in table.shape.dimensions)
    if isinstance(table, RawTable):
        return float(table.count(place))
    cell = table.cell(place)
    return cell.value if cell.value is not None else cell.sign or Sign.MISSING


def count_plot(counts: Counts, looks: Mapping[str, Look], language: Language) -> tuple[DotPlot, float]:
    """Rows of dots on stems, and how many persons the end of the axis stands for."""
    longest = width_of(number_words(counts.top, language), SMALL, bold=True) + 20
    end, step = round_axis(counts.top / (1 - longest / NARROW))
    members = tuple(member for member, _ in counts.groups)
    found = looks_of(members, looks) if len(members) > 1 else {members[0]: EVERYBODY}
    rows = tuple(
        DotRow(
            row.label,
            tuple(
                _dot(member, label, number, found[member], end, language)
                for (member, label), number in zip(counts.groups, row.numbers, strict=True)
            ),
            "",
        )
        for row in counts.rows
        if not row.is_total
    )
    return DotPlot(
        rows, Axis(0.0, 1.0, step / end), (), tells_values=True, names_groups=len(members) > 1
    ), end


def _dot(
    member: Member, label: str, number: float | Sign, look: Look, end: float, language: Language
) -> DotGroup:
    key = f"{member.level} {member.code}"
    if isinstance(number, Sign):
        return DotGroup(key, label, look, Blank(number, number.word.into(language)))
    words = number_words(number, language)
    return DotGroup(key, label, look, Interval(number / end, 0.0, number / end), words)


def number_words(number: float | Sign, language: Language) -> str:
    """A count, a rounded mean, or the word of a sign."""
    if isinstance(number, Sign):
        return number.word.into(language)
    return format_number(number, language, decimals=0 if number == int(number) else 1)


def round_axis(top: float) -> tuple[float, float]:
    """A round end at or above the top, and a step that divides it in two to five."""
    size = 1.0
    while True:
        for step in (1 * size, 2 * size, 5 * size):
            if 5 * step >= top:
                lines = max(2, -int(-top // step))
                return lines * step, step
        size *= 10


def count_table(counts: Counts, language: Language) -> FigureTable:
    """Every number in words, the total row first."""
    header = (counts.row_label, *(label for _, label in counts.groups))
    rows = tuple(
        (row.label, *(number_words(number, language) for number in row.numbers)) for row in counts.rows
    )
    return FigureTable(header, rows)


def count_words(counts: Counts, language: Language) -> str:
    """Say the total and the largest category, as far as they may be shown."""
    total = counts.rows[0]
    told = [
        f"{label} {number_words(number, language)}"
        for (_, label), number in zip(counts.groups, total.numbers, strict=True)
    ]
    sentence = f"{counts.row_label}, {total.label}: {listed(told, language)}."
    shown = [(n, row.label) for row in counts.rows[1:] for n in row.numbers if not isinstance(n, Sign)]
    blanks = sum(any(isinstance(n, Sign) for n in row.numbers) for row in counts.rows)
    if shown:
        number, label = max(shown)
        sentence += Text(
            f" Flest finns i {label}: {number_words(number, language)}.",
            f" Most are in {label}: {number_words(number, language)}.",
        ).into(language)
    if blanks:
        sentence += Text(
            f" I {blanks} av {len(counts.rows)} rader står ett tecken i stället för minst en siffra.",
            f" In {blanks} of {len(counts.rows)} rows a sign stands instead of at least one number.",
        ).into(language)
    return sentence
