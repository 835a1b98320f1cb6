"""From a comparison to plain numbers and words in one language; what may not be shown ends here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from samfrid.adapters.charts.model import (
    SHARES,
    AnyComparison,
    Axis,
    Blank,
    ChartRefused,
    Contrast,
    DotGroup,
    DotPlot,
    DotRow,
    Interval,
    Reading,
)
from samfrid.adapters.charts.style import EVERYBODY, FURTHER, MEN, OTHER_GENDER, WOMEN, Look
from samfrid.domain.equality import Certainty, ComparedGroup, ComparedRow
from samfrid.domain.tables import Member, Sign
from samfrid.domain.wording import (
    Language,
    Text,
    format_count,
    format_difference,
    format_number,
    format_share,
)

THIS_STEP = (
    Text("Skillnad i just detta steg", "Difference in this very step"),
    Text("procentenheter", "percentage points"),
)
NOT_COMPARED = Text("jämförs inte", "not compared")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a comparison is to be read: language, looks by group code, notes by row code, axis, decimals.

    Groups without a look get one that is free, everybody the grey ring. A note tells why a row's figure is
    missing or not applicable.
    """

    language: Language
    looks: Mapping[str, Look] = field(default_factory=dict)
    notes: Mapping[str, Text] = field(default_factory=dict)
    axis: Axis = SHARES
    decimals: int = 0


def looks_of(members: tuple[Member, ...], given: Mapping[str, Look]) -> dict[Member, Look]:
    """Give every group a look, the same for the same order of groups.

    Errors: ChartRefused when more groups need a look than there are shapes to tell apart.
    """
    free = [look for look in FURTHER if look not in given.values()]
    found: dict[Member, Look] = {}
    for member in members:
        if member.code in given:
            found[member] = given[member.code]
        elif member.is_total:
            found[member] = EVERYBODY
        elif free:
            found[member] = free.pop(0)
        else:
            raise ChartRefused(
                Text(
                    f"Diagrammet har {len(members)} grupper, fler än det finns former att skilja åt. "
                    "Visa färre grupper åt gången.",
                    f"The chart has {len(members)} groups, more than there are shapes to tell apart. "
                    "Show fewer groups at a time.",
                )
            )
    return found


def group_members(comparison: AnyComparison) -> tuple[Member, ...]:
    """The groups of a comparison in order of first appearance."""
    return tuple(dict.fromkeys(group.member for row in comparison.rows for group in row.groups))


def reading(group: ComparedGroup, row: ComparedRow, setting: Setting) -> Reading:
    """What a drawing may show of a group: a share with its interval, or a sign in words."""
    estimate = group.estimate
    if isinstance(estimate, Sign):
        words = estimate.word.into(setting.language)
        note = setting.notes.get(row.member.code)
        if note is not None and estimate in (Sign.MISSING, Sign.NOT_APPLICABLE):
            words = f"{words}: {note.into(setting.language)}"
        return Blank(estimate, words)
    if not setting.axis.holds(estimate.share):
        raise ChartRefused(
            Text(
                f"Axeln visar inte andelen för {group.label.sv} i {row.label.sv}. Välj en längre axel.",
                f"The axis does not show the share of {group.label.en} in {row.label.en}. "
                "Choose a longer axis.",
            )
        )
    return Interval(estimate.share, estimate.low, estimate.high)


def contrast(row: ComparedRow, setting: Setting) -> Contrast | str:
    """The difference of a row in words, or that it is not compared."""
    if row.difference is None:
        return NOT_COMPARED.into(setting.language) if _needs_reason(row) else ""
    found = row.difference
    number = format_difference(100 * found.difference, setting.language, decimals=setting.decimals)
    return Contrast(number, found.certainty.word.into(setting.language), found.certainty is Certainty.CERTAIN)


def _needs_reason(row: ComparedRow) -> bool:
    """A row that is blank all over says why already, and one group is compared with nothing."""
    return len(row.groups) > 1 and any(not isinstance(group.estimate, Sign) for group in row.groups)


def dot_plot(comparison: AnyComparison, setting: Setting) -> DotPlot:
    """Read a comparison as rows of dots, the total row first."""
    looks = looks_of(group_members(comparison), setting.looks)
    rows = tuple(
        DotRow(
            row.label.into(setting.language),
            tuple(dot_group(group, row, looks[group.member], setting) for group in row.groups),
            contrast(row, setting),
            is_total=row.is_total,
            is_bold=row.is_total,
        )
        for row in sorted(comparison.rows, key=lambda row: not row.is_total)
    )
    return DotPlot(rows, setting.axis, contrast_heading(comparison, setting), axis_note(setting))


def way_plot(reached: AnyComparison, passed: AnyComparison | None, setting: Setting) -> DotPlot:
    """Read shares of all who reach each step; with `passed`, differences are those of the step itself."""
    looks = looks_of(group_members(reached), setting.looks)
    steps = {row.member: row for row in passed.rows} if passed else {}
    rows = tuple(
        DotRow(
            row.label.into(setting.language),
            tuple(dot_group(group, row, looks[group.member], setting) for group in row.groups),
            _step_contrast(row, steps, setting) if passed else contrast(row, setting),
            is_bold=True,
        )
        for row in reached.rows
    )
    heading = contrast_heading(passed or reached, setting)
    if passed and heading:
        heading = tuple(words.into(setting.language) for words in THIS_STEP) + heading[1:]
    return DotPlot(rows, setting.axis, heading, axis_note(setting), is_way=True, tells_values=True)


def _step_contrast(row: ComparedRow, steps: Mapping[Member, ComparedRow], setting: Setting) -> Contrast | str:
    step = steps.get(row.member)
    if step is None:
        return ""
    return contrast(step, setting) or (NOT_COMPARED.into(setting.language) if len(step.groups) > 1 else "")


def dot_group(group: ComparedGroup, row: ComparedRow, look: Look, setting: Setting) -> DotGroup:
    """Read one group of one row; a group that shows a sign tells neither value nor size."""
    key = f"{group.member.level} {group.member.code}"
    label = group.label.into(setting.language)
    if isinstance(group.estimate, Sign):
        return DotGroup(key, label, look, reading(group, row, setting))
    value = format_number(100 * group.estimate.share, setting.language, decimals=setting.decimals)
    size = format_count(group.estimate.denominator, setting.language)
    return DotGroup(key, label, look, reading(group, row, setting), value, size)


def contrast_heading(comparison: AnyComparison, setting: Setting) -> tuple[str, ...]:
    """What stands above the differences: their unit, and which group is taken from which."""
    if not any(row.difference or len(row.groups) > 1 for row in comparison.rows):
        return ()
    first, second = (_group_label(comparison, member, setting) for member in comparison.compared)
    unit = Text("Skillnad i procentenheter", "Difference, percentage points").into(setting.language)
    return (unit, f"{first} minus {second}")


def _group_label(comparison: AnyComparison, member: Member, setting: Setting) -> str:
    labels = {group.member: group.label for row in comparison.rows for group in row.groups}
    words = labels.get(member, comparison.by.label_of(member)).into(setting.language)
    # A word for a gender takes a small letter inside a phrase; another label may be a name.
    is_gender = setting.looks.get(member.code) in (WOMEN, MEN, OTHER_GENDER)
    return words[:1].lower() + words[1:] if is_gender else words


def axis_note(setting: Setting) -> str:
    """Say it when the axis does not start at nought."""
    if setting.axis.low == 0:
        return ""
    start = format_share(setting.axis.low, setting.language)
    return Text(f"Axeln börjar vid {start}.", f"The axis starts at {start}.").into(setting.language)
