"""A published family as it was read back from its files, for those who check it and those who attack it.

Cells are numbered once for the whole release, however many tables they stand in. Nothing here knows how the
family was protected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

TOTAL_CODE = -1
"""The code of a column that a cell does not name: everybody."""
NOBODY = -2
"""Stands in every column of a cell whose labels contradict each other: a municipality in another county."""
HIDDEN = -1
"""The count of a cell that no table publishes."""


@dataclass(frozen=True, slots=True, eq=False)
class SavedHierarchy:
    """One coarser column of a dimension; `parent[i]` is the coarser code over finest code i."""

    level: str
    parent: Ints


@dataclass(frozen=True, slots=True)
class GroupRule:
    """Fewer than `group_below` persons, all of them (or all but `all_but`) in one sensitive category."""

    dimension: str
    sensitive: tuple[str, ...]
    group_below: int
    all_but: int


@dataclass(frozen=True, slots=True)
class SavedRule:
    """The rule that the release says it keeps; `given` is the rule word for word."""

    threshold: int = 5
    thresholds: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    zeros_published: bool = True
    reader_minimum: int = 1
    width: int = 4
    insider: int = 0
    groups: tuple[GroupRule, ...] = ()
    force_publish: tuple[Mapping[str, str], ...] = ()
    force_hide: tuple[Mapping[str, str], ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class SavedTable:
    """One table with all its margins.

    Shape: `members` has one array a dimension, a row a member: (column, code), the total being (-1, -1);
           `cells` is a grid with one axis a dimension and holds cell numbers.
    """

    name: str
    file: str
    dimensions: tuple[str, ...]
    members: tuple[Ints, ...]
    cells: Ints


@dataclass(frozen=True, slots=True, eq=False)
class SavedBase:
    """Counts of the finest combinations: one row a combination, one column a column of the release."""

    codes: Ints
    counts: Ints
    data_sha256: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SavedProof:
    """What DIR/proof holds: base, witnesses as (witness, row, change), primaries, manifest."""

    base: SavedBase
    witness: Ints
    row: Ints
    change: Ints
    primaries: Ints
    reasons: tuple[str, ...]
    files: Mapping[str, str]
    data_sha256: str | None
    rule: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class SavedRelease:
    """A release as anyone may read it, and its proof when that lies beside it.

    Shape:   `labels` has one row a cell and one column a column: a code, or `TOTAL_CODE`;
             `counts` has one number a cell, `HIDDEN` where no table publishes it;
             `torn` marks cells hidden in one table and published in another.
    Promise: cells that take in the same persons by the structure (equal labels, a county with one
             municipality) are one cell.
    """

    folder: str
    columns: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    hierarchies: Mapping[str, tuple[SavedHierarchy, ...]]
    tables: tuple[SavedTable, ...]
    labels: Ints
    counts: Ints
    torn: Flags
    rule: SavedRule
    hashes: Mapping[str, str]
    proof: SavedProof | None = None

    @property
    def hidden(self) -> Flags:
        """Which cells no table publishes."""
        return np.asarray(self.counts == HIDDEN)

    def cell_name(self, cell: int) -> str:
        """Name a cell by its labels, as `muni 0501, gender W`; the cell of everybody is `Total`."""
        return self.name_of(self.labels[cell])

    def name_of(self, label: Ints) -> str:
        """Name a row of labels."""
        named = [f"{c} {self.codes[i][label[i]]}" for i, c in enumerate(self.columns) if label[i] >= 0]
        return ", ".join(named) or "Total"

    def find(self, labels: Ints) -> Ints:
        """Number the cells that rows of labels name; -1 where the release has no such cell."""
        keys = person_keys(self, self.labels)
        order = np.argsort(keys)
        wanted = person_keys(self, labels)
        at = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
        return np.where(keys[order][at] == wanted, order[at], -1)


def person_keys(structure: SavedRelease | SavedStructure, labels: Ints) -> Ints:
    """Give rows of labels equal numbers when they take in the same persons by the structure.

    Promise: a coarser code equals the only finest code under it; codes that take in everybody equal the
             total; contradicting codes take in nobody, and all such rows get -1.
    """
    key = np.zeros(len(labels), dtype=np.int64)
    nobody = (labels == NOBODY).any(axis=1)
    for finest, columns in column_groups(structure):
        number = np.zeros(len(labels), dtype=np.int64)
        for column in columns:
            number = number * (len(structure.codes[column]) + 1) + np.maximum(labels[:, column], -1) + 1
        first, inverse = np.unique(number, return_index=True, return_inverse=True)[1:]
        sets = np.array(
            [_person_set(structure, finest, columns, labels[row]) for row in first], dtype=np.int64
        )
        key = key * (_set_count(structure, columns) + 1) + sets[inverse]
        nobody |= (sets == -1)[inverse]
    return np.where(nobody, -1, key)


@dataclass(frozen=True, slots=True, eq=False)
class SavedStructure:
    """The columns of a release, their codes and which code lies under which."""

    columns: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    hierarchies: Mapping[str, tuple[SavedHierarchy, ...]]


def column_groups(structure: SavedRelease | SavedStructure) -> list[tuple[int, list[int]]]:
    """List each finest column with the coarser columns over it; a column stands in one group only."""
    at = {column: i for i, column in enumerate(structure.columns)}
    taken: set[int] = set()
    groups = []
    for dimension, above in structure.hierarchies.items():
        columns = [c for c in (at[dimension], *(at[h.level] for h in above)) if c not in taken]
        if at[dimension] in columns:
            groups.append((at[dimension], columns))
            taken.update(columns)
    return groups + [(i, [i]) for i in range(len(structure.columns)) if i not in taken]


def _set_count(structure: SavedRelease | SavedStructure, columns: list[int]) -> int:
    """Bound the numbers that `_person_set` gives for a group of columns."""
    product = 1
    for column in columns:
        product *= len(structure.codes[column]) + 1
    return product


def _person_set(
    structure: SavedRelease | SavedStructure, finest: int, columns: list[int], label: Ints
) -> int:
    """Number the set of finest codes that a label takes in: the smallest way to write it, -1 for none."""
    above = {h.level: h.parent for h in structure.hierarchies.get(structure.columns[finest], ())}
    size = len(structure.codes[finest])
    inside = np.ones(size, dtype=bool)
    for column in columns:
        if label[column] >= 0:
            under = np.arange(size) if column == finest else above[structure.columns[column]]
            inside &= under == label[column]
    members = np.flatnonzero(inside)
    if len(members) == size:
        return 0
    if len(members) == 0:
        return -1
    return _shortest(structure, finest, columns, members)


def _shortest(
    structure: SavedRelease | SavedStructure, finest: int, columns: list[int], members: Ints
) -> int:
    """Write a set as its common codes in every column: equal sets are written alike."""
    above = {h.level: h.parent for h in structure.hierarchies.get(structure.columns[finest], ())}
    number = 0
    for column in columns:
        under = members if column == finest else above[structure.columns[column]][members]
        common = int(under[0]) + 1 if (under == under[0]).all() else 0
        number = number * (len(structure.codes[column]) + 1) + common
    return number
