"""Which cells must not be known, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samfrid.domain.disclosure.refusals import NotProtectable
from samfrid.domain.disclosure.rule import GroupRule, Rule, RuleError
from samfrid.domain.disclosure.structure import EMPTY, Ints, Structure
from samfrid.domain.tables import TableFamily, TableShape
from samfrid.domain.wording import Text, closest

THRESHOLD, GROUP, FORCED = "threshold", "group", "forced"


@dataclass(frozen=True, slots=True, eq=False)
class Primaries:
    """The primary cells with their reasons, and the cells that an owner wants published.

    Shape: `cells` ascending, `reasons` beside it; `forced_open` has one flag a cell of the structure.
    """

    cells: Ints
    reasons: tuple[str, ...]
    forced_open: npt.NDArray[np.bool_]


def find_primaries(structure: Structure, family: TableFamily, rule: Rule) -> Primaries:
    """List every primary cell of a family.

    Errors: RuleError when the rule names a column, category or cell that is not there; NotProtectable when a
            cell that must be published is primary, or a shown nought gives a group away.
    """
    reasons: dict[int, str] = {}
    limits = _limits(structure, family, rule)
    small = np.flatnonzero((structure.counts > 0) & (structure.counts < limits))
    reasons.update((cell, THRESHOLD) for cell in small.tolist())
    for group in rule.groups:
        for cell in _group_cells(structure, family, rule, group):
            reasons.setdefault(cell, GROUP)
    for forced in rule.force_hide:
        cell = find_cell(structure, family, forced.cell, "force_hide")
        if cell != EMPTY and (structure.counts[cell] > 0 or rule.zeros == "hidden"):
            reasons.setdefault(cell, FORCED)
    opened = np.zeros(structure.size, dtype=bool)
    for forced in rule.force_publish:
        cell = find_cell(structure, family, forced.cell, "force_publish")
        if cell != EMPTY:
            opened[cell] = True
            if cell in reasons:
                raise _primary_forced_open(forced.cell)
    cells = np.array(sorted(reasons), dtype=np.int64)
    return Primaries(cells, tuple(reasons[cell] for cell in cells.tolist()), opened)


def _limits(structure: Structure, family: TableFamily, rule: Rule) -> Ints:
    """The threshold of each cell: the strictest of those that apply."""
    limits = np.full(structure.size, rule.threshold, dtype=np.int64)
    for column, categories in rule.thresholds.items():
        for category, threshold in categories.items():
            found = False
            for table, grid in zip(family.tables, structure.grids, strict=True):
                for axis, at in _members(table, column, category):
                    cells = np.take(grid, at, axis=axis).reshape(-1)
                    cells = cells[cells != EMPTY]
                    limits[cells] = np.maximum(limits[cells], threshold)
                    found = True
            if not found:
                raise _unknown(structure, "thresholds", column, category)
    return limits


def _members(table: TableShape, column: str, category: str) -> Iterator[tuple[int, int]]:
    """Find a category among the members of a table: axis and place."""
    for axis, dimension in enumerate(table.dimensions):
        if column in dimension.levels:
            for at, member in enumerate(dimension.members()):
                if (member.level, member.code) == (column, category):
                    yield axis, at


def _group_cells(structure: Structure, family: TableFamily, rule: Rule, group: GroupRule) -> Iterator[int]:
    """Small groups that are all, or all but a few, in one sensitive category: that category and the rest."""
    found = False
    for table, grid in zip(family.tables, structure.grids, strict=True):
        for category in group.sensitive:
            for axis, at in _members(table, group.dimension, category):
                found = True
                yield from _group_cells_of(structure, table, grid, rule, group, axis, at)
    if not found:
        category = group.sensitive[0] if group.sensitive else ""
        raise _unknown(structure, "groups", group.dimension, category)


def _group_cells_of(
    structure: Structure, table: TableShape, grid: Ints, rule: Rule, group: GroupRule, axis: int, at: int
) -> Iterator[int]:
    members = table.dimensions[axis].members()
    same_level = [i for i, member in enumerate(members) if member.level == group.dimension and i != at]
    lines = np.moveaxis(grid, axis, 0).reshape(len(members), -1)
    counts = np.where(lines == EMPTY, 0, structure.counts[np.maximum(lines, 0)])
    whole, part = counts[-1], counts[at]
    given_away = (whole > 0) & (whole < group.group_below) & (part > 0) & (part >= whole - group.all_but)
    for line in np.flatnonzero(given_away):
        yield int(lines[at, line])
        others = [i for i in same_level if lines[i, line] != EMPTY]
        shown = [i for i in others if counts[i, line] > 0]
        if rule.zeros == "published" and not shown:
            raise _nought_tells(table, group)
        rest = [int(lines[i, line]) for i in (shown if rule.zeros == "published" else others)]
        yield from rest


def find_cell(structure: Structure, family: TableFamily, labels: Mapping[str, str], key: str) -> int:
    """Number the cell that labels name.

    Errors: RuleError when no table holds such a cell.
    """
    for table, grid in zip(family.tables, structure.grids, strict=True):
        index: list[int] = []
        named: set[str] = set()
        for dimension in table.dimensions:
            members = dimension.members()
            wanted = [i for i, m in enumerate(members) if m.level in labels and labels[m.level] == m.code]
            index.append(wanted[0] if wanted else len(members) - 1)
            named.update(members[i].level for i in wanted[:1])
        if named == set(labels):
            return int(grid[tuple(index)])
    for column, category in labels.items():
        if not any(next(_members(table, column, category), None) for table in family.tables):
            raise _unknown(structure, key, column, category)
    raise RuleError(
        Text(
            f"”{key}” pekar på en cell som ingen tabell har: {_named(labels)}.",
            f"“{key}” names a cell that no table has: {_named(labels)}.",
        )
    )


def _named(labels: Mapping[str, str]) -> str:
    return ", ".join(f"{column} {code}" for column, code in labels.items())


def _unknown(structure: Structure, key: str, column: str, category: str) -> RuleError:
    """Say that a column or a category is not there, and which may have been meant."""
    names = structure.columns.names
    if column not in names:
        what = Text(f"Regelns ”{key}” nämner kolumnen ”{column}”, som ingen tabell har.",
                    f"The rule's “{key}” names the column “{column}”, which no table has.")  # fmt: skip
        return RuleError(what + closest(column, names))
    codes = structure.columns.codes[names.index(column)]
    what = Text(
        f"Regelns ”{key}” nämner ”{category}”, som inte finns i kolumnen ”{column}”.",
        f"The rule's “{key}” names “{category}”, which is not in the column “{column}”.",
    )
    return RuleError(what + closest(category, codes))


def _primary_forced_open(labels: Mapping[str, str]) -> NotProtectable:
    return NotProtectable(
        Text(
            f"Cellen {_named(labels)} ska enligt ”force_publish” visas, men får inte bli känd. Ta bort den ur"
            " ”force_publish” eller visa en grövre cell.",
            f"The cell {_named(labels)} is to be shown by “force_publish”, but must not be known. Take it out of"
            " “force_publish” or show a coarser cell.",
        ),
        dimensions=tuple(labels),
    )


def _nought_tells(table: TableShape, group: GroupRule) -> NotProtectable:
    return NotProtectable(
        Text(
            f"I tabellen {table.name} är en grupp under {group.group_below} personer helt inom en känslig"
            f" kategori av ”{group.dimension}”, och nollan bredvid säger det. Sätt ”zeros” till ”hidden”, eller"
            " ta bort en dimension ur tabellen.",
            f"In table {table.name} a group of fewer than {group.group_below} persons is wholly within a"
            f" sensitive category of “{group.dimension}”, and the nought beside it says so. Set “zeros” to"
            " “hidden”, or drop a dimension of the table.",
        ),
        tables=[table.name],
        dimensions=[group.dimension],
    )
