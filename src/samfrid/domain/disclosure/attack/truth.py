"""The true counts, for judging an attack: an attacker does not have them, whoever judges the harm does."""

from __future__ import annotations

import numpy as np

from samfrid.domain.disclosure.saved import Flags, Ints, SavedBase, SavedRelease


def true_counts(release: SavedRelease, base: SavedBase) -> tuple[Ints, Ints]:
    """Count every cell, and number the only person's row where a cell has one person (else no meaning).

    Shape: one number a cell, twice.
    """
    counts = np.zeros(len(release.counts), dtype=np.int64)
    rows = np.zeros(len(release.counts), dtype=np.int64)
    numbers = np.where(base.counts > 0, np.arange(len(base.counts)), 0)
    for table in release.tables:
        finest = [release.columns.index(d) for d in table.dimensions]
        at = tuple(base.codes[:, c] for c in finest)
        for weights, result in ((base.counts, counts), (numbers, rows)):
            cube = np.zeros([len(release.codes[c]) for c in finest], dtype=np.int64)
            np.add.at(cube, at, weights)
            for axis, (column, members) in enumerate(zip(finest, table.members, strict=True)):
                takes_in = _takes_in(release, column, members)
                cube = np.moveaxis(np.tensordot(takes_in, cube, axes=(1, axis)), 0, axis)
            result[table.cells.ravel()] = cube.ravel()
    return counts, rows


def _takes_in(release: SavedRelease, column: int, members: Ints) -> Ints:
    """Say which finest codes each member takes in: members × finest codes, 1 or 0."""
    size = len(release.codes[column])
    above = {h.level: h.parent for h in release.hierarchies.get(release.columns[column], ())}
    takes_in = np.ones((len(members), size), dtype=np.int64)
    for i, (level, code) in enumerate(members):
        if level >= 0:
            under = np.arange(size) if level == column else above[release.columns[level]]
            takes_in[i] = under == code
    return takes_in


def thresholds(release: SavedRelease) -> Ints:
    """Give each cell its threshold: the rule's, or a stricter one of its categories."""
    found = np.full(len(release.counts), release.rule.threshold, dtype=np.int64)
    for name, categories in release.rule.thresholds.items():
        column = release.columns.index(name)
        for code, own in categories.items():
            found[release.labels[:, column] == release.codes[column].index(code)] = max(
                own, release.rule.threshold
            )
    return found


def small_counts(release: SavedRelease, counts: Ints) -> Flags:
    """Find the cells of 1 … T−1 persons."""
    return (counts >= 1) & (counts < thresholds(release))
